"""Hits by film, each with its place on the film's line of time."""

from collections.abc import Iterable
from dataclasses import dataclass

from library.records import Film
from library.search.hits import Hit


@dataclass(frozen=True)
class TimelineMark:
    """A hit and where it lies in its film.

    Attributes:
        hit: The scene that was found.
        start, end: Shares of the film's length, from 0 to 1.
    """

    hit: Hit
    start: float
    end: float


@dataclass(frozen=True)
class Timeline:
    """What was found in a film.

    Attributes:
        film: The film.
        marks: Its hits, the best first.
    """

    film: Film
    marks: tuple[TimelineMark, ...]


def by_film(hits: Iterable[Hit]) -> tuple[Timeline, ...]:
    """Return the films of some hits, given best first, with what was found in each: the film of the best hit first."""
    found: dict[int, list[Hit]] = {}
    for hit in hits:
        found.setdefault(hit.film.id, []).append(hit)
    return tuple(Timeline(its_hits[0].film, tuple(map(_mark, its_hits))) for its_hits in found.values())


def _mark(hit: Hit) -> TimelineMark:
    """Return the place of a hit; a film whose length is not known yet is as long as it must be."""
    length = max(hit.film.duration, hit.scene.end)
    if length <= 0:
        return TimelineMark(hit, 0.0, 1.0)
    return TimelineMark(hit, float(hit.scene.start / length), float(hit.scene.end / length))
