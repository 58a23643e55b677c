"""Which words of one text are which of another: anchors that both have once, and a dynamic programme between them."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

_ANCHOR_WORDS = (4, 3, 2, 1)
"""Runs of so many words that both have once fix the order, the longest first."""
_MOST_CELLS = 4_000_000
"""Pairs of words that are compared at once; between anchors further apart only anchors count."""

Pair = tuple[int, int]


def words_of(text: str) -> list[str]:
    """Return the words of a text as they are compared: without case and apostrophes."""
    return re.findall(r"\w+", text.casefold().replace("'", "").replace("’", ""))


def matched_words(written: Sequence[str], heard: Sequence[str]) -> list[Pair]:
    """Return pairs of places of words that are the same, both rising.

    Runs of words that occur once in each text are anchors, of which the longest rising sequence counts (patience
    sorting, as in Hunt & Szymanski 1977). Between anchors the common subsequence is found in which rare words weigh
    more (Needleman & Wunsch 1970 without penalties): function words alone do not tie texts together.
    """
    counts = Counter(heard)
    weight = {word: 1 / (1 + np.log(count)) for word, count in counts.items()}
    return list(_matched(written, heard, (0, len(written)), (0, len(heard)), weight, 0))


def _matched(
    written: Sequence[str],
    heard: Sequence[str],
    rows: Pair,
    columns: Pair,
    weight: dict[str, float],
    level: int,
) -> Iterator[Pair]:
    if rows[0] >= rows[1] or columns[0] >= columns[1]:
        return
    if level == len(_ANCHOR_WORDS):
        yield from _common(written, heard, rows, columns, weight)
        return
    size = _ANCHOR_WORDS[level]
    place, other = rows[0], columns[0]
    for row, column in _anchors(written, heard, rows, columns, size):
        yield from _matched(written, heard, (place, row), (other, column), weight, level + 1)
        yield from ((row + step, column + step) for step in range(size) if row + step >= place)
        place, other = row + size, column + size
    yield from _matched(written, heard, (place, rows[1]), (other, columns[1]), weight, level + 1)


def _anchors(
    written: Sequence[str], heard: Sequence[str], rows: Pair, columns: Pair, size: int
) -> Iterator[Pair]:
    """Yield places of runs of `size` words that occur once in each part, rising and not overlapping."""
    once, also = _once(written, rows, size), _once(heard, columns, size)
    pairs = [(row, also[run]) for run, row in once.items() if run in also]
    end_row = end_column = -1
    for row, column in _longest_rising(sorted(pairs)):
        if row >= end_row and column >= end_column:
            yield row, column
            end_row, end_column = row + size, column + size


def _once(words: Sequence[str], part: Pair, size: int) -> dict[tuple[str, ...], int]:
    places: dict[tuple[str, ...], int] = {}
    often = set()
    for place in range(part[0], part[1] - size + 1):
        run = tuple(words[place : place + size])
        if run in places:
            often.add(run)
        places[run] = place
    return {run: place for run, place in places.items() if run not in often}


def _longest_rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return the longest subsequence of pairs, sorted by the first, whose second places rise."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, (_, column) in enumerate(pairs):
        pile = bisect_left(tails, column)
        before.append(ends[pile - 1] if pile else -1)
        tails[pile : pile + 1] = [column]
        ends[pile : pile + 1] = [place]
    found = []
    place = ends[-1] if ends else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]


def _common(
    written: Sequence[str], heard: Sequence[str], rows: Pair, columns: Pair, weight: dict[str, float]
) -> list[Pair]:
    """Return the common subsequence of two parts that weighs most."""
    height, width = rows[1] - rows[0], columns[1] - columns[0]
    if height * width > _MOST_CELLS:
        return []
    known = {word: number for number, word in enumerate(dict.fromkeys(heard[slice(*columns)]))}
    beside = np.array([known[word] for word in heard[slice(*columns)]])
    best = np.zeros((height + 1, width + 1), np.float32)
    for row, word in enumerate(written[slice(*rows)], 1):
        gain = np.where(beside == known.get(word, -1), weight.get(word, 0.0), -1.0)
        here = np.maximum(best[row - 1, 1:], np.where(gain > 0, best[row - 1, :-1] + gain, 0))
        best[row, 1:] = np.maximum.accumulate(here)
    found: list[Pair] = []
    row, column = height, width
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found.append((rows[0] + row, columns[0] + column))
    return found[::-1]
