"""How well found scenes fit true ones: boundary F1, exact and within a shot, coverage and overflow.

Scenes are given by the number of each one's first shot, ascending, the first of which is 0.

Coverage and overflow are those of Vendrig & Worring (2002), "Systematic evaluation of logical story unit
segmentation", counted in shots. For the true scene `t`, found scenes `f`, and `#` the number of shots:

    coverage(t) = max over f of #(f and t) / #t
    overflow(t) = sum over all f that meet t of #(f without t) / (#(t before) + #(t after))

A film's figures are the means over its true scenes, weighed by `#t`. Coverage is best at 1, overflow at 0. Overflow may
pass 1 where a found scene reaches beyond both neighbours; it is 0 in a film of one true scene, which has none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class SceneScores:
    """How well the found scenes of a film fit the true ones.

    Attributes:
        exact: F1 of boundaries at the very shot.
        near: F1 of boundaries within one shot, each true one matched at most once.
        coverage: Vendrig & Worring's, 0 to 1; higher is better.
        overflow: Vendrig & Worring's, from 0; lower is better.
    """

    exact: float
    near: float
    coverage: float
    overflow: float


def scene_scores(found: Sequence[int], true: Sequence[int], shots: int) -> SceneScores:
    """Return how well the scenes found in a film of so many shots fit its true ones."""
    covered, over = coverage_and_overflow(found, true, shots)
    return SceneScores(boundary_f1(found, true, 0), boundary_f1(found, true, 1), covered, over)


def boundary_f1(found: Sequence[int], true: Sequence[int], tolerance: int) -> float:
    """Return the F1 of scenes' first shots, leaving out the film's own; 1 where there are none and none is found.

    Args:
        found: First shots of the found scenes.
        true: First shots of the true scenes.
        tolerance: How many shots a boundary may be off. Pairs are one to one, as many as there can be.
    """
    places, wanted = sorted(set(found) - {0}), sorted(set(true) - {0})
    if not places and not wanted:
        return 1.0
    hits = at = 0
    for place in places:
        while at < len(wanted) and wanted[at] < place - tolerance:
            at += 1
        if at < len(wanted) and wanted[at] <= place + tolerance:
            hits, at = hits + 1, at + 1
    return 2 * hits / (len(places) + len(wanted))


def coverage_and_overflow(found: Sequence[int], true: Sequence[int], shots: int) -> tuple[float, float]:
    """Return a film's coverage and overflow; the module says how they are defined."""
    scenes, parts = _spans(true, shots), _spans(found, shots)
    sizes = np.diff(scenes, axis=1).ravel()
    common = np.minimum(scenes[:, None, 1], parts[None, :, 1]) - np.maximum(
        scenes[:, None, 0], parts[None, :, 0]
    )
    common = np.clip(common, 0, None)
    outside = (np.diff(parts, axis=1).ravel()[None, :] - common) * (common > 0)
    beside = np.append(0, sizes[:-1]) + np.append(sizes[1:], 0)
    coverage = (common.max(axis=1) / sizes) @ sizes / shots
    overflow = (outside.sum(axis=1) / np.maximum(beside, 1)) @ sizes / shots
    return float(coverage), float(overflow)


def _spans(starts: Sequence[int], shots: int) -> np.ndarray:
    """Return first shot and the one behind the last of each scene, shape `(scenes, 2)`."""
    return np.array(list(pairwise([*sorted({0, *starts}), shots])))
