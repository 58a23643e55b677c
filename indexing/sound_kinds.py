"""Where a film is silent and where somebody seems to speak, by two simple measures and no trained weights.

Speech is loud and quiet by turns several times a second, and its voiced and unvoiced sounds cross zero very unevenly;
music does neither as much. After Saunders (1996), "Real-time discrimination of broadcast speech/music", and the share
of low-energy frames of Scheirer & Slaney (1997).
"""

import numpy as np
from numpy.typing import NDArray

from indexing.sound import PIECE_SECONDS

SILENT_POWER = 1e-5
"""Pieces with less power than this (-50 dB) are silent."""

_WINDOW = round(1 / PIECE_SECONDS)
_LOW_SHARE = 0.3
_UNEVEN = 0.07


def silent(powers: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return which pieces of 20 ms are silent."""
    return np.asarray(powers < SILENT_POWER)


def spoken(powers: NDArray[np.float32], crossings: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return in which pieces of 20 ms somebody seems to speak, judged by the second around each.

    Args:
        powers: Mean squares, shape `(n,)`.
        crossings: Shares of neighbouring samples with different signs, shape `(n,)`.
    """
    if len(powers) < _WINDOW:
        return np.zeros(len(powers), bool)
    mean = _around(powers)
    low = _around(powers < mean / 2)
    loud = powers >= SILENT_POWER
    count = np.maximum(_around(loud), 1e-6)
    middle = _around(np.where(loud, crossings, 0)) / count
    spread = np.sqrt(np.maximum(_around(np.where(loud, crossings, 0) ** 2) / count - middle**2, 0))
    return np.asarray((mean >= SILENT_POWER) & (low >= _LOW_SHARE) & (spread >= _UNEVEN))


def _around(values: NDArray[np.generic]) -> NDArray[np.float64]:
    """Return the mean over the second around each piece; at the ends, of what there is of it."""
    sums = np.concatenate([[0.0], np.cumsum(values.astype(np.float64))])
    places = np.arange(len(values))
    low = np.maximum(places - _WINDOW // 2, 0)
    high = np.minimum(places + _WINDOW // 2, len(values))
    return np.asarray((sums[high] - sums[low]) / (high - low))
