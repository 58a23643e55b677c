"""The inspector as a person uses it: import, scenes for nodes, treatments, places on the picture, trimming, preview."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "preload": False}
TWEE = """:: StoryTitle
By the light

:: Shore
The lighthouse keeper waits for the boat. [[Wait->Night]] [[Leave->Elsewhere]]
<<cycle "$x">>

:: Night
등대에 밤이 온다.

:: Elsewhere
Xylophones quarrel over zymurgy.
"""
STORE = "document.querySelector('.ga-desk').desk.store"


@pytest.fixture
def desk(visit: Callable[..., Any], client: httpx.Client, story: Callable[..., str]) -> Iterator[Any]:
    """A visitor with a story of two nodes open."""
    visitor = visit(str(client.base_url).rstrip("/"))
    visitor.page.goto(f"{visitor.address}/?story={story('Inspected')}#story")
    visitor.until_graph("cy.nodes().length === 2")
    yield visitor


def in_store(page: Any, script: str) -> Any:
    return page.evaluate(f"() => {{ const store = {STORE}; return {script}; }}")


def until_saved(page: Any, test: str) -> None:
    page.wait_for_function(
        f"() => {{ const store = {STORE}; return !store.waiting.length && !store.sending && ({test}); }}"
    )


def choose(page: Any, element: str) -> None:
    page.evaluate(f"document.querySelector('.ga-desk').desk.select('{element}')")


def violations(page: Any, part: str) -> list[str]:
    """What axe finds wrong in a part of the page, in dark and in light."""
    found = []
    for theme in ("light", "dark"):
        page.evaluate(f"document.documentElement.dataset.theme = '{theme}'")
        answer = (
            axe.Axe().run(page, context=part, options={"runOnly": RULES["runOnly"]}).response["violations"]
        )
        found += [f"{theme}: {one['id']}: {node['html'][:200]}" for one in answer for node in one["nodes"]]
    return found


def test_a_story_is_brought_in_and_its_nodes_are_given_scenes_by_keyboard(desk: Any, tmp_path: Path) -> None:
    page = desk.page
    page.get_by_role("button", name="Import").click()
    dialog = page.get_by_role("dialog", name="Bring a story in")
    (tmp_path / "broken.json").write_text('{"schema": "gallae-story"')
    dialog.get_by_label("Choose a file").set_input_files(tmp_path / "broken.json")
    dialog.get_by_role("alert").filter(has_text="broken.json").wait_for()
    assert [line for line in desk.complaints if "422" not in line] == []
    desk.complaints.clear()  # the browser notes down what was refused
    assert violations(page, "dialog") == []
    (tmp_path / "light.twee").write_text(TWEE, "utf-8")
    dialog.get_by_label("Choose a file").set_input_files(tmp_path / "light.twee")
    dialog.get_by_text("Nodes: 3 · choices: 2").wait_for()
    dialog.get_by_text("was not understood").first.wait_for()
    assert violations(page, "dialog") == []
    dialog.get_by_role("button", name="Choose scenes").click()
    dialog = page.get_by_role("dialog", name="Choose scenes")
    dialog.get_by_text("3 of 3").wait_for()  # the first without a scene
    dialog.get_by_text("Leave open").wait_for()
    assert dialog.get_by_role("radio").count() >= 2
    page.keyboard.press("PageUp")
    dialog.get_by_text("2 of 3").wait_for()
    dialog.get_by_text("plays now").wait_for()
    assert violations(page, "dialog") == []
    radios = dialog.get_by_role("radio")
    played = next(place for place in range(radios.count()) if radios.nth(place).is_checked())
    before = in_store(page, "store.story.nodes[1].clips[0].start_ms")
    page.keyboard.press("ArrowUp" if played else "ArrowDown")
    page.keyboard.press("Enter")
    dialog.get_by_text("3 of 3").wait_for()
    until_saved(page, f"store.story.nodes[1].clips[0].start_ms !== {before}")
    dialog.get_by_label("Leave open").check()
    dialog.get_by_role("button", name="Take and go on").click()
    dialog.wait_for(state="detached")
    until_saved(page, "store.story.nodes[2].to_shoot.en")
    page.get_by_role("button", name="To shoot").click()
    listed = page.get_by_role("dialog", name="To shoot")
    listed.get_by_role("button", name="Elsewhere", exact=True).wait_for()
    assert violations(page, "dialog") == []
    with page.expect_download() as taken:
        listed.get_by_role("link", name="As a spreadsheet").click()
    assert "Xylophones quarrel" in Path(taken.value.path()).read_text("utf-8-sig")


def test_what_cannot_be_kept_is_said_at_its_box_and_stays_there(desk: Any) -> None:
    page = desk.page
    choose(page, "a")
    page.get_by_text("How it is shown").click()
    speed, fade = page.get_by_label("Speed (times)"), page.get_by_label("Comes up in (s)")
    speed.fill("9")
    speed.press("Tab")
    page.get_by_text("Write a number from 0.25 to 4.").wait_for()
    fade.fill("0.5")
    fade.press("Tab")
    until_saved(page, "store.story.nodes[0].clips[0].treatment?.fade_in_ms === 500")
    page.get_by_text("How it is shown: fades").wait_for()  # drawn anew
    assert (speed.input_value(), speed.get_attribute("aria-invalid")) == ("9", "true")
    assert in_store(page, "store.story.nodes[0].clips[0].treatment.speed") == 1
    assert violations(page, ".ga-inspector") == []
    speed.fill("2")
    speed.press("Tab")
    until_saved(page, "store.story.nodes[0].clips[0].treatment.speed === 2")
    end = in_store(page, "store.story.nodes[0].clips[0].end_ms")
    page.locator(".ga-clip").get_by_role("slider").last.focus()
    page.keyboard.press("ArrowLeft")
    until_saved(page, f"store.story.nodes[0].clips[0].end_ms === {end} - 40")
    assert page.evaluate("document.activeElement.getAttribute('role')") == "slider"
    page.get_by_role("button", name="Undo").click()
    until_saved(page, f"store.story.nodes[0].clips[0].end_ms === {end}")
    choose(page, "")
    page.get_by_text("The finished film", exact=True).click()
    address = page.get_by_label("Address for viewing data")
    address.fill("http://elsewhere.example")
    address.press("Tab")
    page.get_by_role("alert").filter(has_text="Write an address").wait_for()
    assert in_store(page, "store.story.report_to") == ""
    page.get_by_text("Credits", exact=True).click()
    page.locator(".ga-credits").get_by_text("CC0-1.0").wait_for()
    assert violations(page, ".ga-inspector") == []


def test_a_choice_is_placed_on_the_picture_and_taken_there_in_the_preview(desk: Any) -> None:
    page = desk.page
    choose(page, "ab")
    page.get_by_role("button", name="Place on the picture…").click()
    dialog = page.get_by_role("dialog", name="Choices on the picture")
    box = dialog.locator(".ga-spot-stage").bounding_box()
    at = [(box["x"] + box["width"] * share, box["y"] + box["height"] * share) for share in (0.25, 0.5)]
    page.mouse.move(*at[0])
    page.mouse.down()
    page.mouse.move(*at[1], steps=4)
    page.mouse.up()
    until_saved(page, "store.story.choices[0].hotspot.length === 1")
    drawn = in_store(page, "store.story.choices[0].hotspot[0]")
    assert [drawn[side] for side in ("left", "top", "width", "height")] == pytest.approx([25] * 4, abs=1)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowUp")
    until_saved(page, f"store.story.choices[0].hotspot[0].height < {drawn['height']}")
    assert in_store(page, "store.story.choices[0].hotspot[0].left") == pytest.approx(
        drawn["left"] + 2, abs=0.11
    )
    dialog.get_by_label("What the viewer reads · Korean").fill("문으로")
    dialog.get_by_label("What the viewer reads · Korean").press("Tab")
    dialog.get_by_label("What the viewer reads · English").fill("Through the door")
    dialog.get_by_label("What the viewer reads · English").press("Tab")
    until_saved(page, "store.story.choices[0].label.ko === '문으로' && store.story.choices[0].label.en")
    assert violations(page, "dialog") == []
    dialog.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Preview").click()
    preview = page.get_by_role("dialog", name="Preview")
    spot = preview.get_by_role("button", name="1 Through the door")
    spot.wait_for()
    page.keyboard.press(" ")
    preview.get_by_role("button", name="Go on").wait_for()
    frame, place = preview.locator(".ga-preview-screen").bounding_box(), spot.bounding_box()
    assert place["x"] - frame["x"] == pytest.approx(0.27 * frame["width"], abs=0.02 * frame["width"])
    assert violations(page, "dialog") == []
    page.keyboard.press(" ")
    page.keyboard.press("1")
    preview.get_by_text("The end – Over").wait_for()
    assert preview.locator(".ga-preview-way li").all_text_contents() == ["Here", "There"]
