"""What was shown and not taken sinks: by how often, how visibly and how lately it was shown."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_DAY = 86_400.0
HALF_LIFE_DAYS = 7.0


@dataclass(frozen=True)
class Showing:
    """An item stood in a list, or was previewed or added, which makes up for all showings before.

    Attributes:
        item: Its id.
        time: Seconds since 1970.
        place: Where it stood, from 0.
        taken: Whether it was previewed, opened or added rather than shown.
    """

    item: int
    time: float
    place: int = 0
    taken: bool = False


def attention(place: int) -> float:
    """Return how likely a place is looked at: 1 for the first, falling with the logarithm, as DCG does."""
    return float(1 / np.log2(max(place, 0) + 2))


def faded(amount: float, seconds: float) -> float:
    """Return what is left of an exposure after some time: half of it after each `HALF_LIFE_DAYS`."""
    return float(amount * 2 ** (-seconds / _DAY / HALF_LIFE_DAYS))


def less_exposed(
    scores: NDArray[np.float32],
    items: NDArray[np.int64],
    showings: Iterable[Showing],
    now: float,
    strength: float = 0.3,
    steepness: float = 1.0,
) -> NDArray[np.float32]:
    """Return scores less δ·log(1 + κ·Σ attention·2^(-age / 7 days)) of each item's showings since it was last taken.

    Args:
        scores: Of one user, shape `(items,)`.
        items: Ids, ascending.
        showings: In any order; those after `now` count as just now, those of unknown items are passed over.
        now: Seconds since 1970.
        strength: δ, in standard deviations of the finite scores.
        steepness: κ.
    """
    seen = exposures(showings, now)
    finite = scores[np.isfinite(scores)]
    if not seen or not len(finite):
        return scores
    ids = np.array(list(seen), np.int64)
    amounts = np.array([seen[item] for item in seen])
    known = np.isin(ids, items)
    lower = scores.copy()
    spread = float(finite.std()) or 1.0
    rows = np.searchsorted(items, ids[known])
    lower[rows] -= (strength * spread * np.log1p(steepness * amounts[known])).astype(np.float32)
    return lower


def exposures(showings: Iterable[Showing], now: float) -> dict[int, float]:
    """Return by item how much it was shown since it was last taken: Σ attention·2^(-age / 7 days)."""
    seen: dict[int, float] = {}
    usable = (one for one in showings if np.isfinite(one.time))
    for showing in sorted(usable, key=lambda one: one.time):
        if showing.taken:
            seen.pop(showing.item, None)
            continue
        left = faded(attention(showing.place), max(now - showing.time, 0.0))
        seen[showing.item] = seen.get(showing.item, 0.0) + left
    return seen
