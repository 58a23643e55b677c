"""Text vectors as models use them: checked, centred, and shorter where there are very many."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.recommend.errors import BadInteractions
from library.recommend.interactions import Interactions

_MANY_ITEMS = 20_000
_DIMENSIONS_OF_MANY = 64
"""Beyond so many items vectors are cut to their first principal components, which keeps answers quick."""


@dataclass(frozen=True, eq=False)
class ItemTexts:
    """What is known of items by their words.

    Attributes:
        vectors: Centred and L2-normalised; float32, shape `(items, dimension)`; zeros for an item without text.
        mean: What was taken from each vector; float32, shape `(original dimension,)`.
        axes: Principal axes on which vectors were projected, shape `(original dimension, dimension)`; empty if none.
    """

    vectors: NDArray[np.float32]
    mean: NDArray[np.float32]
    axes: NDArray[np.float32]

    @cached_property
    def has_text(self) -> NDArray[np.bool_]:
        """Which items have words, shape `(items,)`."""
        return np.asarray(np.any(self.vectors != 0, axis=1), np.bool_)

    def of_others(self, vectors: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return vectors of other items, centred and cut as these are.

        Raises:
            BadInteractions: They are of another dimension, or hold what is no number.
        """
        if vectors.ndim != 2 or vectors.shape[1] != len(self.mean) or not np.isfinite(vectors).all():
            raise BadInteractions(
                f"Text vectors of shape {vectors.shape} do not fit a model whose have {len(self.mean)} numbers.",
                "Embed the texts with the model that embedded the others.",
            )
        return _unit(_projected(np.asarray(vectors, np.float32), self.mean, self.axes))

    def arrays(self) -> dict[str, NDArray[np.float32]]:
        """Return what has to be stored."""
        return {"text_vectors": self.vectors, "text_mean": self.mean, "text_axes": self.axes}


def texts_of(interactions: Interactions, vectors: NDArray[np.float32] | None) -> ItemTexts:
    """Return checked and centred vectors; of no dimension if there are none.

    Raises:
        BadInteractions: There is not one row of finite numbers an item.
    """
    items = len(interactions.items)
    if vectors is None or not items:
        return ItemTexts(
            np.zeros((items, 0), np.float32), np.zeros(0, np.float32), np.zeros((0, 0), np.float32)
        )
    given = np.asarray(vectors, np.float32)
    if given.ndim != 2 or len(given) != items:
        raise BadInteractions(
            f"{len(given)} text vectors do not fit {items} items.", "Give one row an item, in their order."
        )
    if not np.isfinite(given).all():
        raise BadInteractions("A text vector holds what is no number.", "Embed the texts again.")
    told = np.any(given != 0, axis=1)
    mean = given[told].mean(axis=0) if told.any() else np.zeros(given.shape[1], np.float32)
    axes = _axes(given[told] - mean) if items > _MANY_ITEMS else np.zeros((0, 0), np.float32)
    return ItemTexts(_unit(_projected(given, mean, axes)), mean, axes)


def restored_texts(arrays: dict[str, NDArray[np.float32]]) -> ItemTexts:
    """Return what `ItemTexts.arrays` was taken from."""
    return ItemTexts(arrays["text_vectors"], arrays["text_mean"], arrays["text_axes"])


def _projected(
    vectors: NDArray[np.float32], mean: NDArray[np.float32], axes: NDArray[np.float32]
) -> NDArray[np.float32]:
    told = np.any(vectors != 0, axis=1, keepdims=True)
    centred = (vectors - mean) * told
    return np.asarray(centred @ axes if axes.size else centred, np.float32)


def _axes(centred: NDArray[np.float32]) -> NDArray[np.float32]:
    if centred.shape[1] <= _DIMENSIONS_OF_MANY:
        return np.zeros((0, 0), np.float32)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    return np.ascontiguousarray(vectors[:, ::-1][:, :_DIMENSIONS_OF_MANY], np.float32)


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(
        np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 1e-6), np.float32
    )
