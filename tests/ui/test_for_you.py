"""Recommendations on the page: what could come next, what is noted of a person's work, and how it is taken back."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def asking(visit: Callable[..., Any], client: httpx.Client, story: Callable[..., str]) -> tuple[Any, str]:
    """A visitor who asks what could come after the first node of a story, and the story's id."""
    story_id = story("What next")
    visitor = visit(str(client.base_url).rstrip("/"))
    visitor.page.goto(f"{visitor.address}/?story={story_id}#story")
    visitor.until_graph("cy.nodes().length === 2")
    visitor.in_graph("(cy.getElementById('a').select(), 0)")
    visitor.page.get_by_text("What could come next").click()
    return visitor, story_id


def history_of(page: Any) -> list[dict[str, Any]]:
    """Return what the studio holds of who sits in front of this page."""
    text = page.evaluate("() => fetch('/api/v1/history').then((answer) => answer.text())")
    return [json.loads(line) for line in text.splitlines()]


def test_a_scene_that_could_come_next_is_added_with_a_choice_to_it(
    asking: tuple[Any, str], client: httpx.Client
) -> None:
    visitor, story_id = asking
    page = visitor.page
    first = page.locator(".ga-inspector .ga-recommended").first
    first.wait_for()
    assert first.locator(".ga-because").text_content()
    first.get_by_role("button", name="Lead there").click()
    visitor.until_graph("cy.nodes().length === 3 && cy.edges().length === 2")
    page.get_by_text("Saved ").wait_for()
    made = client.get(f"/api/v1/stories/{story_id}").json()["story"]
    assert made["choices"][1]["source"] == "a"
    assert made["choices"][1]["target"] == made["nodes"][2]["id"]
    assert len(made["nodes"][2]["clips"]) == 1


def test_a_newcomer_says_what_they_like_and_has_it_forgotten(
    visit: Callable[..., Any], client: httpx.Client
) -> None:
    visitor = visit(str(client.base_url).rstrip("/"))
    page, answers = visitor.page, []
    page.route(  # as if there were more scenes than are seen at a glance
        "**/api/v1/scenes?*limit=60*",
        lambda route: route.fulfill(json={**route.fetch().json(), "total": 100}),
    )
    page.on("request", lambda one: one.url.endswith("/survey") and answers.append(one.post_data_json))
    visitor.opens("find")
    survey = page.locator(".ga-survey")
    survey.get_by_role("button", name="Tell us what you like").click()
    survey.get_by_text("Scene 1 of 4").wait_for()
    liked = int(survey.locator(".ga-card").get_attribute("data-scene"))
    survey.get_by_role("button", name="I like this").click()
    survey.get_by_role("button", name="Later").click()
    page.reload()  # taken up again where it was left
    survey.get_by_role("button", name="Go on where you left").click()
    survey.get_by_text("Scene 2 of 4").wait_for()
    survey.get_by_role("button", name="Skip").click()
    survey.get_by_text("Scene 3 of 4").wait_for()
    disliked = int(survey.locator(".ga-card").get_attribute("data-scene"))
    survey.get_by_role("button", name="Not for me").click()
    survey.get_by_role("button", name="That is enough").click()
    survey.wait_for(state="detached")
    assert [one for one in answers if one] == [{"liked": [liked], "not_liked": [disliked]}]
    page.locator(f".ga-for-you .ga-card[data-scene='{liked}']").wait_for(state="detached")
    page.locator(".ga-for-you .ga-recommended").first.wait_for()
    shown = {int(one.get_attribute("data-scene")) for one in page.locator(".ga-for-you .ga-card").all()}
    assert shown and not {liked, disliked} & shown
    page.get_by_role("button", name="What is kept of me").click()
    dialog = page.get_by_role("dialog", name="What is kept of me")
    dialog.get_by_label("Keep it").uncheck()
    page.get_by_text("Nothing more is kept").wait_for()
    dialog.get_by_label("Keep it").check()
    with page.expect_download() as taken:
        dialog.get_by_role("link", name="Download it").click()
    assert "liked" in taken.value.path().read_text("utf-8")
    page.on("dialog", lambda asked: asked.accept())
    dialog.get_by_role("button", name="Delete it").click()
    page.get_by_text("Everything that was kept of you is deleted").wait_for()
    assert not any(one.get("kind") in ("liked", "not_for_me") for one in history_of(page))


def test_what_a_person_says_of_a_scene_is_noted_and_can_be_removed(
    asking: tuple[Any, str],
) -> None:
    visitor, _ = asking
    page = visitor.page
    shown = page.locator(".ga-inspector .ga-recommended")
    shown.nth(1).wait_for()
    before = shown.count()
    liked = int(shown.first.get_attribute("data-scene"))
    with page.expect_response("**/api/v1/events"):
        shown.first.get_by_role("button", name="I like this").click()
        shown.nth(1).get_by_role("button", name="Not for me").click()
    assert shown.count() == before - 1
    kinds = {(one.get("kind"), one.get("scene_id")) for one in history_of(page)}
    assert {kind for kind, _ in kinds} >= {"shown", "liked", "not_for_me"}
    assert ("liked", liked) in kinds
    page.evaluate("() => fetch('/api/v1/history', { method: 'DELETE' })")
    assert not any(one.get("kind") for one in history_of(page))
