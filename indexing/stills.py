"""Pictures of a film large enough to be looked at, taken from the pass over it about twice a second."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from av import VideoFrame
    from av.video.stream import VideoStream

STILL_WIDTH = 160
_TALLEST = 4 * STILL_WIDTH
STILL_SECONDS = Fraction(1, 2)
"""Film time between two stills: the middle of a shot is never further from one than half of this."""


@dataclass(frozen=True)
class Still:
    """A picture of the film: its PTS, and BGR `uint8[height, 160, 3]` as a player shows it."""

    pts: int
    pixels: NDArray[np.uint8]


class StillTaker:
    """Takes stills from the decoded frames of a stream, one every `STILL_SECONDS`."""

    def __init__(self, video: "VideoStream") -> None:
        from av.video.reformatter import VideoReformatter

        assert video.time_base is not None  # FFmpeg gives every stream of a file one
        self._step = max(1, round(STILL_SECONDS / video.time_base))
        self._shape = Fraction(video.sample_aspect_ratio or 1)
        self._scaler = VideoReformatter()
        self._next_pts: int | None = None
        self._taken: list[Still] = []

    def look(self, frame: "VideoFrame", pts: int) -> None:
        """Take the frame, if it is time for one."""
        if self._next_pts is None or pts >= self._next_pts:
            self._next_pts = pts + self._step
            self._taken.append(Still(pts, self._upright(frame)))

    def taken(self) -> Sequence[Still]:
        """Return the stills since this was asked last."""
        taken, self._taken = self._taken, []
        return taken

    def _upright(self, frame: "VideoFrame") -> NDArray[np.uint8]:
        turns, shape = round(frame.rotation / 90) % 4, frame.height / (frame.width * self._shape)
        width, height = still_size(1 / shape if turns % 2 else shape)
        if turns % 2:
            width, height = height, width
        scaled = self._scaler.reformat(
            frame, width=width, height=height, format="bgr24", interpolation="AREA", threads=1
        )
        return np.ascontiguousarray(np.rot90(scaled.to_ndarray(), turns))


def still_size(shape: Fraction) -> tuple[int, int]:
    """Return width and height of the stills of a film that is shown so many times as high as wide; within limits."""
    return STILL_WIDTH, min(_TALLEST, max(2, round(STILL_WIDTH * shape / 2) * 2))
