"""What is expected of an item by its text alone, so that scenes nobody has touched are reached too.

A ridge map leads from text vectors to the items' factors; for a model whose scores are products of factors that is the
same as a ridge map from the texts to one user's scores, which also works for models that have no factors.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.recommend.text import ItemTexts

_FEW = 5.0
"""After so many events an item's own score is trusted as much as its text's."""

_PENALTIES = (1.0, 3.0, 10.0, 30.0, 100.0, 300.0)
_FOLDS = 4

_KNOWN_EVENTS = 2_000
"""With so many events, untouched items lean half on what users' scores of other items let expect."""


@dataclass(frozen=True, eq=False)
class TextPrior:
    """The ridge map, solved.

    Attributes:
        texts: One row an item.
        trust: Between 0, for untouched items, and 1; float32, shape `(items,)`.
        solved: (Tᵀ G T + μ I)⁻¹ of the texts T with a column of ones and the trust G; shape
            `(dimension + 1, dimension + 1)`.
    """

    texts: ItemTexts
    trust: NDArray[np.float32]
    solved: NDArray[np.float32]

    def expected(
        self, scores: NDArray[np.float32], texts: NDArray[np.float32] | None = None
    ) -> NDArray[np.float32]:
        """Return what texts let expect, by the scores of the items that were touched.

        Args:
            scores: Shape `(users, items)`.
            texts: Vectors of other items; those of the same if not given.
        """
        trusted = scores * self.trust
        aims = np.hstack([trusted @ self.texts.vectors, trusted.sum(axis=1, keepdims=True)])
        map_of_users = aims @ self.solved
        told = self.texts.vectors if texts is None else texts
        return np.asarray(map_of_users[:, :-1] @ told.T + map_of_users[:, -1:], np.float32)

    def filled(self, scores: NDArray[np.float32], share: float) -> NDArray[np.float32]:
        """Return scores in which untouched items with a text lean on what it lets expect, by `share`."""
        lean = share * (self.trust == 0) * self.texts.has_text
        if not lean.any():
            return scores
        return np.asarray(scores + lean.astype(np.float32) * (self.expected(scores) - scores), np.float32)


def trust_in(counts: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return how far items' own scores are trusted, by how often they were used."""
    return (counts / (counts + _FEW)).astype(np.float32)


def known_share(events: int) -> float:
    """Return how far what is known of touched items holds for untouched ones; from 0, for no events, to 1."""
    return events / (events + _KNOWN_EVENTS)


def text_prior(
    texts: ItemTexts, counts: NDArray[np.int64], scores: NDArray[np.float32], seed: int = 0
) -> TextPrior:
    """Solve the ridge map; its penalty is the one that foretells scores of left-out items best.

    Args:
        texts: One row an item.
        counts: How often each item was used, shape `(items,)`.
        scores: Those of some users, shape `(users, items)`, to choose the penalty by.
        seed: Of how items are parted.
    """
    trust = trust_in(counts) * texts.has_text
    told = _with_ones(texts.vectors)
    parts = np.random.default_rng(seed).integers(0, _FOLDS, len(told))
    errors = np.zeros(len(_PENALTIES))
    for fold in range(_FOLDS if trust.any() and len(scores) else 0):
        inside, outside = trust * (parts != fold), trust * (parts == fold)
        gram = (told * inside[:, None]).T @ told
        aims = (scores * inside) @ told
        for number, penalty in enumerate(_PENALTIES):
            foretold = aims @ _solved(gram, penalty) @ told.T
            errors[number] += float(np.sum(outside * (scores - foretold) ** 2))
    gram = (told * trust[:, None]).T @ told
    return TextPrior(texts, trust, _solved(gram, _PENALTIES[int(np.argmin(errors))]))


def _solved(gram: NDArray[np.floating], penalty: float) -> NDArray[np.float32]:
    penalties = np.full(len(gram), penalty)
    penalties[-1] = 1e-3
    return np.linalg.inv(gram.astype(np.float64) + np.diag(penalties)).astype(np.float32)


def _with_ones(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.hstack([vectors, np.ones((len(vectors), 1), np.float32)])
