"""The words of a query, as they occur in a library: their terms, where they are, how rare they are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.index.bm25 import rarity, saturation
from library.index.word_segment import WordSegment


@dataclass(frozen=True, eq=False)
class Postings:
    """In which scenes of one segment a word occurs, and what it counts there (saturated, not yet weighted)."""

    rows: NDArray[np.int32]
    impacts: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class AskedWord:
    """A word of a query.

    Attributes:
        terms: Numbers of the terms that stand for it: one, or all that begin with its only syllable.
        rarity: What it weighs in a scene: the fewer scenes have it, the more.
        closeness: What it weighs in a passage: the seldomer it is said at all, the more.
        postings: Where it occurs, one a segment.
    """

    terms: NDArray[np.int64]
    rarity: float
    closeness: float
    postings: tuple[Postings, ...]


@dataclass(frozen=True, eq=False)
class AskedWords:
    """The words of a query that occur in a library.

    Attributes:
        words: They.
        whole: What all words of the query weigh together, those that occur nowhere taken as if one scene had them.
    """

    words: tuple[AskedWord, ...]
    whole: float

    @property
    def rarities(self) -> NDArray[np.float32]:
        """What each word weighs in a scene, shape `(words,)`."""
        return np.array([word.rarity for word in self.words], np.float32)

    @property
    def closenesses(self) -> NDArray[np.float32]:
        """What each word weighs in a passage, shape `(words,)`."""
        return np.array([word.closeness for word in self.words], np.float32)

    def slots(self, terms: int) -> NDArray[np.int8]:
        """Return for each of all terms which word it stands for, counted from 1, or 0; shape `(terms,)`."""
        slots = np.zeros(terms, np.int8)
        for place, word in enumerate(self.words, 1):
            slots[word.terms] = place
        return slots


@dataclass(frozen=True, eq=False)
class WeightedSegment:
    """A segment and what each of its postings counts, given the average length of the library's scenes."""

    segment: WordSegment
    average: float
    impacts: NDArray[np.float32]

    def at(self, average: float) -> "WeightedSegment":
        """Return the same for another average."""
        return self if average == self.average else weighted(self.segment, average)

    def postings(self, term: int) -> Postings:
        """Return where a term occurs."""
        where = self.segment.postings(term)
        return Postings(self.segment.rows[where], self.impacts[where])

    def postings_of_any(self, terms: Sequence[int]) -> Postings:
        """Return where any of some terms occurs, taken as one word."""
        slices = [self.segment.postings(term) for term in terms]
        rows = np.concatenate([self.segment.rows[where] for where in slices])
        counts = np.concatenate([self.segment.counts[where] for where in slices])
        distinct, owners = np.unique(rows, return_inverse=True)
        summed = np.bincount(owners, counts, len(distinct)).astype(np.float32)
        return Postings(distinct, saturation(summed, self.segment.lengths[distinct], self.average))


def weighted(segment: WordSegment, average: float) -> WeightedSegment:
    """Return a segment with what its postings count."""
    impacts = saturation(segment.counts, segment.lengths[segment.rows], average)
    return WeightedSegment(segment, average, impacts)


def unweighted(segment: WordSegment) -> WeightedSegment:
    """Return a segment whose postings are yet to be weighted."""
    return WeightedSegment(segment, 0.0, np.zeros(0, np.float32))


def weight(containing: int, scenes: int) -> float:
    """Return what a word weighs that so many of all scenes have."""
    return float(rarity(np.array([containing]), scenes)[0])
