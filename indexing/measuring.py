"""One pass over a film: boundaries are found and shots measured while it is decoded; nothing is decoded again."""

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from indexing.album import Album
from indexing.boundaries import Boundary, BoundaryDetector, SignalMeter, Signals, intervals, shot_starts
from indexing.features import SILENCE, ShotFeatures, decibels
from indexing.frames import FrameReader
from indexing.looks import LookMeter, Looks
from indexing.shots import ShotWay, detector_for, least_pictures
from indexing.small_pictures import SMALL_WIDTH, Pictures
from indexing.sound import Sounds
from indexing.sound_kinds import silent, spoken
from library.findings import FilmFacts, NewBoundary, NewShot
from library.progress import Progress

_LOOK_SECONDS = 0.25


@dataclass(frozen=True)
class MeasuredFilm:
    """What one pass found.

    Attributes:
        shots: They part the film without gaps.
        boundaries: Where they meet, as intervals.
        end_pts: When the last picture has ended.
        broken: Whether the file broke off.
    """

    shots: tuple[NewShot, ...]
    boundaries: tuple[NewBoundary, ...]
    end_pts: int
    broken: bool


def measure_film(
    reader: FrameReader,
    facts: FilmFacts,
    progress: Progress,
    way: ShotWay = ShotWay.AUTO,
    detector: BoundaryDetector | None = None,
    album: Album | None = None,
) -> MeasuredFilm:
    """Read a film once and return its shots with their features.

    Args:
        reader: Gives the film's pictures and sounds.
        facts: What the file told.
        progress: Told in frames.
        way: How boundaries are looked for.
        detector: Looks for them instead.
        album: Keeps the film's stills, if they are wanted.
    """
    expected = round(facts.duration * facts.frame_rate)
    notes = _Notes(facts.frame_rate)
    detector = detector or detector_for(way, facts.frame_rate, lambda: notes.tell(progress, expected))
    for part in reader.parts():
        if isinstance(part, Sounds):
            notes.sounds.append(part)
            continue
        notes.see(part)
        if album is not None:
            album.add(part.stills)
        detector.see(part, notes.signals)
        notes.tell(progress, expected)
    signals = notes.signals
    found = detector.boundaries(signals)
    progress("watching", len(signals), len(signals))
    return _measured(notes, found, facts, reader.broken)


class _Notes:
    """What is noted while a film is read: numbers, never pictures."""

    def __init__(self, frame_rate: Fraction) -> None:
        self.sounds: list[Sounds] = []
        self._pts: list[NDArray[np.int64]] = []
        self._signals = SignalMeter(frame_rate)
        self._looks = LookMeter(max(1, round(_LOOK_SECONDS * frame_rate)))
        self.end_pts = 0

    def see(self, pictures: Pictures) -> None:
        """Note a batch of pictures."""
        import cv2

        pixels = pictures.pixels
        hsv = cv2.cvtColor(pixels.reshape(-1, SMALL_WIDTH, 3), cv2.COLOR_RGB2HSV).reshape(pixels.shape)
        self._signals.add(pixels, np.asarray(hsv, np.uint8))
        self._looks.add(pixels, np.asarray(hsv, np.uint8))
        self._pts.append(pictures.pts)
        self.end_pts = int(pictures.pts[-1] + pictures.durations[-1])

    def tell(self, progress: Progress, expected: int) -> None:
        """Say how many pictures have been seen."""
        seen = len(self.signals)
        progress("watching", seen, max(expected, seen))

    @property
    def signals(self) -> Signals:
        """Of all pictures so far."""
        return self._signals.signals

    @property
    def looks(self) -> Looks:
        """Of every so many pictures so far."""
        return self._looks.looks()

    @property
    def pts(self) -> NDArray[np.int64]:
        """Of all pictures so far."""
        return np.concatenate(self._pts)


