"""How quickly a story is published, beside MoviePy making the same cuts.

python benchmarks/publish_speed.py [FILM …]
"""

import sys
import tempfile
import time
from pathlib import Path

import package_first  # noqa: F401 - for what it does
from films import films
from measure import measured
from table import table

from indexing.probe import probe
from library import Film, no_progress, open_library
from library.catalog.films import FilmLabel
from story import Choice, Clip, Ending, Node, Story

_CUTS = 6
_CUT_MS = 8_000


def cuts_of(film: Path) -> list[tuple[int, int]]:
    """Return six cuts of eight seconds, spread over the film, in ms."""
    duration = int(probe(film, no_progress).duration * 1000)
    step = (duration - _CUT_MS) // (_CUTS - 1)
    return [(number * step, number * step + _CUT_MS) for number in range(_CUTS)]


def publish_with_gallae(film: Path) -> int:
    """Publish a story of the cuts into an empty cache; return the bytes."""
    from creator import LibraryFootage, publish

    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library") as library:
        added = library.catalog.add_film(probe(film, no_progress), FilmLabel())
        footage, bundle = LibraryFootage(library.catalog), Path(folder) / "bundle"
        return publish(_story(added, cuts_of(film)), footage, bundle, cache=library.clip_folder).bytes


def publish_after_one_edit(film: Path) -> float:
    """Publish, change one cut, publish again; return the seconds of the second time."""
    from creator import LibraryFootage, publish

    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library") as library:
        added = library.catalog.add_film(probe(film, no_progress), FilmLabel())
        footage, bundle = LibraryFootage(library.catalog), Path(folder) / "bundle"
        cuts = cuts_of(film)
        publish(_story(added, cuts), footage, bundle, cache=library.clip_folder)
        edited = [*cuts[:-1], (cuts[-1][0] - 500, cuts[-1][1] - 500)]
        start = time.perf_counter()
        publish(_story(added, edited), footage, bundle, cache=library.clip_folder)
        return time.perf_counter() - start


def cut_with_moviepy(film: Path) -> int:
    """Write the same cuts with MoviePy, at its defaults for H.264 and AAC."""
    from moviepy import VideoFileClip

    with tempfile.TemporaryDirectory() as folder:
        for number, (start, end) in enumerate(cuts_of(film)):
            with VideoFileClip(str(film)) as source:
                cut = source.subclipped(start / 1000, end / 1000)
                cut.write_videofile(
                    str(Path(folder) / f"{number}.mp4"), codec="libx264", audio_codec="aac", logger=None
                )
        return sum(file.stat().st_size for file in Path(folder).iterdir())


def _story(film: Film, cuts: list[tuple[int, int]]) -> Story:
    """Return a story in which the cuts follow one another."""
    nodes = tuple(
        Node(f"n{number}", f"Cut {number}", (Clip(film.fingerprint, start, end),), _ending(number))
        for number, (start, end) in enumerate(cuts)
    )
    choices = tuple(Choice(f"c{number}", f"n{number}", f"n{number + 1}") for number in range(len(cuts) - 1))
    return Story("00000000-0000-4000-8000-000000000000", "Benchmark", "en", "n0", nodes, choices)


def _ending(number: int) -> Ending | None:
    return Ending({"en": "The end"}) if number == _CUTS - 1 else None


def main() -> str:
    """Measure and return the table."""
    rows = []
    for film in films(sys.argv[1:]):
        moviepy = measured(cut_with_moviepy, film)
        for name, result in (
            ("MoviePy: the cuts alone", moviepy),
            ("gallae publish: cuts, cards, player", measured(publish_with_gallae, film)),
        ):
            rows.append((film.name, name, result.seconds, moviepy.seconds / result.seconds, result.megabytes))
        again = measured(publish_after_one_edit, film, runs=1)
        name = "gallae publish again after one edit"
        rows.append((film.name, name, again.value, moviepy.seconds / again.value, again.megabytes))
    return table(
        "Publishing",
        f"{_CUTS} cuts of {_CUT_MS // 1000} s. Median of three runs, each in a fresh process. Publishing also makes a "
        "title card and an end card, and makes every cut alike in size, rate and sound.",
        ("film", "what", "seconds", "× MoviePy", "peak MB"),
        rows,
    )


if __name__ == "__main__":
    print(main())
