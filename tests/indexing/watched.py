"""Films that are watched as indexing does, and what their shots are."""

from fractions import Fraction
from pathlib import Path

import numpy as np

from indexing.frames import FilmReader
from indexing.measuring import MeasuredFilm, measure_film
from indexing.probe import probe
from indexing.small_pictures import Pictures
from library import no_progress
from library.findings import FilmFacts

FRAME = Fraction(1, 24)


def watch(path: Path) -> tuple[FilmFacts, MeasuredFilm]:
    facts = probe(path, no_progress)
    return facts, measure_film(FilmReader(path), facts, no_progress)


def starts(facts: FilmFacts, measured: MeasuredFilm) -> list[Fraction]:
    """Return the film time at which each shot but the first begins."""
    return [facts.clock.seconds(shot.start_pts) for shot in measured.shots[1:]]


def all_pictures(path: Path) -> Pictures:
    """Return what a reader yields as one batch."""
    parts = [part for part in FilmReader(path).parts() if isinstance(part, Pictures)]
    columns = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("pts", "durations", "pixels")
    )
    return Pictures(*columns)


def joined(measured: MeasuredFilm) -> bool:
    """Say whether each shot ends where the next begins, and the last where the film does."""
    ends = [shot.end_pts for shot in measured.shots]
    return [shot.start_pts for shot in measured.shots[1:]] == ends[:-1] and ends[-1] == measured.end_pts


def truncated(source: Path, target: Path, share: float) -> Path:
    content = source.read_bytes()
    target.write_bytes(content[: int(len(content) * share)])
    return target
