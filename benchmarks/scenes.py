"""How well shots are grouped into scenes: Gallae's way next to others, on films whose true scenes are known.

    python benchmarks/scenes.py [DIR]

It ends with 1 where a film's files are broken (the others are scored), with 2 where there is no film.
DIR is a folder of films as `scene_truth.py` reads them, or one film; without it, the shared films beside the project.
The settings of every method were chosen on nine of those films, and are the same for all films.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from dataclasses import astuple
from pathlib import Path

import numpy as np
from films import PROJECT
from scene_scores import SceneScores, scene_scores
from scene_truth import BadFilm, JudgedFilm, film_folders, read_film
from table import table

from indexing.grouping import LengthsAndLooks, OptimalSequential, WindowedCoherence

_SHARED = PROJECT.parent / "shared" / "data" / "scene-grouping"

CHOSEN_ON = frozenset(["ovsd-1", "ovsd-3", "ovsd-5", "ovsd-6", "ovsd-8", "bbc-1", "bbc-3", "rai-1", "rai-3"])
"""The films on which every method's settings were chosen."""

METHODS: dict[str, Callable[[JudgedFilm], list[int]]] = {
    "Gallae": lambda film: LengthsAndLooks().scene_starts(film.row),
    "coherence": lambda film: WindowedCoherence().scene_starts(film.row),
    "optimal sequential": lambda film: OptimalSequential().scene_starts(film.row),
    "equal lengths": lambda film: equal_lengths(film),
    "every shot": lambda film: list(range(len(film.row))),
}
_FIGURES = (
    "Boundary F1, exact shot",
    "Boundary F1, within one shot",
    "Coverage (1 is best)",
    "Overflow (0 is best)",
)


def main() -> str:
    """Score every method on every film and return the tables."""
    folder = _arguments()
    if folder == _SHARED and not folder.is_dir():
        return "## Scenes\n\nNot measured: the films of ../shared are not here.\n"
    return tables(_films(folder)[0])


def _arguments() -> Path:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?", default=_SHARED, metavar="DIR")
    folder: Path = parser.parse_args().folder
    return folder


def equal_lengths(film: JudgedFilm) -> list[int]:
    """Return scenes of equal numbers of shots, as many as there are true ones."""
    shots, scenes = len(film.row), len(film.scenes)
    return sorted({round(shots * number / scenes) for number in range(scenes)})


def tables(films: Sequence[JudgedFilm]) -> str:
    """Return a table for each figure: a line a film, then the means, a column a method."""
    scores = {
        name: {film.name: scene_scores(group(film), film.scenes, len(film.row)) for film in films}
        for name, group in METHODS.items()
    }
    sections = [
        table(
            f"Scenes: {title}", _REMARK, ("film", "shots", "scenes", *METHODS), _rows(films, scores, number)
        )
        for number, title in enumerate(_FIGURES)
    ]
    return "\n".join(sections)


_REMARK = (
    "By colours and lengths of shots alone. `coherence`: windowed coherence with local depth; `optimal sequential`: "
    "optimal sequential grouping with its own estimate of the number of scenes; `equal lengths` is told that number. "
    f"Settings were chosen on {', '.join(sorted(CHOSEN_ON))}; the other films tell what they are worth."
)


def _rows(
    films: Sequence[JudgedFilm], scores: dict[str, dict[str, SceneScores]], number: int
) -> list[tuple[object, ...]]:
    def mean(names: Sequence[str]) -> list[str]:
        return [f"{np.mean([astuple(of[name])[number] for name in names]):.3f}" for of in scores.values()]

    rows: list[tuple[object, ...]] = [
        (film.name, str(len(film.row)), str(len(film.scenes)), *mean([film.name])) for film in films
    ]
    rows += [(f"mean {name}", "", "", *mean(members)) for name, members in _groups(films).items()]
    return [*rows, ("mean", "", "", *mean([film.name for film in films]))]


def _groups(films: Sequence[JudgedFilm]) -> dict[str, list[str]]:
    """Return the names of films by group, and by whether settings were chosen on them, where that parts them."""
    found: dict[str, list[str]] = {}
    for film in films:
        found.setdefault(f"of {film.name.rpartition('-')[0] or film.name}", []).append(film.name)
    if len(found) == 1 or len(found) == len(films):
        found = {}
    chosen = [film.name for film in films if film.name in CHOSEN_ON]
    rest = [film.name for film in films if film.name not in CHOSEN_ON]
    return found | ({"where chosen": chosen, "of the rest": rest} if chosen and rest else {})


def _films(folder: Path) -> tuple[list[JudgedFilm], bool]:
    """Return the films of a folder, and whether one was broken; which are left out, and why, is told on stderr.

    Exits with 2 where there is no film at all.
    """
    if not folder.is_dir():
        sys.exit(f"{folder}: no such folder.")
    films, broken = [], False
    for one in film_folders(folder):
        if missing := [name for name in ("featuresHSV.txt", "scenes.txt") if not (one / name).is_file()]:
            print(f"{one}: left out, no {missing[0]} in it.", file=sys.stderr)
            continue
        try:
            films.append(read_film(one))
        except BadFilm as error:
            print(f"{error} The film is left out.", file=sys.stderr)
            broken = True
    if not films:
        print(
            f"{folder}: no film to score in it; a film is a folder with shots.txt, scenes.txt and featuresHSV.txt.",
            file=sys.stderr,
        )
        sys.exit(2)
    return films, broken


if __name__ == "__main__":
    found, left_out = _films(_arguments())
    print(tables(found))
    sys.exit(1 if left_out else 0)
