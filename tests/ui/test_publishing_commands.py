"""`gallae publish`, `verify`, `export`, `rights`: every command of docs/exports.md and docs/rights.md, and refusals."""

import json
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from story.document.file import write_story
from story.model import Choice, Clip, Ending, Node, Story

PROJECT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shelf(stocked_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a library of one film and a story of it, for all tests of this file: what is cut stays cut."""
    from library import open_library

    folder = tmp_path_factory.mktemp("shelf")
    shutil.copytree(stocked_library, folder / "library")
    with open_library(folder / "library") as library:
        film = library.catalog.films()[0].fingerprint
    nodes = (
        Node("hall", "The hall", (Clip(film, 0, 1000),)),
        Node("room", "The room", (Clip(film, 2000, 3000),)),
        Node("garden", "The garden", (Clip(film, 4000, 5000),), Ending({"en": "Free"})),
    )
    choices = (
        Choice("left", "hall", "room", {"en": "Go left"}),
        Choice("right", "hall", "garden", {"en": "Go right"}, 1, default=True),
        Choice("out", "room", "garden", {"en": "Go out"}),
    )
    story = Story("6ac1b0d6-0c0f-4c61-9f0e-0d6d7d0c2a11", "A hall", "en", "hall", nodes, choices)
    write_story(story, folder / "story.json")
    return folder


@pytest.fixture
def gallae(shelf: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Result]]:
    from ui.command.main import gallae as group

    monkeypatch.chdir(shelf)
    yield lambda *given: CliRunner().invoke(group, ["--library", str(shelf / "library"), *map(str, given)])


def commands_of(page: str) -> list[list[str]]:
    import shlex

    text = (PROJECT / "docs" / page).read_text(encoding="utf-8")
    return [shlex.split(line) for line in re.findall(r"^gallae (.+)$", text, re.MULTILINE)]


def test_the_commands_of_the_page_of_exports_work(gallae: Callable[..., Result], shelf: Path) -> None:
    commands = commands_of("exports.md")
    assert len(commands) == 14
    for command in commands:
        result = gallae(*command)
        assert result.exit_code == 0, (command, result.output)
    made = {path.name for path in shelf.iterdir() if path.is_file()}
    assert made == {
        *("story.json", "bundle.zip", "poster.jpg", "sheet.jpg", "graph.svg", "rights.json"),
        *("story.otio", "story.edl", "story.fcpxml", "story.h5p", "story.zip"),
    }
    assert (shelf / "bundle" / "linear.mp4").is_file()
    told = json.loads((shelf / "rights.json").read_text(encoding="utf-8"))
    assert told[1]["photoVideoMetadata_gallae"]["used_parts"][0] == {"start_ms": 0, "end_ms": 1000}
    with zipfile.ZipFile(shelf / "story.zip") as archive:
        assert "imsmanifest.xml" in archive.namelist()


def test_the_commands_of_the_page_of_rights_work(gallae: Callable[..., Result]) -> None:
    before = json.loads(gallae("rights", 1, "--json").stdout)
    for command in commands_of("rights.md"):
        result = gallae(*command)
        assert result.exit_code == 0, (command, result.output)
    told = json.loads(result.stdout)
    assert (told["licence_id"], told["credit"], told["commercial"]) == ("CC-BY-SA-4.0", "Mina Kim", True)
    assert told["whole_under"] == ["CC-BY-SA-4.0", "GPL-3.0", "LAL-1.3"] and told["note"] == "Letter of 3 May"
    gallae("rights", 1, "--licence", before["licence"], "--source", "", "--note", "")


def test_an_export_says_what_is_left_behind(gallae: Callable[..., Result]) -> None:
    told = gallae("export", "story.json", "--otio", "again.otio")
    assert told.exit_code == 0 and "Time limits and defaults: 1" in told.stderr
    assert "otio: again.otio" in told.stdout
    Path("again.otio").unlink()


def test_verify_names_what_differs_and_exits_with_one(gallae: Callable[..., Result], tmp_path: Path) -> None:
    assert gallae("publish", "story.json", "-o", tmp_path / "bundle").exit_code == 0
    assert gallae("verify", tmp_path / "bundle").exit_code == 0
    (tmp_path / "bundle" / "player.js").write_text("alert(1)")
    (tmp_path / "bundle" / "more\x1b[2J.txt").write_text("x")
    (tmp_path / "bundle" / "poster.jpg").unlink()
    told = gallae("verify", tmp_path / "bundle")
    assert told.exit_code == 1
    assert told.stdout.splitlines()[:3] == [
        "missing   poster.jpg",
        "changed   player.js",
        "unlisted  more\\x1b[2J.txt",
    ]
    found = json.loads(gallae("verify", tmp_path / "bundle", "--json").stdout)
    assert (found["whole"], found["missing"], found["changed"]) == (False, ["poster.jpg"], ["player.js"])
    nothing = gallae("verify", tmp_path)
    assert nothing.exit_code == 2 and "no manifest" in nothing.stderr


def test_what_a_licence_forbids_is_not_published(gallae: Callable[..., Result], tmp_path: Path) -> None:
    before = json.loads(gallae("rights", 1, "--json").stdout)["licence"]
    gallae("rights", 1, "--licence", "CC BY-ND 4.0")
    try:
        for command in (
            ["publish", "story.json", "-o", tmp_path / "never"],
            ["export", "story.json", "--h5p", tmp_path / "never.h5p"],
            ["export", "story.json", "--linear", tmp_path / "never.mp4"],
        ):
            told = gallae(*command)
            assert told.exit_code == 2 and "“Four takes” (clip 1)" in told.stderr, told.output
            assert "hall “The hall”" in told.stderr and "owner's permission" in told.stderr
        assert not list(tmp_path.iterdir())
        gallae("rights", 1, "--allow", "editing", "--note", "By letter")
        assert gallae("export", "story.json", "--poster", tmp_path / "poster.jpg").exit_code == 0
    finally:
        gallae("rights", 1, "--licence", before, "--by-licence", "editing", "--note", "")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["export", "story.json"], "Say what to write"),
        (["export", "story.json", "--edl", "story.txt"], "must end with .edl"),
        (["export", "story.json", "--otio", "story.aaf"], "must end with .otio"),
        (["export", "story.json", "--otio", "x.otio", "--choose", "fly"], '"fly"'),
        (["publish", "story.json", "-o", "never", "--linear", "--choose", "fly"], '"fly"'),
        (["verify", "nowhere.zip"], "nowhere.zip"),
        (["rights", 77], "film 77"),
    ],
)
def test_bad_input_is_refused_and_writes_nothing(
    gallae: Callable[..., Result], shelf: Path, given: list[Any], said: str
) -> None:
    before = sorted(path.name for path in shelf.iterdir())
    told = gallae(*given)
    assert told.exit_code == 2 and said in told.stderr, told.output
    assert sorted(path.name for path in shelf.iterdir()) == before
