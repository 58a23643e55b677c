"""What many use: over all time, or lately."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.recommender import ModelState
from library.recommend.transitions import Transitions

_MOMENTS = 64
"""At so many moments, with equally many events between them, what is popular is counted anew."""


@dataclass(frozen=True, eq=False)
class FittedPopularity:
    """Logarithms of counts, as they stood at some moments.

    Attributes:
        items: Ids, ascending.
        moments: Seconds, ascending; shape `(moments,)`, the first minus infinity.
        scores_then: Float32, shape `(moments, items)`.
    """

    items: NDArray[np.int64]
    moments: NDArray[np.float64]
    scores_then: NDArray[np.float32]
    name: str = "popularity"

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return the same for all who ask at one moment (see `FittedModel.scores`)."""
        asked = np.array([history.moment for history in histories], np.float64)
        return self.scores_then[np.searchsorted(self.moments, asked, side="right") - 1]

    def state(self) -> ModelState:
        """Return what has to be stored."""
        return ModelState({"items": self.items, "moments": self.moments, "scores": self.scores_then})

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""
        return cls(state.arrays["items"], state.arrays["moments"], state.arrays["scores"])


@dataclass(frozen=True)
class Popularity:
    """Counts of users who liked an item.

    Attributes:
        half_life_days: After how long an event weighs half, counted back from when it is asked: nothing that
            happened later is known then. `None` counts all events alike, whenever it is asked.
    """

    half_life_days: float | None = None
    name: str = "popularity"

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,  # noqa: ARG002 - models without content ignore it
        transitions: Transitions | None = None,  # noqa: ARG002 - models without order ignore it
        progress: Progress = no_progress,
    ) -> FittedPopularity:
        """Count (see `Recommender.fit`)."""
        progress("popularity", 0, 1)
        if self.half_life_days is None or not interactions.counts.any():
            counts = np.log1p(interactions.counts).astype(np.float32)
            return FittedPopularity(interactions.items, np.array([-np.inf]), counts[None, :])
        return self._lately(interactions, self.half_life_days * 86_400)

    def _lately(self, interactions: Interactions, half_life: float) -> FittedPopularity:
        liked = np.flatnonzero(interactions.value > 0)
        order = liked[np.argsort(interactions.time[liked], kind="stable")]
        time, item = interactions.time[order], interactions.item[order]
        parts = np.array_split(np.arange(len(order)), min(_MOMENTS, len(order)))
        moments = np.array([-np.inf, *(time[part[-1]] for part in parts)])
        sums = np.zeros((len(moments), len(interactions.items)), np.float32)
        for number, part in enumerate(parts, 1):
            now = moments[number]
            passed = 0.5 ** ((now - moments[number - 1]) / half_life) if number > 1 else 0.0
            weights = 0.5 ** ((now - time[part]) / half_life)
            sums[number] = sums[number - 1] * passed + np.bincount(
                item[part], weights=weights, minlength=sums.shape[1]
            )
        return FittedPopularity(interactions.items, moments, np.log1p(sums).astype(np.float32))
