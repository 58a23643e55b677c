"""One boundary where several detectors found one, and the shots that boundaries part."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from indexing.boundaries.records import Boundary, BoundaryKind
from indexing.boundaries.signals import Signals

_BLACK, _EVEN = 12.0, 6.0
_LONGEST_FADE = 6
"""Black for longer than this many shortest shots is a shot by itself, and where it begins and ends are boundaries."""


def one_of_each(boundaries: Iterable[Boundary], least: int) -> list[Boundary]:
    """Leave one of the boundaries that several detectors found at one place, in order.

    A way through black is one fade, whatever its ends were taken for. Then cuts count before what is gradual, and the
    surer before the less sure.

    Args:
        boundaries: What all detectors found, in any order.
        least: Boundaries closer than this many pictures are one.
    """
    rest, left = list(boundaries), list[Boundary]()
    # The surest are the black itself; what others saw of the way there and back is taken in.
    for fade in sorted((one for one in rest if one.kind is BoundaryKind.FADE), key=lambda one: -one.score):
        if fade not in rest:
            continue  # another fade has taken it in
        rest.remove(fade)
        ends = _ends(fade, rest, least)
        if fade.end - fade.start > _LONGEST_FADE * least:
            left += _sides(fade, ends, least)
            rest = [one for one in rest if one not in ends]
            continue
        while ends:
            rest = [one for one in rest if one not in ends]
            fade = _through_black(fade, ends)
            ends = [one for one in _ends(fade, rest, least) if one.kind is not BoundaryKind.CUT]
        left.append(fade)
    for one in sorted(rest, key=lambda one: (one.kind is not BoundaryKind.CUT, -one.score)):
        if not any(_near(one, other, least) for other in left):
            left.append(one)
    return sorted(left, key=lambda one: one.start)


def before_the_end(boundaries: Sequence[Boundary], signals: Signals, least: int) -> list[Boundary]:
    """Leave out boundaries behind which there is nothing but black, but for `least` pictures: no shot follows them."""
    lit = _lit(signals)
    return [one for one in boundaries if len(lit) and one.end + least <= lit[-1]]


def after_the_beginning(boundaries: Sequence[Boundary], signals: Signals) -> list[Boundary]:
    """Leave out boundaries before which there is nothing but black."""
    lit = _lit(signals)
    return [one for one in boundaries if len(lit) and one.start > lit[0]]


def _lit(signals: Signals) -> NDArray[np.intp]:
    return np.flatnonzero((signals.brightness >= _BLACK) | (signals.spread >= _EVEN))


def shot_starts(boundaries: Iterable[Boundary], pictures: int, least: int) -> list[int]:
    """Return the number of each shot's first picture, the first of which is 0.

    Args:
        boundaries: One for each place, as `one_of_each` leaves them.
        pictures: How many pictures the film has.
        least: No shot is shorter than this many pictures; of two boundaries closer than that, the surer counts.
    """
    starts = [0]
    for one in sorted(boundaries, key=lambda one: -one.score):
        apart = all(abs(one.split - start) >= least for start in starts)
        if apart and pictures - one.split >= least:
            starts.append(one.split)
    return sorted(starts)


def intervals(
    starts: Sequence[int], pts: Sequence[int] | NDArray[np.int64], end_pts: int
) -> list[tuple[int, int]]:
    """Return each shot's `[start, end)` in PTS; the last ends at `end_pts`."""
    firsts = [int(pts[start]) for start in starts]
    return list(zip(firsts, [*firsts[1:], end_pts], strict=True))


def _near(one: Boundary, other: Boundary, least: int) -> bool:
    return one.start - other.end < least and other.start - one.end < least


def _ends(fade: Boundary, others: Sequence[Boundary], least: int) -> list[Boundary]:
    return [one for one in others if _near(fade, one, least)]


def _sides(fade: Boundary, ends: Sequence[Boundary], least: int) -> list[Boundary]:
    """Return where a long black begins and ends, as it was found there or else as a fade."""
    sides = []
    for place in (fade.start, fade.end):
        own = Boundary(place, place, BoundaryKind.FADE, fade.score)
        near = [one for one in ends if _near(one, own, least)]
        cuts = [one for one in near if one.kind is BoundaryKind.CUT]
        sides.append(cuts[0] if cuts else _through_black(own, near))
    return sides


def _through_black(fade: Boundary, ends: Sequence[Boundary]) -> Boundary:
    """Return a fade that takes in the gradual changes at its ends; where black ends by a cut, the new shot begins."""
    cuts = [one for one in ends if one.kind is BoundaryKind.CUT and one.start > fade.split]
    gradual = [fade, *(one for one in ends if one.kind is not BoundaryKind.CUT)]
    return replace(
        fade,
        start=min(one.start for one in gradual),
        end=max(one.end for one in gradual),
        score=max(one.score for one in (fade, *ends)),
        split=cuts[0].start if cuts else fade.split,
    )
