"""How the camera moves: the shift and growth of the picture between moments, by phase correlation.

See Kuglin & Hines (1975), "The phase correlation image alignment method"; the growth is the difference of the shifts
of the picture's halves.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

_LEAST_PEAK = 0.1
"""A lower peak is no common shift of the whole picture: what moves is not the camera."""


@dataclass(frozen=True)
class CameraSteps:
    """How the picture moved in each of `n` steps, float32 of shape `(n,)`.

    Attributes:
        right, down: By how much of its width and height the camera turned or went to the right and down; the
            picture's content moves the other way.
        closer: By how much of its size the content grew, when the camera comes closer or zooms in.
        firm: How well one shift explains the step, 0 to 1.
    """

    right: NDArray[np.float32]
    down: NDArray[np.float32]
    closer: NDArray[np.float32]
    firm: NDArray[np.float32]


def camera_steps(before: Floats, after: Floats) -> CameraSteps:
    """Compare pictures pairwise.

    Args:
        before: Brightness, shape `(n, height, width)`.
        after: The same of the pictures that they are compared with.
    """
    height, width = before.shape[1:]
    half = width // 2
    x, y, firm = _shifts(before, after)
    left_x, _, left_firm = _shifts(before[:, :, :half], after[:, :, :half])
    right_x, _, right_firm = _shifts(before[:, :, half:], after[:, :, half:])
    sure = firm >= _LEAST_PEAK
    both = np.minimum(left_firm, right_firm) >= _LEAST_PEAK
    return CameraSteps(
        right=np.where(sure, -x / width, 0).astype(np.float32),
        down=np.where(sure, -y / height, 0).astype(np.float32),
        closer=np.where(both, (right_x - left_x) / half, 0).astype(np.float32),
        firm=firm.astype(np.float32),
    )


def _shifts(before: Floats, after: Floats) -> tuple[Floats, Floats, Floats]:
    """Return by how many points the content moved to the right and down, and the height of each peak, 0 to 1."""
    height, width = before.shape[1:]
    window = np.outer(np.hanning(height + 2)[1:-1], np.hanning(width + 2)[1:-1])
    spectra = [np.fft.rfft2((one - one.mean(axis=(1, 2), keepdims=True)) * window) for one in (before, after)]
    cross = spectra[1] * np.conj(spectra[0])
    size = np.abs(cross)
    flat = size.max(axis=(1, 2)) < 1e-6
    cross /= np.maximum(size, 1e-9)
    surface = np.fft.irfft2(cross, s=(height, width))
    peaks = surface.reshape(len(surface), -1).argmax(axis=1)
    rows, columns = np.unravel_index(peaks, (height, width))
    number = np.arange(len(surface))
    y = rows + _between(surface[number, :, columns], rows)
    x = columns + _between(surface[number, rows, :], columns)
    firm = np.where(flat, 0, surface.reshape(len(surface), -1).max(axis=1, initial=0))
    return _signed(x, width), _signed(y, height), np.clip(firm, 0, 1)


def _between(lines: Floats, peaks: NDArray[np.intp]) -> Floats:
    """Return how far beside each line's peak the true one lies, -0.5 to 0.5, by the weight of its neighbours."""
    number, count = np.arange(len(lines)), lines.shape[1]
    own = np.maximum(lines[number, peaks], 1e-9)
    left = np.maximum(lines[number, (peaks - 1) % count], 0)
    right = np.maximum(lines[number, (peaks + 1) % count], 0)
    return np.asarray((right - left) / (own + np.maximum(left, right)))


def _signed(places: Floats, count: int) -> Floats:
    return np.asarray(np.where(places > count / 2, places - count, places))
