"""Gallae's own grouping: a semi-Markov model of scenes, the likeliest parting of which is found by dynamic programming.

A parting is as likely as the sum of the log-odds of its boundaries and of the prior of its scenes' lengths, as in the
semi-Markov fields of Sarawagi & Cohen (2004); read as code lengths, it is the parting of least description length.
The weights were fitted together, as such a field, on nine films: ovsd-1, 3, 5, 6 and 8, bbc-1 and 3, rai-1 and 3;
`benchmarks/scenes.py` reports them on the other films.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.grouping.alikeness import against_film, alike_near, roots
from indexing.grouping.coherence import coherence_of, recalled, valley_depths
from indexing.grouping.records import LEAST_SECONDS, ShotRow

_NEAR, _FAR = 6, 20
_STRAY = 1.5
"""Logarithms of a shot's length, against the film's median, count up to this far."""


@dataclass(frozen=True)
class LengthsAndLooks:
    """Weighs how long scenes are against how the shots beside each boundary look. All weights are log-odds.

    Attributes:
        plain: For shots that are not recalled at all among the nearest 6, by plain looks. It is enough that those
            before recall those after or the other way round: two cameras that take turns begin and end with one.
        own: The same by looks against the film's own (`against_film`).
        depth: For a valley of depth 1 in the coherence among 20 shots, by looks against the film's own.
        shot_before: For each e-fold of length of the shot before a boundary, against the film's median: an
            establishing shot, a lingering last one, are longer than others.
        shot_after: The same of the shot behind it.
        gradual: For shots that do not meet, as at a long dissolve or a fade.
        gradual_seconds: From which gap on shots do not meet.
        constant: For every boundary.
        usual_shots: Of how many shots a scene usually is.
        strictness: What a scene e times longer or shorter than usual loses.
        least_seconds: A scene lasts at least this long, if the film does.
    """

    plain: float = 1.05
    own: float = 2.2
    depth: float = 1.2
    shot_before: float = 0.3
    shot_after: float = 0.5
    gradual: float = 0.6
    gradual_seconds: float = 1 / 3
    constant: float = 1.8
    usual_shots: float = 6.0
    strictness: float = 0.31
    least_seconds: float = LEAST_SECONDS

    def scene_starts(self, row: ShotRow) -> list[int]:
        """Return the number of each scene's first shot."""
        if len(row) < 2:
            return [0] if len(row) else []
        lengths = np.log(np.arange(1, len(row) + 1) / self.usual_shots)
        return likeliest_parting(
            self.evidence(row) + row.extra,
            -self.strictness * lengths**2,
            row.latest_start_before(self.least_seconds),
        )

    def evidence(self, row: ShotRow) -> NDArray[np.float64]:
        """Return the log-odds by looks and by the shots' lengths that a scene begins behind each shot but the last."""
        plain = alike_near(roots(row.colours), 2 * _NEAR - 1)
        own = alike_near(against_film(row.colours), 2 * _FAR - 1)
        durations = np.maximum(row.ends - row.starts, 1e-3)
        longer = np.clip(np.log(durations / np.median(durations)), -_STRAY, _STRAY)
        gaps = row.starts[1:] - row.ends[:-1]
        return np.asarray(
            self.constant
            - self.plain * recalled(plain, _NEAR).max(axis=0)
            - self.own * recalled(own, _NEAR).max(axis=0)
            + self.depth * valley_depths(coherence_of(own, _FAR))
            + self.shot_before * longer[:-1]
            + self.shot_after * longer[1:]
            + self.gradual * (gaps > self.gradual_seconds)
        )


def likeliest_parting(
    evidence: NDArray[np.float64], prior: NDArray[np.float64], may_begin: NDArray[np.int64]
) -> list[int]:
    """Return the starts of the runs whose boundaries' evidence and lengths' prior sum to the most.

    Args:
        evidence: Of a run's beginning behind each item but the last, shape `(items - 1,)`.
        prior: Of a run of 1, 2, … items, shape `(items,)`.
        may_begin: How many items from the first on may begin the run that ends with each item, shape `(items,)`.

    Returns:
        The first item of each run; `[0]` where no parting is allowed.
    """
    count = len(prior)
    begins = np.append(0.0, evidence)
    best = np.full(count + 1, -np.inf)
    best[0] = 0.0
    froms = np.zeros(count + 1, dtype=np.int64)
    for end in range(1, count + 1):
        allowed = min(end, int(may_begin[end - 1]))
        if allowed > 0:
            sums = (best[:end] + begins[:end] + prior[end - 1 :: -1][:end])[:allowed]
            froms[end] = int(sums.argmax())
            best[end] = sums[froms[end]]
    starts, end = [], count
    while end > 0:
        end = int(froms[end])
        starts.append(end)
    return starts[::-1]
