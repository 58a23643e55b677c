"""Scores boundaries as TRECVID did: what overlaps is found, one for one, cuts with a little room to each side.

See Smeaton, Over & Doherty (2010), "Video shot boundary detection: seven years of TRECVid activity". There, cuts have
room of five frames at 25 frames a second; here that is `TOLERANCE` seconds, for every kind of boundary, and never
less than one frame.
"""

from collections.abc import Sequence
from dataclasses import dataclass

Span = tuple[float, float]

TOLERANCE = 0.2
"""Seconds by which a true boundary is widened to each side before it is asked what overlaps it."""

_GRADUAL_SECONDS = 0.15
"""Boundaries longer than this are gradual."""


@dataclass(frozen=True)
class Scores:
    """How many boundaries there are, were found, and how many of those are right; gradual ones also by themselves."""

    true: int
    found: int
    right: int
    gradual: int
    gradual_right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 if there is nothing."""
        return self.right / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def gradual_recall(self) -> float | None:
        """The share of gradual boundaries that was found, or `None` if there are none."""
        return self.gradual_right / self.gradual if self.gradual else None


def boundary_scores(found: Sequence[Span], true: Sequence[Span], tolerance: float = TOLERANCE) -> Scores:
    """Score boundaries.

    Args:
        found: Each boundary's `(start, end)` in seconds; a cut's are equal.
        true: The same of the truth.
        tolerance: Seconds by which each true one is widened to both sides.
    """
    right = matched(found, true, tolerance)
    gradual = {number for number, (start, end) in enumerate(true) if end - start > _GRADUAL_SECONDS}
    return Scores(len(true), len(found), len(right), len(gradual), len(gradual & right))


def matched(found: Sequence[Span], true: Sequence[Span], tolerance: float) -> set[int]:
    """Return the numbers of those that are found, matched one for one, as many as can be.

    Each found one, in order, takes the true one that it overlaps and that ends first: the most matches there are where
    no found one lies within another (Glover 1967).
    """
    left = sorted(range(len(true)), key=lambda number: true[number][1])
    right: set[int] = set()
    for start, end in sorted(found, key=lambda span: span[1]):
        for number in left:
            first, last = true[number]
            if first - tolerance <= end + 1e-6 and start <= last + tolerance + 1e-6:
                right.add(number)
                left.remove(number)
                break
    return right
