"""Users alike by Jaccard's measure of what they liked: what the closest hundred used counts by how close they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
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


@dataclass(frozen=True, eq=False)
class FittedJaccardUsers:
    """Everybody's liked sets.

    Attributes:
        items: Ids, ascending.
        users: Users × items.
        popular: Small scores that decide among equals, shape `(items,)`.
        neighbours: How many users are listened to.
    """

    items: NDArray[np.int64]
    users: Sparse
    popular: NDArray[np.float32]
    neighbours: int = 100
    name: str = "jaccard"

    @cached_property
    def by_item(self) -> Sparse:
        """Items × users, 1 where an item was liked."""
        return _sets(self.users).T.tocsr()

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return sums of likenesses of the users who liked each item (see `FittedModel.scores`)."""
        return self.from_matrix(history_matrix(histories, self.items)) + self.popular

    def from_matrix(self, histories: Sparse) -> NDArray[np.float32]:
        """Return scores of histories × items; weights do not count, only which items there are."""
        alike = self.likeness(histories)
        kept = min(self.neighbours, alike.shape[1])
        if not kept:
            return np.zeros(histories.shape, np.float32)
        columns = np.argpartition(-alike, kept - 1, axis=1)[:, :kept]
        values = np.take_along_axis(alike, columns, axis=1)
        starts = np.arange(0, columns.size + 1, kept)
        closest = csr_array((values.reshape(-1), columns.reshape(-1), starts), shape=alike.shape)
        return np.asarray((closest @ self.users).toarray(), np.float32)

    def likeness(self, histories: Sparse) -> NDArray[np.float32]:
        """Return Jaccard's measure of each history and user: shared over all that either liked; between 0 and 1."""
        shared = (_sets(histories) @ self.by_item).toarray()
        either = np.diff(histories.indptr)[:, None] + np.diff(self.users.indptr)[None, :] - shared
        return np.asarray(shared / np.maximum(either, 1), np.float32)

    def state(self) -> ModelState:
        """Return what has to be stored."""
        parts = {"values": self.users.data, "columns": self.users.indices, "starts": self.users.indptr}
        return ModelState(
            {"items": self.items, "popular": self.popular, **parts}, {"neighbours": self.neighbours}
        )

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        arrays = state.arrays
        parts = (arrays["values"], arrays["columns"], arrays["starts"])
        users = csr_array(parts, shape=(len(parts[2]) - 1, len(arrays["items"])))
        return cls(arrays["items"], users, arrays["popular"], int(state.settings["neighbours"]))


@dataclass(frozen=True)
class JaccardUsers:
    """Users alike by the sets of what they liked."""

    neighbours: int = 100
    name: str = "jaccard"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,  # noqa: ARG002 - models without content ignore it
        transitions: Transitions | None = None,  # noqa: ARG002 - models without order ignore it
        progress: Progress = no_progress,
    ) -> FittedJaccardUsers:
        """Remember everybody's sets (see `Recommender.fit`)."""
        progress("users alike", 0, 1)
        users = user_item_matrix(interactions)
        return FittedJaccardUsers(interactions.items, users, among_equals(interactions), self.neighbours)


def _sets(matrix: Sparse) -> Sparse:
    return csr_array((np.ones_like(matrix.data), matrix.indices, matrix.indptr), shape=matrix.shape)
