"""What some scenes have of a query's words: how many, and how close together.

Only candidates are looked at, term by term in the order of their text; that is quick for thousands of scenes and needs
no second index over windows.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.index.asked_words import AskedWords
from library.index.bm25 import PASSAGE
from library.index.selection import ranges
from library.index.word_index import WordIndex
from library.index.word_segment import FIELDS, WordSegment

_STEP = PASSAGE // 2
"""How far apart passages begin."""

_TOLD = [FIELDS.index("dialogue"), FIELDS.index("action")]


@dataclass(frozen=True, eq=False)
class Passages:
    """What scenes have of a query's words; float32 arrays of shape `(scenes,)`.

    Attributes:
        coverage: Which share of the words a scene has, from 0 to 1, rare words counting more.
        passages: What the words weigh that its best passage has: `PASSAGE` terms that follow each other in what is
            said, or in what is seen.
    """

    coverage: NDArray[np.float32]
    passages: NDArray[np.float32]


def passages(index: WordIndex, asked: AskedWords, rows: NDArray[np.int64]) -> Passages:
    """Return what the scenes at some rows have of a query's words."""
    found = Passages(*(np.zeros(len(rows), np.float32) for _ in range(2)))
    if not asked.words:
        return found
    slots = asked.slots(len(index.vocabulary))
    for part, first, end in zip(index.parts, index.firsts[:-1], index.firsts[1:], strict=True):
        places = np.flatnonzero((rows >= first) & (rows < end))
        if len(places):
            inside = _passages(part.segment, asked, slots, rows[places] - first)
            found.coverage[places] = inside.coverage
            found.passages[places] = inside.passages
    return found


@dataclass(frozen=True, eq=False)
class _Occurrences:
    """Where words of a query occur: of each time the scene, the field, the place in that field, and the word."""

    scene: NDArray[np.int64]
    field: NDArray[np.int64]
    place: NDArray[np.int64]
    word: NDArray[np.int64]

    def where(self, chosen: NDArray[np.bool_]) -> "_Occurrences":
        return _Occurrences(self.scene[chosen], self.field[chosen], self.place[chosen], self.word[chosen])


def _passages(
    segment: WordSegment, asked: AskedWords, slots: NDArray[np.int8], rows: NDArray[np.int64]
) -> Passages:
    """Do the same for rows of one segment."""
    ends = segment.field_ends[rows]
    starts = np.where(rows > 0, segment.field_ends[rows - 1, -1], 0)
    lengths = np.diff(ends, axis=1, prepend=starts[:, None])
    occurring = _occurrences(slots[segment.tokens[ranges(starts, ends[:, -1])]], lengths)
    return Passages(
        _covered(asked, occurring, len(rows)),
        _best_passages(asked, occurring.where(np.isin(occurring.field, _TOLD)), lengths[:, _TOLD]),
    )


def _occurrences(words: NDArray[np.int8], lengths: NDArray[np.int64]) -> _Occurrences:
    """Find the query's words (from 1; 0 is another) in texts of these lengths, shape `(scenes, fields)`."""
    places = np.flatnonzero(words)
    field_ends = np.cumsum(lengths)
    field = np.searchsorted(field_ends, places, side="right")
    scene, kind = np.divmod(field, len(FIELDS))
    within = places - (field_ends - lengths.ravel())[field]
    return _Occurrences(scene, kind, within, words[places].astype(np.int64) - 1)


def _covered(asked: AskedWords, found: _Occurrences, scenes: int) -> NDArray[np.float32]:
    held = np.zeros((scenes, len(asked.words)), np.float32)
    held[found.scene, found.word] = 1.0
    return np.asarray(held @ asked.rarities / np.float32(asked.whole), np.float32)


def _best_passages(asked: AskedWords, found: _Occurrences, lengths: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return what each scene's best passage weighs; `lengths` are those of its told fields."""
    counts = np.maximum(1, -(-(lengths - (PASSAGE - _STEP)) // _STEP)).ravel()  # passages a field
    firsts = np.cumsum(counts) - counts
    text = found.scene * len(_TOLD) + found.field - _TOLD[0]
    later = np.minimum(found.place // _STEP, counts[text] - 1)
    earlier = np.clip(found.place // _STEP - 1, 0, later)
    twice = earlier < later
    passage = np.concatenate([firsts[text] + later, (firsts[text] + earlier)[twice]])
    word = np.concatenate([found.word, found.word[twice]])
    having = np.zeros(int(counts.sum()) * len(asked.words), bool)
    having[passage * len(asked.words) + word] = True  # a word that comes again in a passage counts once
    passage, word = np.divmod(np.flatnonzero(having), len(asked.words))
    weights = np.bincount(passage, asked.closenesses[word], int(counts.sum()))
    return np.maximum.reduceat(weights, firsts[:: len(_TOLD)]).astype(np.float32)
