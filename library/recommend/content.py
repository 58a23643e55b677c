"""What reads like what a user used lately: the cosine between text vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.recommender import ModelState
from library.recommend.sparse import Sparse, history_matrix
from library.recommend.text import ItemTexts, restored_texts, texts_of
from library.recommend.tie_break import among_equals
from library.recommend.transitions import Transitions


@dataclass(frozen=True, eq=False)
class FittedContent:
    """Text vectors of items; `half_life` as in `FittedEase`."""

    items: NDArray[np.int64]
    texts: ItemTexts
    popular: NDArray[np.float32]
    half_life: float = 10.0
    name: str = "content"

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return cosines with the mean of what was used (see `FittedModel.scores`)."""
        return closeness(history_matrix(histories, self.items, self.half_life), self.texts) + self.popular

    def state(self) -> ModelState:
        """Return what has to be stored."""
        arrays: dict[str, NDArray[Any]] = {
            "items": self.items,
            "popular": self.popular,
            **self.texts.arrays(),
        }
        return ModelState(arrays, {"half_life": self.half_life})

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        arrays = state.arrays
        texts = restored_texts(arrays)
        return cls(arrays["items"], texts, arrays["popular"], float(state.settings["half_life"]))


@dataclass(frozen=True)
class Content:
    """Content neighbours of what was used lately."""

    half_life: float = 10.0
    name: str = "content"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,
        transitions: Transitions | None = None,  # noqa: ARG002 - models without order ignore it
        progress: Progress = no_progress,
    ) -> FittedContent:
        """Centre the vectors (see `Recommender.fit`)."""
        progress("content", 0, 1)
        texts = texts_of(interactions, vectors)
        return FittedContent(interactions.items, texts, among_equals(interactions), self.half_life)


def closeness(histories: Sparse, texts: ItemTexts) -> NDArray[np.float32]:
    """Return the cosine of each history's weighted mean vector with each item's; shape `(histories, items)`."""
    profiles = np.asarray(histories @ texts.vectors, np.float32)
    profiles /= np.maximum(np.linalg.norm(profiles, axis=1, keepdims=True), 1e-9)
    return np.asarray(profiles @ texts.vectors.T, np.float32)
