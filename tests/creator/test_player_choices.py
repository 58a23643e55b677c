"""Choices as buttons, pictures and places on the picture; changed until they close; by keys, gamepad and finger."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from creator import publish
from story.model import Choice, Clip, Ending, Hold, Node, Story

from .showcase import Seat

pytestmark = pytest.mark.browser


@pytest.fixture
def address(showcase_bundle: Path) -> str:
    return (showcase_bundle / "index.html").as_uri()


def test_the_last_click_before_closing_counts(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address)
    one.begin()
    one.page.click("[data-choice=door]")
    assert one.page.get_attribute("[data-choice=door]", "aria-pressed") == "true"
    assert one.chosen() == [], "it can still be changed"
    one.page.keyboard.press("2")
    assert one.page.get_attribute("[data-choice=door]", "aria-pressed") == "false"
    one.until("playing", "garden")
    assert one.chosen() == [("out", "viewer")]
    assert one.page.evaluate("GALLAE.play.history.length") == 1
    assert one.page.evaluate("({ ...GALLAE.play.walker.state.taken })") == {"out": True}
    one.until("ended", "garden")
    assert one.page.evaluate("GALLAE.moments.list.filter((m) => m.event === 'shown').length") == 1


def test_choices_have_pictures_and_places_that_move(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address)
    one.begin()
    page = one.page
    widths = page.eval_on_selector_all(".choices img", "all => all.map((one) => one.naturalWidth)")
    assert widths == [640, 640]
    assert page.locator(".hotspots button").count() == 1
    # 960 × 540 is the picture's own ratio, so per cent of the page are per cent of the picture
    rule = "(ms) => GALLAE.rectangleAt([[0, 10, 20, 20, 30], [2000, 50, 20, 20, 30]], ms)"
    assert [page.evaluate(rule, ms)[0] for ms in (-5, 0, 500, 1000, 2000, 9000)] == [10, 10, 20, 30, 50, 50]
    page.click("[data-does=pause]")
    page.wait_for_timeout(100)
    box, time = page.locator("[data-choice=up]").bounding_box(), page.evaluate("GALLAE.play.time")
    assert box["x"] / 9.6 == pytest.approx(min(50, 10 + 40 * time / 2000), abs=0.5)
    assert (box["y"] / 5.4, box["width"] / 9.6, box["height"] / 5.4) == pytest.approx((20, 20, 30), abs=0.1)
    page.click("[data-does=pause]")
    page.click("[data-choice=up]")
    one.until("playing", "stairs")
    one.until("playing", "roof")
    assert one.chosen() == [("up", "viewer"), ("on", "automatic")]


def test_the_time_to_choose_can_be_stretched(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address)
    one.until("title")
    one.page.click("[data-does=settings]")
    one.page.select_option("[data-setting=stretch]", "10")
    one.page.keyboard.press("Escape")
    one.begin()
    assert one.page.evaluate("GALLAE.play.whole") == 26_000
    one.until_true("GALLAE.play.heldFrom !== null")
    assert one.page.get_attribute("#room", "data-state") == "choosing"
    assert one.page.evaluate("GALLAE.play.left()") > 15_000
    one.page.keyboard.press("1")
    one.until("playing", "room")


PAD = """() => {
  window.pad = { buttons: Array.from({ length: 16 }, () => ({ pressed: false })), axes: [0, 0] };
  navigator.getGamepads = () => [window.pad];
  window.press = (place) => new Promise((done) => {
    window.pad.buttons[place].pressed = true;
    setTimeout(() => { window.pad.buttons[place].pressed = false; setTimeout(done, 80); }, 80);
  });
}"""


def test_a_gamepad_chooses_and_pauses(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address, f"({PAD})()")
    one.begin()
    one.page.evaluate("press(9)")
    assert one.page.get_attribute("#room", "data-paused") == "true"
    one.page.evaluate("press(9)")
    one.page.evaluate("press(15)")
    assert one.page.evaluate("document.activeElement.dataset.choice") == "out"
    one.page.evaluate("press(0)")
    one.until("playing", "garden")


def test_arrows_alone_are_enough_as_on_a_television(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address, viewport={"width": 1920, "height": 1080})
    page = one.page
    one.begin()
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('[data-choice=up], .controls button')")
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.closest('.controls') !== null")
    page.evaluate("document.querySelector('[data-does=settings]').focus()")
    page.keyboard.press("Enter")
    page.wait_for_selector(".settings:not([hidden])")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.setting") == "volume"
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("GALLAE.settings.get('volume')") == pytest.approx(0.95)
    assert page.evaluate("document.querySelector('video.front').volume") == pytest.approx(0.95)
    page.keyboard.press("Escape")
    one.until("ended")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.does") == "back"
    page.keyboard.press("Enter")
    one.until("choosing", "hall")


def test_letters_do_nothing_once_they_are_switched_off(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address)
    one.until("title")
    one.page.evaluate("GALLAE.settings.set('letters', false)")
    one.page.keyboard.press("m")
    assert one.page.get_attribute("#room", "data-muted") == "false"
    one.page.evaluate("GALLAE.settings.set('letters', true)")
    one.page.keyboard.press("m")
    assert one.page.get_attribute("#room", "data-muted") == "true"


def test_a_finger_chooses_on_a_phone(take_seat: Callable[..., Seat], address: str) -> None:
    one = take_seat(address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    one.until("title")
    one.page.tap("[data-does=restart]")
    one.until("choosing")
    boxes = [button.bounding_box() for button in one.page.locator(".choices button, .hotspots button").all()]
    assert all(box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 390 for box in boxes)
    one.page.tap("[data-choice=out]")
    one.until("playing", "garden")


def test_the_last_second_plays_back_and_forth_until_a_choice_is_made(
    take_seat: Callable[..., Seat], showcase_shelf: Any, tmp_path: Path
) -> None:
    shelf, cache = showcase_shelf
    film = shelf.films[0].fingerprint
    nodes = (
        Node("wait", "Waiting", (Clip(film, 0, 1500),), hold=Hold.PING_PONG),
        Node("end", "End", (Clip(film, 1000, 2000),), Ending({"en": "End"})),
    )
    story = Story(
        "holding", "Wait", "en", "wait", nodes, (Choice("go", "wait", "end", {"en": "Go"}, opens_ms=0),)
    )
    bundle = publish(story, shelf, tmp_path / "bundle", cache=cache)
    one = take_seat(bundle.index.as_uri())
    one.begin()
    one.until_true("GALLAE.screen.item && GALLAE.screen.item.isHold && GALLAE.screen.item.round >= 2")
    assert one.page.get_attribute("#room", "data-state") == "choosing"
    assert one.page.evaluate("GALLAE.play.time") > 1500
    one.page.keyboard.press("1")
    one.until("playing", "end")
    one.until("ended", "end")
