"""What few stories need, on the page: conditions, effects, variables, groups, and the story's history."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(
    visit: Callable[..., Any], client: httpx.Client, story: Callable[..., str]
) -> Iterator[tuple[Any, str]]:
    """A visitor with a story of two nodes open, and the story's id."""
    story_id = story("Rules")
    visitor = visit(str(client.base_url).rstrip("/"))
    visitor.page.goto(f"{visitor.address}/?story={story_id}#story")
    visitor.until_graph("cy.nodes().length === 2")
    yield visitor, story_id


def kept(client: httpx.Client, story_id: str) -> Any:
    return client.get(f"/api/v1/stories/{story_id}").json()["story"]


def choose(visitor: Any, element: str) -> None:
    visitor.in_graph(f"(cy.$(':selected').unselect(), cy.getElementById('{element}').select(), 0)")


def until_kept(client: httpx.Client, visitor: Any, story_id: str, test: Callable[[Any], bool]) -> Any:
    for _ in range(100):
        found = kept(client, story_id)
        if test(found):
            return found
        visitor.page.wait_for_timeout(100)
    raise AssertionError(found)


def test_a_condition_that_cannot_be_read_is_said_beside_it_and_kept_once_it_can(
    desk: tuple[Any, str], client: httpx.Client
) -> None:
    visitor, story_id = desk
    page = visitor.page
    choose(visitor, "ab")
    page.get_by_text("More", exact=True).click()
    condition = page.get_by_label("There while")
    condition.fill("courage >= and 2")
    condition.press("Tab")
    page.get_by_role("alert").filter(has_text="column").wait_for()
    assert condition.input_value() == "courage >= and 2"
    assert kept(client, story_id)["choices"][0]["condition"] == ""
    condition.fill("courage >= 2")
    condition.press("Tab")
    found = until_kept(client, visitor, story_id, lambda one: one["choices"][0]["condition"] != "")
    assert found["choices"][0]["condition"] == "courage >= 2"
    effects = page.get_by_label("When taken, set")
    effects.fill("courage += 1\nmet_lena = true")
    effects.press("Tab")
    found = until_kept(client, visitor, story_id, lambda one: one["choices"][0]["effects"] != [])
    assert found["choices"][0]["effects"] == ["courage += 1", "met_lena = true"]


def test_variables_are_added_named_and_given_a_start(desk: tuple[Any, str], client: httpx.Client) -> None:
    visitor, story_id = desk
    page = visitor.page
    page.get_by_text("What the story remembers").click()
    page.get_by_role("button", name="Add a variable").click()
    page.get_by_text(
        "Nothing reads the variable"
    ).wait_for()  # a program writes quicker than the check comes back
    name = page.get_by_label("Name of the variable")
    name.fill("용기")
    name.press("Tab")
    page.get_by_label("What it holds", exact=True).select_option("number")
    start = page.get_by_label("What it holds at the start")
    start.fill("3")
    start.press("Tab")
    found = until_kept(
        client, visitor, story_id, lambda one: one["variables"][:1] and one["variables"][0]["start"] == 3
    )
    assert found["variables"] == [{"name": "용기", "kind": "number", "start": 3}]


def test_nodes_are_grouped_and_a_choice_leads_to_the_group(
    desk: tuple[Any, str], client: httpx.Client
) -> None:
    visitor, story_id = desk
    page = visitor.page
    choose(visitor, "b")
    page.get_by_role("button", name="Group the chosen nodes").click()
    found = until_kept(client, visitor, story_id, lambda one: one["groups"] != [])
    group = found["groups"][0]["id"]
    assert [one["node"] for one in found["groups"][0]["candidates"]] == ["b"]
    visitor.until_graph(f"cy.getElementById('{group}').length && cy.edges('[?candidate]').length === 1")
    page.get_by_label("Which one plays").select_option("best")
    page.get_by_label("Its score").fill("visits(b)")
    page.get_by_label("Its score").press("Tab")
    until_kept(
        client, visitor, story_id, lambda one: one["groups"][0]["candidates"][0]["score"] == "visits(b)"
    )
    choose(visitor, "a")
    page.get_by_label("Lead to…").select_option(group)
    found = until_kept(client, visitor, story_id, lambda one: len(one["choices"]) == 2)
    assert found["choices"][1]["target"] == group
    visitor.until_graph(f"cy.edges('[target = \"{group}\"]').length === 1")


def test_a_version_is_kept_and_restored_from_the_history(desk: tuple[Any, str], client: httpx.Client) -> None:
    visitor, story_id = desk
    page = visitor.page
    page.get_by_role("button", name="History").click()
    dialog = page.get_by_role("dialog", name="History")
    dialog.get_by_label("Name for the story as it is now").fill("Before")
    dialog.get_by_role("button", name="Keep").click()
    dialog.get_by_text("Before", exact=True).wait_for()
    dialog.get_by_role("button", name="Close").click()
    choose(visitor, "b")
    page.get_by_role("button", name="Remove this node").click()
    until_kept(client, visitor, story_id, lambda one: len(one["nodes"]) == 1)
    page.get_by_role("button", name="History").click()
    dialog.get_by_text("Begun.").wait_for()
    assert dialog.get_by_role("listitem").count() >= 3
    dialog.get_by_role("button", name="Restore").click()
    visitor.until_graph("cy.nodes().length === 2")
    assert len(kept(client, story_id)["nodes"]) == 2


def test_a_story_is_tried_from_any_node_without_rendering(
    desk: tuple[Any, str], client: httpx.Client
) -> None:
    visitor, story_id = desk
    page = visitor.page
    client.post(
        f"/api/v1/stories/{story_id}/operations",
        json={
            "base": 2,
            "operations": [
                {"op": "add_variable", "name": "courage", "kind": "number", "start": 1},
                {"op": "change_node", "id": "b", "effects": ["courage = courage + 1"]},
            ],
        },
    )
    page.reload()
    visitor.until_graph("cy.nodes().length === 2")
    page.get_by_role("button", name="Preview").click()
    dialog = page.get_by_role("dialog", name="Preview")
    dialog.get_by_label("courage").fill("5")
    dialog.get_by_label("courage").press("Tab")
    dialog.get_by_role("button", name="From the start").click()
    dialog.get_by_text("courage = 5").wait_for()
    dialog.get_by_text("courage = 6").wait_for()  # the first node has ended, the second begun
    assert dialog.locator(".ga-preview-way li").all_text_contents() == ["Here", "There"]
    dialog.get_by_text("The end – Over").wait_for()
    dialog.get_by_role("button", name="Back").click()
    dialog.get_by_text("courage = 5").wait_for()
    dialog.get_by_role("button", name="Close").click()
    choose(visitor, "b")
    page.get_by_role("button", name="Preview").click()
    dialog.get_by_text("courage = 2").wait_for()
    assert dialog.locator(".ga-preview-way li").all_text_contents() == ["There"]
