"""Scenes that came after the models were made are scored like the known scenes that they are closest to."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.search.content import Content
from story.recommending.trained import Trained

SAMPLE = 4_000
"""Known scenes that new ones are compared with: enough to find some that are alike, few enough to be quick."""

NEIGHBOURS = 10
_BLOCK = 2_000


@dataclass(frozen=True, eq=False)
class ContentPrior:
    """Says of new scenes how much of which known scenes' scores is theirs.

    Attributes:
        scenes: Numbers of the new scenes, ascending; int64, shape `(new,)`.
        rows: The items of the model that are closest to each; int64, shape `(new, neighbours)`.
        weights: How much each counts; they add up to at most 1: a scene that is like no other has a low score;
            float32, shape `(new, neighbours)`.
    """

    scenes: NDArray[np.int64]
    rows: NDArray[np.int64]
    weights: NDArray[np.float32]

    def scores(self, known: NDArray[np.float32]) -> NDArray[np.float32]:
        """Return the scores of the new scenes.

        Args:
            known: Those of the model's items; float32, shape `(items,)`.
        """
        least = known.min(initial=0.0)
        return np.asarray((self.weights * (known[self.rows] - least)).sum(axis=1) + least, np.float32)


def content_prior(content: Content, trained: Trained) -> ContentPrior:
    """Compare the scenes that the model does not know with those that it knows."""
    items, scenes = trained.model.items, content.facts.scenes
    new = scenes[~np.isin(scenes, items)]
    there = np.flatnonzero(np.isin(items, scenes))
    sample = there if len(there) <= SAMPLE else there[np.linspace(0, len(there) - 1, SAMPLE).astype(np.int64)]
    if not len(new) or not len(sample):
        none = np.zeros((len(new), 0))
        return ContentPrior(new, none.astype(np.int64), none.astype(np.float32))
    known = content.vectors(items[sample])
    blocks = [_closest(content.vectors(new[at : at + _BLOCK]), known) for at in range(0, len(new), _BLOCK)]
    rows, weights = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return ContentPrior(new, sample[rows], weights)


def _closest(
    new: NDArray[np.float32], known: NDArray[np.float32]
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Return the rows of the closest known vectors of each new one, and how much each of them counts."""
    near = new @ known.T
    count = min(NEIGHBOURS, len(known))
    closest = np.argpartition(-near, count - 1, axis=1)[:, :count]
    cosines = np.clip(np.take_along_axis(near, closest, axis=1), 0, None)
    weights = cosines * cosines / np.maximum(cosines.sum(axis=1, keepdims=True), 1e-9)
    return closest, weights.astype(np.float32)
