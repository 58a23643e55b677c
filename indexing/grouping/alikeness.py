"""How alike the colours of shots are: cosines of their square roots, plain or against the film's own looks.

Plain (the Bhattacharyya coefficient), two shots of a dark film always look alike. Less the film's mean, what is left
is what tells its places apart.
"""

import numpy as np
from numpy.typing import NDArray

_ENOUGH_SPREAD = 0.3
"""The mean distance of a film's shots from which on they differ enough for their mean to be taken off entirely.

Every film of the benchmark has more. In a film that looks the same throughout, what little is left is noise.
"""


def roots(colours: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return the square roots of colours: rows of length 1, whose products are Bhattacharyya coefficients."""
    return np.sqrt(np.asarray(colours, np.float64))


def against_film(colours: NDArray[np.floating]) -> NDArray[np.float64]:
    """Return rows whose products tell how alike shots are, as far as they differ from the film's mean.

    Args:
        colours: One row a shot, each summing to 1.

    Returns:
        Rows of length 1, or a little less for a shot that looks exactly as the mean does. Their products are the
        cosines of the roots less their mean, mixed with the plain ones where the whole film looks the same.
    """
    plain = roots(colours)
    mean = plain.mean(axis=0)
    own = plain - mean
    own /= np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-6)
    trust = min(1.0, float(1 - mean @ mean) / _ENOUGH_SPREAD)
    trust = max(0.0, trust)
    return np.hstack([np.sqrt(trust) * own, np.sqrt(1 - trust) * plain])


def alike_near(vectors: NDArray[np.float64], steps: int) -> NDArray[np.float64]:
    """Return how alike each shot is to those that follow it.

    Args:
        vectors: One row a shot, each of length 1.
        steps: How far on shots are compared.

    Returns:
        Shape `(shots, steps)`: the cosine of shots `i` and `i + 1 + step`; 0 behind the film's end.
    """
    count = len(vectors)
    alike = np.zeros((count, steps))
    for step in range(1, min(steps, count - 1) + 1):
        alike[: count - step, step - 1] = np.einsum("ij,ij->i", vectors[:-step], vectors[step:])
    return alike
