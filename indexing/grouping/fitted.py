"""The settings of grouping that agree best with what a curator said of a film, without forgetting what others said.

What was said of some boundaries is as likely as all partings that agree with it are among all partings there are, by
the same semi-Markov field as in `scene_lengths` (Sarawagi & Cohen 2004). The weight of every boundary and the usual
length of scenes are set to where that is greatest, less what it costs to leave the settings that suit most films.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from indexing.grouping.records import ShotRow
from indexing.grouping.scene_lengths import LengthsAndLooks

CONSTANT_STRAYS, LENGTH_STRAYS = 0.3, 0.2
"""How far a film's own settings usually lie from those of most films: in log-odds, and in e-folds of length."""

_LEAST_GAIN = 3
"""Settings change only if they get this many more shots right, of those of which it is known.

This, and how far settings stray, were chosen on the same nine films as the settings that suit most films.
"""

_STEPS = np.linspace(-2, 2, 5)
_LONGEST = 300
"""Scenes of more shots than this are not considered where settings are fitted."""


def taught(row: ShotRow, said: Mapping[int, bool]) -> LengthsAndLooks:
    """Return the method with the settings that a curator's corrections of a film teach, or with the usual ones.

    Args:
        row: The film's shots.
        said: For some shots but the first, whether a scene begins with them.
    """
    usual = LengthsAndLooks()
    if len(row) < 2 or not said:
        return usual
    found = set(usual.scene_starts(row))
    begun = {shot for shot, begins in said.items() if begins}
    known = looked_at(found - said.keys() | begun, said, len(row))
    method = fitted(row, known, usual)
    now = set(method.scene_starts(row))
    gain = sum(((shot in now) is begins) - ((shot in found) is begins) for shot, begins in known.items())
    return method if gain >= _LEAST_GAIN else usual


def fitted(row: ShotRow, known: Mapping[int, bool], usual: LengthsAndLooks) -> LengthsAndLooks:
    """Return the method with the settings under which what is known of a film is likeliest.

    Args:
        row: The film's shots.
        known: For some shots but the first, whether a scene begins with them.
        usual: The method that suits most films.
    """
    evidence = usual.evidence(row) + row.extra
    may_begin = row.latest_start_before(usual.least_seconds)
    best, chosen = -np.inf, usual
    for length in _STEPS:
        shots = usual.usual_shots * float(np.exp(length * LENGTH_STRAYS))
        prior = -usual.strictness * np.log(np.arange(1, len(row) + 1) / shots) ** 2
        for constant in _STEPS:
            moved = evidence + constant * CONSTANT_STRAYS
            likely = _log_partings(moved, prior, may_begin, known) - _log_partings(
                moved, prior, may_begin, {}
            )
            value = likely - (length**2 + constant**2) / 2
            if value > best:
                best = value
                chosen = replace(
                    usual, constant=usual.constant + float(constant) * CONSTANT_STRAYS, usual_shots=shots
                )
    return chosen


def looked_at(starts: Iterable[int], said: Mapping[int, bool], shots: int) -> dict[int, bool]:
    """Return what was said, and what was left as it was in the scenes beside it, which were looked at to say it.

    Corrections alone tell where grouping went wrong, never where it was right.

    Args:
        starts: The first shots of the film's scenes, as corrected.
        said: For some shots, whether a scene begins with them.
        shots: How many shots the film has.
    """
    edges = sorted({*starts, 0, shots})
    found: dict[int, bool] = {}
    for shot in said:
        first = edges[max(0, bisect_left(edges, shot) - 1)]
        last = edges[min(bisect_right(edges, shot), len(edges) - 1)]
        found.update((one, one in edges) for one in range(max(1, first), min(shots - 1, last) + 1))
    return found | dict(said)


def _log_partings(
    evidence: NDArray[np.float64],
    prior: NDArray[np.float64],
    may_begin: NDArray[np.int64],
    said: Mapping[int, bool],
) -> float:
    """Return the logarithm of the sum over all partings that agree with what was said; -inf if there is none."""
    count = len(prior)
    begins = np.append(0.0, evidence)
    begins[[shot for shot, begin in said.items() if not begin]] = -np.inf
    forced = sorted(shot for shot, begin in said.items() if begin)
    sums = np.full(count + 1, -np.inf)
    sums[0] = 0.0
    for end in range(1, count + 1):
        low = max([0, end - _LONGEST, *(shot for shot in forced if shot < end)])
        high = min(end, int(may_begin[end - 1]))
        if low < high:
            terms = sums[low:high] + begins[low:high] + prior[end - high : end - low][::-1]
            most = terms.max()
            if most > -np.inf:
                sums[end] = most + np.log(np.exp(terms - most).sum())
    return float(sums[-1])
