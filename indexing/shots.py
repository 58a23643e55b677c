"""Where one shot ends and the next begins: detectors fed picture by picture, and shots made from their findings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol

from indexing.frames import Picture


class BoundaryKind(StrEnum):
    """How one shot gives way to the next."""

    CUT = "cut"
    FADE = "fade"


@dataclass(frozen=True)
class Boundary:
    """Where two shots meet: the new shot has begun at picture number `place` (from 0) of the film."""

    place: int
    kind: BoundaryKind


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
        return [Boundary(cut.frame_num, BoundaryKind.CUT) for cut in found]

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
        return [Boundary(fade.frame_num, BoundaryKind.FADE) for fade in found]

    def finish(self) -> list[Boundary]:
        """See `ShotDetector.finish`; a film that ends in black ends there, and that is no boundary."""
        return []


def shot_starts(boundaries: Iterable[Boundary], pictures: int, least: int) -> list[int]:
    """Return the number of each shot's first picture, the first of which is 0.

    Args:
        boundaries: What all detectors found, in any order.
        pictures: How many pictures the film has.
        least: Two boundaries closer than this many pictures are one; a cut, which is sharper, stands for both.
    """
    starts = [0]
    for boundary in sorted(boundaries, key=lambda one: (one.kind is not BoundaryKind.CUT, one.place)):
        apart = all(abs(boundary.place - start) >= least for start in starts)
        if apart and pictures - boundary.place >= least:
            starts.append(boundary.place)
    return sorted(starts)


def intervals(starts: Sequence[int], pts: Sequence[int], end_pts: int) -> list[tuple[int, int]]:
    """Return each shot's `[start, end)` in PTS; the last ends at `end_pts`."""
    firsts = [pts[start] for start in starts]
    return list(zip(firsts, [*firsts[1:], end_pts], strict=True))


def _timecode(place: int, rate: Fraction) -> Any:
    from scenedetect import FrameTimecode

    return FrameTimecode(place, rate)
