"""BM25 (Robertson and Zaragoza 2009, section 3): how much the words of a query that a text has speak for it."""

import math

import numpy as np
from numpy.typing import NDArray

K1 = 1.2
"""How soon further occurrences of a word stop counting."""

B = 0.75
"""How much long texts are discounted: 0 not at all, 1 wholly."""

PASSAGE = 8
"""So many terms that follow each other are a passage: about a clause, or a short line."""

_AVERAGE_STEP = 1.02


def rarity(containing: NDArray[np.int64], texts: int) -> NDArray[np.float32]:
    """Return the weight of words that so many of all texts contain; never negative."""
    return np.log1p((texts - containing + 0.5) / (containing + 0.5)).astype(np.float32)


def saturation(
    counts: NDArray[np.float32], lengths: NDArray[np.float32], average: float
) -> NDArray[np.float32]:
    """Return what a word counts that occurs `counts` times in texts of these lengths; from 0 to `K1 + 1`."""
    discount = np.float32(K1) * (np.float32(1 - B) + np.float32(B / average) * lengths)
    return np.asarray(counts * np.float32(K1 + 1) / (counts + discount), np.float32)


def passage_rarity(occurring: int, length: float) -> float:
    """Return the weight of a word that occurs so often among `length` words: how few passages can have it."""
    return math.log1p(length / (PASSAGE * max(1, occurring)))


def passages_tell(average: float) -> float:
    """Return how much passages tell that whole scenes do not, from 0 to 1, given the average length of a scene.

    Where scenes are single lines, words in one scene stand close together anyhow.
    """
    return max(0.0, 1.0 - 3 * PASSAGE / max(1.0, average))


def stepped(average: float) -> float:
    """Return an average length in steps of 2 %.

    So it seldom changes when a film comes or goes, and what was computed from it stays. It depends on the average
    alone: the same scenes have the same scores, whichever way the library came to hold them.
    """
    if average <= 0:
        return 1.0
    return float(_AVERAGE_STEP ** round(np.log(average) / np.log(_AVERAGE_STEP)))
