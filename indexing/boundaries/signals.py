"""How each picture differs from those around it: a few numbers a picture, computed for many pictures at once."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexing.small_pictures import SMALL_HEIGHT, SMALL_WIDTH

GRID_HEIGHT, GRID_WIDTH = SMALL_HEIGHT // 3, SMALL_WIDTH // 3

_LUMA_BINS = 16
_BLEND_SECONDS = (Fraction(1, 4), Fraction(1, 2))

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Signals:
    """Numbers of all pictures of a film so far, each float32 of shape `(n,)`; the first picture has no difference.

    Attributes:
        content: Mean change of hue, saturation and value since the picture before, 0 to 255, as PySceneDetect's
            `ContentDetector` counts it.
        change: Mean change of red, green and blue since the picture before, 0 to 255: unlike hue, quiet in the dark.
        likeness: Correlation with the picture before of histograms of luma in 16 bins, -1 to 1, as PySceneDetect's
            `HistogramDetector` counts it.
        brightness: Mean of red, green and blue, 0 to 255.
        spread: Standard deviation of brightness over the picture, 0 to 255.
        blend: How much the picture is a mixture of one before and one after it: their mean distance less twice what
            mixing them half and half leaves unexplained, 0 to 255. A dissolve or fade mixes, a cut or motion does not.
    """

    content: Floats
    change: Floats
    likeness: Floats
    brightness: Floats
    spread: Floats
    blend: Floats

    def __len__(self) -> int:
        return len(self.content)


class SignalMeter:
    """Computes the signals of pictures that come in batches.

    Args:
        frame_rate: Average pictures a second; says how far apart pictures are that a blend may mix.
    """

    def __init__(self, frame_rate: Fraction) -> None:
        self._lags = tuple(max(1, round(seconds * frame_rate)) for seconds in _BLEND_SECONDS)
        self._columns: dict[str, _Column] = {name: _Column() for name in Signals.__annotations__}
        self._last: dict[str, NDArray[Any]] = {}
        self._grids = np.empty((0, GRID_HEIGHT * GRID_WIDTH), np.float32)

    def add(self, pixels: NDArray[np.uint8], hsv: NDArray[np.uint8]) -> None:
        """Take the next pictures, RGB and HSV (hue up to 179), both uint8 of shape `(n, 27, 48, 3)`."""
        grids = small_grids(pixels)
        self._put("content", self._steps("hsv", hsv, _difference))
        self._put("change", self._steps("pixels", pixels, _difference))
        self._put("likeness", self._steps("luma", _luma_histograms(pixels), _correlations))
        self._put("brightness", grids.mean(axis=1))
        self._put("spread", grids.std(axis=1))
        self._put("blend", np.zeros(len(grids)))
        self._blend(grids)

    @property
    def signals(self) -> Signals:
        """The signals of all pictures so far; blends of the last half second are still nought."""
        return Signals(**{name: column.values for name, column in self._columns.items()})

    def _put(self, name: str, values: NDArray[np.floating]) -> None:
        self._columns[name].extend(values)

    def _steps(self, name: str, values: NDArray[Any], step: Callable[[Any, Any], NDArray[Any]]) -> Floats:
        """Return `step(before, after)` for each of the new values and the one before it."""
        before = self._last.get(name, values[:1])
        self._last[name] = values[-1:].copy()
        return np.asarray(step(np.concatenate([before, values[:-1]]), values), np.float32)

    def _blend(self, grids: Floats) -> None:
        """Note the blends that can be known now that these grids have come."""
        kept = len(self._grids)
        known = np.concatenate([self._grids, grids])
        blend, first = self._columns["blend"].values, len(self._columns["blend"].values) - len(known)
        for lag in self._lags:
            low, high = max(lag, kept - lag), len(known) - lag
            if high > low:
                found = _blended(
                    known[low - lag : high - lag], known[low:high], known[low + lag : high + lag]
                )
                np.maximum(blend[first + low : first + high], found, out=blend[first + low : first + high])
        self._grids = known[-2 * max(self._lags) :].copy()


class _Column:
    """Numbers that are added to, without copying all of them each time."""

    def __init__(self) -> None:
        self._room = np.zeros(4096, np.float32)
        self._count = 0

    def extend(self, values: NDArray[np.floating]) -> None:
        count = self._count + len(values)
        if count > len(self._room):
            self._room = np.concatenate([self._room, np.zeros(max(count, len(self._room)), np.float32)])
        self._room[self._count : count] = values
        self._count = count

    @property
    def values(self) -> Floats:
        return self._room[: self._count]


def small_grids(pixels: NDArray[np.uint8]) -> Floats:
    """Return the brightness of 16 × 9 fields of each picture, float32 of shape `(n, 144)`."""
    fields = pixels.reshape(-1, GRID_HEIGHT, 3, GRID_WIDTH, 9)
    sums = fields.sum(axis=4, dtype=np.uint16).sum(axis=2, dtype=np.uint16)
    return np.asarray(sums.reshape(len(pixels), -1) / np.float32(27), np.float32)


def _difference(before: NDArray[np.uint8], after: NDArray[np.uint8]) -> NDArray[np.float64]:
    larger, smaller = np.maximum(before, after), np.minimum(before, after)
    return np.asarray((larger - smaller).reshape(len(after), -1).mean(axis=1))


def _luma_histograms(pixels: NDArray[np.uint8]) -> Floats:
    import cv2

    count = len(pixels)
    luma = cv2.cvtColor(pixels.reshape(-1, SMALL_WIDTH, 3), cv2.COLOR_RGB2YUV)[..., 0].reshape(count, -1)
    bins = (luma // (256 // _LUMA_BINS)).astype(np.int64) + _LUMA_BINS * np.arange(count)[:, None]
    return np.bincount(bins.ravel(), minlength=count * _LUMA_BINS).reshape(count, -1).astype(np.float32)


def _correlations(before: Floats, after: Floats) -> Floats:
    one = before - before.mean(axis=1, keepdims=True)
    other = after - after.mean(axis=1, keepdims=True)
    norms = np.sqrt((one * one).sum(axis=1) * (other * other).sum(axis=1))
    products = (one * other).sum(axis=1)
    return np.asarray(np.divide(products, norms, out=np.ones_like(norms), where=norms > 0))


def _blended(before: Floats, between: Floats, after: Floats) -> Floats:
    distance = np.abs(after - before).mean(axis=1)
    unexplained = np.abs(between - (before + after) / 2).mean(axis=1)
    return np.asarray(np.maximum(distance - 2 * unexplained, 0))
