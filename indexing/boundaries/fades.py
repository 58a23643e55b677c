"""Ways through black, found as PySceneDetect's `ThresholdDetector` does, but for dark shots that are not black."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.boundaries.records import Boundary, BoundaryKind
from indexing.boundaries.signals import Signals
from indexing.small_pictures import Pictures

_BRIGHTNESS, _SPREAD = 12.0, 6.0


@dataclass(frozen=True)
class BlackFades:
    """Black pictures with others before and after them: the interval is the black.

    A film that begins or ends in black does so there, and that is no boundary.

    Attributes:
        least: The fewest pictures from one fade's end to the next one's.
        brightness: What is black: a mean of red, green and blue below this.
        spread: Black is even: a standard deviation of brightness below this. A dark shot has more.
    """

    least: int
    brightness: float = _BRIGHTNESS
    spread: float = _SPREAD

    def see(self, pictures: Pictures, signals: Signals) -> None:
        """See `BoundaryDetector.see`; brightness is all that is needed."""

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        black = black_pictures(signals, self.brightness, self.spread)
        dark = np.concatenate([[False], black, [False]])
        starts = np.flatnonzero(dark[1:] & ~dark[:-1])
        ends = np.flatnonzero(dark[:-1] & ~dark[1:])
        found: list[Boundary] = []
        last = 0
        for start, end in zip(starts, ends, strict=True):
            if start > 0 and end < len(signals) and end - last >= self.least:
                darkest = float(signals.brightness[start:end].min())
                score = 1 - darkest / (2 * self.brightness)
                found.append(Boundary(int(start), int(end), BoundaryKind.FADE, score))
                last = int(end)
        return found


def black_pictures(
    signals: Signals, brightness: float = _BRIGHTNESS, spread: float = _SPREAD
) -> NDArray[np.bool_]:
    """Return which pictures are black: dark and even, as in `BlackFades`."""
    return np.asarray((signals.brightness < brightness) & (signals.spread < spread))
