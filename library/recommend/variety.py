"""Lists that are not ten times the same: maximal marginal relevance, and at most two scenes of one film among ten.

MMR (Carbonell & Goldstein 1998): each next item is the one whose relevance, less its likeness to those already taken,
is greatest. Likeness to those already taken is their mean, so that what counts is how much a whole list varies.
Relevance falls off as a chance does, exponentially: far down the list difference costs little. Which items are chosen
makes a list vary, and their order does not: it is that of relevance.
"""

import numpy as np
from numpy.typing import NDArray

from library.recommend.recommender import best_items

_LIKELY = 10
"""So many times the items that are wanted are looked at."""

RELEVANCE = 0.65
"""λ; with the steepness chosen on simulated studios of 5 to 2,000 users, seeds below 140."""

_STEEPNESS = 1.5
"""The last item that is looked at is worth e to the power of minus this much of the first."""

WINDOW = 10
OF_ONE_FILM = 2


def varied(
    scores: NDArray[np.float32],
    vectors: NDArray[np.float32],
    count: int,
    films: NDArray[np.int64] | None = None,
    facets: NDArray[np.float32] | None = None,
    relevance: float = RELEVANCE,
) -> NDArray[np.int64]:
    """Return columns of a varied list, best first.

    Args:
        scores: Of one user, shape `(items,)`; minus infinity for what is left out.
        vectors: L2-normalised or zeros; shape `(items, dimension)`.
        count: How many are wanted. Fewer come if there are no more, or the films do not allow more.
        films: The film of each item, shape `(items,)`; -1 for none. Among any ten places in turn no film stands more
            than twice, as long as others are left.
        facets: Who, where, when … of each item, 0 or 1; shape `(items, concepts)`. Likeness is then half that of
            vectors, half the cosine of facets.
        relevance: λ, 0 to 1: how much relevance counts beside difference.
    """
    likely = best_items(scores, _LIKELY * count)
    if not len(likely):
        return likely
    worth = relevance * np.exp(_STEEPNESS * (_between_0_and_1(scores[likely]) - 1))
    alike = _likeness(vectors[likely], None if facets is None else facets[likely])
    home = np.full(len(likely), -1) if films is None else films[likely]
    taken: list[int] = []
    nearness = np.zeros(len(likely))
    free = np.ones(len(likely), np.bool_)
    for place in range(min(count, len(likely))):
        open_now = free & ~_film_is_full(home, home[taken[-(WINDOW - 1) :]])
        if not open_now.any():
            open_now = free
        best = int(np.argmax(np.where(open_now, worth - (1 - relevance) * nearness / max(place, 1), -np.inf)))
        taken.append(best)
        free[best] = False
        nearness += alike[best]
    return likely[_best_first(taken, home)]


def _best_first(taken: list[int], home: NDArray[np.int64]) -> list[int]:
    """Return what was taken in order of relevance, ten by ten, unless films would stand too close then."""
    ordered: list[int] = []
    for start in range(0, len(taken), WINDOW):
        left = sorted(taken[start : start + WINDOW])
        while left:
            full = _film_is_full(home[left], home[ordered[-(WINDOW - 1) :]])
            ordered.append(left.pop(int(np.argmin(full))))
    return ordered if _crowding(ordered, home) <= _crowding(taken, home) else taken


def _crowding(order: list[int], home: NDArray[np.int64]) -> int:
    """Return how many items stand where their film stands twice already among the nine before."""
    places = range(len(order))
    return sum(
        bool(_film_is_full(home[order[at : at + 1]], home[order[max(0, at - WINDOW + 1) : at]])[0])
        for at in places
    )


def _film_is_full(home: NDArray[np.int64], before: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say for each film of some items whether it stands twice already among those of the nine items before."""
    films, counts = np.unique(before, return_counts=True)
    full = films[(counts >= OF_ONE_FILM) & (films >= 0)]
    return np.isin(home, full)


def _between_0_and_1(scores: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return scores between 0 and 1."""
    spread = float(scores[0] - scores[-1])
    return (scores - scores[-1]).astype(np.float64) / spread if spread > 0 else np.ones(len(scores))


def _likeness(vectors: NDArray[np.float32], facets: NDArray[np.float32] | None) -> NDArray[np.float32]:
    cosines = vectors @ vectors.T
    if facets is None:
        return np.asarray(cosines, np.float32)
    lengths = np.maximum(np.linalg.norm(facets, axis=1, keepdims=True), 1e-9)
    return np.asarray((cosines + (facets / lengths) @ (facets / lengths).T) / 2, np.float32)
