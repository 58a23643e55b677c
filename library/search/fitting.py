"""Fits the weights of a search to judged queries, and takes them only if queries that they were not chosen on gain."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.catalog.judgements import Judgement
from library.progress import Progress, no_progress
from library.search.fusion import Evidence
from library.search.hits import SearchRequest, Signal
from library.search.scene_search import SceneSearch
from library.search.weights import SETTING, SHIPPED, Weights, written

LEAST_QUERIES = 30
"""So many queries must have a scene that fits; with fewer, half of them say little."""

LEAST_GAIN = 0.01
"""How much the mean reciprocal rank of the other half must rise."""

_STEPS = (1.0, 0.5, 2.0, 0.25, 4.0, 0.0)
"""What the shipped weights are multiplied with, the likeliest first: of equally good ones the first is chosen."""


@dataclass(frozen=True)
class JudgedQuery:
    """A query, and the numbers of the scenes that fit it."""

    query: str
    fitting: frozenset[int]

    @property
    def chooses(self) -> bool:
        """Whether weights are chosen on it, rather than proved: a hash of the query says so, for good."""
        return zlib.crc32(self.query.encode()) % 2 == 0


@dataclass(frozen=True, eq=False)
class Found:
    """What speaks for the scenes that a judged query may find."""

    judged: JudgedQuery
    evidence: Evidence

    def reciprocal_rank(self, weights: Weights) -> float:
        """Return one over the rank of the first scene that fits; 0 if none is found."""
        counts = {
            Signal.PASSAGES: weights.passages,
            Signal.MEANING: weights.meaning,
            Signal.TAG: weights.tags,
        }
        scores = np.array([counts.get(signal, 1.0) for signal in self._parts]) @ self._matrix
        fits = np.flatnonzero(self._fits & (scores > 0))
        if not len(fits):
            return 0.0
        first = int(fits[np.argmax(scores[fits])])
        before = np.count_nonzero(scores > scores[first])
        level_before = np.count_nonzero(scores[:first] == scores[first])
        return 1.0 / (1 + int(before) + int(level_before))

    @cached_property
    def _parts(self) -> dict[Signal, NDArray[np.float64]]:
        """What each signal adds if it counts 1; what is not fitted counts as shipped."""
        return replace(self.evidence, weights=replace(SHIPPED, passages=1.0, meaning=1.0, tags=1.0)).parts

    @cached_property
    def _matrix(self) -> NDArray[np.float64]:
        return np.array(list(self._parts.values()))

    @cached_property
    def _fits(self) -> NDArray[np.bool_]:
        return np.isin(self.evidence.scenes, list(self.judged.fitting))


@dataclass(frozen=True)
class Fit:
    """What came of a fit; ranks are mean reciprocal ranks, from 0 to 1.

    Attributes:
        queries: How many queries were there, each with a scene that fits.
        weights: The best weights on the queries that choose; those before if there are too few.
        chosen_before, chosen_after: Ranks of the queries that they were chosen on.
        proved_before, proved_after: Ranks of the other queries.
        gained, lost: How many of the other queries have their scene higher, and lower.
    """

    queries: int
    weights: Weights
    chosen_before: float = 0.0
    chosen_after: float = 0.0
    proved_before: float = 0.0
    proved_after: float = 0.0
    gained: int = 0
    lost: int = 0

    @property
    def enough(self) -> bool:
        """Whether there were enough queries to fit anything."""
        return self.queries >= LEAST_QUERIES

    @property
    def better(self) -> bool:
        """Whether the queries that the weights were not chosen on gain."""
        risen = self.proved_after - self.proved_before >= LEAST_GAIN
        return self.enough and risen and self.gained > self.lost


def fit_library(
    catalog: Catalog, search: SceneSearch, before: Weights, progress: Progress = no_progress
) -> Fit:
    """Fit the weights to a library's judgements; if that is better, its searches use them from now on.

    Args:
        catalog: Holds the judgements, and the setting.
        search: Searches the same library.
        before: The weights that it uses now.
        progress: Told of every query.
    """
    judged = judged_queries(catalog.judgements())
    if len(judged) < LEAST_QUERIES:
        return Fit(len(judged), before)
    found = []
    for done, one in enumerate(judged):
        progress("judged queries", done, len(judged))
        found.append(Found(one, search.evidence(SearchRequest(one.query))))
    result = fit(found, before)
    if result.better:
        catalog.set_setting(SETTING, written(result.weights))
    return result


def fit(found: Sequence[Found], before: Weights = SHIPPED) -> Fit:
    """Choose weights on half of the queries, and prove them on the others."""
    chosen = [one for one in found if one.judged.chooses]
    others = [one for one in found if not one.judged.chooses]
    if len(found) < LEAST_QUERIES or not chosen or not others:
        return Fit(len(found), before)
    weights = max((before, *_grid()), key=lambda weights: _mean_rank(chosen, weights))
    ranks = [(one.reciprocal_rank(before), one.reciprocal_rank(weights)) for one in others]
    return Fit(
        queries=len(found),
        weights=weights,
        chosen_before=_mean_rank(chosen, before),
        chosen_after=_mean_rank(chosen, weights),
        proved_before=float(np.mean([rank for rank, _ in ranks])),
        proved_after=float(np.mean([rank for _, rank in ranks])),
        gained=sum(after > earlier for earlier, after in ranks),
        lost=sum(after < earlier for earlier, after in ranks),
    )


def judged_queries(judgements: Iterable[Judgement]) -> list[JudgedQuery]:
    """Return the queries for which a scene fits, each once, in order; where people differ, most of them are right."""
    votes: dict[str, dict[int, int]] = {}
    for one in judgements:
        of_query = votes.setdefault(one.query, {})
        of_query[one.scene_id] = of_query.get(one.scene_id, 0) + (1 if one.fits else -1)
    fitting = {query: frozenset(scene for scene, sum in of.items() if sum > 0) for query, of in votes.items()}
    return [JudgedQuery(query, scenes) for query, scenes in fitting.items() if scenes]


def _grid() -> Iterator[Weights]:
    for passages, meaning, tags in product(_STEPS, repeat=3):
        yield replace(
            SHIPPED,
            passages=SHIPPED.passages * passages,
            meaning=SHIPPED.meaning * meaning,
            tags=SHIPPED.tags * tags,
        )


def _mean_rank(found: Sequence[Found], weights: Weights) -> float:
    return float(np.mean([one.reciprocal_rank(weights) for one in found]))
