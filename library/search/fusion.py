"""How several signals become one order: words, words close together, meaning, tags, and what lies beside a scene.

They are added as they are, each times a weight. BM25 grows with the number and the rarity of the words that a scene
shares with the query; a cosine does not. So meaning counts its cosine times the square root of what all words of the
query weigh: that is by how much chance alone moves a sum of so many words. A short query, a long one and one in a small
library are then fused alike. And where even the best scene has little of what the words of the query weigh (words that
no scene has among them), it was asked in other words than the library's, and meaning and tags count more. Stretching
both lists to 0–1 first, query by query, throws all this away, and adding ranks loses to the better list.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.search.hits import Signal
from library.search.weights import SHIPPED, Weights

RELEVANCE_OF_WORDS = 0.6
"""How much of a hit's relevance is the share of the query's words that it has; the rest is its cosine."""

PICTURES = 2.0
"""What the cosine of a picture counts where a model that sees is set: half of what meaning does. No such model is
shipped, so this is not measured."""

_TRUSTED_SHARE = 0.5
"""Words are trusted wholly where the best BM25 is at least this share of what all words of the query weigh, and below
with the square of the rest. Of the sentences on which the weights were chosen a quarter has less; of queries in other
words than those of a small library nearly all have."""

_LEAST_TRUST = 0.01


@dataclass(frozen=True, eq=False)
class Evidence:
    """What speaks for some scenes: arrays of shape `(scenes,)`, one place a scene.

    Attributes:
        scenes: Their numbers (int64), each once.
        words: BM25 of the whole scene.
        passages: What the words weigh that stand together in its best passage.
        coverage: Which share of the query's words it has, from 0 to 1, rare words counting more.
        tags: How much of what the query names its tags and its film's title bear out, from 0 to 1.
        cosines: Of its closest vector; nan if it has none, or meaning is not asked for.
        mean_cosines: The mean over all its vectors; nan likewise.
        words_beside: The greater BM25 of the scenes right before and after it in its film.
        cosines_beside: Likewise of their closest vectors; nan if unknown.
        rarity: What all words of the query weigh together.
        weights: What each signal counts.
        pictures: Cosines of its picture with the query; nan for a scene without one, `None` if nothing is compared.
    """

    scenes: NDArray[np.int64]
    words: NDArray[np.float32]
    passages: NDArray[np.float32]
    coverage: NDArray[np.float32]
    tags: NDArray[np.float32]
    cosines: NDArray[np.float32]
    mean_cosines: NDArray[np.float32]
    words_beside: NDArray[np.float32]
    cosines_beside: NDArray[np.float32]
    rarity: float = 1.0
    weights: Weights = SHIPPED
    pictures: NDArray[np.float32] | None = None

    def scores(self) -> NDArray[np.float64]:
        """Return the score of every scene; the best is 1 if anything speaks for it."""
        return self._scores

    def shares(self, place: int) -> dict[Signal, float]:
        """Return each signal's share of the score of the scene at a place; they sum to 1, or are all 0."""
        parts = {signal: float(part[place]) for signal, part in self.parts.items()}
        whole = sum(parts.values())
        return {signal: part / whole if whole > 0 else 0.0 for signal, part in parts.items()}

    def relevance(self, place: int) -> float:
        """Return how well the scene at a place fits at all, from 0 to 1; can be compared between queries."""
        coverage, cosine = float(self.coverage[place]), float(self.cosines[place])
        if np.isnan(self.cosines).all():
            return coverage
        meaning = 0.0 if np.isnan(cosine) else max(0.0, cosine)
        return RELEVANCE_OF_WORDS * coverage + (1 - RELEVANCE_OF_WORDS) * meaning

    @cached_property
    def parts(self) -> dict[Signal, NDArray[np.float64]]:
        """What each signal adds to the score of each scene, none below 0, before the best is made 1."""
        weights, scale = self.weights, float(np.sqrt(max(1.0, self.rarity))) / self._trust_in_words
        parts = {
            Signal.WORDS: (self.words + weights.beside * self.words_beside).astype(np.float64),
            Signal.PASSAGES: weights.passages * self.passages.astype(np.float64),
            Signal.MEANING: weights.meaning * scale * self._nearness,
            Signal.TAG: weights.tags * scale * self.tags.astype(np.float64),
        }
        if self.pictures is not None:
            parts[Signal.PICTURE] = PICTURES * scale * _above_least(self.pictures.astype(np.float64))
        return parts

    @cached_property
    def _scores(self) -> NDArray[np.float64]:
        raw = np.sum(list(self.parts.values()), axis=0)
        best = float(raw.max(initial=0.0))
        return raw / best if best > 0 else np.zeros(len(raw))

    @cached_property
    def _trust_in_words(self) -> float:
        """How far the words of the query are those of some scene: from `_LEAST_TRUST` to 1."""
        share = float(self.words.max(initial=0.0)) / max(1.0, self.rarity)
        return min(1.0, max(_LEAST_TRUST, (share / _TRUSTED_SHARE) ** 2))

    @cached_property
    def _nearness(self) -> NDArray[np.float64]:
        """How much nearer each scene is than the least near; 0 for one without vectors."""
        cosines = self.cosines.astype(np.float64)
        nearer_beside = np.fmax(self.cosines_beside - cosines, 0.0)
        near = cosines + self.weights.whole * self.mean_cosines + self.weights.beside * nearer_beside
        return _above_least(near)


def _above_least(near: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how much greater each number is than the least; 0 for nan."""
    known = ~np.isnan(near)
    return np.where(known, near - near[known].min(initial=np.inf), 0.0)


def evidence_of(
    scenes: NDArray[np.int64],
    *,
    words: NDArray[np.float32] | None = None,
    passages: NDArray[np.float32] | None = None,
    coverage: NDArray[np.float32] | None = None,
    tags: NDArray[np.float32] | None = None,
    cosines: NDArray[np.float32] | None = None,
    mean_cosines: NDArray[np.float32] | None = None,
    words_beside: NDArray[np.float32] | None = None,
    cosines_beside: NDArray[np.float32] | None = None,
    rarity: float = 1.0,
    weights: Weights = SHIPPED,
) -> Evidence:
    """Return evidence of which only some is known: words that were not looked for count 0, cosines nan.

    Of scenes with one vector the mean is its cosine: so it is taken where it is not given.
    """
    none, unknown = np.zeros(len(scenes), np.float32), np.full(len(scenes), np.nan, np.float32)
    nearest = unknown if cosines is None else cosines
    return Evidence(
        scenes,
        words=none if words is None else words,
        passages=none if passages is None else passages,
        coverage=none if coverage is None else coverage,
        tags=none if tags is None else tags,
        cosines=nearest,
        mean_cosines=nearest if mean_cosines is None else mean_cosines,
        words_beside=none if words_beside is None else words_beside,
        cosines_beside=unknown if cosines_beside is None else cosines_beside,
        rarity=rarity,
        weights=weights,
    )
