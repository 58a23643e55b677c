"""Where one shot ends and the next begins: detectors fed picture by picture, and shots made from their findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

from indexing.frames import Picture

_LONGEST_FADE = 4
"""Black for longer than this many shortest shots is something to see, and no way from one shot to the next."""


class BoundaryKind(StrEnum):
    """How one shot gives way to the next."""

    CUT = "cut"
    FADE = "fade"


@dataclass(frozen=True)
class Boundary:
    """Where two shots meet: the new shot has begun at picture number `place` (from 0) of the film.

    What gives way gradually does so from picture `first` to before picture `last`; a cut does so at once.
    """

    place: int
    kind: BoundaryKind
    first: int
    last: int


class ShotDetector(Protocol):
    """Finds boundaries while a film is read."""

    def see(self, place: int, picture: Picture) -> list[Boundary]:
        """Take the picture number `place`; return the boundaries that are now certain."""

    def finish(self) -> list[Boundary]:
        """Take note that the film has ended; return what was still open."""


class CutDetector:
    """Hard cuts, with PySceneDetect's `AdaptiveDetector`: change against its neighbourhood, so that motion is none.

    Args:
        frame_rate: Average frames a second of the film.
        least_seconds: No two cuts are closer than this.
    """

    def __init__(self, frame_rate: Fraction, least_seconds: float = 0.5) -> None:
        from scenedetect.detectors import AdaptiveDetector

        self._rate = frame_rate
        self._detector = AdaptiveDetector(min_scene_len=max(1, round(least_seconds * frame_rate)))

    def see(self, place: int, picture: Picture) -> list[Boundary]:
        """See `ShotDetector.see`."""
        found = self._detector.process_frame(_timecode(place, self._rate), picture.pixels)
        places = (cut.frame_num for cut in found)
        return [Boundary(place, BoundaryKind.CUT, place, place) for place in places]

    def finish(self) -> list[Boundary]:
        """See `ShotDetector.finish`; a cut needs pictures after it, so nothing is open."""
        return []


class FadeDetector:
    """Fades through black, with PySceneDetect's `ThresholdDetector`; the boundary lies in the middle of the black."""

    def __init__(self, frame_rate: Fraction, least_seconds: float = 0.5) -> None:
        from scenedetect.detectors import ThresholdDetector

        self._rate = frame_rate
        self._detector = ThresholdDetector(min_scene_len=max(1, round(least_seconds * frame_rate)))

    def see(self, place: int, picture: Picture) -> list[Boundary]:
        """See `ShotDetector.see`."""
        found = self._detector.process_frame(_timecode(place, self._rate), picture.pixels)
        fades = (self._fade(fade.frame_num, place) for fade in found)
        # A film that begins in black begins there, and that is no boundary.
        return [fade for fade in fades if fade.first > 0]

    def finish(self) -> list[Boundary]:
        """See `ShotDetector.finish`; a film that ends in black ends there, and that is no boundary."""
        return []

    def _fade(self, middle: int, last: int) -> Boundary:
        return Boundary(middle, BoundaryKind.FADE, max(0, 2 * middle - last), last)


def shot_starts(boundaries: Iterable[Boundary], pictures: int, least: int) -> list[int]:
    """Return the number of each shot's first picture, the first of which is 0.

    Args:
        boundaries: What all detectors found, in any order.
        pictures: How many pictures the film has.
        least: Two boundaries closer than this many pictures are one; a cut, which is sharper, stands for both.
    """
    starts = [0]
    found = _one_for_each_fade(list(boundaries), least)
    for boundary in sorted(found, key=lambda one: (one.kind is not BoundaryKind.CUT, one.place)):
        apart = all(abs(boundary.place - start) >= least for start in starts)
        if apart and pictures - boundary.place >= least:
            starts.append(boundary.place)
    return sorted(starts)


def _one_for_each_fade(boundaries: list[Boundary], least: int) -> list[Boundary]:
    """Leave one boundary of each way through black: the cut if one end is one, the fade if both look like one."""
    left = list(boundaries)
    for fade in boundaries:
        if fade.kind is BoundaryKind.FADE and fade.last - fade.first <= _LONGEST_FADE * least:
            ends = [
                one
                for one in left
                if one.kind is BoundaryKind.CUT and fade.first - least < one.place < fade.last + least
            ]
            for one in [fade] if len(ends) == 1 else ends:
                left.remove(one)
    return left


def intervals(starts: Sequence[int], pts: Sequence[int], end_pts: int) -> list[tuple[int, int]]:
    """Return each shot's `[start, end)` in PTS; the last ends at `end_pts`."""
    firsts = [pts[start] for start in starts]
    return list(zip(firsts, [*firsts[1:], end_pts], strict=True))


def _timecode(place: int, rate: Fraction) -> Any:
    from scenedetect import FrameTimecode

    return FrameTimecode(place, rate)
