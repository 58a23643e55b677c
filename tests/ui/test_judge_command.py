"""`gallae judge` asks which scenes fit, notes it without asking, lists it, and says honestly what a fit brought."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from library import open_library


@pytest.fixture
def gallae(tmp_path: Path, stocked_library: Path) -> Callable[..., Result]:
    """Run `gallae` on a library with one film of four scenes, two with a line."""
    from ui.command.main import gallae as group

    folder = shutil.copytree(stocked_library, tmp_path / "shelf")

    def run(*arguments: object, typed: str | None = None) -> Result:
        return CliRunner().invoke(group, ["--library", str(folder), *map(str, arguments)], input=typed)

    return run


def judged(gallae: Callable[..., Result]) -> list[dict[str, object]]:
    return json.loads(gallae("judge", "--list", "--json").stdout)


def test_hits_are_numbered_and_asked_about(gallae: Callable[..., Result], tmp_path: Path) -> None:
    asked = gallae("judge", "the keeper waits for the boat", "--by", "Mina", typed="1 -2\n")
    assert asked.exit_code == 0
    assert "  1  Four takes  0:00" in asked.output and "The lighthouse keeper waits" in asked.output
    first, second = judged(gallae)
    assert (first["fits"], second["fits"]) == (True, False)
    assert first["query"] == "the keeper waits for the boat" and first["by"] == "Mina"
    with open_library(tmp_path / "shelf") as library:
        assert library.catalog.scene(first["scene"]).number == 0


def test_a_wrong_answer_is_asked_again_and_an_empty_one_notes_nothing(gallae: Callable[..., Result]) -> None:
    asked = gallae("judge", "the boat", typed="99\nyes\n\n")
    assert asked.exit_code == 0
    assert "'99' is no number from 1 to" in asked.output and "'yes' is no number" in asked.output
    assert judged(gallae) == []


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("", {}), ("2", {2: True}), ("1, 3 -2", {1: True, 3: True, 2: False}), (" -1 ", {1: False})],
)
def test_answers_are_read(text: str, chosen: dict[int, bool]) -> None:
    from ui.command.judge import read_answer

    assert read_answer(text, 3) == chosen


@pytest.mark.parametrize("text", ["0", "4", "x", "1.5", "- 1", "²"])
def test_what_is_no_answer_is_refused(text: str) -> None:
    from ui.command.judge import read_answer

    with pytest.raises(click.BadParameter):
        read_answer(text, 3)


def test_a_scene_is_judged_without_asking(gallae: Callable[..., Result]) -> None:
    [hit] = json.loads(gallae("search", "등대에 밤이", "--limit", "1", "--json").stdout)
    assert gallae("judge", "등대의 밤", "--scene", hit["scene"]).exit_code == 0
    assert gallae("judge", "등대의 밤", "--scene", hit["scene"], "--wrong", "--by", "Jun").exit_code == 0
    assert [(one["fits"], one["by"]) for one in judged(gallae)] == [(True, ""), (False, "Jun")]
    listed = gallae("judge", "--list").stdout
    assert f"fits      scene {hit['scene']}  등대의 밤\n" in listed and "(Jun)" in listed
    assert gallae("judge", "something else", "--list").stdout == ""


def test_what_is_not_there_is_said(gallae: Callable[..., Result]) -> None:
    missing = gallae("judge", "the boat", "--scene", "999")
    assert missing.exit_code == 2 and "999" in missing.stderr
    assert gallae("judge").exit_code == 2


def test_a_fit_says_what_it_needs_and_what_it_brought(gallae: Callable[..., Result], tmp_path: Path) -> None:
    few = gallae("judge", "--fit")
    assert few.exit_code == 0 and "0 judged queries" in few.output and "30 are needed" in few.output
    with open_library(tmp_path / "shelf") as library:
        scene = library.catalog.scenes(1)[0].id
        for number in range(40):
            library.catalog.judge(f"the keeper number {number}", scene, True)
    fitted = gallae("judge", "--fit")
    assert fitted.exit_code == 0
    assert "40 judged queries" in fitted.output
    assert "proved on the other    before 1.000  after 1.000  (0 queries higher, 0 lower)" in fitted.output
    assert "nothing was changed" in fitted.output
    assert "shipped weights" in gallae("judge", "--unfit").stderr
