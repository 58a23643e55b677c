"""The Find place as a person uses it, in a real browser."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_a_scene_is_found_and_plays_in_place_only_as_long_as_it_lasts(
    visit: Callable[..., Any], address: str
) -> None:
    visitor = visit(address)
    visitor.opens("find")
    page = visitor.page
    page.locator(".ga-find .ga-query").fill("등대에 밤")
    card = page.locator(".ga-find .ga-card").first
    card.get_by_text("등대에 밤이 온다").first.wait_for()
    card.locator(".ga-start").click()
    now = "() => document.querySelector('.ga-find video')"
    page.wait_for_function(f"({now})()?.currentTime > 3.7")
    page.wait_for_function(f"({now})().paused")
    assert 5.9 < page.evaluate(f"({now})().currentTime") < 6.2


def test_a_scene_is_trimmed_in_its_card_and_goes_into_the_story_so(
    visit: Callable[..., Any], address: str, client: Any
) -> None:
    visitor = visit(address)
    visitor.opens("find")
    page = visitor.page
    page.locator(".ga-find .ga-query").fill("등대에 밤")
    card = page.locator(".ga-find .ga-card", has_text="등대에 밤이 온다").first
    card.locator("mark").first.wait_for()
    card.get_by_role("button", name="Trim", exact=True).click()
    begins, ends = (card.get_by_role("slider", name=name) for name in ("Begins at", "Ends at"))
    start, end = (int(one.get_attribute("aria-valuenow")) for one in (begins, ends))
    handle, track = begins.bounding_box(), card.locator(".ga-trim-track").bounding_box()
    page.mouse.move(handle["x"] + 7, handle["y"] + 16)
    page.mouse.down()
    page.mouse.move(track["x"] + track["width"] / 4, handle["y"] + 16, steps=5)
    page.mouse.up()
    first = int(begins.get_attribute("aria-valuenow"))
    assert abs(first - (start + (end - start) / 4)) < (end - start) / 50
    page.wait_for_function(  # the picture at which it begins is shown
        f"() => Math.abs(document.querySelector('.ga-find video').currentTime * 1000 - {first}) < 2"
    )
    ends.press("Shift+ArrowLeft")
    assert int(ends.get_attribute("aria-valuenow")) == end - 1000
    ends.press("ArrowLeft")
    last = int(ends.get_attribute("aria-valuenow"))
    assert 10 < end - 1000 - last < 60, "one frame"
    card.get_by_label("Begins at").last.fill("9:00")
    card.get_by_label("Begins at").last.press("Enter")
    page.locator(".ga-message.bad").wait_for()
    assert int(begins.get_attribute("aria-valuenow")) == first
    card.get_by_role("button", name="Play the piece").click()
    page.wait_for_function(
        f"() => {{ const video = document.querySelector('.ga-find video');"
        f" return video.paused && Math.abs(video.currentTime * 1000 - {last}) < 150; }}"
    )
    before = {one["id"] for one in client.get("/api/v1/stories").json()}
    card.get_by_role("button", name="Add to story").click()
    page.locator(
        ".ga-message.good", has_text="Added to"
    ).wait_for()  # though nobody opened the Story place yet
    visitor.goes_to("Story")
    visitor.until_graph("cy.nodes().length >= 1")
    page.locator(".ga-saved", has_text="Saved").wait_for()
    told = client.get("/api/v1/stories").json()[0]
    clips = [clip for node in stored_story(client, told["id"])["nodes"] for clip in node["clips"]]
    assert (clips[-1]["start_ms"], clips[-1]["end_ms"]) == (first, last)
    if told["id"] not in before:
        client.delete(f"/api/v1/stories/{told['id']}")


def test_the_grid_grows_goes_by_keyboard_and_notes_one_episode(
    visit: Callable[..., Any], address: str
) -> None:
    visitor = visit(address)
    page, noted = visitor.page, []
    page.route(  # pages of two scenes, as if there were many
        "**/api/v1/scenes?*limit=60*",
        lambda route: route.continue_(url=route.request.url.replace("limit=60", "limit=2")),
    )
    page.on(
        "request", lambda one: one.url.endswith("/v1/events") and noted.extend(one.post_data_json["events"])
    )
    visitor.opens("find")
    cards = page.locator(".ga-find .ga-card")
    cards.nth(3).wait_for()
    scenes = [card.get_attribute("data-scene") for card in cards.all()]
    assert len(set(scenes)) == len(scenes) == 4
    assert page.locator(".ga-find .ga-further").is_hidden()

    cards.nth(1).locator(".ga-screen").hover()
    page.locator(".ga-glimpse.shown").wait_for()
    assert page.evaluate("() => document.querySelector('.ga-glimpse').muted")
    cards.nth(2).locator(".ga-screen").hover()
    page.wait_for_function(
        "() => document.querySelectorAll('.ga-glimpse').length === 1"
        " && document.querySelectorAll('.ga-find .ga-card')[2].querySelector('.ga-glimpse')"
    )
    page.mouse.move(4, 4)

    page.keyboard.press("/")
    assert page.evaluate("() => document.activeElement.matches('.ga-query')")
    for key in ("ArrowDown", "ArrowRight", "ArrowLeft", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert page.evaluate("() => document.activeElement.dataset.scene") == scenes[1]
    video = "document.querySelector('.ga-find .ga-video')"
    for seconds in (0.5, 1.0):  # paused twice, watched once
        page.wait_for_function(f"() => {video} && {video}.currentTime > 1.8 + {seconds}")
        page.keyboard.press(" ")
        page.wait_for_function(f"() => {video}.paused")
        page.keyboard.press(" ")
    page.keyboard.press("Escape")
    page.wait_for_function(f"() => {video}.paused")
    with page.expect_request("**/api/v1/events"):
        page.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
    [seen] = [one for one in noted if one["kind"] == "previewed"]
    assert str(seen["scene"]) == scenes[1]
    assert 0.6 < seen["seconds"] <= seen["of"]


def stored_story(client: Any, story_id: str) -> Any:
    return client.get(f"/api/v1/stories/{story_id}").json()["story"]


def test_a_facet_filters_what_is_found(visit: Callable[..., Any], address: str, client: Any) -> None:
    scene = client.get("/api/v1/scenes").json()["hits"][3]
    visitor = visit(address)
    visitor.opens("tag")
    page = visitor.page
    visitor.goes_to("Scene search")
    page.locator(f"#ga-tag .ga-card[data-scene='{scene['id']}'] .ga-told").click()
    box = page.locator("#ga-panel-search").get_by_role("combobox", name="Add a tag under Where")
    box.fill("harb")
    box.press("Enter")
    page.locator("#ga-panel-search .ga-chip.said", has_text="harbour").wait_for()
    visitor.goes_to("Find")
    page.locator(".ga-beside").get_by_role("button", name="harbour").click()
    page.wait_for_function("() => document.querySelectorAll('.ga-find .ga-card').length === 1")
    page.locator(".ga-asked .ga-chip", has_text="Where: harbour").wait_for()
    page.set_viewport_size({"width": 600, "height": 800})  # no room beside the scenes: the facets are menus
    page.locator(".ga-find summary", has_text="Where: harbour").click()
    page.locator(".ga-find .ga-menu label", has_text="harbour").click()
    page.wait_for_function("() => document.querySelectorAll('.ga-find .ga-card').length === 4")
    page.locator(".ga-asked .ga-chip").wait_for(state="detached")
    visitor.goes_to("Tag")
    page.get_by_role("button", name="Remove harbour").click()
    page.locator("#ga-panel-search .ga-chip.said", has_text="harbour").wait_for(state="detached")


def test_what_was_read_is_shown_as_chips_that_are_taken_out(visit: Callable[..., Any], address: str) -> None:
    visitor = visit(address)
    visitor.opens("find")
    page = visitor.page
    box, chips = page.locator(".ga-find .ga-query"), page.locator(".ga-find .ga-asked .ga-chip")
    box.fill('lang:en "keeper waits" at night longer:1')
    page.locator(".ga-found", has_text="1 scene found").wait_for()
    assert chips.all_inner_texts() == ["Spoken in: en", "“keeper waits”", "night", "at least 1 s long"]
    page.locator(".ga-find").get_by_role("button", name="Remove “keeper waits”").click()
    chips.get_by_text("keeper waits").wait_for(state="detached")
    assert box.input_value() == "lang:en at night longer:1"
    page.locator(".ga-find").get_by_role("button", name="Remove night").click()
    chips.get_by_text("night").wait_for(state="detached")
    assert box.input_value() == "lang:en at night longer:1", (
        "a name that was recognised stays among the words"
    )
    page.get_by_role("button", name="Recognise names again").click()
    chips.get_by_text("night").wait_for()


def test_a_name_that_nobody_knows_is_said_and_mended_with_a_click(
    visit: Callable[..., Any], address: str
) -> None:
    visitor = visit(address, "ko-KR", (390, 844))
    visitor.opens("find")
    page = visitor.page
    box = page.locator(".ga-find .ga-query")
    box.fill("어디서:harbuor,항구 boat")
    page.locator(".ga-notes", has_text="“harbuor”(이)라는 이름이 없습니다.").wait_for()
    page.locator(".ga-notes").get_by_role("button", name="harbour", exact=True).click()
    page.locator(".ga-notes p").wait_for(state="detached")
    assert box.input_value() == "boat where:항구,harbour"


def test_what_is_found_is_marked_judged_and_laid_out_in_order_or_as_a_story(
    visit: Callable[..., Any], address: str, client: Any
) -> None:
    visitor = visit(address)
    visitor.opens("find")
    page = visitor.page
    box, cards = page.locator(".ga-find .ga-query"), page.locator(".ga-find .ga-card")
    box.fill("a keeper waiting")
    page.locator(".ga-told mark").first.wait_for()
    assert cards.first.locator("mark").all_inner_texts() == ["keeper", "waits"]
    first = cards.first.get_attribute("data-scene")
    page.locator(".ga-line-mark").last.click()
    page.locator(".ga-card.chosen").wait_for()
    cards.first.hover()
    cards.first.get_by_role("button", name="Not this").click()
    page.locator(".ga-asked", has_text="left out: 1").wait_for()
    assert first not in [card.get_attribute("data-scene") for card in cards.all()]
    page.get_by_role("button", name="Remove left out: 1").click()
    page.locator(f'.ga-find .ga-card[data-scene="{first}"]').get_by_role(
        "button", name="More like this"
    ).click()
    page.locator(".ga-asked", has_text="like ").wait_for()
    box.fill("keeper waits >> 등대에 밤")
    sequence = page.locator(".ga-sequence").first
    sequence.wait_for()
    assert sequence.locator(".ga-told").all_inner_texts()[-1] == "등대에 밤이 온다."
    box.fill("The keeper waits. 등대에 밤이 온다.")
    page.get_by_role("button", name="A scene for every sentence").click()
    page.locator(".ga-sentence").nth(1).wait_for()
    assert page.locator(".ga-sentence", has_text="later in the same film").count() == 1
    page.get_by_role("button", name="As one search").click()
    page.locator(".ga-grid .ga-card").first.wait_for()
    page.get_by_role("button", name="A scene for every sentence").click()
    page.get_by_role("button", name="Make a story of these").click()
    visitor.until_graph("cy.nodes().length === 2 && cy.edges().length === 1")
    made = client.get("/api/v1/stories").json()[0]["id"]
    assert client.get(f"/api/v1/stories/{made}/problems").json() == []
    client.delete(f"/api/v1/stories/{made}")
