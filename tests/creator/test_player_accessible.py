"""WCAG 2.2 AA in every state, as far as axe finds out by itself; captions, descriptions, and what is announced."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .showcase import Seat

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "preload": False,
}


@pytest.fixture
def address(showcase_bundle: Path) -> str:
    return (showcase_bundle / "index.html").as_uri()


def faults(page: Any) -> list[str]:
    """What axe finds wrong now, with the elements."""
    found = axe.Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {[node['html'][:120] for node in one['nodes']]}" for one in found]


@pytest.mark.parametrize("locale", ["en-US", "ko-KR"])
def test_axe_finds_nothing_in_any_state(take_seat: Callable[..., Seat], address: str, locale: str) -> None:
    one = take_seat(f"{address}#ending=garden", locale=locale, reduced_motion="reduce", bypass_csp=True)
    page = one.page
    page.wait_for_selector(".start.asking")
    page.wait_for_timeout(500)
    found = {"start": faults(page)}
    page.click("[data-does=start]")
    one.until("title")
    found["playing"] = faults(page)
    one.begin()
    page.click("[data-does=pause]")
    found["choosing"] = faults(page)
    page.click("[data-does=settings]")
    found["menu"] = faults(page)
    page.click(".controls [data-does=map]")
    found["map"] = faults(page)
    page.keyboard.press("Escape")
    page.click("[data-does=pause]")
    page.click("[data-choice=door]")
    one.until("ended", "room")
    page.wait_for_timeout(700)
    found["end"] = faults(page)
    assert {state: wrong for state, wrong in found.items() if wrong} == {}
    assert page.evaluate("document.documentElement.lang") == locale[:2]


def test_every_control_has_a_name_and_the_keyboard_goes_through_in_order(
    take_seat: Callable[..., Seat], address: str
) -> None:
    one = take_seat(address)
    page = one.page
    one.begin()
    page.click("[data-does=pause]")
    page.evaluate("document.querySelector('[data-choice=door]').focus()")
    order = []
    for _ in range(10):
        order.append(
            page.evaluate("document.activeElement.dataset.choice || document.activeElement.dataset.does")
        )
        page.keyboard.press("Tab")
    assert order[:3] == ["door", "out", "up"]
    assert order[3:7] == ["pause", "restart", "map", "mute"]
    assert page.get_by_role("button", name="Up the stairs").count() == 1
    assert page.inner_text(".said") == "Choose one of 3. 3 seconds"


def test_captions_are_as_the_viewer_likes_them_and_pictures_are_told(
    take_seat: Callable[..., Seat], address: str
) -> None:
    one = take_seat(address)
    page = one.page
    one.begin()
    page.click("[data-does=pause]")
    one.until_true("document.querySelector('.captions').textContent === 'Where now?'")
    assert page.inner_text(".described") == ""
    size = "Number.parseFloat(getComputedStyle(document.querySelector('.captions')).fontSize)"
    usual = page.evaluate(size)
    page.click("[data-does=settings]")
    assert page.locator("[data-setting=captions] option").all_text_contents() == ["Off", "English", "Korean"]
    page.check("[data-setting=description]")
    page.select_option("[data-setting=captionSize]", "largest")
    page.select_option("[data-setting=captionLook]", "solid")
    one.until_true("document.querySelector('.described').textContent === 'A hall with three doors.'")
    assert page.get_attribute(".described", "aria-live") == "polite"
    assert page.get_attribute(".described span", "lang") == "en"
    assert page.evaluate(size) == pytest.approx(2 * usual)
    ground = "getComputedStyle(document.querySelector('.captions span')).backgroundColor"
    assert page.evaluate(ground) == "rgb(0, 0, 0)"
    page.select_option("[data-setting=captions]", "ko")
    one.until_true("document.querySelector('.captions').textContent === '이제 어디로?'")
    page.reload()
    one.until("title")
    assert page.get_attribute("#room", "data-caption-size") == "largest"


def test_nothing_moves_for_those_who_asked_for_less_motion(
    take_seat: Callable[..., Seat], address: str
) -> None:
    one = take_seat(address, reduced_motion="reduce")
    one.begin()
    assert one.page.evaluate("document.getAnimations().length") == 0
    scale = "document.querySelector('.countdown span').style.transform"
    steps = {one.page.evaluate(scale) for _ in range(20)}
    assert len(steps) <= 2, "the bar goes by whole seconds"
