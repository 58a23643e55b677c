"""One place in ten for what is little known: drawn by Thompson sampling (Chapelle & Li 2011).

How often an item is taken when it is shown has a Beta distribution; the item with the highest draw gets the place. What
was never shown draws widely, what was often shown in vain draws low.
"""

import numpy as np
from numpy.typing import NDArray

EVERY = 10
_TAKEN_AT_FIRST, _NOT_AT_FIRST = 1.0, 4.0
"""Before anything is known an item counts as taken once in five showings."""


def explored(
    ranked: NDArray[np.int64],
    candidates: NDArray[np.int64],
    shown: NDArray[np.float64],
    taken: NDArray[np.float64],
    seed: int,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return a list of the same length in which the last of every ten places is an explored one, and which those are.

    Args:
        ranked: Columns, best first.
        candidates: Columns that may be explored; those in `ranked` are not taken twice.
        shown: How often each candidate was shown, same shape; not below `taken`.
        taken: How often it was then previewed or added.
        seed: Of the draws; the same list comes of the same seed.
    """
    places = np.arange(EVERY - 1, len(ranked), EVERY)
    chance = np.random.default_rng(seed)
    missed = np.maximum(shown - taken, 0)
    draws = chance.beta(_TAKEN_AT_FIRST + np.maximum(taken, 0), _NOT_AT_FIRST + missed)
    kept = np.delete(ranked, places)
    order = candidates[np.argsort(-draws, kind="stable")]
    drawn = order[~np.isin(order, kept)][: len(places)]
    mixed, marks = ranked.copy(), np.zeros(len(ranked), np.bool_)
    mixed[places[: len(drawn)]] = drawn
    marks[places[: len(drawn)]] = True
    left = ranked[~np.isin(ranked, mixed)]
    rest = places[len(drawn) :]
    mixed[rest] = left[: len(rest)] if len(rest) and len(left) >= len(rest) else mixed[rest]
    return mixed, marks
