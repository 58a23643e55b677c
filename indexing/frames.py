"""A film read once, from first to last: small pictures for analysis, and how its sound is.

Decoding runs in a thread of its own, a few batches ahead of whoever asks; FFmpeg works without Python's lock.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from queue import Full, Queue
from threading import Event, Thread
from typing import TYPE_CHECKING, Any, Protocol

from indexing.container import open_container
from indexing.probe import expected_end, main_video, own_expected_end
from indexing.small_pictures import Pictures, SmallPictures
from indexing.sound import SoundMeter, Sounds, decoded

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

_LOST_SECONDS = 1
"""A file that ends by more than this before it says is broken; containers round less than that."""

_BATCHES_AHEAD = 4
_LOOK_AFTER_SECONDS = 0.2
"""How long the decoding thread waits for room before it looks whether anybody still wants its pictures."""

_ONE_CORE_PIXELS = 640 * 480
"""Pictures up to this size are decoded by one thread: several cost more than they bring beside the analysis."""

_ROUGH = {"skip_loop_filter": "all"}
"""Blocks' edges are not smoothed, a quarter of what decoding takes: in pictures of 48 × 27 nobody sees them."""


class FrameReader(Protocol):
    """Reads a film once."""

    broken: bool
    """After reading: whether the film ended before it should have."""

    def parts(self) -> Iterator[Pictures | Sounds]:
        """Yield pictures in order of their PTS, and sounds in order of their time, in batches."""


@dataclass
class _End:
    """The decoding thread's last word: why it stopped, and where the picture ended, in seconds on the file's axis."""

    error: BaseException | None = None
    broken: bool = False
    picture_end: Fraction = Fraction(0)


class FilmReader:
    """Reads a file with PyAV."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.broken = False

    def parts(self) -> Iterator[Pictures | Sounds]:
        """See `FrameReader.parts`.

        Raises:
            FilmUnreadable: The file cannot be opened any more.
        """
        with open_container(self._path) as container:
            video = main_video(container, self._path)
            small = video.width * video.height <= _ONE_CORE_PIXELS
            video.thread_type = "SLICE" if small else "AUTO"
            video.codec_context.options = {**video.codec_context.options, **_ROUGH}
            decoding = _Decoding(container, video)
            sound = SoundMeter()
            decoding.start()
            try:
                end = yield from self._handed_over(decoding, sound)
            finally:
                decoding.stop()
            if end.error is not None:
                raise end.error
            # Where only the whole file says when it ends, that may be the end of its sound.
            last = end.picture_end
            if own_expected_end(video) is None:
                last = max(last, sound.last_start)
            self.broken = end.broken or last < expected_end(container, video) - _LOST_SECONDS

    def _handed_over(
        self, decoding: "_Decoding", sound: SoundMeter
    ) -> Generator[Pictures | Sounds, None, _End]:
        """Yield what the decoding thread hands over, sound measured; return its last word."""
        while True:
            part = decoding.next()
            if isinstance(part, _End):
                if rest := sound.rest():
                    yield rest
                return part
            if isinstance(part, Pictures):
                yield part
            elif measured := sound.measure(part):
                yield measured


class _Decoding:
    """A thread that decodes pictures and makes them small; it hands on packets of sound as they are."""

    def __init__(self, container: "InputContainer", video: "VideoStream") -> None:
        self._container = container
        self._video = video
        self._small = SmallPictures(video)
        self._queue: Queue[Pictures | list[Packet[Any]] | _End] = Queue(_BATCHES_AHEAD)
        self._unwanted = Event()
        self._thread = Thread(target=self._run, name="decoding", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def next(self) -> "Pictures | list[Packet[Any]] | _End":
        """Wait for the next part."""
        return self._queue.get()

    def stop(self) -> None:
        """Return when the thread has ended; nothing may close the file under it."""
        self._unwanted.set()
        self._thread.join()

    def _run(self) -> None:
        end = _End()
        try:
            end.broken = self._decode()
        except BaseException as error:  # noqa: BLE001 - raised again in the thread that reads
            end.error = error
        end.picture_end = self._small.end
        self._hand_over(end)

    def _decode(self) -> bool:
        """Hand over everything; return whether the file could not be read further at some place."""
        from av.error import FFmpegError

        sound: list[Packet[Any]] = []
        packets = self._container.demux([self._video, *self._container.streams.audio[:1]])
        broken = False
        while not self._unwanted.is_set():
            try:
                packet = next(packets, None)
            except FFmpegError:
                broken, packet = True, None
            if packet is None:
                break
            if packet.stream is not self._video:
                sound.append(packet)
                continue
            for frame in decoded(packet):
                if batch := self._small.add(frame):
                    self._hand_over(sound)
                    self._hand_over(batch)
                    sound = []
        self._hand_over(sound)
        if rest := self._small.rest():
            self._hand_over(rest)
        return broken

    def _hand_over(self, part: "Pictures | list[Packet[Any]] | _End") -> None:
        while not self._unwanted.is_set():
            try:
                return self._queue.put(part, timeout=_LOOK_AFTER_SECONDS)
            except Full:
                continue
        return None
