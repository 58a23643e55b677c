"""Finds the scene that a piece of a film means, in a library that may have cut it otherwise."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from library.catalog.part import among
from library.film_time import FilmClock, milliseconds
from library.schema import FilmRow, SceneRow

_LEAST_COVERED = 0.5
"""A piece means a scene if it covers this share of it."""


@dataclass(frozen=True)
class FilmScenes:
    """The scenes of a film in order: numbers, starts and ends (film time in milliseconds, half-open)."""

    scenes: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def covered(self, start_ms: int, end_ms: int | None) -> int | None:
        """Return the scene that a piece covers most, by time and then by share, if it covers half of it."""
        end_ms = self.ends[-1] if end_ms is None and self.ends else end_ms or 0
        first = max(0, bisect_right(self.starts, start_ms) - 1)
        best = (0, 0.0)
        found: int | None = None
        for place in range(first, len(self.scenes)):
            start, end = self.starts[place], self.ends[place]
            if start >= end_ms:
                break
            covered = min(end, end_ms) - max(start, start_ms)
            share = covered / (end - start) if end > start else 0.0
            if share >= _LEAST_COVERED and (covered, share) > best:
                best, found = (covered, share), self.scenes[place]
        return found


def films_named(session: Session, fingerprints: Iterable[str]) -> dict[str, FilmScenes]:
    """Return those of some films that are there, by fingerprint."""
    columns = (FilmRow.fingerprint, FilmRow.time_base, FilmRow.origin.label("film_origin"))
    films = session.execute(select(FilmRow.id, *columns).where(among(FilmRow.fingerprint, fingerprints)))
    return {
        row.fingerprint: _scenes(session, row.id, FilmClock(row.time_base, row.film_origin)) for row in films
    }


def _scenes(session: Session, film_id: int, clock: FilmClock) -> FilmScenes:
    columns = (SceneRow.id, SceneRow.start_pts, SceneRow.end_pts)
    chosen = select(*columns).where(SceneRow.film_id == film_id).order_by(SceneRow.number)
    rows = session.execute(chosen).all()
    starts, ends = ([milliseconds(clock.seconds(row[side])) for row in rows] for side in (1, 2))
    return FilmScenes([row[0] for row in rows], starts, ends)
