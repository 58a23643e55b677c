"""How a character holds itself at one moment."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Pose:
    """One moment of a character.

    Attributes:
        time: Seconds since the shot began.
        stride: Phase of the walk in radians, from the way walked so far.
        moving: Whether it walks.
        act: What it does: stand, back, reach, mug, wave, cup, heart.
        mood: calm, joy, sad or awe.
        talking: Whether its mouth moves.
        blink: Whether its eyes are closed just now.
        tilt: Head to the side, -1 to 1.
        look: Eyes to the side, -1 to 1.
        lamp: How bright its lantern (or, with the act heart, its heart) is, 0 to 1.
    """

    time: float
    stride: float = 0.0
    moving: bool = False
    act: str = "stand"
    mood: str = "calm"
    talking: bool = False
    blink: bool = False
    tilt: float = 0.0
    look: float = 0.0
    lamp: float = 0.0
