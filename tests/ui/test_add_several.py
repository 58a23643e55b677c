"""`gallae add` with a folder: all of its films, told one by one; what fails is named, and Ctrl+C keeps what is done."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from library import open_library
from ui.command.main import gallae as group

PROJECT = Path(__file__).parents[2]


@pytest.fixture
def shelf(films: Any, take: Callable[..., Any], tmp_path: Path) -> Path:
    """A folder with two films in folders, subtitles beside one, and something that only looks like a film."""
    folder = tmp_path / "films"
    for number, name in enumerate(("one/one.mp4", "two/two.mp4")):
        made = films.make(name=f"shelf{number}.mp4", takes=(take((200, 90 * number, 30), 72),), sound="")
        target = folder / name
        target.parent.mkdir(parents=True)
        target.write_bytes(made.path.read_bytes())
    (folder / "one/one.en.srt").write_text("1\n00:00:00,500 --> 00:00:02,000\nWhere is the harbour?\n")
    (folder / "bad.mp4").write_text("no film")
    return folder


@pytest.fixture
def gallae(empty_library: Path, tmp_path: Path) -> Callable[..., Result]:
    import shutil

    library = shutil.copytree(empty_library, tmp_path / "library")
    return lambda *arguments: CliRunner().invoke(group, ["--library", str(library), *map(str, arguments)])


def test_a_folder_is_added_with_what_lies_beside_and_failures_are_named(
    gallae: Callable[..., Result], shelf: Path, tmp_path: Path
) -> None:
    result = gallae("add", shelf, "--jobs", 2, "--provider", "Archive")
    assert result.exit_code == 2
    told = result.stderr.splitlines()
    assert told[-1] == "2 of 3 films are in the library; not bad.mp4."
    assert any(line.startswith("gallae: ") and "bad.mp4: not a film" in line for line in told)
    assert {line for line in told if line.startswith("[3/3]")} and "one.mp4: vectors" in result.stderr
    assert sorted(line.split("  ")[1] for line in result.stdout.splitlines()) == [
        "one: 1 scenes",
        "two: 1 scenes",
    ]
    with open_library(tmp_path / "library") as library:
        held = {film.title: film for film in library.catalog.films()}
        assert {film.provider for film in held.values()} == {"Archive"}
        assert library.catalog.cue_languages(held["one"].id) == ("en",)
    (shelf / "bad.mp4").unlink()
    again = gallae("add", shelf / "one", shelf / "two/two.mp4")
    assert again.exit_code == 0 and "vectors" not in again.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("one", "--title", "A"), "--title is for one film"),
        (("one", "two", "--screenplay", "x.fountain"), "--screenplay is for one film"),
        (("one/one.mp4", "one/one.en.srt"), "Name subtitles after --subtitles"),
        (("one", "--subtitles", "one/one.en.srt"), "Leave --subtitles out"),
        (("one", "--jobs", "0"), "--jobs"),
    ],
)
def test_what_makes_no_sense_for_several_is_said(
    gallae: Callable[..., Result], shelf: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = gallae("add", *(shelf / one if (shelf / one).exists() else one for one in arguments))
    assert result.exit_code == 2 and said in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="sends a signal")
def test_ctrl_c_stops_all_and_keeps_what_is_finished(
    shelf: Path, empty_library: Path, tmp_path: Path
) -> None:
    (shelf / "bad.mp4").unlink()
    code = "from ui.command import main; main()"
    command = [
        sys.executable,
        "-c",
        code,
        "--library",
        str(tmp_path / "stopped"),
        "add",
        str(shelf),
        "--jobs",
        "1",
    ]
    with open_library(tmp_path / "stopped") as library:
        library.catalog.set_setting("embedding-model", "hashing")
    with subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout and running.stderr
        assert "scenes" in running.stdout.readline()  # the first is done, the second has begun or is about to
        os.kill(running.pid, signal.SIGINT)
        begun = time.monotonic()
        _, told = running.communicate(timeout=60)
    assert running.returncode in (130, 0) and time.monotonic() - begun < 40
    assert running.returncode == 0 or "What is finished is kept" in told
    with open_library(tmp_path / "stopped") as library:
        films = library.catalog.films()
        assert len(films) >= 1 and library.catalog.leases() == ()
        assert any("thumbnails" in library.catalog.finished_stages(film.id) for film in films)
