"""The words of a run of scenes: for each term where it occurs, and for each scene its terms in order."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.catalog.words import FIELD_WEIGHTS
from library.index.selection import ranges
from library.index.vocabulary import Vocabulary

FIELDS = tuple(FIELD_WEIGHTS)
_WEIGHTS = np.array(list(FIELD_WEIGHTS.values()), np.float32)
_FIELD_BITS = 2


@dataclass(frozen=True, eq=False)
class WordSegment:
    """The words of `rows` scenes, numbered from 0; never changed.

    Attributes:
        terms: Numbers of the terms that occur, ascending; int32, shape `(terms,)`.
        starts: Where each term's postings begin, and where the last ends; int64, shape `(terms + 1,)`.
        rows: The scenes of each posting, ascending within a term; int32, shape `(postings,)`.
        counts: How often the term occurs there, fields weighted; float32, shape `(postings,)`.
        tokens: All terms in the order of the text, scene by scene, field by field; int32, shape `(tokens,)`.
        field_ends: Where each field of each scene ends in `tokens`; int64, shape `(scenes, fields)`.
    """

    terms: NDArray[np.int32]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.float32]
    tokens: NDArray[np.int32]
    field_ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.field_ends)

    @property
    def containing(self) -> NDArray[np.int64]:
        """How many scenes have each of `terms`."""
        return np.diff(self.starts)

    @property
    def lengths(self) -> NDArray[np.float32]:
        """How many terms each scene has, those that come again counted again."""
        return np.diff(self.field_ends[:, -1], prepend=0).astype(np.float32)

    def postings(self, term: int) -> slice:
        """Return where the postings of a term lie; nowhere if no scene has it."""
        place = int(np.searchsorted(self.terms, term))
        if place == len(self.terms) or self.terms[place] != term:
            return slice(0, 0)
        return slice(int(self.starts[place]), int(self.starts[place + 1]))

    def tokens_of(self, rows: NDArray[np.int64]) -> NDArray[np.int32]:
        """Return the terms of some scenes in order, one scene after the other."""
        ends = self.field_ends[rows, -1]
        return self.tokens[ranges(ends - self.lengths[rows].astype(np.int64), ends)]

    def terms_of(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the distinct terms of each of some scenes, one after the other."""
        ends = self.field_ends[rows, -1]
        lengths = self.lengths[rows].astype(np.int64)
        keys = np.repeat(np.arange(len(rows)) << 32, lengths) | self.tokens[ranges(ends - lengths, ends)]
        return np.unique(keys) & 0xFFFF_FFFF


def word_segment(vocabulary: Vocabulary, scenes: Iterable[Sequence[str]]) -> WordSegment:
    """Return the segment of scenes, each given as its fields in the order of `FIELDS`."""
    tokens, counts = vocabulary.read([text for fields in scenes for text in fields])
    return _segment(tokens, np.cumsum(counts).reshape(-1, len(FIELDS)))


def joined(segments: Sequence[WordSegment], kept: Sequence[NDArray[np.int64]]) -> WordSegment:
    """Return one segment of those scenes of several that are kept, numbered anew in this order.

    Args:
        segments: Their words.
        kept: Of each segment the scenes that stay, ascending.
    """
    sliced = [_kept(segment, rows) for segment, rows in zip(segments, kept, strict=True)]
    firsts = np.cumsum([0, *(len(segment) for segment in sliced)])
    terms = np.concatenate([np.repeat(segment.terms, segment.containing) for segment in sliced])
    order = np.argsort(terms, kind="stable")
    rows = np.concatenate([part.rows + first for part, first in zip(sliced, firsts[:-1], strict=True)])
    distinct, starts = _runs(terms[order])
    tokens_before = np.cumsum([0, *(len(part.tokens) for part in sliced)])
    return WordSegment(
        distinct,
        starts,
        rows[order].astype(np.int32),
        np.concatenate([part.counts for part in sliced])[order],
        np.concatenate([part.tokens for part in sliced]),
        np.concatenate([part.field_ends + n for part, n in zip(sliced, tokens_before[:-1], strict=True)]),
    )


def _segment(tokens: NDArray[np.int32], field_ends: NDArray[np.int64]) -> WordSegment:
    """Turn texts round: from the terms of each scene to the scenes of each term."""
    count = max(1, len(field_ends))
    places = np.repeat(np.arange(field_ends.size), np.diff(field_ends.ravel(), prepend=0))
    rows, fields = np.divmod(places, len(FIELDS))
    keys = np.sort(((tokens.astype(np.int64) * count + rows) << _FIELD_BITS) | fields)
    occurrences = keys >> _FIELD_BITS
    first = np.flatnonzero(np.diff(occurrences, prepend=-1))
    weights = _WEIGHTS[keys & ((1 << _FIELD_BITS) - 1)]
    counts = np.add.reduceat(weights, first) if len(first) else weights
    terms, rows = np.divmod(occurrences[first], count)
    distinct, starts = _runs(terms)
    return WordSegment(distinct, starts, rows.astype(np.int32), counts, tokens, field_ends)


def _kept(segment: WordSegment, rows: NDArray[np.int64]) -> WordSegment:
    if len(rows) == len(segment):
        return segment
    new_number = np.full(len(segment), -1, np.int32)
    new_number[rows] = np.arange(len(rows))
    staying = new_number[segment.rows] >= 0
    terms, starts = _runs(np.repeat(segment.terms, segment.containing)[staying])
    field_starts = np.concatenate([[0], segment.field_ends.ravel()[:-1]]).reshape(-1, len(FIELDS))
    lengths = (segment.field_ends - field_starts)[rows]
    tokens = segment.tokens[ranges(field_starts[rows, 0], segment.field_ends[rows, -1])]
    return WordSegment(
        terms,
        starts,
        new_number[segment.rows[staying]],
        segment.counts[staying],
        tokens,
        np.cumsum(lengths).reshape(-1, len(FIELDS)),
    )


def _runs(values: NDArray[np.integer]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the distinct values of a sorted array, and where each begins and the last ends."""
    first = np.flatnonzero(np.diff(values, prepend=-1))
    return values[first].astype(np.int32), np.append(first, len(values)).astype(np.int64)
