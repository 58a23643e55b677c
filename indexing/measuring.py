"""One pass over a film: shots are found and measured while it is decoded, and nothing else is decoded again."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from indexing.features import SILENCE, ShotFeatures, colours_of, decibels, motion_between
from indexing.frames import FrameReader, Picture, Sound
from indexing.shots import Boundary, CutDetector, FadeDetector, ShotDetector, intervals, shot_starts
from library.catalog.films import FilmFacts
from library.catalog.scenes import NewShot
from library.progress import Progress

LEAST_SHOT_SECONDS = 0.5
"""Shots shorter than this are flashes, not shots."""

_COLOUR_STEP_SECONDS = 0.25
_REPORT_EVERY = 48


@dataclass(frozen=True)
class MeasuredFilm:
    """What one pass found: the shots, the PTS at which the last picture ends, and whether the file broke off."""

    shots: tuple[NewShot, ...]
    end_pts: int
    broken: bool


@dataclass
class _Track:
    """What is noted while a film is read."""

    pts: list[int] = field(default_factory=list)
    motion: list[float] = field(default_factory=list)
    colours: list[np.ndarray] = field(default_factory=list)
    colour_places: list[int] = field(default_factory=list)
    sound_starts: list[float] = field(default_factory=list)
    sound_powers: list[float] = field(default_factory=list)
    boundaries: list[Boundary] = field(default_factory=list)
    last: Picture | None = None
    end_pts: int = 0


def measure_film(
    reader: FrameReader,
    facts: FilmFacts,
    progress: Progress,
    detectors: Sequence[ShotDetector] | None = None,
) -> MeasuredFilm:
    """Read a film once and return its shots with their features.

    Args:
        reader: Gives the film's pictures and sounds.
        facts: What the file told; its frame rate sets the detectors' shortest shot.
        progress: Told in frames.
        detectors: Find the boundaries; cuts and fades by default.
    """
    if detectors is None:
        detectors = (
            CutDetector(facts.frame_rate, LEAST_SHOT_SECONDS),
            FadeDetector(facts.frame_rate, LEAST_SHOT_SECONDS),
        )
    track = _Track()
    expected = round(facts.duration * facts.frame_rate)
    colour_step = max(1, round(_COLOUR_STEP_SECONDS * facts.frame_rate))
    for part in reader.parts():
        if isinstance(part, Sound):
            track.sound_starts.append(float(part.start))
            track.sound_powers.append(part.power)
            continue
        _note_picture(track, part, detectors, colour_step)
        if len(track.pts) % _REPORT_EVERY == 0:
            progress("watching", len(track.pts), max(expected, len(track.pts)))
    for detector in detectors:
        track.boundaries.extend(detector.finish())
    progress("watching", len(track.pts), len(track.pts))
    return MeasuredFilm(_shots(track, facts), track.end_pts, reader.broken)


def _note_picture(
    track: _Track, picture: Picture, detectors: Sequence[ShotDetector], colour_step: int
) -> None:
    place = len(track.pts)
    for detector in detectors:
        track.boundaries.extend(detector.see(place, picture))
    track.motion.append(0.0 if track.last is None else motion_between(track.last, picture))
    if place % colour_step == 0:
        track.colours.append(colours_of(picture))
        track.colour_places.append(place)
    track.pts.append(picture.pts)
    track.last, track.end_pts = picture, picture.pts + picture.duration


def _shots(track: _Track, facts: FilmFacts) -> tuple[NewShot, ...]:
    if not track.pts:
        return ()
    least = max(1, round(LEAST_SHOT_SECONDS * facts.frame_rate))
    starts = shot_starts(track.boundaries, len(track.pts), least)
    ends = [*starts[1:], len(track.pts)]
    times = intervals(starts, track.pts, track.end_pts)
    return tuple(
        NewShot(start_pts, end_pts, _features(track, first, end, start_pts, end_pts, facts).to_bytes())
        for first, end, (start_pts, end_pts) in zip(starts, ends, times, strict=True)
    )


def _features(
    track: _Track, first: int, end: int, start_pts: int, end_pts: int, facts: FilmFacts
) -> ShotFeatures:
    low, high = np.searchsorted(track.colour_places, [first, end])
    if low == high:  # a shot shorter than the step between two samples takes the one before it
        low = max(0, low - 1)
    colours = np.mean(track.colours[low : max(high, low + 1)], axis=0)
    # The first picture of a shot differs from the one before by the cut, not by motion.
    moving = track.motion[first + 1 : end]
    return ShotFeatures(
        colours=np.asarray(colours, np.float32),
        motion=float(np.mean(moving)) if moving else 0.0,
        loudness=_loudness(track, start_pts * facts.clock.time_base, end_pts * facts.clock.time_base),
    )


def _loudness(track: _Track, start: Fraction, end: Fraction) -> float:
    low, high = np.searchsorted(track.sound_starts, [float(start), float(end)])
    powers = track.sound_powers[low:high]
    return decibels(float(np.mean(powers))) if powers else SILENCE
