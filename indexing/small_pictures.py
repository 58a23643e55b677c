"""Decoded frames made small inside FFmpeg's filter graph, the quickest place, and gathered in batches."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from indexing.stills import Still, StillTaker

if TYPE_CHECKING:
    from av import VideoFrame
    from av.video.stream import VideoStream

SMALL_WIDTH, SMALL_HEIGHT = 48, 27
"""Size of the pictures that are analysed: enough for colours, cuts and motion, and what TransNetV2 sees."""

_BATCH = 256
_BATCH_SECONDS = 1.0
"""A batch is handed on when it was begun so long ago, however slowly a film is decoded."""


@dataclass(frozen=True)
class Pictures:
    """Consecutive pictures of a film.

    Attributes:
        pts: PTS of each, rising, int64 of shape `(n,)`.
        durations: How long each lasts in PTS, int64 of shape `(n,)`.
        pixels: uint8 RGB of shape `(n, 27, 48, 3)`, whatever the film's own shape and depth.
        stills: Some of them, larger.
    """

    pts: NDArray[np.int64]
    durations: NDArray[np.int64]
    pixels: NDArray[np.uint8]
    stills: Sequence[Still] = ()

    def __len__(self) -> int:
        return len(self.pts)


class SmallPictures:
    """Turns decoded frames of a stream into batches of `Pictures`."""

    def __init__(self, video: "VideoStream") -> None:
        assert video.time_base is not None  # FFmpeg gives every stream of a file one
        self._time_base = video.time_base
        self._usual_duration = round(1 / (Fraction(video.average_rate or 25) * self._time_base))
        self._stills = StillTaker(video)
        self._graph: Any = None
        self._input_shape: tuple[Any, ...] = ()
        self._pts: list[int] = []
        self._durations: list[int] = []
        self._pixels = _empty_batch()
        self._begun_at = time.monotonic()
        self._end_pts: int | None = None
        self._last_pts: int | None = None

    @property
    def end(self) -> Fraction:
        """Where the last picture so far ends, in seconds on the file's own axis."""
        return (self._end_pts or 0) * self._time_base

    def add(self, frame: "VideoFrame") -> Pictures | None:
        """Take a frame; return a batch when it is full. A frame without a time or out of order is left out."""
        if frame.pts is None or (self._last_pts is not None and frame.pts <= self._last_pts):
            return None
        self._last_pts = frame.pts
        shape = (frame.width, frame.height, frame.format.name)
        if shape != self._input_shape:
            self._graph, self._input_shape = _scaling_graph(frame, self._time_base), shape
        self._graph.push(frame)
        self._pixels[len(self._pts)] = self._graph.pull().to_ndarray()
        self._stills.look(frame, frame.pts)
        self._pts.append(frame.pts)
        self._durations.append(frame.duration or self._usual_duration)
        self._end_pts = frame.pts + self._durations[-1]
        full = len(self._pts) == _BATCH or time.monotonic() - self._begun_at > _BATCH_SECONDS
        return self.rest() if full else None

    def rest(self) -> Pictures | None:
        """Return the batch as far as it is filled, if it is."""
        if not self._pts:
            return None
        batch = Pictures(
            np.array(self._pts, np.int64),
            np.array(self._durations, np.int64),
            self._pixels[: len(self._pts)],
            self._stills.taken(),
        )
        self._pts, self._durations, self._pixels = [], [], _empty_batch()
        self._begun_at = time.monotonic()
        return batch


def _empty_batch() -> NDArray[np.uint8]:
    return np.empty((_BATCH, SMALL_HEIGHT, SMALL_WIDTH, 3), np.uint8)


def _scaling_graph(frame: "VideoFrame", time_base: Fraction) -> Any:
    from av.filter import Graph

    graph: Any = Graph()
    graph.threads = 1
    source = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=time_base
    )
    scale = graph.add("scale", f"{SMALL_WIDTH}:{SMALL_HEIGHT}:flags=area")
    pixels = graph.add("format", "rgb24")
    sink = graph.add("buffersink")
    source.link_to(scale)
    scale.link_to(pixels)
    pixels.link_to(sink)
    graph.configure()
    return graph
