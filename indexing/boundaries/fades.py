"""Ways through black, found as PySceneDetect's `ThresholdDetector` does, but for dark shots that are not black."""

from dataclasses import dataclass

import numpy as np

from indexing.boundaries.records import Boundary, BoundaryKind
from indexing.boundaries.signals import Signals
from indexing.small_pictures import Pictures


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
    brightness: float = 12.0
    spread: float = 6.0

    def see(self, pictures: Pictures, signals: Signals) -> None:
        """See `BoundaryDetector.see`; brightness is all that is needed."""

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """See `BoundaryDetector.boundaries`."""
        black = (signals.brightness < self.brightness) & (signals.spread < self.spread)
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
