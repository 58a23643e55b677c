"""Looks into a source film for the exact frames of a clip, without decoding them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import TYPE_CHECKING

from creator.errors import MissingFootage
from library.film_time import FilmClock, milliseconds
from library.records import Film
from story.model import Clip

if TYPE_CHECKING:
    from av.packet import Packet
    from av.video.stream import VideoStream

CONTAINERS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,flv,ogg,asf,mxf,gif,nut,ivf,h264,hevc"
)
"""What a source may be. Playlists (hls, dash, concat) are not: they would make other files of the disk play."""

LOCAL_FILMS = {"protocol_whitelist": "file", "format_whitelist": CONTAINERS}
"""Options with which PyAV opens files of this disk only, and only such."""

REORDERING = Fraction(1)  # seconds within which frames may be stored out of order
SEEK_MARGIN = Fraction(1, 2)
UNSPECIFIED = 2  # the number of FFmpeg for a colour space that nobody named


@dataclass(frozen=True)
class Piece:
    """The frames of one clip, as the source file counts them.

    Attributes:
        path: The source file.
        title: What people call it.
        width, height: Of a picture as shown, in pixels.
        video: Index of its video stream.
        has_sound: Whether it has a sound track.
        seek: Second of the file's own time axis at which decoding has to begin.
        start, end: PTS of the first frame, and the PTS at which the last frame has ended.
        start_seconds: `start` on the file's own time axis, in seconds.
        duration: How long the frames are shown, in seconds.
        matrix: Colour matrix to assume where the file names none, else `""`.
    """

    path: Path
    title: str
    width: int
    height: int
    video: int
    has_sound: bool
    seek: Fraction
    start: int
    end: int
    start_seconds: Fraction
    duration: Fraction
    matrix: str


def playable(clip: Clip, film: Film) -> Clip:
    """Return the clip, shortened to what can be decoded of its film.

    Raises:
        MissingFootage: Nothing of it can.
    """
    end_ms = min(clip.end_ms, milliseconds(film.broken_at or film.duration))
    start_ms = max(0, clip.start_ms)
    if start_ms >= end_ms:
        raise MissingFootage(
            f'"{film.title}" ({film.path}) cannot be read from {clip.start_ms} ms to {clip.end_ms} ms.',
            "Choose another scene, or add the whole film again.",
        )
    return replace(clip, start_ms=start_ms, end_ms=end_ms)


def find_piece(clip: Clip, film: Film) -> Piece:
    """Find the frames with film time in `[start_ms, end_ms)`.

    Raises:
        MissingFootage: The file cannot be opened or has no frame there.
    """
    import av

    try:
        found = _look(clip, film, from_start=False) or _look(clip, film, from_start=True)
    except (av.FFmpegError, OSError, StopIteration) as error:
        raise MissingFootage(
            f'"{film.title}" cannot be read: {film.path}.', "Put the file back, or add it again."
        ) from error
    if found is None:
        raise MissingFootage(
            f'"{film.title}" ({film.path}) has no picture from {clip.start_ms} ms to {clip.end_ms} ms.',
            "Choose another scene.",
        )
    return found


def _look(clip: Clip, film: Film, from_start: bool) -> Piece | None:
    """Read the packets around a clip, after a seek or from the start of the file.

    Not every container seeks where it is told to. Where no key frame before the clip comes along, the seek went
    too far and `None` is the answer, as it is where there is no frame.
    """
    import av

    with av.open(f"file:{film.path.absolute()}", options=dict(LOCAL_FILMS)) as container:
        stream = next(v for v in container.streams.video if not v.disposition & v.disposition.attached_pic)
        begin, end = (_first_pts_from(ms, film.clock) for ms in (clip.start_ms, clip.end_ms))
        if not from_start:
            container.seek(begin, stream=stream, backward=True)
        seen = _frames(container.demux(stream), begin, end, film)
        if seen.first is None or (seen.key is None and not from_start):
            return None
        clock = film.clock
        seek = Fraction(0) if seen.key is None else max(Fraction(0), seen.key * clock.time_base - SEEK_MARGIN)
        return Piece(
            path=film.path,
            title=film.title,
            width=film.width,
            height=film.height,
            video=stream.index,
            has_sound=bool(container.streams.audio),
            seek=seek,
            start=seen.first,
            end=end,
            start_seconds=seen.first * clock.time_base,
            duration=(seen.end - seen.first) * clock.time_base,
            matrix=_assumed_matrix(stream),
        )


def _first_pts_from(film_ms: int, clock: FilmClock) -> int:
    """Return the first PTS whose film time is not before `film_ms`."""
    return ceil((Fraction(film_ms, 1000) + clock.origin) / clock.time_base)


@dataclass
class _Seen:
    """PTS met around a clip: the last key frame before it, its first frame, and the end of its last one."""

    key: int | None = None
    first: int | None = None
    last: tuple[int, int] = (0, 0)
    after: int | None = None

    @property
    def end(self) -> int:
        return sum(self.last) if self.after is None else self.after

    def meet(self, pts: int, duration: int, is_key: bool, begin: int, end: int) -> None:
        if is_key and pts <= begin:
            self.key = pts
        if pts >= end:
            self.after = pts if self.after is None else min(self.after, pts)
        elif pts >= begin:
            self.first = pts if self.first is None else min(self.first, pts)
            self.last = max(self.last, (pts, duration))


def _frames(packets: "Iterable[Packet[VideoStream]]", begin: int, end: int, film: Film) -> _Seen:
    seen = _Seen()
    usual = round(1 / (film.frame_rate * film.clock.time_base)) if film.frame_rate else 1
    enough = end + REORDERING / film.clock.time_base
    for packet in packets:
        if packet.pts is not None:
            seen.meet(packet.pts, packet.duration or usual, packet.is_keyframe, begin, end)
            if packet.pts > enough:
                break
    return seen


def _assumed_matrix(stream: "VideoStream") -> str:
    """Return the matrix that players assume by a picture's size where the file names none."""
    context = stream.codec_context
    if int(context.colorspace) != UNSPECIFIED:
        return ""
    return "bt709" if context.height >= 720 else "smpte170m"
