"""`gallae stories`, `diff` and `merge`: a history, two stories beside each other, two stories made one."""

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from library import open_library
from story import Node, Story, StoryGraph, StoryShelf, new_story, read_story, write_story
from story.history.open_story import OpenStory

Run = Callable[..., Result]


@pytest.fixture
def folder(tmp_path: Path, empty_library: Path) -> Path:
    return shutil.copytree(empty_library, tmp_path / "shelf")


@pytest.fixture
def gallae(folder: Path) -> Run:
    from ui.command.main import gallae as group

    return lambda *words: CliRunner().invoke(group, ["--library", str(folder), *map(str, words)])


@pytest.fixture
def story_id(folder: Path) -> str:
    """A story of three revisions: empty, with a node, with the node renamed."""
    with open_library(folder) as library:
        story = new_story("Two ways")
        StoryShelf(library.catalog).save(story, editor="ana")
        opened = OpenStory(library.catalog, story.id)
        opened.edit([{"op": "add_node", "title": "Home"}], "ana")
        opened.edit([{"op": "change_node", "id": "n1", "title": "House"}], "ben")
    return story.id


@pytest.fixture
def title(folder: Path, story_id: str) -> Callable[[], str]:
    """The title of the first node now, or nothing."""

    def first() -> str:
        with open_library(folder) as library:
            story, _ = StoryShelf(library.catalog).load(story_id)
        return story.nodes[0].title if story.nodes else ""

    return first


def test_the_history_says_who_did_what(gallae: Run, story_id: str) -> None:
    lines = gallae("stories", "history", story_id).stdout.splitlines()
    assert [re.sub(r"  \d{4}-\d\d-\d\d \d\d:\d\d", "", line).strip() for line in lines] == [
        "3  ben  Node n1 “Home”: title “Home” → “House”.",
        "2  ana  The story: start nothing → “n1”. Node n1 “Home” was added.",
        "1  ana  Begun.",
    ]
    steps = json.loads(gallae("stories", "history", story_id, "--json").stdout)
    assert [(one["revision"], one["editor"], one["kind"]) for one in steps] == [
        (3, "ben", "edited"),
        (2, "ana", "edited"),
        (1, "ana", "begun"),
    ]
    assert steps[0]["message"]["ko"] == "장면 칸 n1 “Home”: 제목 “Home” → “House”."


def test_undo_and_redo(gallae: Run, story_id: str, title: Callable[[], str]) -> None:
    assert gallae("stories", "undo", story_id).stdout == "The story is at revision 4.\n"
    assert title() == "Home"
    gallae("stories", "undo", story_id)
    done = gallae("stories", "undo", story_id)
    assert (done.exit_code, done.stderr) == (1, "There is nothing to undo.\n")
    assert gallae("stories", "redo", story_id).exit_code == gallae("stories", "redo", story_id).exit_code == 0
    assert (title(), gallae("stories", "redo", story_id).exit_code) == ("House", 1)
    newest = gallae("stories", "history", story_id).stdout.splitlines()[0]
    assert "Did again what revision 4 took back. Node n1 “Home”: title “Home” → “House”." in newest


def test_versions(gallae: Run, story_id: str, title: Callable[[], str]) -> None:
    assert "no versions" in gallae("stories", "versions", story_id).stderr
    assert "Revision 3 is called '첫 판' now" in gallae("stories", "keep", story_id, "첫 판").stdout
    assert "has a version '첫 판' already" in gallae("stories", "keep", story_id, " 첫  판 ").stderr
    gallae("stories", "undo", story_id)
    listed = json.loads(gallae("stories", "versions", story_id, "--json").stdout)
    assert [(one["name"], one["revision"]) for one in listed] == [("첫 판", 3)]
    assert re.fullmatch(r" +3  [-\d]{10} [:\d]{5}  첫 판\n", gallae("stories", "versions", story_id).stdout)
    assert gallae("stories", "restore", story_id, "첫 판").stdout == "The story is at revision 5.\n"
    assert title() == "House"
    assert "Went back to a version." in gallae("stories", "history", story_id).stdout
    gallae("stories", "undo", story_id)
    assert title() == "Home"
    assert gallae("stories", "forget", story_id, "첫 판").exit_code == 0
    assert "has no version '첫 판'" in gallae("stories", "restore", story_id, "첫 판").stderr


