"""How much each kind of evidence counts: fixed with little data, learned from what was used next with much.

The weights are those of a softmax over the item that was used next and items drawn at random (listwise, Cao et al.
2007), held near the fixed ones by a penalty that a few dozen events outweigh.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.recommend.evidence import FEATURES

_STEPS = 30
_STILL = 1e-5

_MANY_CHOICES = 1_000
_FLOOR = 0.2
"""With fewer choices than those, no evidence counts less than this share of its fixed weight."""


@dataclass(frozen=True, eq=False)
class Choices:
    """What was used next, among what could have been.

    Attributes:
        features: Float32, shape `(choices, 1 + others, features)`; the first of each was used.
        weights: How much each counts, float64, shape `(choices,)`.
    """

    features: NDArray[np.float32]
    weights: NDArray[np.float64]


def fixed_weights(users: int) -> NDArray[np.float64]:
    """Return the weights that hold where little is known, in the order of `FEATURES`, by how many users there are."""
    share = float(np.clip(np.log(max(users, 1) / 5) / np.log(400), 0, 1))
    pairs = (_FIXED[name] for name in FEATURES)
    return np.array([(1 - share) * few + share * many for few, many in pairs])


_FIXED = {
    "taste": (1.3, 0.5),
    "taste lately": (0.05, 0.7),
    "taste just now": (0.05, 0.1),
    "next": (0.1, 0.3),
    "soon after": (0.05, 0.1),
    "just before": (0.0, 0.0),
    "reads alike": (0.8, 0.1),
    "users alike": (0.05, 0.2),
    "popular": (0.3, 0.2),
    "popular lately": (0.05, 0.1),
}
"""For five users and for two thousand."""


def learned_weights(choices: Choices, start: NDArray[np.float64], hold: float) -> NDArray[np.float64]:
    """Return the weights that make what was used likeliest, by Newton's method.

    Args:
        choices: See `Choices`.
        start: Where the penalty holds the weights, shape `(features,)`.
        hold: How strongly: so many choices of a feature with a variance of 1.
    """
    floor = _FLOOR * start if len(choices.features) < _MANY_CHOICES else np.full(len(start), -np.inf)
    weights = start.copy()
    free = np.ones(len(start), np.bool_)
    for _ in range(_STEPS if len(choices.features) else 0):
        slope, curve = _slope_and_curve(choices, weights)
        slope += hold * (weights - start)
        curve += hold * np.eye(len(start))
        free &= (weights > floor) | (slope < 0)
        step = np.zeros(len(start))
        step[free] = np.linalg.solve(curve[np.ix_(free, free)], slope[free])
        moved = np.maximum(weights - step * min(1.0, 1.0 / max(float(np.abs(step).max()), 1e-12)), floor)
        still = np.abs(moved - weights).max() < _STILL
        weights = moved
        if still:
            break
    return weights


def _slope_and_curve(
    choices: Choices, weights: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    scores = choices.features @ weights
    chances = np.exp(scores - scores.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    mean = np.einsum("cnf,cn->cf", choices.features, chances)
    slope = ((mean - choices.features[:, 0]) * choices.weights[:, None]).sum(axis=0)
    weighted = chances * choices.weights[:, None]
    flat = choices.features.reshape(-1, choices.features.shape[2]).astype(np.float64)
    spread = (flat * weighted.reshape(-1, 1)).T @ flat
    return slope, spread - (mean * choices.weights[:, None]).T @ mean
