"""The seam: what every recommender can do, fitted or not."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

import numpy as np
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.history import History
from library.recommend.interactions import Interactions
from library.recommend.transitions import Transitions


@dataclass(frozen=True, eq=False)
class ModelState:
    """Everything a fitted model is, as it is stored.

    Attributes:
        arrays: Numbers only, by name.
        settings: What JSON can hold, by name.
    """

    arrays: dict[str, NDArray[Any]]
    settings: dict[str, Any] = field(default_factory=dict)


class FittedModel(Protocol):
    """A model that has learned. It is never changed, so any number of threads may ask it."""

    @property
    def name(self) -> str:
        """Under which `model_named` finds its kind."""

    @property
    def items(self) -> NDArray[np.int64]:
        """Ids of the items that it scores, ascending."""

    def scores(self, histories: Sequence[History]) -> NDArray[np.float32]:
        """Return how well each item suits each user, finite; float32, shape `(len(histories), items)`.

        A user alone gets what it gets among others, but for rounding. A history that is empty, or has only unknown
        items, gets what suits nobody in particular. Seen items have scores too: `leave_out_seen` removes them.
        Scores of two models, or of two users, are not comparable.
        """

    def state(self) -> ModelState:
        """Return what has to be stored."""

    @classmethod
    def restored(cls, state: ModelState) -> Self:
        """Return the model that `state` was taken from."""


class Recommender(Protocol):
    """A way to learn what users like. It holds settings only and may be fitted any number of times."""

    @property
    def name(self) -> str:
        """Under which `model_named` finds its kind."""

    def fit(
        self,
        interactions: Interactions,
        vectors: NDArray[np.float32] | None = None,
        transitions: Transitions | None = None,
        progress: Progress = no_progress,
    ) -> FittedModel:
        """Learn.

        Args:
            interactions: May be empty.
            vectors: The text vector of each item of `interactions.items`, in that order; float32, shape
                `(items, dimension)`; a row of zeros for an item without text. Models without content ignore it.
            transitions: What followed what elsewhere (in stories' graphs), added to what users used in turn.
                Models without order ignore it.
            progress: Told how far it is.

        Raises:
            BadInteractions: `vectors` has not one row of finite numbers an item.
        """


def leave_out_seen(
    scores: NDArray[np.float32], items: NDArray[np.int64], histories: Sequence[History]
) -> NDArray[np.float32]:
    """Return scores in which what each user has used, liked or not, is minus infinity.

    Args:
        scores: Shape `(len(histories), items)`.
        items: The model's ids, ascending.
        histories: Those that the scores were made of.
    """
    left = scores.copy()
    for row, history in zip(left, histories, strict=True):
        row[rows_of(items, history.items)] = -np.inf
    return left


def rows_of(items: NDArray[np.int64], ids: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return where those of `ids` that are known stand in `items`, in the order of `ids`."""
    places = np.searchsorted(items, ids)
    inside = np.flatnonzero(places < len(items))
    known = inside[items[places[inside]] == ids[inside]]
    return np.asarray(places[known], np.int64)


def best_items(scores: NDArray[np.float32], count: int) -> NDArray[np.int64]:
    """Return the columns of the highest scores of one user, best first; ties by column, minus infinity never."""
    count = min(count, int(np.isfinite(scores).sum()))
    if count <= 0:
        return np.zeros(0, np.int64)
    floor = np.partition(scores, len(scores) - count)[len(scores) - count]
    likely = np.flatnonzero(scores >= floor)
    return likely[np.argsort(-scores[likely], kind="stable")][:count]
