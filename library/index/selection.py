"""Picking from long arrays: the largest values, and the elements of many ranges."""

import numpy as np
from numpy.typing import NDArray

_STEP = 64
_SMALL = 20_000


def largest(values: NDArray[np.float32], count: int, least: float = 0.0) -> NDArray[np.int64]:
    """Return the places of the `count` largest values above `least`; of equal ones the first are taken.

    Args:
        values: Shape `(any,)`, without nan.
        count: How many at most.
        least: Values up to this one do not count.

    Returns:
        Places, ascending.
    """
    if count <= 0:
        return np.zeros(0, np.int64)
    places = np.flatnonzero(values > _bound(values, count, least))
    if len(places) < count:
        places = np.flatnonzero(values > least)
    if len(places) <= count:
        return places
    found = values[places]
    border = np.partition(found, len(found) - count)[len(found) - count]
    above = places[found > border]
    level = places[found == border][: count - len(above)]
    return np.sort(np.concatenate([above, level]))


def _bound(values: NDArray[np.float32], count: int, least: float) -> float:
    """Guess from a sample of long arrays a bound that somewhat more than `count` values pass."""
    if len(values) < _SMALL:
        return least
    sample = np.sort(values[::_STEP])
    place = len(sample) - 1 - (2 * count // _STEP + 8)
    return max(least, float(sample[place])) if place >= 0 else least


def ranges(starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the numbers of all half-open ranges `starts[i]:ends[i]`, one after the other."""
    lengths = ends - starts
    before = np.cumsum(lengths) - lengths
    return np.asarray(np.arange(int(lengths.sum())) + np.repeat(starts - before, lengths), np.int64)
