"""How quickly clips are cut and a story is published, beside MoviePy and ffmpeg making the same cuts.

python benchmarks/publish_speed.py [FILM …]
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import package_first  # noqa: F401 - for what it does
from films import PROJECT
from measure import Measured, measured
from table import table

from indexing.probe import probe
from library import Film, no_progress, open_library
from library.catalog.films import FilmLabel
from story import Choice, Clip, Ending, Node, Story

_CUT_MS = 30_000
_MOST_CUTS = 2
_SHARED = PROJECT.parent / "shared" / "media"
_OWN = ("elephants-dream/elephants_dream_excerpt_640x360.mp4", "big-buck-bunny/bbb720_B.mp4")
_MINUTES = 20


@dataclass
class Took:
    """How long a piece of work took: by the clock, and of all processors together, in seconds."""

    clock: float = 0.0
    processors: float = 0.0


@contextmanager
def timed() -> Iterator[Took]:
    """Measure what is done inside, with the processes that it starts and waits for."""
    took = Took(-time.perf_counter(), -_processor_seconds())
    yield took
    took.clock += time.perf_counter()
    took.processors += _processor_seconds()


def _processor_seconds() -> float:
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in used)


def cuts_of(film: Path) -> list[tuple[int, int]]:
    """Return cuts of thirty seconds, spread over a film, in ms; none begins at its start or at a whole second."""
    duration = int(probe(film, no_progress).duration * 1000) - 1_000
    count = max(1, min(_MOST_CUTS, duration // _CUT_MS))
    step = (duration - _CUT_MS) // max(1, count - 1) if count > 1 else 0
    return [(730 + number * step, 730 + number * step + _CUT_MS) for number in range(count)]


def cut_with_gallae(film: Path, copying: bool) -> Took:
    """Cut with the render cache as publishing does, each clip measured and brought to one loudness."""
    from creator.clips import ClipCache
    from creator.loudness import R128
    from creator.profile import web_profile

    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library") as library:
        added = library.catalog.add_film(probe(film, no_progress), FilmLabel())
        cuts = [Clip(added.fingerprint, start, end) for start, end in cuts_of(film)]
        profile = web_profile([(added, _CUT_MS)])
        clips = ClipCache(Path(folder) / "cache", profile, loudness=R128, copying=copying)
        clips.folder.mkdir()
        with timed() as took:
            clips.render([clips.job(clip, added) for clip in cuts], "clips")
        return took


def publish_with_gallae(film: Path) -> Took:
    """Publish a story of the cuts into an empty cache."""
    from creator import LibraryFootage, publish

    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library") as library:
        added = library.catalog.add_film(probe(film, no_progress), FilmLabel())
        footage, bundle = LibraryFootage(library.catalog), Path(folder) / "bundle"
        with timed() as took:
            publish(_story(added, cuts_of(film)), footage, bundle, cache=library.clip_folder)
        return took


def publish_after_one_edit(film: Path) -> Took:
    """Publish, change one cut, publish again; the second time is measured."""
    from creator import LibraryFootage, publish

    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder) / "library") as library:
        added = library.catalog.add_film(probe(film, no_progress), FilmLabel())
        footage, bundle = LibraryFootage(library.catalog), Path(folder) / "bundle"
        cuts = cuts_of(film)
        publish(_story(added, cuts), footage, bundle, cache=library.clip_folder)
        edited = [*cuts[:-1], (cuts[-1][0] - 500, cuts[-1][1] - 500)]
        with timed() as took:
            publish(_story(added, edited), footage, bundle, cache=library.clip_folder)
        return took


def cut_with_moviepy(film: Path) -> Took:
    """Write the same cuts with MoviePy, at its defaults for H.264 and AAC."""
    from moviepy import VideoFileClip

    with tempfile.TemporaryDirectory() as folder, timed() as took:
        for number, (begin, end) in enumerate(cuts_of(film)):
            with VideoFileClip(str(film)) as source:
                cut = source.subclipped(begin / 1000, end / 1000)
                cut.write_videofile(
                    str(Path(folder) / f"{number}.mp4"), codec="libx264", audio_codec="aac", logger=None
                )
    return took


def cut_with_ffmpeg(film: Path) -> Took:
    """Write the same cuts with plain ffmpeg, at its defaults for H.264 and AAC."""
    from creator.ffmpeg import ffmpeg

    with tempfile.TemporaryDirectory() as folder, timed() as took:
        for number, (begin, end) in enumerate(cuts_of(film)):
            command = [ffmpeg(), "-v", "error", "-ss", str(begin / 1000), "-i", str(film)]
            command += ["-t", str((end - begin) / 1000), "-c:v", "libx264", "-c:a", "aac"]
            subprocess.run([*command, str(Path(folder) / f"{number}.mp4")], check=True)
    return took


def long_film(folder: Path) -> Path:
    """Write a film of twenty minutes: a minute that moves all over, with a key frame every two seconds, repeated."""
    from creator.ffmpeg import ffmpeg

    minute, whole = folder / "minute.mp4", folder / f"generated, {_MINUTES} min"
    plain = [ffmpeg(), "-v", "error", "-y"]
    pictures = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=24:duration=60"]
    sound = ["-f", "lavfi", "-i", "anoisesrc=color=pink:amplitude=0.2:duration=60:sample_rate=48000:seed=7"]
    encoded = [
        "-c:v",
        "libx264",
        "-preset",
        "faster",
        "-g",
        "48",
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        "-ac",
        "2",
    ]
    subprocess.run([*plain, *pictures, *sound, *encoded, str(minute)], check=True)
    again = ["-stream_loop", str(_MINUTES - 1), "-i", str(minute), "-c", "copy", "-f", "mp4", str(whole)]
    subprocess.run([*plain, *again], check=True)
    return whole


def _story(film: Film, cuts: list[tuple[int, int]]) -> Story:
    """Return a story in which the cuts follow one another."""
    nodes = tuple(
        Node(f"n{number}", f"Cut {number}", (Clip(film.fingerprint, start, end),), _ending(number, cuts))
        for number, (start, end) in enumerate(cuts)
    )
    choices = tuple(Choice(f"c{number}", f"n{number}", f"n{number + 1}") for number in range(len(cuts) - 1))
    return Story("00000000-0000-4000-8000-000000000000", "Benchmark", "en", "n0", nodes, choices)


def _ending(number: int, cuts: list[tuple[int, int]]) -> Ending | None:
    return Ending({"en": "The end"}) if number == len(cuts) - 1 else None


_WORK: tuple[tuple[str, Callable[..., Took], tuple[object, ...], int], ...] = (
    ("MoviePy: the cuts alone", cut_with_moviepy, (), 1),
    ("ffmpeg, re-encoding: the cuts alone", cut_with_ffmpeg, (), 1),
    ("gallae, smart cut: the cuts alone", cut_with_gallae, (True,), 3),
    ("gallae, encoding everything: the cuts alone", cut_with_gallae, (False,), 1),
    ("gallae publish: cuts, cards, player", publish_with_gallae, (), 1),
    ("gallae publish again after one edit", publish_after_one_edit, (), 1),
)
"""What is measured, the two peers first: its name, the work, more arguments, and how often."""


def _rows(film: Path) -> list[tuple[object, ...]]:
    name = f"{film.name}, {len(cuts_of(film))} × {_CUT_MS // 1000} s"
    done: list[tuple[str, Measured]] = []
    for what, work, arguments, runs in _WORK:
        one = measured(work, film, *arguments, runs=runs)
        print(
            f"{name}, {what}: {one.value}", file=sys.stderr, flush=True
        )  # it takes minutes, and may be interrupted
        done.append((what, one))
    moviepy, ffmpeg = (one.value.clock for _, one in done[:2])
    return [_row(name, what, one, moviepy, ffmpeg) for what, one in done]


def _row(name: str, what: str, one: Measured, moviepy: float, ffmpeg: float) -> tuple[object, ...]:
    took: Took = one.value
    return name, what, took.clock, moviepy / took.clock, ffmpeg / took.clock, took.processors, one.megabytes


def main() -> str:
    """Measure and return the table."""
    with tempfile.TemporaryDirectory() as folder:
        named = [Path(one) for one in sys.argv[1:]]
        films = named or [*filter(Path.exists, (_SHARED / one for one in _OWN)), long_film(Path(folder))]
        rows = [row for film in films for row in _rows(film)]
    return table(
        "Publishing",
        "Each in a fresh process, smart cut the median of three. The machine is shared: processor seconds, of all "
        "cores together, vary less than those of the clock. Gallae also brings each clip to −23 LUFS, and "
        "publishing makes a title card and an end card. Both peers at their defaults for H.264 and AAC.",
        ("film and cuts", "what", "seconds", "× MoviePy", "× ffmpeg", "processor seconds", "peak MB"),
        rows,
    )


if __name__ == "__main__":
    print(main())
