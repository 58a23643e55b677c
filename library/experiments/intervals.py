"""What can be said of rates: intervals in which they lie with 95 %, and whether arms are too unequal for chance."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Z = 1.959963984540054
"""Of a normal distribution, 95 % lie within so many standard deviations."""

RESAMPLES = 2_000


@dataclass(frozen=True)
class Interval:
    """A number, and between which numbers it lies with 95 %."""

    value: float
    low: float
    high: float


def wilson(successes: int, trials: int) -> Interval:
    """Return a rate with its score interval (Wilson 1927), which holds for few trials and rates near 0 and 1 too.

    Raises:
        ValueError: More successes than trials, or fewer than none.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"{successes} of {trials} is no rate.")
    if trials == 0:
        return Interval(0.0, 0.0, 1.0)
    rate, spread = successes / trials, Z * Z / trials
    middle = (rate + spread / 2) / (1 + spread)
    half = Z / (1 + spread) * sqrt(rate * (1 - rate) / trials + spread / (4 * trials))
    return Interval(rate, max(0.0, middle - half), min(1.0, middle + half))


def difference_interval(first: Interval, second: Interval) -> Interval:
    """Return by how much the second of two Wilson rates is greater (Newcombe 1998, method 10)."""
    value = second.value - first.value
    low = value - sqrt((second.value - second.low) ** 2 + (first.high - first.value) ** 2)
    high = value + sqrt((second.high - second.value) ** 2 + (first.value - first.low) ** 2)
    return Interval(value, low, high)


def ratio_interval(taken: NDArray[np.float64], shown: NDArray[np.float64], seed: int = 0) -> Interval:
    """Return how much of what is shown is taken, with a bootstrap over people (Efron 1979), who differ.

    Args:
        taken: How much each person took; shape `(people,)`.
        shown: How much each was shown, same shape; above 0.
        seed: Of the resampling.
    """
    if not len(shown):
        return Interval(0.0, 0.0, 1.0)
    rates = _resampled(taken, shown, seed)
    return Interval(float(taken.sum() / shown.sum()), *np.quantile(rates, [0.025, 0.975]).tolist())


def ratio_difference(
    first: tuple[NDArray[np.float64], NDArray[np.float64]],
    second: tuple[NDArray[np.float64], NDArray[np.float64]],
    seed: int = 0,
) -> Interval:
    """Return by how much the second of two such shares is greater; each is `(taken, shown)`."""
    if not len(first[1]) or not len(second[1]):
        return Interval(0.0, -1.0, 1.0)
    differences = _resampled(*second, seed + 1) - _resampled(*first, seed)
    value = float(second[0].sum() / second[1].sum() - first[0].sum() / first[1].sum())
    return Interval(value, *np.quantile(differences, [0.025, 0.975]).tolist())


def unequal_arms(people: Sequence[int]) -> float:
    """Return how likely chance alone makes arms of equal shares as unequal as this (chi-squared): 1 for equal ones.

    Below 0.001 something is wrong with who is counted, and rates of the arms cannot be compared (Fabijan et al. 2019).
    """
    from scipy.special import chdtrc  # type: ignore[import-untyped]  # scipy ships no types

    expected = sum(people) / max(1, len(people))
    if not expected:
        return 1.0
    return float(chdtrc(len(people) - 1, sum((count - expected) ** 2 / expected for count in people)))


def _resampled(taken: NDArray[np.float64], shown: NDArray[np.float64], seed: int) -> NDArray[np.float64]:
    chance, count = np.random.default_rng(seed), len(shown)
    weights = chance.multinomial(count, np.full(count, 1 / count), RESAMPLES)
    return np.asarray((weights @ taken) / (weights @ shown), np.float64)
