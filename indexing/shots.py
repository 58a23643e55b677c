"""How the boundaries between a film's shots are looked for, as a curator chooses it."""

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from indexing.boundaries import BoundaryDetector, Cascade, Quick, TransNet

LEAST_SHOT_SECONDS = 0.3
"""Shots shorter than this are flashes, not shots."""

SHOTS_SETTING = "shots"
"""The library's setting that says how boundaries are looked for: a `ShotWay`."""


class ShotWay(StrEnum):
    """How boundaries are looked for.

    `AUTO` asks the network where the cheap detectors doubt, `QUICK` never, `NETWORK` about every picture.
    """

    AUTO = "auto"
    QUICK = "quick"
    NETWORK = "network"


def least_pictures(frame_rate: Fraction) -> int:
    """Return how many pictures the shortest shot has."""
    return max(1, round(LEAST_SHOT_SECONDS * frame_rate))


def detector_for(way: ShotWay, frame_rate: Fraction, beat: Callable[[], None]) -> BoundaryDetector:
    """Return the detector of a way.

    Args:
        way: The way.
        frame_rate: Average pictures a second of the film.
        beat: Called every second while the network is loaded, and before each time that it is asked.
    """
    quick = Quick(least_pictures(frame_rate))
    if way is ShotWay.QUICK:
        return quick
    return TransNet(beat=beat) if way is ShotWay.NETWORK else Cascade(quick, frame_rate, beat=beat)
