"""What grouping sees of a film, and what a method of grouping must be able to do."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

LEAST_SECONDS = 6.0
"""A scene lasts at least this long, if the film does: shorter ones are of little use in another story."""


@dataclass(frozen=True)
class ShotInFilm:
    """A shot as grouping sees it: film time in seconds, colours of shape `(256,)`, loudness in dB."""

    start: float
    end: float
    colours: NDArray[np.float32]
    loudness: float


@dataclass(frozen=True)
class ShotRow:
    """All shots of a film in order, as arrays.

    Attributes:
        colours: Shape `(shots, bins)`, each row summing to 1.
        starts: Where each shot begins, in seconds of film time, shape `(shots,)`.
        ends: Where each shot ends, in seconds.
        extra: What else speaks for a scene's beginning behind each shot but the last, as log-odds, shape
            `(shots - 1,)`: 0 is no opinion, below 0 speaks against it.
    """

    colours: NDArray[np.float64]
    starts: NDArray[np.float64]
    ends: NDArray[np.float64]
    extra: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.starts)

    def latest_start_before(self, least_seconds: float) -> NDArray[np.int64]:
        """Return how many shots from the film's start may begin a scene that ends with each shot and is long enough.

        Args:
            least_seconds: How long the scene lasts at least.

        Returns:
            Shape `(shots,)`: the scene that ends with shot `i` may begin at every shot before the returned number.
        """
        return np.searchsorted(self.starts, self.ends - least_seconds + 1e-9, side="right")


class SceneGrouping(Protocol):
    """A method that says which neighbouring shots make a scene."""

    def scene_starts(self, row: ShotRow) -> list[int]:
        """Return the number of each scene's first shot, ascending, the first of which is 0; `[]` without shots."""
        ...