@pytest.mark.parametrize("name", ["", "12", "a/b", "x" * 101, "line\x07"])
def test_a_name_that_no_version_can_have(gallae: Run, story_id: str, name: str) -> None:
    done = gallae("stories", "keep", story_id, name)
    assert (done.exit_code, "cannot be the name of a version" in done.stderr) == (2, True)


@pytest.mark.parametrize("command", ["history", "undo", "redo", "versions"])
def test_a_story_that_is_not_there(gallae: Run, command: str) -> None:
    done = gallae("stories", command, "11111111-2222-3333-4444-555555555555")
    assert (done.exit_code, "There is no story 11111111" in done.stderr) == (2, True)


def test_stories_are_listed_with_their_newest_state(gallae: Run, story_id: str) -> None:
    (listed,) = json.loads(gallae("stories", "--json").stdout)
    assert (listed["id"], listed["title"], listed["revision"]) == (story_id, "Two ways", 3)
    assert story_id in gallae("stories").stdout


def written(path: Path, *nodes: str, **fields: str) -> Path:
    graph = StoryGraph(Story("s", "Two ways"))
    for title in nodes:
        graph.add_node(title)
    write_story(replace(graph.story, **fields), path)
    return path


def test_two_files_are_compared(gallae: Run, folder: Path, tmp_path: Path) -> None:
    before, after = written(tmp_path / "a", "Home"), written(tmp_path / "b", "House", "Bus", title="Three")
    done = gallae("diff", before, after)
    assert (done.exit_code, done.stdout.splitlines()) == (
        1,
        [
            "The story: title “Two ways” → “Three”.",
            "Node n1 “Home”: title “Home” → “House”.",
            "Node n2 “Bus” was added.",
        ],
    )
    assert (
        gallae("diff", before, after, "--language", "ko").stdout.splitlines()[2]
        == "장면 칸 n2 “Bus”: 더해졌습니다."
    )
    same = gallae("diff", before, before)
    assert (same.exit_code, same.stdout) == (0, "")
    entries = json.loads(gallae("diff", after, before, "--json").stdout)
    assert [(one["what"], one["id"], one["how"]) for one in entries] == [
        ("story", "", "changed"),
        ("nodes", "n1", "changed"),
        ("nodes", "n2", "removed"),
    ]


def test_a_story_is_compared_with_what_it_was(gallae: Run, story_id: str) -> None:
    gallae("stories", "keep", story_id, "good")
    gallae("stories", "undo", story_id)
    assert gallae("diff", f"{story_id}@good", f"{story_id}@3").exit_code == 0
    assert "“House” → “Home”" in gallae("diff", f"{story_id}@good", story_id).stdout
    assert "n1 “Home” was added" in gallae("diff", f"{story_id}@1", f"{story_id}@2").stdout
    assert "has no revision 9" in gallae("diff", f"{story_id}@9", story_id).stderr
    assert "has no version 'bad'" in gallae("diff", f"{story_id}@bad", story_id).stderr


def test_two_students_stories_become_one(gallae: Run, tmp_path: Path) -> None:
    base = written(tmp_path / "base", "Home")
    mine, theirs = written(tmp_path / "mine", "House", "Roof"), written(tmp_path / "theirs", "Home", "Cellar")
    done = gallae("merge", base, mine, theirs, "-o", tmp_path / "both.json")
    assert (done.exit_code, done.stdout) == (0, "")
    assert f"n2 of {theirs} is n3 now" in done.stderr
    assert read_story(tmp_path / "both.json").nodes == (
        Node("n1", "House"),
        Node("n2", "Roof"),
        Node("n3", "Cellar"),
    )


def test_conflicts_are_said_and_mine_is_written(gallae: Run, tmp_path: Path) -> None:
    files = [written(tmp_path / name, name) for name in ("base", "mine", "theirs")]
    done = gallae("merge", *files, "-o", tmp_path / "both.json")
    assert done.exit_code == 1
    assert done.stdout == (
        "Node n1 “mine”, title: mine is “mine”, theirs is “theirs”, before it was “base”. Kept: “mine”.\n"
    )
    assert read_story(tmp_path / "both.json").nodes[0].title == "mine"
    (conflict,) = json.loads(gallae("merge", *files, "-o", tmp_path / "both.json", "--json").stdout)
    assert (conflict["field"], conflict["base"], conflict["mine"], conflict["theirs"]) == (
        "title",
        "base",
        "mine",
        "theirs",
    )
