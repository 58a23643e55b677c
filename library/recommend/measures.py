"""How good a list is: hits and gains at ten, reach, variety, novelty and popularity bias."""

import numpy as np
from numpy.typing import NDArray

DEPTH = 10


def places_among(scores: NDArray[np.float32], target: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return at which place each target stands, from 0; among equals in the middle of them.

    Args:
        scores: Of the items it competes with; shape `(cases, items)`; minus infinity for those left out.
        target: Its own scores, shape `(cases,)`.
    """
    above = (scores > target[:, None]).sum(axis=1)
    equal = (scores == target[:, None]).sum(axis=1)
    return np.asarray(above + equal / 2, np.float64)


def hits(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return 1 for each place among the first ten, else 0."""
    return (places < DEPTH).astype(np.float64)


def gains(places: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the NDCG@10 of each, with one right item: 1 / log2(place + 2) among the first ten, else 0."""
    return np.where(places < DEPTH, 1 / np.log2(places + 2), 0.0)


def coverage(lists: NDArray[np.int64], items: int) -> float:
    """Return the share of the catalogue that is in any list; `lists` holds columns, -1 for an empty place."""
    return float(len(np.unique(lists[lists >= 0])) / max(items, 1))


def diversity(lists: NDArray[np.int64], vectors: NDArray[np.float32]) -> float:
    """Return the mean of 1 - cosine between the items of a list; `vectors` are L2-normalised or zeros."""
    told = [vectors[row[row >= 0]] for row in lists if (row >= 0).sum() > 1]
    if not told or not vectors.shape[1]:
        return float("nan")
    return float(np.mean([1 - _mean_cosine(one) for one in told]))


def novelty(lists: NDArray[np.int64], counts: NDArray[np.int64], users: int) -> float:
    """Return the mean of -log2 of the share of users who know an item (Zhou et al. 2010), half one at least."""
    shown = lists[lists >= 0]
    known = np.maximum(counts[shown], 0.5) / max(users, 1)
    return float(np.mean(-np.log2(np.minimum(known, 1.0)))) if len(shown) else float("nan")


def popularity_bias(lists: NDArray[np.int64], counts: NDArray[np.int64]) -> float:
    """Return how popular shown items are on average: the share of all items that are less popular, 0.5 by chance."""
    less = np.searchsorted(np.sort(counts), counts, side="left")
    equal = np.searchsorted(np.sort(counts), counts, side="right") - less
    shown = lists[lists >= 0]
    return float(np.mean((less + equal / 2)[shown]) / len(counts)) if len(shown) else float("nan")


def _mean_cosine(vectors: NDArray[np.float32]) -> float:
    count = len(vectors)
    return float((np.square(vectors.sum(axis=0)).sum() - np.square(vectors).sum()) / (count * (count - 1)))
