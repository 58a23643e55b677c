"""Truncated and damaged films are read as far as they go, or end in the one error."""

import resource
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexing import (
    FilmToAdd,
    add_film,
)
from library import Library
from tests.indexing.watched import joined, starts, truncated, watch

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name, options", [("fast.mp4", ("-movflags", "+faststart")), ("whole.mkv", ())])
def test_a_truncated_film_is_marked_and_read_up_to_the_break(
    films: Any, film: Any, tmp_path: Path, name: str, options: tuple[str, ...]
) -> None:
    whole = films.converted(name, "-c", "copy", *options)
    facts, measured = watch(truncated(whole, tmp_path / name, 0.6))
    end = facts.clock.seconds(measured.end_pts)
    assert measured.broken and 2 < end < 7
    # Where the cut has only just been seen, the detector cannot know it yet.
    expected = [cut for cut in film.cuts if cut < end - 1]
    found = starts(facts, measured)
    assert len(found) >= len(expected)
    assert all(abs(one - true) <= Fraction(1, 1000) for one, true in zip(found, expected, strict=False))
    assert not watch(whole)[1].broken


def test_a_truncated_film_is_marked_and_searchable_up_to_the_break(
    library: Library, films: Any, subtitles: Path, tmp_path: Path
) -> None:
    whole = films.converted("whole-fast.mp4", "-c", "copy", "-movflags", "+faststart").read_bytes()
    path = tmp_path / "broken.mp4"
    path.write_bytes(whole[: len(whole) * 6 // 10])
    added = add_film(library, FilmToAdd(path, (subtitles,)))
    assert added.film.broken_at == added.film.duration and 2 < added.film.duration < 7
    assert "broken.mp4 breaks off at 0:0" in added.notes[0]
    assert library.catalog.scenes(added.film.id)[-1].end == added.film.duration
    assert all(cue.end_ms <= added.film.duration * 1000 for cue in library.catalog.cues(added.film.id))
    assert add_film(library, FilmToAdd(path)).film == added.film


def test_a_broadcast_that_begins_in_the_middle_is_read(films: Any, tmp_path: Path) -> None:
    stream = films.converted("stream.ts", "-c", "copy").read_bytes()
    late = tmp_path / "late.ts"
    late.write_bytes(stream[188 * 100 :])
    _, measured = watch(late)
    assert len(measured.shots) == 3 and joined(measured)


WATCH = """
import sys
from pathlib import Path
from indexing import FilmUnreadable
from indexing.frames import FilmReader
from indexing.measuring import measure_film
from indexing.probe import probe
from indexing.shots import ShotWay
from library import no_progress
for name in sys.argv[1:]:
    try:
        facts = probe(Path(name), no_progress)
        measured = measure_film(FilmReader(Path(name)), facts, no_progress, ShotWay.QUICK)
        print("shots", len(measured.shots), Path(name).name, flush=True)
    except FilmUnreadable as error:
        assert str(error).count(chr(10)) == 0
        print("refused", 0, Path(name).name, flush=True)
"""


def limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))


def test_a_film_that_says_its_data_lie_elsewhere_ends_in_shots_or_the_one_error(
    film: Any, tmp_path: Path
) -> None:
    # An MP4 may say that its samples lie elsewhere (`dref` with an address): it names no place here.
    content = film.path.read_bytes()
    entry = bytes.fromhex("0000000c75726c2000000001")  # `url `: the samples are in this file
    assert content.count(entry) == 2
    outside = tmp_path / "outside.mp4"
    outside.write_bytes(content.replace(entry, bytes.fromhex("0000000c75726c2000000000")))
    opened = subprocess.run(
        [sys.executable, "-c", WATCH, str(outside)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert opened.returncode == 0 and opened.stdout.split()[0] in {"shots", "refused"}


def test_films_made_to_break_readers_end_in_shots_or_the_one_error(shared: Path) -> None:
    folder = shared / "data/malformed"
    paths = sorted(
        map(str, (*folder.glob("afl/*.mp4"), *folder.glob("mp4parse/*.mp4"), folder / "corrupted.mp4"))
    )
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *paths],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        preexec_fn=limit_memory,
        check=False,
    )
    answers = {line.split()[2]: line.split()[:2] for line in done.stdout.splitlines()}
    assert done.returncode == 0, done.stderr[-800:]
    assert len(answers) == len(paths) >= 20
    assert answers["tiny_av1.mp4"][0] == "shots" and answers["opus_audioinit.mp4"][0] == "refused"


def test_a_damaged_film_gives_shots_or_the_one_error(film: Any, tmp_path: Path) -> None:
    dice = np.random.default_rng(5)
    names = []
    for number in range(12):
        content = bytearray(film.path.read_bytes())
        for place in dice.integers(0, len(content), 40):
            content[place] = dice.integers(0, 256)
        path = tmp_path / f"damaged{number}.mp4"
        path.write_bytes(content)
        names.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", WATCH, *names],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0 and len(done.stdout.splitlines()) == 12, done.stderr[-800:]
