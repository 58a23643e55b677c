"""Where the quick detectors doubt, so that the network need not look at a whole film."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from indexing.boundaries.cuts import SteepCuts
from indexing.boundaries.fades import black_pictures
from indexing.boundaries.network import runs
from indexing.boundaries.signals import Signals

_BESIDE_A_CUT = 3
"""What is certain explains what lies so many pictures about it."""

_FROM_BLACK = 12
"""Half a second, over which pictures are mixed: a mixture with black begins within so many pictures of the black."""


@dataclass(frozen=True)
class Doubts:
    """Between which values the quick detectors doubt, and what the network may cost.

    Attributes:
        sure: What holds by this needs no second opinion.
        unlikely: What does not even hold by this is no cut.
        blend: From this on something may give way gradually.
        share: The network looks at no more pictures than this share of the film, whatever happens in it,
        free: but for so many.
    """

    sure: SteepCuts = field(default_factory=lambda: SteepCuts(1, steepness=180, ratio=3.5, change=10))
    unlikely: SteepCuts = field(default_factory=lambda: SteepCuts(1, steepness=60, ratio=2.5, change=8))
    blend: float = 24.0
    share: float = 0.15
    free: int = 200

    def hold(self, signals: Signals) -> NDArray[np.bool_]:
        """Return which pictures the quick detectors doubt about, of shape `(n,)`."""
        cuts = self.unlikely.hold(signals)
        blends = _without_fades(signals.blend >= self.blend, black_pictures(signals))
        for place in np.flatnonzero(self.sure.hold(signals)):
            explained = slice(max(0, place - _BESIDE_A_CUT), place + _BESIDE_A_CUT + 1)
            cuts[explained] = blends[explained] = False
        return np.asarray(cuts | blends)


def windows(doubtful: NDArray[np.bool_], most: int) -> list[tuple[int, int]]:
    """Return `[start, end)` of stretches of at most so many pictures that hold all doubtful ones, as few as may be.

    One stretch for several doubts costs less than one for each, for each takes its context with it.
    """
    left = np.flatnonzero(doubtful)
    found: list[tuple[int, int]] = []
    while len(left):
        count = int(np.searchsorted(left, left[0] + most))
        found.append((int(left[0]), int(left[count - 1]) + 1))
        left = left[count:]
    return found


def _without_fades(blends: NDArray[np.bool_], black: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Leave out the blends that come out of black or go into it: the quick detectors know these without help."""
    for start, end in runs(blends):
        if black[max(0, start - _FROM_BLACK) : end + _FROM_BLACK].any():
            blends[start:end] = False
    return blends
