"""`a >> b`: scenes of one film, one a step, each after the one before and not too long after it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.catalog.scene_times import SceneTimes
from library.film_time import milliseconds
from library.search.asked import Asked, RequestReader
from library.search.hits import Hit, SearchRequest
from library.search.notes import Note, NoteCode, note
from library.search.query import PartKind, Query
from library.search.query_keys import seconds_of
from library.search.scanner import split_steps
from library.search.sequences import sequences_in_order
from library.search.steps import Step, StepSearch

WITHIN_MS = 10 * 60 * 1000
"""How long after the end of one scene the next may begin, if the query does not say."""

MOST_STEPS = 12

_MOST_A_FILM = 5


@dataclass(frozen=True)
class InOrder:
    """Scenes of one film that fit the steps of a query in order.

    Attributes:
        hits: One a step.
        score: How well they fit together, from 0 to 1: the geometric mean, so that no step is passed over.
    """

    hits: tuple[Hit, ...]
    score: float


@dataclass(frozen=True)
class InOrderAnswer:
    """What was found for a query in steps.

    Attributes:
        found: The sequences, best first; no scene is in two of them.
        queries: How each step was read.
        notes: What a person should know about that.
        within_ms: How long after the end of one scene the next may begin.
    """

    found: tuple[InOrder, ...]
    queries: tuple[Query, ...]
    notes: tuple[Note, ...]
    within_ms: int


def find_in_order(
    catalog: Catalog, reader: RequestReader, steps: StepSearch, request: SearchRequest
) -> InOrderAnswer:
    """Return the scenes that fit the steps of a request's text, as many sequences as its limit at most.

    In each film the best sequence is found exactly; the films are those in which the steps fit best on their own.

    Raises:
        NotInLibrary: There is no film with the number asked for.
    """
    asked = [reader.read(replace(request, text=text)) for text in split_steps(request.text)[:MOST_STEPS]]
    within, notes = _within(asked)
    notes = (*(note for one in asked for note in one.notes), *notes)
    queries = tuple(one.query for one in asked)
    if not asked:
        return InOrderAnswer((), (), notes, within)
    times, found = steps.in_films(asked)
    best = sorted(_of_films(times, found, within), key=lambda one: -one[1])[: request.limit]
    return InOrderAnswer(_told(catalog, found, best), queries, notes, within)


def _within(asked: Sequence[Asked]) -> tuple[int, tuple[Note, ...]]:
    """Return the time that the query sets, and a note for one that is none; the first `within:` counts."""
    values = [value for one in asked for part in one.query.of_kind(PartKind.WITHIN) for value in part.values]
    known = [seconds for value in values if (seconds := seconds_of(value)) is not None]
    notes = tuple(note(NoteCode.NO_DURATION, value) for value in values if seconds_of(value) is None)
    return (milliseconds(known[0]) if known else WITHIN_MS), notes


def _of_films(
    times: SceneTimes, steps: Sequence[Step], within: int
) -> Iterator[tuple[tuple[int, ...], float]]:
    """Yield the scenes of the best sequences of each film, and their scores."""
    worth = _logarithms(np.stack([step.of(times.scenes) for step in steps]))
    borders = np.flatnonzero(np.diff(times.films, prepend=-1, append=-1))
    for first, end in zip(borders[:-1].tolist(), borders[1:].tolist(), strict=True):
        inside = slice(first, end)
        ordered = sequences_in_order(worth[:, inside], times.starts[inside], times.ends[inside], within)
        for sequence in islice(ordered, _MOST_A_FILM):
            scenes = tuple(times.scenes[inside][list(sequence.places)].tolist())
            yield scenes, float(np.exp(sequence.value / len(steps)))


def _logarithms(values: NDArray[np.float64]) -> NDArray[np.float64]:
    with np.errstate(divide="ignore"):
        return np.log(values)


def _told(
    catalog: Catalog, steps: Sequence[Step], best: Sequence[tuple[tuple[int, ...], float]]
) -> tuple[InOrder, ...]:
    by_step = [step.hits(catalog, [scenes[place] for scenes, _ in best]) for place, step in enumerate(steps)]
    return tuple(
        InOrder(tuple(hits[scene] for hits, scene in zip(by_step, scenes, strict=True)), score)
        for scenes, score in best
        if all(scene in hits for hits, scene in zip(by_step, scenes, strict=True))
    )
