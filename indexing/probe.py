"""What a film's file tells about itself before it is decoded: clock, size, rate, duration, sound."""

import hashlib
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from indexing.container import open_container
from indexing.errors import FilmUnreadable
from library.catalog.films import FilmFacts
from library.film_time import FilmClock
from library.progress import Progress

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.stream import VideoStream

_BLOCK = 1 << 22
_USUAL_RATE = Fraction(25)


def probe(path: Path, progress: Progress) -> FilmFacts:
    """Return the facts of a film's file.

    Raises:
        FilmUnreadable: The file is missing, empty, no film, or no picture of it can be decoded.
    """
    with open_container(path) as container:
        video = main_video(container, path)
        frame = _first_frame(container, path)
        width, height = _shown_size(video, frame)
        assert video.time_base is not None  # FFmpeg gives every stream of a file one
        clock = FilmClock(video.time_base, _origin(container))
        facts = FilmFacts(
            fingerprint="",
            path=path.absolute(),
            duration=expected_duration(container, video),
            clock=clock,
            frame_rate=Fraction(video.average_rate or video.guessed_rate or _USUAL_RATE),
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
    """Return the stream that is the film: the first video stream that is no cover picture.

    Raises:
        FilmUnreadable: There is none.
    """
    from av.stream import Disposition

    for stream in container.streams.video:
        if not stream.disposition & Disposition.attached_pic:
            return stream
    raise FilmUnreadable(f"{path}: it has no moving picture.", "Give a file with a video track.")


def expected_duration(container: "InputContainer", video: "VideoStream") -> Fraction:
    """Return how long the file says that its picture lasts, in seconds; 0 if it does not say."""
    if video.duration is not None and video.time_base is not None:
        return video.duration * video.time_base
    return _matroska_duration(video.metadata.get("DURATION", "")) or Fraction(
        container.duration or 0, 1_000_000
    )


def _matroska_duration(text: str) -> Fraction | None:
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


def _shown_size(video: "VideoStream", frame: "VideoFrame") -> tuple[int, int]:
    """Return width and height as a player shows them: pixel shape and rotation applied, even numbers."""
    shape = video.sample_aspect_ratio or Fraction(1)
    width, height = round(frame.width * Fraction(shape)), frame.height
    if round(frame.rotation / 90) % 2:
        width, height = height, width
    return max(2, width // 2 * 2), max(2, height // 2 * 2)
