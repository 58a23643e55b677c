"""Hard cuts over all pictures of a film at once: in PySceneDetect's three ways, and in ours."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.boundaries.records import Boundary, BoundaryKind
from indexing.boundaries.signals import Signals
from indexing.small_pictures import Pictures

_WINDOW = 2
_MOST = 255.0


class _Cuts:
    """What detectors of cuts share: they need no pictures, and no two cuts are closer than `least` pictures."""

    def see(self, pictures: Pictures, signals: Signals) -> None:
        """See `BoundaryDetector.see`."""


@dataclass(frozen=True)
class AdaptiveCuts(_Cuts):
    """Change against the change around it, so that motion is no cut: PySceneDetect's `AdaptiveDetector`.

    Attributes:
        least: The fewest pictures between two cuts.
        ratio: How many times the mean change of the two pictures to each side a cut is.
        content: The least change, 0 to 255.
    """

    least: int
    ratio: float = 3.0
    content: float = 15.0

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        ratios = adaptive_ratios(signals.content)
        found = np.flatnonzero((ratios >= self.ratio) & (signals.content >= self.content))
        inner = found[(found >= _WINDOW) & (found < len(signals) - _WINDOW)]
        return [_cut(place, 1 - self.ratio / (2 * ratios[place])) for place in _apart(inner, self.least)]


@dataclass(frozen=True)
class ContentCuts(_Cuts):
    """Change from picture to picture above a threshold: PySceneDetect's `ContentDetector`.

    Of several closer than `least`, the first counts, as with its filter mode `SUPPRESS`.
    """

    least: int
    content: float = 27.0

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        found = np.flatnonzero(signals.content >= self.content)
        return [
            _cut(place, 1 - self.content / (2 * signals.content[place]))
            for place in _apart(found, self.least)
        ]


@dataclass(frozen=True)
class HistogramCuts(_Cuts):
    """Histograms of luma that do not go together: PySceneDetect's `HistogramDetector`."""

    least: int
    difference: float = 0.2

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        differences = 1 - signals.likeness
        found = np.flatnonzero(signals.likeness <= 1 - self.difference)
        return [
            _cut(place, 1 - self.difference / (2 * differences[place]))
            for place in _apart(found[found > 0], self.least)
        ]


@dataclass(frozen=True)
class SteepCuts(_Cuts):
    """Change of red, green and blue against the change around it; unlike hue, they do not flicker in the dark.

    The numbers were chosen on Elephants Dream, Sintel's trailer and Popeye, whose drawings move in jerks.

    Attributes:
        least: The fewest pictures between two cuts.
        steepness: The least change (0 to 255) times its ratio to the mean of the two changes to each side.
        ratio, change: The least of both by themselves.
    """

    least: int
    steepness: float = 100.0
    ratio: float = 3.2
    change: float = 8.0

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        steep = steepness(signals)
        found = np.flatnonzero(self.hold(signals))
        return [_cut(place, 1 - self.steepness / (2 * steep[place])) for place in _apart(found, self.least)]

    def hold(self, signals: Signals) -> NDArray[np.bool_]:
        """Return which pictures follow a cut, before any is left out for coming too early."""
        enough = (signals.change >= self.change) & (adaptive_ratios(signals.change) >= self.ratio)
        return np.asarray(enough & (steepness(signals) >= self.steepness))


def steepness(signals: Signals) -> NDArray[np.float64]:
    """Return each change times its ratio to the changes around it."""
    return signals.change * adaptive_ratios(signals.change)


def adaptive_ratios(content: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return each change over the mean of the two before and the two after it, at most 255; 0 near the ends."""
    ratios = np.zeros(len(content))
    if len(content) <= 2 * _WINDOW:
        return ratios
    sums = np.convolve(content.astype(np.float64), np.ones(2 * _WINDOW + 1), "valid")
    own = content[_WINDOW:-_WINDOW].astype(np.float64)
    around = (sums - own) / (2 * _WINDOW)
    still = around < 1e-5
    ratios[_WINDOW:-_WINDOW] = np.where(still, _MOST, np.minimum(own / np.where(still, 1, around), _MOST))
    return ratios


def _cut(place: int, score: float) -> Boundary:
    return Boundary(int(place), int(place), BoundaryKind.CUT, float(score))


def _apart(places: NDArray[np.intp], least: int) -> list[int]:
    """Leave out places closer than `least` to the one before that is left, or to the film's beginning."""
    left: list[int] = []
    last = 0
    for place in places:
        if place - last >= least:
            left.append(int(place))
            last = int(place)
    return left
