"""Dissolves and fades, found by what they are: pictures that mix one before them with one after them."""

from dataclasses import dataclass

import numpy as np

from indexing.boundaries.records import Boundary, BoundaryKind
from indexing.boundaries.signals import Signals
from indexing.small_pictures import Pictures

_WHITE, _EVEN = 243.0, 6.0


@dataclass(frozen=True)
class Blends:
    """Stretches in which `Signals.blend` is high.

    Attributes:
        least: The fewest pictures between two of them.
        blend: How high it must rise, 0 to 255; the interval is where it is above half of its peak.
    """

    least: int
    blend: float = 40.0

    def see(self, pictures: Pictures, signals: Signals) -> None:
        """See `BoundaryDetector.see`; the signals are all that is needed."""

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        left = np.array(signals.blend)
        found: list[Boundary] = []
        while len(left) and left.max() >= self.blend:
            peak = int(left.argmax())
            start, end = _around(left, peak)
            left[max(0, start - self.least) : end + self.least] = 0
            if start > 0 and end < len(left):
                score = 1 - self.blend / (2 * float(signals.blend[peak]))
                found.append(Boundary(start, end, gradual_kind(signals, start, end), score))
        return sorted(found, key=lambda one: one.start)


def gradual_kind(signals: Signals, start: int, end: int) -> BoundaryKind:
    """Say whether shots give way by a fade through black, white or one colour, or by a dissolve."""
    span = slice(max(0, start - 1), end + 1)
    brightness, spread = signals.brightness[span], signals.spread[span]
    even = (brightness > _WHITE) | (spread < _EVEN)
    return BoundaryKind.FADE if even.any() else BoundaryKind.DISSOLVE


def _around(values: np.ndarray, peak: int) -> tuple[int, int]:
    """Return the stretch around a peak in which values are above half of it."""
    low = np.flatnonzero(values < values[peak] / 2)
    place = int(np.searchsorted(low, peak))
    start = int(low[place - 1]) + 1 if place else 0
    end = int(low[place]) if place < len(low) else len(values)
    return start, end
