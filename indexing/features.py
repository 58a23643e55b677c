"""What is measured in a shot: its colours, how much moves, how loud it is."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.frames import Picture

COLOUR_BINS = (16, 4, 4)
"""Bins of hue, saturation and value: 256 in all."""

FEATURES_VERSION = 1
"""Goes up when the layout below changes, so that films are measured again."""

SILENCE = -60.0
"""Loudness in dB of what has no sound."""


@dataclass(frozen=True)
class ShotFeatures:
    """What was measured in a shot.

    Attributes:
        colours: Share of each HSV bin over the shot's pictures, float32 of shape `(256,)`, summing to 1.
        motion: Mean absolute change from picture to picture, 0 to 1.
        loudness: Mean power in dB, `SILENCE` to 0.
    """

    colours: NDArray[np.float32]
    motion: float
    loudness: float

    def to_bytes(self) -> bytes:
        """Return them as little-endian float32."""
        return np.append(self.colours, [self.motion, self.loudness]).astype("<f4").tobytes()

    @classmethod
    def from_bytes(cls, content: bytes) -> "ShotFeatures":
        """Read what `to_bytes` wrote."""
        values = np.frombuffer(content, "<f4").astype(np.float32)
        return cls(values[:-2], float(values[-2]), float(values[-1]))


def colours_of(picture: Picture) -> NDArray[np.float32]:
    """Return the share of each HSV bin in a picture, float32 of shape `(256,)`."""
    import cv2

    hsv = cv2.cvtColor(picture.pixels, cv2.COLOR_BGR2HSV)
    counts = cv2.calcHist([hsv], [0, 1, 2], None, list(COLOUR_BINS), [0, 180, 0, 256, 0, 256])
    return np.asarray(counts.ravel() / counts.sum(), np.float32)


def motion_between(before: Picture, after: Picture) -> float:
    """Return the mean absolute change of pixels, 0 to 1."""
    import cv2

    return float(np.mean(cv2.mean(cv2.absdiff(before.pixels, after.pixels))[:3])) / 255


def decibels(power: float) -> float:
    """Return a mean power (0 to 1) in dB, `SILENCE` to 0."""
    return float(np.clip(10 * np.log10(max(power, 1e-12)), SILENCE, 0.0))
