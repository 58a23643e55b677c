"""The sample film goes through the whole chain: drawn, indexed, found, drafted, published, watched."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from story import Story, read_story

PROJECT = Path(__file__).parents[2]

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def demo(shell_on: Any) -> Any:
    """What `make demo` makes; the film is drawn once for both."""
    shell = shell_on("demo")
    shell.done("demo", PROJECT / ".demo")
    return shell


@pytest.fixture(scope="module")
def drafted(demo: Any) -> Story:
    return read_story(PROJECT / ".demo" / "story.json")


def test_every_scene_of_the_script_is_found(demo: Any) -> None:
    from creator.sample.script import SCENES

    scenes = demo.done("scenes", 1).splitlines()
    assert abs(len(scenes) - len(SCENES)) <= 1


def test_the_draft_has_three_endings_and_no_problem(demo: Any, drafted: Story) -> None:
    assert sum(node.ending is not None for node in drafted.nodes) == 3
    assert demo("check", PROJECT / ".demo" / "story.json").exit_code == 0
    assert all(node.clips for node in drafted.nodes)
    used = [clip for node in drafted.nodes for clip in node.clips]
    assert len(set(used)) == len(used), "no scene is used twice"


@pytest.mark.parametrize(
    ("query", "heading"),
    [("빛을 따라 숲으로 간다", "FOREST"), ("Bori lights the great lamp", "LAMP"), ("snowy rooftops", "ROOF")],
)
def test_scenes_are_found_in_both_languages(demo: Any, query: str, heading: str) -> None:
    assert heading in demo.found(query)[0]["heading"]


def test_facets_are_exact(demo: Any) -> None:
    night = demo.found("", "--when", "밤", "--limit", 100)
    assert night
    assert all("night" in {tag["labels"].get("en") for tag in hit["tags"]} for hit in night)
    assert demo.found("", "--where", "no such place") == []


def test_a_short_cut_of_it_plays_to_every_ending(
    demo: Any, drafted: Story, shorten: Any, watch: Callable[[Path], Any], tmp_path: Path
) -> None:
    file = tmp_path / "story.json"
    file.write_bytes((PROJECT / ".demo" / "story.json").read_bytes())
    shorten(file, 1500)
    demo.done("publish", file, "-o", tmp_path / "bundle")
    endings = set()
    for keys in (["1", "1"], ["1", "2"], ["2"], ["3"]):
        viewer = watch(tmp_path / "bundle")
        viewer.until("title")
        viewer.page.keyboard.press("r")
        for key in keys:
            viewer.until("choosing")
            viewer.page.keyboard.press(key)
            viewer.page.wait_for_selector("#room:not([data-state='choosing'])")
        viewer.until("ended")
        endings.add(viewer.page.locator(".end-words h2").text_content())
    assert len(endings) == 3
