"""Reads films as they are published for scene grouping: shots, true scenes and a row of colours a shot, as text.

A film's folder holds `shots.txt` (first and last frame of a shot a line), `featuresHSV.txt` (counts of colour bins, a
shot a line), and `scenes.txt`: either first and last frame of a scene a line, or the numbers of the scenes' first
shots, from 0, behind which the number of shots may stand. A scene's first frame means the shot that begins nearest.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexing.grouping import ShotRow

FRAMES_A_SECOND = 25
"""The folders do not tell; only the least length of a scene in seconds depends on it."""

_Line = tuple[int, list[float]]


class BadFilm(Exception):
    """A film's folder cannot be read; the message names the file, and the line if there is one."""


@dataclass(frozen=True)
class JudgedFilm:
    """A film whose scenes are known.

    Attributes:
        name: The folder's name.
        row: Its shots, with nothing but their looks and times.
        scenes: The number of each true scene's first shot, the first of which is 0.
    """

    name: str
    row: ShotRow
    scenes: tuple[int, ...]


def film_folders(folder: Path) -> list[Path]:
    """Return the folders of films in a folder, or itself if it is one."""
    if (folder / "shots.txt").is_file():
        return [folder]
    return sorted(
        (one for one in folder.iterdir() if (one / "shots.txt").is_file()), key=lambda one: _order(one.name)
    )


def read_film(folder: Path) -> JudgedFilm:
    """Read a film's folder.

    Raises:
        BadFilm: A file is missing or broken.
    """
    shots = _shots(folder / "shots.txt")
    scenes = _scenes(folder / "scenes.txt", shots)
    colours = _colours(folder / "featuresHSV.txt", len(shots))
    starts, ends = shots[:, 0] / FRAMES_A_SECOND, (shots[:, 1] + 1) / FRAMES_A_SECOND
    row = ShotRow(colours, starts, ends, np.zeros(len(shots) - 1))
    return JudgedFilm(folder.resolve().name, row, scenes)


def _shots(file: Path) -> np.ndarray:
    """Return first and last frame of each shot, shape `(shots, 2)`."""
    frames = []
    for number, values in _numbers(file):
        _two(file, number, values)
        if frames and values[0] <= frames[-1][0]:
            raise BadFilm(f"{file}:{number}: the shot does not begin after the one before.")
        frames.append(values[:2])
    if not frames:
        raise BadFilm(f"{file}: no shots in it.")
    return np.array(frames)


def _scenes(file: Path, shots: np.ndarray) -> tuple[int, ...]:
    lines = list(_numbers(file))
    if not lines:
        raise BadFilm(f"{file}: no scenes in it.")
    if _are_shot_numbers(file, lines):
        return _by_shot(file, lines, len(shots))
    starts = {0}
    for number, values in lines:
        _two(file, number, values)
        starts.add(int(np.abs(shots[:, 0] - values[0]).argmin()))
    return tuple(sorted(starts))


def _are_shot_numbers(file: Path, lines: list[_Line]) -> bool:
    """Tell a list of first shots, on one line or one a line, from lines of first and last frames."""
    counts = [len(values) for _, values in lines]
    listed = len(lines) == 1 and "," in _text(file)
    return listed or max(counts) == 1 or max(counts) > 2


def _by_shot(file: Path, lines: list[_Line], shots: int) -> tuple[int, ...]:
    starts = [0]
    for number, values in lines:
        for value in values:
            if not (value.is_integer() and 0 <= value <= shots):
                raise BadFilm(f"{file}:{number}: {value:g} is no shot of 0 to {shots - 1}.")
            if value < starts[-1]:
                raise BadFilm(f"{file}:{number}: {value:g} comes after {starts[-1]}.")
            starts.append(int(value))
    return tuple(sorted({*starts} - {shots}))


def _colours(file: Path, shots: int) -> np.ndarray:
    """Return the share of each bin in each shot."""
    rows: list[list[float]] = []
    for number, values in _numbers(file):
        if rows and len(values) != len(rows[0]):
            raise BadFilm(f"{file}:{number}: {len(values)} bins, where the first line has {len(rows[0])}.")
        if min(values) < 0:
            raise BadFilm(f"{file}:{number}: a count below 0.")
        rows.append(values)
    if len(rows) != shots:
        raise BadFilm(f"{file}: {len(rows)} lines for {shots} shots.")
    counts = np.array(rows)
    sums = counts.sum(axis=1, keepdims=True)
    return np.where(sums > 0, counts / np.maximum(sums, 1e-9), 1 / counts.shape[1])


def _two(file: Path, number: int, values: list[float]) -> None:
    if len(values) < 2:
        raise BadFilm(f"{file}:{number}: a first and a last frame are wanted.")
    if values[1] < values[0]:
        raise BadFilm(f"{file}:{number}: the last frame {values[1]:g} comes before the first, {values[0]:g}.")


def _numbers(file: Path) -> Iterator[_Line]:
    """Yield the number of each line that is not empty, and the numbers in it."""
    for number, line in enumerate(_text(file).splitlines(), 1):
        try:
            values = [float(word) for word in line.replace(",", " ").replace(";", " ").split()]
        except ValueError as error:
            raise BadFilm(f"{file}:{number}: {str(error).rpartition(': ')[2]} is no number.") from error
        if not np.isfinite(values).all():
            raise BadFilm(f"{file}:{number}: a number that is not finite.")
        if values:
            yield number, values


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise BadFilm(f"{file}: cannot be read ({error.strerror}).") from error


def _order(name: str) -> tuple[str, int, str]:
    """Sort `ovsd-10` behind `ovsd-9`."""
    group, _, number = name.rpartition("-")
    return (group or name, int(number) if number.isdecimal() else 0, name)
