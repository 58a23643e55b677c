"""Item neighbours: items used by the same people, by the cosine of their columns (Sarwar et al. 2001)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array  # type: ignore[import-untyped]  # scipy ships no types

from library.progress import Progress, no_progress
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.recommender import ModelState
from library.recommend.sparse import Sparse, history_matrix, user_item_matrix
from library.recommend.tie_break import among_equals
from library.recommend.transitions import Transitions

_BLOCK = 256
"""So many items are compared with all others at once, to bound memory."""


@dataclass(frozen=True, eq=False)
class FittedNeighbours:
    """The closest items of each.

    Attributes:
        items: Ids, ascending.
        cosines: Items × items, the closest of each row only.
        popular: Small scores that decide among equals, shape `(items,)`.
    """

    items: NDArray[np.int64]
    cosines: Sparse
    popular: NDArray[np.float32]
    name: str = "item-knn"

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return sums of cosines with what was used (see `FittedModel.scores`)."""
        reached = (history_matrix(histories, self.items) @ self.cosines).toarray()
        return np.asarray(reached + self.popular, np.float32)

    def state(self) -> ModelState:
        """Return what has to be stored."""
        parts = {"values": self.cosines.data, "columns": self.cosines.indices, "starts": self.cosines.indptr}
        return ModelState({"items": self.items, "popular": self.popular, **parts})

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        arrays = state.arrays
        parts = (arrays["values"], arrays["columns"], arrays["starts"])
        cosines = csr_array(parts, shape=(len(arrays["items"]),) * 2)
        return cls(arrays["items"], cosines, arrays["popular"])


@dataclass(frozen=True)
class ItemNeighbours:
    """Cosine between items' columns.

    Attributes:
        neighbours: How many are kept of each item.
    """

    neighbours: int = 200
    name: str = "item-knn"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,  # noqa: ARG002 - models without content ignore it
        transitions: Transitions | None = None,  # noqa: ARG002 - models without order ignore it
        progress: Progress = no_progress,
    ) -> FittedNeighbours:
        """Compare all items (see `Recommender.fit`)."""
        users = user_item_matrix(interactions)
        lengths = np.sqrt(users.multiply(users).sum(axis=0))
        unit = users.multiply(1 / np.maximum(lengths, 1e-9)[None, :]).tocsr()
        by_item = unit.T.tocsr()
        blocks = []
        for start in range(0, len(interactions.items), _BLOCK):
            progress("item neighbours", start, len(interactions.items))
            blocks.append(self._closest((by_item[start : start + _BLOCK] @ unit).toarray(), start))
        values, columns, counts = (
            np.concatenate(parts) if blocks else np.zeros(0)
            for parts in (zip(*blocks, strict=True) if blocks else ((), (), ()))
        )
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        shape = (len(interactions.items),) * 2
        cosines = csr_array((values.astype(np.float32), columns.astype(np.int64), starts), shape=shape)
        return FittedNeighbours(interactions.items, cosines, among_equals(interactions))

    def _closest(
        self, cosines: NDArray[np.float32], start: int
    ) -> tuple[NDArray[np.float32], NDArray[np.int64], NDArray[np.int64]]:
        """Return values, columns and how many there are in each row, of rows `start` and on."""
        own = np.arange(len(cosines))
        cosines[own, start + own] = 0
        kept = min(self.neighbours, cosines.shape[1])
        columns = np.sort(np.argpartition(-cosines, kept - 1, axis=1)[:, :kept], axis=1)
        values = np.take_along_axis(cosines, columns, axis=1)
        real = values > 0
        return values[real], columns[real], real.sum(axis=1)
