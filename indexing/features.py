"""What is measured in a shot: its colours and light, what moves, and how it sounds."""

from dataclasses import astuple, dataclass, fields

import numpy as np
from numpy.typing import NDArray

COLOUR_BINS = (16, 4, 4)
"""Bins of hue, saturation and value: 256 in all."""

FEATURES_VERSION = 2
"""Goes up when what is measured or its layout changes, so that films are measured again."""

SILENCE = -60.0
"""Loudness in dB of what has no sound."""


@dataclass(frozen=True)
class ShotFeatures:
    """What was measured in a shot.

    Attributes:
        colours: Share of each HSV bin over the shot's pictures, float32 of shape `(256,)`, summing to 1.
        motion: Mean absolute change from picture to picture, 0 to 1.
        loudness: Mean power in dB, `SILENCE` to 0.
        brightness: Mean brightness (luma), 0 to 1.
        contrast: Mean of the pictures' standard deviations of brightness, 0 to 0.5.
        saturation: Mean saturation, 0 to 1.
        warmth: Mean of red less blue, -1 to 1.
        sky: How much brighter the upper third is than the rest, -1 to 1.
        edges: Mean difference of neighbouring points' brightness: little in fog and sky, much in leaves and crowds.
        pan: How fast the camera goes or turns to the right (left if negative), in widths of the picture a second.
        tilt: How fast it goes or turns down (up if negative), in heights a second.
        zoom: How fast the content grows (shrinks if negative), in shares of its size a second.
        steadiness: How much of the movement is the camera's alone, 0 to 1: 1 where one shift explains each step.
        speech: Share of the shot's time in which somebody seems to speak, 0 to 1; see `sound_kinds`.
        silence: Share of its time that is silent, 0 to 1; 1 where there is no sound.
    """

    colours: NDArray[np.float32]
    motion: float
    loudness: float
    brightness: float = 0.0
    contrast: float = 0.0
    saturation: float = 0.0
    warmth: float = 0.0
    sky: float = 0.0
    edges: float = 0.0
    pan: float = 0.0
    tilt: float = 0.0
    zoom: float = 0.0
    steadiness: float = 0.0
    speech: float = 0.0
    silence: float = 1.0

    def to_bytes(self) -> bytes:
        """Return them as little-endian float32, the colours first and the others in the order above."""
        return np.concatenate([self.colours, astuple(self)[1:]]).astype("<f4").tobytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> "ShotFeatures":
        """Read what `to_bytes` wrote, of this version or an older one, which had fewer of them."""
        values = np.frombuffer(content, "<f4").astype(np.float32)
        count = int(np.prod(COLOUR_BINS))
        names = [one.name for one in fields(cls)[1:]]
        return cls(values[:count], **dict(zip(names, map(float, values[count:]), strict=False)))


def decibels(power: float) -> float:
    """Return a mean power (0 to 1) in dB, `SILENCE` to 0."""
    return float(np.clip(10 * np.log10(max(power, 1e-12)), SILENCE, 0.0))
