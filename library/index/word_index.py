"""BM25 over the words of all living scenes: exact, and quick because everything but the rarity is computed before."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.index.asked_words import AskedWord, AskedWords, WeightedSegment, unweighted, weight, weighted
from library.index.bm25 import passage_rarity, stepped
from library.index.vocabulary import Vocabulary
from library.index.word_segment import WordSegment, joined
from library.words import query_terms

MOST_WORDS = 64
"""So many words of a query are looked for: the rarest."""


@dataclass(frozen=True, eq=False)
class WordIndex:
    """The words of a library's scenes, in segments; rows count on from one segment to the next.

    Attributes:
        vocabulary: Numbers of terms.
        parts: The segments.
        alive: Which rows count; bool, shape `(rows,)`.
        containing: How many living scenes have each term; int64, shape `(terms,)`.
        occurring: How often it occurs in them; int64, shape `(terms,)`.
        length: How many terms the living scenes have together.
    """

    vocabulary: Vocabulary
    parts: tuple[WeightedSegment, ...]
    alive: NDArray[np.bool_]
    containing: NDArray[np.int64]
    occurring: NDArray[np.int64]
    length: float

    @classmethod
    def empty(cls, vocabulary: Vocabulary) -> "WordIndex":
        """Return an index without scenes."""
        none = np.zeros(0, np.int64)
        return cls(vocabulary, (), np.zeros(0, bool), none, none, 0.0)

    @cached_property
    def living(self) -> int:
        """How many scenes count."""
        return int(np.count_nonzero(self.alive))

    @cached_property
    def firsts(self) -> NDArray[np.int64]:
        """The row at which each segment begins, and the row at which the last ends."""
        return np.cumsum([0, *(len(part.segment) for part in self.parts)])

    def with_segment(self, segment: WordSegment) -> "WordIndex":
        """Return an index that has the scenes of a segment, too."""
        containing = np.zeros(len(self.vocabulary), np.int64)
        containing[: len(self.containing)] = self.containing
        containing[segment.terms] += segment.containing
        occurring = np.bincount(segment.tokens, minlength=len(containing))
        occurring[: len(self.occurring)] += self.occurring
        return replace(
            self,
            parts=(*self.parts, unweighted(segment)),
            alive=np.append(self.alive, np.ones(len(segment), bool)),
            containing=containing,
            occurring=occurring,
            length=self.length + float(segment.lengths.sum(dtype=np.float64)),
        )._weighted()

    def without(self, rows: NDArray[np.int64]) -> "WordIndex":
        """Return an index in which some living rows do not count any more."""
        alive, length = self.alive.copy(), self.length
        containing, occurring = self.containing.copy(), self.occurring.copy()
        alive[rows] = False
        for part, local in self._local(rows):
            np.subtract.at(containing, part.segment.terms_of(local), 1)
            np.subtract.at(occurring, part.segment.tokens_of(local), 1)
            length -= float(part.segment.lengths[local].sum(dtype=np.float64))
        shorter = replace(self, alive=alive, containing=containing, occurring=occurring, length=length)
        return shorter._weighted()

    def with_last_joined(self, count: int) -> "WordIndex":
        """Return an index whose last `count` segments are one, without the rows that do not count any more."""
        kept = [np.flatnonzero(self.alive[first:end]) for first, end in self._spans()[-count:]]
        segment = joined([part.segment for part in self.parts[-count:]], kept)
        before = int(self.firsts[-1 - count])
        alive = np.append(self.alive[:before], np.ones(len(segment), bool))
        parts = (*self.parts[:-count], weighted(segment, self.average))
        return replace(self, parts=parts, alive=alive)

    @property
    def average(self) -> float:
        """The average length of a living scene, in steps."""
        return stepped(self.length / self.living if self.living else 0.0)

    def asked(self, text: str) -> AskedWords:
        """Return the words of a text that occur in living scenes, the rarest `MOST_WORDS` at most."""
        terms = query_terms(text)
        numbers = self.vocabulary.find([term.strip('"') for term in terms if term.endswith('"')])
        occurring = [one for one in numbers if 0 <= one < len(self.containing) and self.containing[one]]
        occurring.sort(key=lambda number: (self.containing[number], number))
        words = [self._word(number) for number in occurring[:MOST_WORDS]]
        for term in terms:
            if term.endswith("*") and len(words) < MOST_WORDS:
                words.extend(self._beginning(term.strip('"*')))
        beginnings = sum(term.endswith("*") for term in terms)
        nowhere = len(numbers) - len(occurring) + beginnings - (len(words) - len(occurring[:MOST_WORDS]))
        too_common = [weight(int(self.containing[number]), self.living) for number in occurring[MOST_WORDS:]]
        whole = sum(word.rarity for word in words) + sum(too_common) + nowhere * weight(1, self.living)
        return AskedWords(tuple(words), whole)

    def scores(self, asked: AskedWords) -> NDArray[np.float32]:
        """Return the BM25 of every scene, shape `(rows,)`; rows that do not count have 0."""
        scores = np.zeros(len(self.alive), np.float32)
        for word in asked.words:
            for first, postings in zip(self.firsts, word.postings, strict=False):
                scores[first:][postings.rows] += np.float32(word.rarity) * postings.impacts
        if self.living < len(scores):
            scores *= self.alive
        return scores

    def _word(self, number: int) -> AskedWord:
        postings = tuple(part.postings(number) for part in self.parts)
        terms = np.array([number])
        return AskedWord(
            terms, weight(int(self.containing[number]), self.living), self._closeness(terms), postings
        )

    def _beginning(self, syllable: str) -> list[AskedWord]:
        """Return the word that stands for all that begin with a syllable, if any occurs."""
        known = len(self.containing)
        terms = [
            one for one in self.vocabulary.beginning_with(syllable) if one < known and self.containing[one]
        ]
        if not terms:
            return []
        postings = tuple(part.postings_of_any(terms) for part in self.parts)
        containing = sum(
            int(np.count_nonzero(self.alive[first:][one.rows]))
            for first, one in zip(self.firsts, postings, strict=False)
        )
        numbers = np.array(terms)
        rarity = weight(containing, self.living)
        return [AskedWord(numbers, rarity, self._closeness(numbers), postings)]

    def _closeness(self, terms: NDArray[np.int64]) -> float:
        """Return what a word weighs in a passage."""
        return passage_rarity(int(self.occurring[terms].sum()), self.length)

    def _weighted(self) -> "WordIndex":
        average = self.average
        return replace(self, parts=tuple(part.at(average) for part in self.parts))

    def _spans(self) -> list[tuple[int, int]]:
        return list(zip(self.firsts[:-1].tolist(), self.firsts[1:].tolist(), strict=True))

    def _local(self, rows: NDArray[np.int64]) -> Iterator[tuple[WeightedSegment, NDArray[np.int64]]]:
        """Yield each segment that has some of the rows, with their numbers in it."""
        for part, (first, end) in zip(self.parts, self._spans(), strict=True):
            inside = rows[(rows >= first) & (rows < end)]
            if len(inside):
                yield part, inside - first
