"""What is used after what: chances that one item follows another, and EASE that listens to the last events most."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array  # type: ignore[import-untyped]  # scipy ships no types

from library.progress import Progress, no_progress
from library.recommend.ease import Ease, FittedEase
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.recommender import ModelState
from library.recommend.sparse import Sparse, history_matrix, transition_matrix
from library.recommend.transitions import Transitions, pairs_in

_UNCERTAIN = 2.0
"""Chances are those of an item that was followed so many times more often by something unknown."""


def chances(
    interactions: Interactions, lags: Sequence[float], told: Transitions | None = None, followed: bool = True
) -> Sparse:
    """Return items × items: how likely the column's item is used soon after the row's.

    Args:
        interactions: Whose users used what in turn.
        lags: How much an item counts that is used 1, 2, … events later.
        told: What follows what elsewhere; counts like the first lag.
        followed: Whether the rows' items come first; the other way round if not.
    """
    items = interactions.items
    counts = csr_array((len(items),) * 2, dtype=np.float32)
    for lag, weight in enumerate(lags, 1):
        before, after = pairs_in(interactions, lag)
        entries = (np.full(len(before), weight, np.float32), (before, after))
        counts = counts + csr_array(entries, shape=counts.shape)
    if told is not None:
        counts = counts + transition_matrix(told.before, told.after, told.count, items)
    if not followed:
        counts = counts.T.tocsr()
    often = counts.sum(axis=1) + _UNCERTAIN
    return (diags_array((1 / often).astype(np.float32)) @ counts).tocsr()


@dataclass(frozen=True, eq=False)
class FittedOrder:
    """EASE, and chances of what comes next.

    Attributes:
        ease: With a half-life of some events.
        following: Items × items, chances (see `chances`).
        share: How much a chance counts beside EASE.
    """

    ease: FittedEase
    following: Sparse
    share: float = 0.5
    name: str = "ease-order"

    @property
    def items(self) -> NDArray[np.int64]:
        """Ids, ascending."""
        return self.ease.items

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return both added up (see `FittedModel.scores`)."""
        lately = history_matrix(histories, self.items, self.ease.half_life)
        likely = (lately @ self.following).toarray()
        return np.asarray(self.ease.scores(histories) + np.float32(self.share) * likely, np.float32)

    def state(self) -> ModelState:
        """Return what has to be stored."""
        inner = self.ease.state()
        parts: dict[str, NDArray[Any]] = {
            "next_values": self.following.data,
            "next_items": self.following.indices,
            "next_starts": self.following.indptr,
        }
        return ModelState({**inner.arrays, **parts}, {"share": self.share, "ease": inner.settings})

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        arrays = state.arrays
        ease = FittedEase.restored(ModelState(arrays, state.settings["ease"]))
        parts = (arrays["next_values"], arrays["next_items"], arrays["next_starts"])
        return cls(ease, csr_array(parts, shape=(len(ease.items),) * 2), float(state.settings["share"]))


@dataclass(frozen=True)
class EaseWithOrder:
    """EASE over a history whose events fade, and half of what usually comes next.

    Attributes:
        penalty: λ; by the number of events if not given.
        half_life: After how many later events an event weighs half.
        share: See `FittedOrder`.
    """

    penalty: float | None = None
    half_life: float = 3.0
    share: float = 0.5
    name: str = "ease-order"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,
        transitions: Transitions | None = None,
        progress: Progress = no_progress,
    ) -> FittedOrder:
        """Solve and count (see `Recommender.fit`)."""
        ease = Ease(self.penalty, self.half_life).fit(interactions, vectors, transitions, progress)
        return FittedOrder(ease, chances(interactions, (1.0,), transitions), self.share)
