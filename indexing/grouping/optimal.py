"""Optimal sequential grouping: the scenes within which shots differ least, all pairs taken together.

After Rotman, Porat & Ashour (2017), "Optimal sequential grouping for robust video scene detection using multiple
modalities", with the additive cost, and their estimate of how many scenes there are.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.grouping.alikeness import against_film, roots
from indexing.grouping.records import LEAST_SECONDS, ShotRow


@dataclass(frozen=True)
class OptimalSequential:
    """Parts a film so that the sum of the distances between the shots of one scene is least.

    Share and looks were chosen on the same nine films as Gallae's own way (`scene_lengths`).

    Attributes:
        share: How many scenes are made, as a multiple of the estimate.
        own_looks: Whether looks are taken against the film's own (`against_film`).
        odds: How many log-odds of other evidence weigh as much as a distance of one.
        least_seconds: A scene lasts at least this long, if the film does.
    """

    share: float = 1.4
    own_looks: bool = True
    odds: float = 1.0
    least_seconds: float = LEAST_SECONDS

    def scene_starts(self, row: ShotRow) -> list[int]:
        """Return the number of each scene's first shot."""
        if len(row) < 2:
            return [0] if len(row) else []
        vectors = against_film(row.colours) if self.own_looks else roots(row.colours)
        distances = np.clip(1 - vectors @ vectors.T, 0, None)
        scenes = max(1, min(len(row), round(self.share * estimated_scenes(vectors))))
        costs = within(distances)
        costs[1:] -= row.extra[:, None] / self.odds
        costs[row.starts[:, None] > np.append(-np.inf, row.ends)[None, :] - self.least_seconds + 1e-9] = (
            np.inf
        )
        return best_parting(costs, scenes)


def within(distances: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the sum of distances within each run of shots, from prefix sums.

    Args:
        distances: Between every two shots, shape `(shots, shots)`.

    Returns:
        Shape `(shots, shots + 1)`: for shots `first` to `end - 1` at `[first, end]`; infinite where `end <= first`.
    """
    count = len(distances)
    sums = np.zeros((count + 1, count + 1))
    sums[1:, 1:] = distances.cumsum(axis=0).cumsum(axis=1)
    diagonal = np.diag(sums)
    totals = diagonal[None, :] - sums[:-1, :] - sums[:, :-1].T + diagonal[:-1, None]
    return np.where(np.arange(count + 1)[None, :] > np.arange(count)[:, None], totals, np.inf)


def estimated_scenes(vectors: NDArray[np.float64]) -> int:
    """Return how many scenes a film seems to have: the elbow of the logarithms of its distances' singular values.

    The matrix of distances between all shots is of no higher rank than their vectors are long, by which its singular
    values are found without it.

    Args:
        vectors: One row a shot; the distance of two is 1 less their product.
    """
    rows = np.column_stack([np.ones(len(vectors)), vectors])
    triangle = np.asarray(np.linalg.qr(rows, mode="r"))
    signs = np.append(1.0, -np.ones(vectors.shape[1]))
    values = np.sort(np.abs(np.linalg.eigvalsh((triangle * signs) @ triangle.T)))[::-1]
    values = np.log(values[values > max(values[0], 1.0) * 1e-6])
    if len(values) < 3:
        return max(1, len(values))
    straight = np.linspace(values[0], values[-1], len(values))
    return int(np.argmax(straight - values)) + 1


def best_parting(costs: NDArray[np.float64], scenes: int) -> list[int]:
    """Return the starts of at most so many runs whose costs sum to the least.

    Args:
        costs: Of the run of items `first` to `end - 1` at `[first, end]`; infinite where there is no such run.
        scenes: How many runs; fewer where so many are not to be had, one if none is.
    """
    by_end = np.ascontiguousarray(costs.T)
    best, froms, sums = costs[0], [], np.empty_like(by_end)
    made = [best[-1]]
    ends = np.arange(len(best))
    for _ in range(1, scenes):
        np.add(by_end, best[:-1], out=sums)
        froms.append(sums.argmin(axis=1))
        best = sums[ends, froms[-1]]
        made.append(best[-1])
    feasible = [number for number, cost in enumerate(made) if np.isfinite(cost)]
    starts, end = [], costs.shape[1] - 1
    for step in reversed(range(feasible[-1] if feasible else 0)):
        end = int(froms[step][end])
        starts.append(end)
    return [0, *reversed(starts)]
