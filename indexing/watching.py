"""Watching a film in the worker process of a guard: measured in one pass, with signs of life, and within limits."""

import time
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from indexing.album import Album
from indexing.container import MOST_HOURS
from indexing.errors import FilmUnreadable
from indexing.frames import FilmReader
from indexing.measuring import MeasuredFilm, measure_film
from indexing.probe import require_length
from indexing.shots import ShotWay
from indexing.small_pictures import Pictures
from indexing.sound import Sounds
from library.findings import FilmFacts
from library.media_store import MediaStore
from library.progress import Progress

_BEATS_EVERY = 1.0
_MOST_PICTURES = MOST_HOURS * 3600 * 60
"""More than a film of the greatest length has at 60 a second: a small file can hold very many empty pictures."""


def watch(path: Path, facts: FilmFacts, way: ShotWay, media: MediaStore, progress: Progress) -> MeasuredFilm:
    """Read a film once, write a picture of each shot, and return its shots with their features.

    Raises:
        FilmUnreadable: It cannot be opened any more, or does not end.
        GallaeError: Pictures cannot be written.
    """
    pulse = _Pulse(progress)
    with Album() as album:
        measured = measure_film(_WatchedReader(path, facts, pulse), facts, pulse, way, album=album)
        shots = album.given_to(measured.shots, facts.fingerprint, media, pulse.beat)
    return replace(measured, shots=shots)


class _Pulse:
    """A `Progress` that repeats its last report when nothing is reported for a second but pictures still come."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._latest = ("watching", 0, 0)
        self._reported_at = time.monotonic()

    def __call__(self, stage: str, done: int, total: int) -> None:
        self._latest, self._reported_at = (stage, done, total), time.monotonic()
        self._progress(stage, done, total)

    def beat(self) -> None:
        """Give a sign of life, if the last was a while ago."""
        if time.monotonic() - self._reported_at > _BEATS_EVERY:
            self(*self._latest)


class _WatchedReader(FilmReader):
    """Reads a film as `FilmReader` does, gives signs of life, and gives up on one that goes on and on."""

    def __init__(self, path: Path, facts: FilmFacts, pulse: _Pulse) -> None:
        super().__init__(path)
        self._file = path
        self._clock = facts.clock
        self._last_pts = facts.clock.pts(Fraction(MOST_HOURS * 3600))
        self._pulse = pulse

    def parts(self) -> Iterator[Pictures | Sounds]:
        """See `FrameReader.parts`."""
        pictures = 0
        for part in super().parts():
            self._pulse.beat()
            if isinstance(part, Pictures):
                pictures += len(part)
                self._require_end(part, pictures)
            yield part

    def _require_end(self, part: Pictures, pictures: int) -> None:
        last = int(part.pts[-1])
        if last > self._last_pts:
            require_length(self._clock.seconds(last), self._file)
        if pictures > _MOST_PICTURES:
            raise FilmUnreadable(
                f"{self._file}: it has more than {_MOST_PICTURES} pictures.",
                "Cut it, for instance with `ffmpeg -i FILM -t 10:00:00 -c copy PART.mp4`.",
            )