def _measured(notes: _Notes, found: list[Boundary], facts: FilmFacts, broken: bool) -> MeasuredFilm:
    count = len(notes.signals)
    if not count:
        return MeasuredFilm((), (), 0, broken)
    pts, sound = notes.pts, _Sound(notes.sounds)
    starts = shot_starts(found, count, least_pictures(facts.frame_rate))
    times = intervals(starts, pts, notes.end_pts)
    looks, ends = notes.looks, [*starts[1:], count]
    shots = []
    for first, end, (start_pts, end_pts) in zip(starts, ends, times, strict=True):
        change = notes.signals.change[first + 1 : end]  # the first differs by the cut, not by motion
        seen = _look_of(looks, first, end, np.asarray(pts * float(facts.clock.time_base)))
        heard = sound.between(start_pts * facts.clock.time_base, end_pts * facts.clock.time_base)
        motion = float(change.mean()) / 255 if len(change) else 0.0
        shots.append(
            NewShot(start_pts, end_pts, ShotFeatures(motion=motion, **seen, **heard).to_bytes())  # type: ignore[arg-type]  # names and kinds as `ShotFeatures` has them
        )
    boundaries = tuple(_new_boundary(one, pts) for one in found)
    return MeasuredFilm(tuple(shots), boundaries, notes.end_pts, broken)


def _new_boundary(one: Boundary, pts: NDArray[np.int64]) -> NewBoundary:
    return NewBoundary(int(pts[one.start]), int(pts[one.end]), one.kind.value, one.score)


def _look_of(looks: Looks, first: int, end: int, seconds: NDArray[np.float64]) -> dict[str, object]:
    """Return the means over a shot's pictures that were measured, named as in `ShotFeatures`."""
    low, high = (int(place) for place in np.searchsorted(looks.places, [first, end]))
    if low == high:  # a shot shorter than the step between two takes the one before it
        low, high = max(0, low - 1), max(1, low)
    colours = looks.colours[low:high].sum(axis=0, dtype=np.float64)
    brightness, contrast, saturation, warmth, sky, edges = map(float, looks.light[low:high].mean(axis=0))
    steps = slice(low + 1, high)  # the first step leads from the shot before
    times = seconds[looks.places[low:high]]
    lasted = float(times[-1] - times[0])
    camera = looks.camera

    def a_second(moved: NDArray[np.float32]) -> float:
        return float(moved[steps].sum()) / lasted if lasted > 0 else 0.0

    return {
        "colours": np.asarray(colours / colours.sum(), np.float32),
        "brightness": brightness,
        "contrast": contrast,
        "saturation": saturation,
        "warmth": warmth,
        "sky": sky,
        "edges": edges,
        "pan": a_second(camera.right),
        "tilt": a_second(camera.down),
        "zoom": a_second(camera.closer),
        "steadiness": float(camera.firm[steps].mean()) if high - low > 1 else 0.0,
    }


class _Sound:
    """The sound of a whole film."""

    def __init__(self, parts: list[Sounds]) -> None:
        self._starts = np.concatenate([np.empty(0), *(one.starts for one in parts)])
        empty = np.empty(0, np.float32)
        self._powers = np.concatenate([empty, *(one.powers for one in parts)])
        crossings = np.concatenate([empty, *(one.crossings for one in parts)])
        self._silent = silent(self._powers)
        self._spoken = spoken(self._powers, crossings)

    def between(self, start: Fraction, end: Fraction) -> dict[str, object]:
        """Return how a span sounds, in seconds on the file's own axis, named as in `ShotFeatures`."""
        low, high = np.searchsorted(self._starts, [float(start), float(end)])
        if low == high:
            return {"loudness": SILENCE, "speech": 0.0, "silence": 1.0}
        return {
            "loudness": decibels(float(self._powers[low:high].mean(dtype=np.float64))),
            "speech": float(self._spoken[low:high].mean()),
            "silence": float(self._silent[low:high].mean()),
        }
