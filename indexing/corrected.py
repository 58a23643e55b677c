"""What curators' corrections say of a film's shots: at which a scene begins, and at which none does."""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from library.catalog.scene_corrections import CorrectionKind, SceneCorrection
from library.findings import NewShot

NEAR = Fraction(1)
"""Where a film's shots are found anew, a correction holds for the closest shot that begins within this many seconds."""


def standing(corrections: Iterable[SceneCorrection]) -> list[SceneCorrection]:
    """Return the corrections that were not taken back, the oldest first."""
    left: list[SceneCorrection] = []
    for one in corrections:
        if one.kind is not CorrectionKind.UNDO:
            left.append(one)
            continue
        same = [place for place, other in enumerate(left) if _places(other) == _places(one)]
        if same:
            del left[same[-1]]
    return left


def said_of(corrections: Iterable[SceneCorrection]) -> dict[int, bool]:
    """Return by PTS whether a scene begins there, as far as curators have said so; the last word counts."""
    said: dict[int, bool] = {}
    for one in standing(corrections):
        if one.kind is CorrectionKind.MOVE and one.to_pts is not None:
            said[one.at_pts], said[one.to_pts] = False, True
        else:
            said[one.at_pts] = one.kind is CorrectionKind.SPLIT
    return said


def said_of_shots(said: Mapping[int, bool], shots: Sequence[NewShot], time_base: Fraction) -> dict[int, bool]:
    """Return the same by the numbers of shots; what no shot begins close to is left out until one does again."""
    found: dict[int, bool] = {}
    for pts, begins in said.items():
        closest = closest_start(shots, pts)
        if closest and abs(shots[closest].start_pts - pts) * time_base <= NEAR:
            found[closest] = begins
    return found


def closest_start(shots: Sequence[NewShot], pts: int) -> int:
    """Return the number of the shot that begins closest to a PTS, but never the first; 0 if there is no other."""
    place = bisect_left(shots, pts, key=lambda shot: shot.start_pts)
    near = range(max(1, place - 1), min(len(shots), place + 1))
    return min(near, key=lambda one: abs(shots[one].start_pts - pts), default=0)


def with_said(starts: Iterable[int], said: Mapping[int, bool]) -> list[int]:
    """Return the first shots of scenes after curators have had their say."""
    begun = set(starts) | {shot for shot, begins in said.items() if begins}
    return sorted(begun - {shot for shot, begins in said.items() if not begins} | {0})


def made_from(corrections: Sequence[SceneCorrection]) -> tuple[str, ...]:
    """Return what scenes are made from besides shots and words: a hash of the corrections, if there are any."""
    if not corrections:
        return ()
    told = "\n".join(f"{one.kind} {one.at_pts} {one.to_pts}" for one in corrections)
    return (hashlib.sha256(told.encode()).hexdigest(),)


def _places(one: SceneCorrection) -> tuple[int, int | None]:
    return one.at_pts, one.to_pts
