"""A film read once, from first to last: small pictures for analysis, and how loud it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from indexing.container import open_container
from indexing.probe import expected_end, main_video, own_expected_end

if TYPE_CHECKING:
    from av import AudioFrame, VideoFrame
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

SMALL_WIDTH, SMALL_HEIGHT = 128, 72
"""Size of the pictures that are analysed: enough for colours, cuts and motion, and quick."""

_LOST_SECONDS = 1
"""A file that ends by more than this before it says is broken; containers round less than that."""


@dataclass(frozen=True)
class Picture:
    """A frame: its PTS, how long it lasts in PTS, and its pixels, uint8 BGR of shape `(72, 128, 3)`."""

    pts: int
    duration: int
    pixels: NDArray[np.uint8]


@dataclass(frozen=True)
class Sound:
    """A short piece of sound: its start on the file's own axis in seconds, and its mean square amplitude (0 to 1)."""

    start: Fraction
    power: float


class FrameReader(Protocol):
    """Reads a film once."""

    broken: bool
    """After reading: whether the film ended before it should have."""

    def parts(self) -> Iterator[Picture | Sound]:
        """Yield pictures in order of their PTS, and sounds between them."""


class FilmReader:
    """Reads a file with PyAV; pictures are made small inside FFmpeg's filter graph, the quickest place."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.broken = False

    def parts(self) -> Iterator[Picture | Sound]:
        """See `FrameReader.parts`.

        Raises:
            FilmUnreadable: The file cannot be opened any more.
        """
        with open_container(self._path) as container:
            video = main_video(container, self._path)
            video.thread_type = "AUTO"
            small = _SmallPictures(video)
            picture_end = sound_end = Fraction(0)
            for frame in self._frames(container, video):
                part = small.sound(frame) if not hasattr(frame, "pict_type") else small.picture(frame)
                if isinstance(part, Picture):
                    picture_end = (part.pts + part.duration) * small.time_base
                elif part is not None:
                    sound_end = part.start
                if part is not None:
                    yield part
            # Where only the whole file says when it ends, that may be the end of its sound.
            end = picture_end if own_expected_end(video) is not None else max(picture_end, sound_end)
            self.broken |= end < expected_end(container, video) - _LOST_SECONDS

    def _frames(self, container: "InputContainer", video: "VideoStream") -> Iterator[Any]:
        """Yield decoded frames of picture and sound; stop where the file cannot be read further."""
        from av.error import FFmpegError

        packets = container.demux([video, *container.streams.audio[:1]])
        while True:
            try:
                packet = next(packets, None)
            except FFmpegError:
                self.broken = True
                return
            if packet is None:
                return
            yield from _decoded(packet)


class _SmallPictures:
    """Turns decoded frames into `Picture` and `Sound`."""

    def __init__(self, video: "VideoStream") -> None:
        assert video.time_base is not None  # FFmpeg gives every stream of a file one
        self._video = video
        self.time_base = video.time_base
        self._usual_duration = round(1 / (Fraction(video.average_rate or 25) * self.time_base))
        self._graph: Any = None
        self._input_shape: tuple[Any, ...] = ()
        self._last_pts: int | None = None

    def picture(self, frame: "VideoFrame") -> Picture | None:
        """Return a frame made small, or `None` for one without a time or out of order."""
        if frame.pts is None or (self._last_pts is not None and frame.pts <= self._last_pts):
            return None
        self._last_pts = frame.pts
        shape = (frame.width, frame.height, frame.format.name)
        if shape != self._input_shape:
            self._graph, self._input_shape = _scaling_graph(frame, self.time_base), shape
        self._graph.push(frame)
        return Picture(frame.pts, frame.duration or self._usual_duration, self._graph.pull().to_ndarray())

    def sound(self, frame: "AudioFrame") -> Sound | None:
        """Return how loud a piece of sound is, or `None` for one without a time."""
        if frame.pts is None or frame.time_base is None:
            return None
        samples: NDArray[Any] = frame.to_ndarray()
        return Sound(frame.pts * frame.time_base, _power(samples) if samples.size else 0.0)


def _power(samples: NDArray[Any]) -> float:
    """Return the mean square amplitude of samples of any kind, 0 to 1; unsigned ones swing around their middle."""
    amplitudes: NDArray[np.float64] = samples.astype(np.float64)
    if samples.dtype.kind != "f":
        limits = np.iinfo(samples.dtype)
        middle = (limits.max + 1) // 2 if limits.min == 0 else 0
        amplitudes = (amplitudes - middle) / (limits.max - middle)
    return float(np.square(amplitudes).mean())


def _decoded(packet: "Packet[Any]") -> list[Any]:
    from av.error import FFmpegError

    try:
        return list(packet.decode())
    except FFmpegError:
        return []  # one packet is damaged; what follows it may not be


def _scaling_graph(frame: "VideoFrame", time_base: Fraction) -> Any:
    from av.filter import Graph

    graph: Any = Graph()
    source = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=time_base
    )
    scale = graph.add("scale", f"{SMALL_WIDTH}:{SMALL_HEIGHT}:flags=area")
    pixels = graph.add("format", "bgr24")
    sink = graph.add("buffersink")
    source.link_to(scale)
    scale.link_to(pixels)
    pixels.link_to(sink)
    graph.configure()
    return graph
