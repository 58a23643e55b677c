"""What a film's file tells about itself before it is decoded: clock, size, rate, duration, sound."""

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from indexing.container import MOST_HOURS, MOST_PIXELS, open_container
from indexing.errors import FilmUnreadable
from indexing.file_name import require_unicode_name
from library.film_time import FilmClock
from library.findings import FilmFacts
from library.progress import Progress

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.stream import VideoStream

_BLOCK = 1 << 22
_USUAL_RATE = Fraction(25)
_FASTEST_RATE = 240


def probe(path: Path, progress: Progress) -> FilmFacts:
    """Return the facts of a film's file.

    Raises:
        FilmUnreadable: The file is missing, empty, no film, or no picture of it can be decoded.
    """
    require_unicode_name(path.absolute(), FilmUnreadable)
    with open_container(path) as container:
        video = main_video(container, path)
        frame = _first_frame(container, path)
        width, height = _shown_size(video, frame)
        assert video.time_base is not None  # FFmpeg gives every stream of a file one
        clock = FilmClock(video.time_base, _origin(container))
        require_length(expected_end(container, video) - clock.origin, path)
        facts = FilmFacts(
            fingerprint="",
            path=path.absolute(),
            duration=expected_end(container, video) - clock.origin,
            clock=clock,
            frame_rate=_frame_rate(video),
            width=width,
            height=height,
            has_sound=bool(container.streams.audio),
        )
    return FilmFacts(**{**vars(facts), "fingerprint": fingerprint(path, progress)})


def fingerprint(path: Path, progress: Progress) -> str:
    """Return the SHA-256 of a file in hex; progress is in bytes."""
    total, done, digest = path.stat().st_size, 0, hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            done += len(block)
            progress("reading", done, total)
    return digest.hexdigest()


def main_video(container: "InputContainer", path: Path) -> "VideoStream":
    """Return the stream that is the film: the first video stream that is no cover picture; its size is limited.

    Raises:
        FilmUnreadable: There is none, or its pictures are too large.
    """
    from av.stream import Disposition

    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            _limit_size(stream, path)
            return stream
    raise FilmUnreadable(f"{path}: it has no moving picture.", "Give a file with a video track.")


def require_length(seconds: Fraction, path: Path) -> None:
    """Refuse a film that lasts too long.

    Raises:
        FilmUnreadable: It does, or its times are nonsense.
    """
    if seconds > MOST_HOURS * 3600:
        raise FilmUnreadable(
            f"{path}: it lasts {round(seconds / 3600)} hours by its times, more than {MOST_HOURS}.",
            "Cut it, or write its times anew, for instance with `ffmpeg -i FILM -c copy FILM.mp4`.",
        )


def _limit_size(video: "VideoStream", path: Path) -> None:
    width, height = video.codec_context.width, video.codec_context.height
    if width * height > MOST_PIXELS:
        raise FilmUnreadable(
            f"{path}: its pictures have {width}×{height} pixels, which is too many.",
            "Make it smaller, for instance with `ffmpeg -i FILM -vf scale=-2:1080 FILM.mp4`.",
        )
    # The decoder keeps to it where pictures grow in the middle of the film.
    video.codec_context.options = {"max_pixels": str(MOST_PIXELS)}


def expected_end(container: "InputContainer", video: "VideoStream") -> Fraction:
    """Return where the file says that its picture ends, in seconds on its own axis; its start if it does not say."""
    own = own_expected_end(video)
    if own is not None:
        return own
    # Matroska says when a file ends, every other container how long it lasts.
    start = 0 if "matroska" in container.format.name else container.start_time or 0
    return max(_start(video), Fraction(start + (container.duration or 0), 1_000_000))


def own_expected_end(video: "VideoStream") -> Fraction | None:
    """Return where the picture's own stream says that it ends, or `None` if only the whole file says anything."""
    if video.duration is not None and video.time_base is not None:
        return _start(video) + video.duration * video.time_base
    return _matroska_end(video.metadata.get("DURATION", ""))


def _start(video: "VideoStream") -> Fraction:
    return (video.start_time or 0) * Fraction(video.time_base or 0)


def _matroska_end(text: str) -> Fraction | None:
    try:
        hours, minutes, seconds = text.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
    except ValueError:
        return None


def _origin(container: "InputContainer") -> Fraction:
    """Return the earliest start of picture and sound: where players show 0:00."""
    streams = (*container.streams.video, *container.streams.audio)
    starts = [s.start_time * s.time_base for s in streams if s.start_time is not None and s.time_base]
    return Fraction(min(starts, default=Fraction(0)))


def _first_frame(container: "InputContainer", path: Path) -> "VideoFrame":
    from av.error import FFmpegError

    cause = "no frame in it"
    try:
        for frame in container.decode(video=main_video(container, path).index):
            return frame
    except FFmpegError as error:
        cause = error.strerror or str(error)
    raise FilmUnreadable(
        f"{path}: its picture cannot be decoded ({cause}).", "Copy it again, or convert it to H.264."
    )


def _frame_rate(video: "VideoStream") -> Fraction:
    """Return the average frames a second; a file without timestamps of its own may claim its clock's rate instead."""
    rates = (Fraction(rate) for rate in (video.average_rate, video.guessed_rate) if rate)
    return next((rate for rate in rates if rate <= _FASTEST_RATE), _USUAL_RATE)


def _shown_size(video: "VideoStream", frame: "VideoFrame") -> tuple[int, int]:
    """Return width and height as a player shows them: pixel shape and rotation applied, even numbers."""
    shape = video.sample_aspect_ratio or Fraction(1)
    width, height = round(frame.width * Fraction(shape)), frame.height
    if round(frame.rotation / 90) % 2:
        width, height = height, width
    return max(2, width // 2 * 2), max(2, height // 2 * 2)
