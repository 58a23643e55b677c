"""Windowed coherence with local depth: a scene begins where the shots before and after are least alike.

How much the shots before a boundary recall those after it follows Kender & Yeo (1998), "Video scene segmentation via
continuous video coherence"; a boundary counts by the depth of its valley between the peaks to both sides, as in
Hearst (1997), "TextTiling".
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.grouping.alikeness import alike_near, roots
from indexing.grouping.records import LEAST_SECONDS, ShotRow


@dataclass(frozen=True)
class WindowedCoherence:
    """Begins a scene at every valley of coherence that is deep enough, the deepest first.

    Window and depth were chosen on the same nine films as Gallae's own way (`scene_lengths`).

    Attributes:
        window: How many shots to each side are compared.
        depth: A boundary's depth must reach this to begin a scene; higher gives fewer scenes.
        odds: How many log-odds of other evidence weigh as much as a depth of one.
        least_seconds: A scene lasts at least this long, if the film does.
    """

    window: int = 12
    depth: float = 0.15
    odds: float = 10.0
    least_seconds: float = LEAST_SECONDS

    def scene_starts(self, row: ShotRow) -> list[int]:
        """Return the number of each scene's first shot."""
        if len(row) < 2:
            return [0] if len(row) else []
        depths = valley_depths(coherence(roots(row.colours), self.window)) + row.extra / self.odds
        starts = [0]
        for boundary in np.argsort(-depths, kind="stable"):
            if depths[boundary] < self.depth:
                break
            if self._long_enough(row, int(boundary) + 1, starts):
                starts.append(int(boundary) + 1)
        return sorted(starts)

    def _long_enough(self, row: ShotRow, start: int, starts: Sequence[int]) -> bool:
        """Say whether scenes stay long enough when one more begins at shot `start`."""
        before = max(one for one in starts if one <= start)
        after = min((one for one in starts if one > start), default=len(row))
        first = row.starts[start] - row.starts[before]
        rest = row.ends[after - 1] - row.starts[start]
        return bool(min(first, rest) >= self.least_seconds - 1e-9)


def coherence(vectors: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """Return how much the shots before and after each boundary are alike.

    Args:
        vectors: One row a shot, shape `(shots, bins)`, each of length 1.
        window: How many shots to each side are compared.

    Returns:
        Shape `(shots - 1,)`, at most 1: for boundary `i` between shots `i` and `i + 1`, the mean over the shots of one
        side of the best cosine with a shot of the other side, nearer shots counting more.
    """
    return coherence_of(alike_near(vectors, 2 * window - 1), window)


def coherence_of(alike: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """Return `coherence` from what `alike_near` returned for at least `2 * window - 1` steps."""
    return np.asarray(recalled(alike, window).mean(axis=0))


def recalled(alike: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """Return how much the shots behind each boundary recall those before, and the other way round.

    Args:
        alike: What `alike_near` returned for at least `2 * window - 1` steps.
        window: How many shots to each side are compared.

    Returns:
        Shape `(2, shots - 1)`: means over the shots behind a boundary, then over those before it, as in `coherence`.
    """
    count = len(alike)
    boundary, back, on = np.ogrid[: count - 1, :window, :window]
    left = boundary - back
    inside = (left >= 0) & (boundary + 1 + on < count)
    steps = np.minimum(back + on, alike.shape[1] - 1)
    table = np.where(inside, alike[np.maximum(left, 0), steps], -np.inf)
    nearness = 1.0 / np.arange(1, window + 1)
    return np.stack(
        [_weighted_mean(table.max(axis=1), nearness), _weighted_mean(table.max(axis=2), nearness)]
    )


def _weighted_mean(best: NDArray[np.float64], nearness: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the weighted mean of each row, leaving out shots before the film's first and after its last."""
    weights = np.where(np.isfinite(best), nearness, 0.0)
    return np.asarray((np.where(weights > 0, best, 0.0) * weights).sum(axis=1) / weights.sum(axis=1))


def valley_depths(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how deep each place lies below the peaks that are reached by climbing to both sides (Hearst 1997)."""
    return _peaks_to_the_right(values) + _peaks_to_the_right(values[::-1])[::-1] - 2 * values


def _peaks_to_the_right(values: NDArray[np.float64]) -> NDArray[np.float64]:
    peaks = np.array(values, dtype=np.float64)
    for place in range(len(values) - 2, -1, -1):
        if values[place + 1] >= values[place]:
            peaks[place] = peaks[place + 1]
    return peaks
