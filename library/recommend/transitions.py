"""Which scene followed which, counted in stories' graphs or in what users used one after another."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from library.recommend.errors import BadInteractions
from library.recommend.interactions import Interactions


@dataclass(frozen=True, eq=False)
class Transitions:
    """How often one item was followed by another; only pairs that occur are held.

    Attributes:
        before: Ids of the earlier items; int64, shape `(pairs,)`.
        after: Ids of what followed each, same shape.
        count: How often, above 0; float32, same shape.
    """

    before: NDArray[np.int64]
    after: NDArray[np.int64]
    count: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.before)


def transitions_of(before: ArrayLike, after: ArrayLike, count: ArrayLike | None = None) -> Transitions:
    """Return transitions with equal pairs added up; pairs whose count is no number above 0 are left out.

    Raises:
        BadInteractions: The arrays are not of one length.
    """
    first, second = np.asarray(before, np.int64).reshape(-1), np.asarray(after, np.int64).reshape(-1)
    often = np.ones(len(first)) if count is None else np.asarray(count, np.float64).reshape(-1)
    if not len(first) == len(second) == len(often):
        raise BadInteractions(
            f"{len(first)} items, {len(second)} that follow and {len(often)} counts are no transitions.",
            "Give one of each for every pair.",
        )
    kept = np.isfinite(often) & (often > 0)
    pairs, rows = np.unique(np.stack([first[kept], second[kept]]), axis=1, return_inverse=True)
    counts = np.bincount(rows.reshape(-1), weights=often[kept], minlength=pairs.shape[1])
    return Transitions(pairs[0], pairs[1], counts.astype(np.float32))


def transitions_in(interactions: Interactions, lag: int = 1) -> Transitions:
    """Count what each user used `lag` events after what, among events that speak for an item."""
    before, after = pairs_in(interactions, lag)
    return transitions_of(interactions.items[before], interactions.items[after])


def pairs_in(interactions: Interactions, lag: int = 1) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return rows of items, and of what the same user used `lag` events later; a pair as often as it occurs."""
    liked = np.flatnonzero(interactions.value > 0)
    user, item = interactions.user[liked], interactions.item[liked]
    same = user[lag:] == user[:-lag] if len(user) > lag else np.zeros(0, np.bool_)
    return item[: len(same)][same], item[len(item) - len(same) :][same]
