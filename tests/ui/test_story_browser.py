"""The Story place as a person uses it, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_story_is_made_by_hand_and_mended_before_it_is_published(
    visit: Callable[..., Any], address: str
) -> None:
    visitor = visit(address)
    visitor.opens("story")
    page = visitor.page
    page.locator(".ga-toolbar").get_by_role("button", name="New").click()
    page.get_by_label("Title").last.fill("By hand")
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("Nothing in it yet").wait_for()

    cards = page.locator(".ga-desk .ga-card")
    cards.nth(0).drag_to(page.locator(".ga-middle"), target_position={"x": 150, "y": 200})
    visitor.until_graph("cy.nodes().length === 1")
    cards.nth(1).drag_to(page.locator(".ga-middle"), target_position={"x": 500, "y": 200})
    cards.nth(2).hover()
    cards.nth(2).get_by_role("button", name="Add to story").click()
    visitor.until_graph("cy.nodes().length === 3 && cy.nodes('[picture]').length === 3")

    draw_choice(visitor, 0, 1)
    visitor.until_graph("cy.edges().length === 1")
    rename(visitor, 0, "The crossing")
    visitor.until_graph("cy.nodes()[0].data('title') === 'The crossing'")
    page.mouse.click(*visitor.place_of(2))
    page.keyboard.press("Delete")
    visitor.until_graph("cy.nodes().length === 2")
    page.get_by_role("button", name="Undo").click()
    visitor.until_graph("cy.nodes().length === 3")
    page.get_by_role("button", name="Redo").click()
    visitor.until_graph("cy.nodes().length === 2 && cy.nodes('[?wrong]').length === 1")

    page.get_by_role("button", name="Publish").click()
    page.locator(".ga-messages", has_text="leads nowhere").wait_for()
    page.mouse.click(*visitor.place_of(1))
    page.get_by_label("Ends here").check()
    visitor.until_graph("cy.nodes('[?wrong]').length === 0 && cy.nodes('[?ending]').length === 1")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("dialog", name="Publish").get_by_text("What the films allow").wait_for()


def draw_choice(visitor: Any, source: int, target: int) -> None:
    """Draw a line from the handle of one node to another."""
    page = visitor.page
    page.mouse.move(*visitor.place_of(source))
    handle = page.locator(".ga-handle.shown").bounding_box()
    page.mouse.move(handle["x"] + 12, handle["y"] + 12)
    page.mouse.down()
    x, y = visitor.place_of(target)
    page.mouse.move(x - 40, y, steps=4)
    page.mouse.move(x, y)
    page.mouse.up()


def rename(visitor: Any, node: int, title: str) -> None:
    """Double-click a node and write its title in place."""
    visitor.page.mouse.dblclick(*visitor.place_of(node))
    box = visitor.page.locator(".ga-inplace")
    box.fill(title)
    box.press("Enter")


def test_one_of_several_drafts_is_chosen(visit: Callable[..., Any], address: str, client: Any) -> None:
    visitor = visit(address)
    visitor.opens("story")
    page = visitor.page
    page.get_by_role("button", name="Draft", exact=True).click()
    text = page.get_by_label("Synopsis")
    text.fill("The lighthouse keeper waits for the boat, 등대에 밤이 온다. Zebras sing on the moon.")
    page.get_by_role("button", name="Make a draft").click()
    offered = page.get_by_role("group", name="Which draft?").get_by_role("button")
    offered.nth(1).wait_for()
    assert offered.first.inner_text().splitlines()[0] == "Closest scenes"
    assert "To shoot: Zebras sing on the moon" in offered.first.inner_text()
    text.press("End")
    text.type("!")  # another text has other drafts
    offered.first.wait_for(state="hidden")
    page.get_by_role("button", name="Make a draft").click()
    offered.nth(1).click()
    page.locator("dialog").wait_for(state="detached")
    visitor.until_graph("cy.nodes().length === 2")
    newest = client.get("/api/v1/stories").json()[0]["id"]
    client.delete(f"/api/v1/stories/{newest}")


def test_two_tabs_on_one_story_see_each_other_and_lose_nothing(
    visit: Callable[..., Any], address: str, story: Callable[..., str], client: Any
) -> None:
    story_id = story("In two tabs")
    visitors = [visit(address), visit(address)]
    for visitor in visitors:
        visitor.page.goto(f"{address}/?story={story_id}#story")
        visitor.until_graph("cy.nodes().length === 2")
    rename(visitors[0], 0, "By the first")
    rename(visitors[1], 1, "By the second")
    visitors[1].until_graph("cy.nodes()[0].data('title') === 'By the first'")
    nodes = client.get(f"/api/v1/stories/{story_id}").json()["story"]["nodes"]
    assert [node["title"] for node in nodes] == ["By the first", "By the second"]


def test_the_story_page_fits_without_scrolling_and_a_phone_can_use_it(
    visit: Callable[..., Any], address: str, story: Callable[..., str]
) -> None:
    story_id = story("On any screen")
    for size in ((1280, 800), (390, 844)):
        visitor = visit(address, size=size)
        visitor.page.goto(f"{address}/?story={story_id}#story")
        visitor.until_graph("cy.nodes().length === 2")
        wide, high = visitor.page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight]"
        )
        assert wide <= size[0]
        assert size[0] == 390 or high <= size[1]
        assert visitor.page.get_by_role("tab", name="Tag").is_visible()


def test_the_story_is_complete_as_a_list_by_keyboard(
    visit: Callable[..., Any], address: str, story: Callable[..., str], client: Any
) -> None:
    story_id = story("As a list")
    visitor = visit(address)
    visitor.page.goto(f"{address}/?story={story_id}#story")
    visitor.until_graph("cy.nodes().length === 2")
    visitor.page.get_by_role("button", name="As a list").press("Enter")
    visitor.page.locator(".ga-outline").get_by_role("button", name="There").press("Enter")
    title = visitor.page.locator(".ga-inspector").get_by_label("Title")
    assert title.input_value() == "There"
    title.fill("Elsewhere")
    title.press("Tab")
    visitor.page.locator(".ga-outline").get_by_role("button", name="Elsewhere").first.wait_for()
    visitor.page.locator(".ga-saved", has_text="Saved").wait_for()
    nodes = client.get(f"/api/v1/stories/{story_id}").json()["story"]["nodes"]
    assert nodes[1]["title"] == "Elsewhere"


def test_several_nodes_are_moved_as_one_edit_copied_and_removed_and_the_page_is_accessible(
    visit: Callable[..., Any], address: str, story: Callable[..., str], client: Any
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    rules = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}
    story_id = story("Several at once")
    visitor = visit(address)
    page = visitor.page
    sent: list[Any] = []
    page.on("request", lambda one: sent.append(one.post_data_json) if "/operations" in one.url else None)
    page.goto(f"{address}/?story={story_id}#story")
    visitor.until_graph("cy.nodes().length === 2")
    page.locator(".ga-graph").focus()
    page.keyboard.press("Control+a")
    page.get_by_role("toolbar").get_by_text("2 chosen").wait_for()
    x, y = visitor.place_of(0)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y + 40, steps=3)
    page.mouse.up()
    page.locator(".ga-saved", has_text="Saved").wait_for()
    assert [[one["op"] for one in edit["operations"]] for edit in sent] == [["move_node", "move_node"]]
    page.get_by_role("toolbar").get_by_role("button", name="Duplicate").click()
    visitor.until_graph(
        "cy.nodes().length === 4 && cy.edges().length === 2 && cy.$('node:selected').length === 2"
    )
    page.keyboard.press("Control+c")
    page.keyboard.press("Delete")
    visitor.until_graph("cy.nodes().length === 2 && cy.edges().length === 1")
    page.keyboard.press("Control+v")
    visitor.until_graph("cy.nodes().length === 4 && cy.edges().length === 2")
    page.get_by_role("button", name="Undo").click()
    visitor.until_graph("cy.nodes().length === 2")
    page.keyboard.press("Control+f")
    page.keyboard.type("keeper waits")
    visitor.until_graph("cy.nodes('.faded').length === 1")  # heard in the clip, written nowhere in the story
    page.keyboard.press("Escape")
    page.get_by_role("button", name="As a list").click()
    page.locator(".ga-outline").get_by_role("button", name="Here", exact=True).press("Enter")
    for _theme in range(2):
        found = axe.Axe().run(page, context=".ga-middle", options=rules).response["violations"]
        assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found] == []
        page.get_by_role("button", name="Light or dark").click()
    page.locator(".ga-outline").get_by_role("button", name="Add a node that it leads to").press("Enter")
    visitor.until_graph("cy.nodes().length === 3 && cy.edges().length === 2")
    store = "document.querySelector('.ga-desk').desk.store"
    page.wait_for_function(f"() => !{store}.sending && !{store}.waiting.length")
    assert len(client.get(f"/api/v1/stories/{story_id}").json()["story"]["choices"]) == 2


def test_a_story_is_deleted_after_being_asked(
    visit: Callable[..., Any], address: str, story: Callable[..., str], client: Any
) -> None:
    story_id = story("To be deleted")
    visitor = visit(address)
    visitor.page.goto(f"{address}/?story={story_id}#story")
    visitor.until_graph("cy.nodes().length === 2")
    asked: list[str] = []
    visitor.page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    visitor.page.get_by_role("button", name="Delete this story").click()
    visitor.page.wait_for_function(f"() => !document.querySelector(\"option[value='{story_id}']\")")
    assert "To be deleted" in asked[0]
    assert client.get(f"/api/v1/stories/{story_id}").status_code == 404
