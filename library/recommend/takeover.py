"""Whether a new model takes over: only when it is better on later data by two standard errors."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ERRORS = 2.0
_MIN_CASES = 30


@dataclass(frozen=True)
class Comparison:
    """How two models did on the same cases.

    Attributes:
        cases: How many there were.
        gain: Mean of the new model's measure less that of the one in use.
        error: Standard error of that mean.
        takes_over: Whether the new one is to be used from now on.
    """

    cases: int
    gain: float
    error: float
    takes_over: bool


def compared(in_use: NDArray[np.float64], new: NDArray[np.float64]) -> Comparison:
    """Decide by paired measures (such as NDCG) of cases that came after what both models learned from.

    Cases of one user belong together: give one mean a user. Fewer than 30 cases decide nothing, and neither do
    measures that are no numbers.

    Args:
        in_use: Of the model that is used now, shape `(cases,)`.
        new: Of the one that may take over, same order.
    """
    difference = np.asarray(new, np.float64) - np.asarray(in_use, np.float64)
    cases = len(difference)
    if not cases or not np.isfinite(difference).all():
        return Comparison(cases, 0.0, float("inf"), takes_over=False)
    gain = float(difference.mean())
    error = float(difference.std(ddof=1) / np.sqrt(cases)) if cases > 1 else float("inf")
    return Comparison(cases, gain, error, cases >= _MIN_CASES and gain > 0 and gain > _ERRORS * error)
