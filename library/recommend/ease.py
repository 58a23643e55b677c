"""EASE: each item from all others by one matrix inverse (Steck 2019), with text vectors as further users if wanted.

With text it follows the closed forms with side information of Jeunen et al. 2020: the centred vectors, times √α, stand
under the users' rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.linear import ItemWeights, restored_weights, solve
from library.recommend.recommender import ModelState
from library.recommend.sparse import Sparse, history_matrix, user_item_matrix
from library.recommend.text import texts_of
from library.recommend.tie_break import among_equals
from library.recommend.transitions import Transitions


@dataclass(frozen=True, eq=False)
class FittedEase:
    """Item-to-item weights, and what is popular where they say nothing.

    Attributes:
        items: Ids, ascending.
        weights: See `ItemWeights`.
        popular: Small scores that decide among equals, shape `(items,)`.
        half_life: After how many later events one of the history weighs half; `None` for never.
    """

    items: NDArray[np.int64]
    weights: ItemWeights
    popular: NDArray[np.float32]
    half_life: float | None = None
    name: str = "ease"

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return the items' sums of weights from what was used (see `FittedModel.scores`)."""
        return self.from_matrix(history_matrix(histories, self.items, self.half_life)) + self.popular

    def from_matrix(self, histories: Sparse) -> NDArray[np.float32]:
        """Return scores of histories whose events are weighted already; shape `(histories, items)`."""
        return self.weights.apply(histories)

    def state(self) -> ModelState:
        """Return what has to be stored."""
        arrays: dict[str, NDArray[Any]] = {
            "items": self.items,
            "popular": self.popular,
            **self.weights.arrays(),
        }
        return ModelState(arrays, {"half_life": self.half_life, "name": self.name})

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        half_life, name = state.settings["half_life"], str(state.settings["name"])
        return cls(
            state.arrays["items"], restored_weights(state.arrays), state.arrays["popular"], half_life, name
        )


@dataclass(frozen=True)
class Ease:
    """EASE without text.

    Attributes:
        penalty: λ; by the number of events if not given.
        half_life: See `FittedEase`.
    """

    penalty: float | None = None
    half_life: float | None = None
    name: str = "ease"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,  # noqa: ARG002 - models without content ignore it
        transitions: Transitions | None = None,  # noqa: ARG002 - models without order ignore it
        progress: Progress = no_progress,
    ) -> FittedEase:
        """Solve (see `Recommender.fit`)."""
        progress("ease", 0, 1)
        none = np.zeros((len(interactions.items), 0), np.float32)
        weights = solve(user_item_matrix(interactions), none, self.penalty or penalty_for(interactions))
        return FittedEase(interactions.items, weights, among_equals(interactions), self.half_life, self.name)


@dataclass(frozen=True)
class EaseWithText:
    """EASE with the items' texts.

    Attributes:
        penalty: λ; by the number of events if not given.
        text_weight: α; by the number of users if not given.
        half_life: See `FittedEase`.
    """

    penalty: float | None = None
    text_weight: float | None = None
    half_life: float | None = None
    name: str = "ease-text"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,
        transitions: Transitions | None = None,  # noqa: ARG002 - models without order ignore it
        progress: Progress = no_progress,
    ) -> FittedEase:
        """Solve (see `Recommender.fit`)."""
        progress("ease with text", 0, 1)
        alpha = self.text_weight or text_weight_for(interactions)
        texts = np.float32(np.sqrt(alpha)) * texts_of(interactions, vectors).vectors
        weights = solve(user_item_matrix(interactions), texts, self.penalty or penalty_for(interactions))
        return FittedEase(interactions.items, weights, among_equals(interactions), self.half_life, self.name)


def penalty_for(interactions: Interactions) -> float:
    """Return λ between 10, for some hundred events, and 1,000: half the root of their number."""
    return float(np.clip(0.5 * np.sqrt(len(interactions)), 10, 1000))


def text_weight_for(interactions: Interactions) -> float:
    """Return α between 3, for up to 20 users, and 30, for 2,000 and more: it grows with the root of their number."""
    return float(np.clip(3 * np.sqrt(len(interactions.users) / 20), 3, 30))
