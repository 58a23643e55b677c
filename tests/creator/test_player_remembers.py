"""The player plays stories that remember: what is offered, tunnels, groups, loops, cards, and where one left off."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from creator import publish
from story.model import (
    Candidate,
    Checkpoint,
    Choice,
    Clip,
    Ending,
    Group,
    Leaving,
    Node,
    Pick,
    Story,
    Variable,
    VariableKind,
)
from story.play.events import event_document
from story.play.walk import Walker

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

PATIENCE_MS = 15_000
RECAP = {"en": "You woke up in a hall.", "ko": "복도에서 깨어났다."}


def remembering(film: str) -> Story:
    """Return a story: a key is taken once, a door wants it, a tunnel leads through a card, a group takes turns."""
    clips = (Clip(film, 0, 1000),)
    nodes = (
        Node("hall", "The hall", clips, loops=True, checkpoint=Checkpoint(RECAP)),
        Node(
            "cave",
            "The cave",
            to_shoot={"en": "night, cave, Lena runs", "ko": "밤, 동굴, 레나가 달린다"},
            returns=True,
        ),
        Node("yard", "The yard", clips, effects=("rounds += 1",)),
        Node("roof", "The roof", clips),
        Node("cellar", "The cellar", clips, ending=Ending({"en": "Below", "ko": "아래"})),
    )
    choices = (
        Choice(
            "key", "hall", "hall", {"en": "Take the key"}, 0, False, 0, effects=("has_key = true",), once=True
        ),
        Choice(
            "door", "hall", "cave", {"en": "Open the door"}, 1, False, 0, None, "has_key", returns_to="yard"
        ),
        Choice("jump", "hall", "roof", {"en": "Jump"}, 2, False, 0, None, "false"),
        Choice("on", "yard", "turns", automatic=True),
        Choice("down", "roof", "yard", {"en": "Down"}, opens_ms=0, leaving=Leaving.AT_ONCE),
    )
    return Story(
        *("remembering", "The key", "en", "hall", nodes, choices),
        variables=(
            Variable("has_key", VariableKind.FLAG, False),
            Variable("rounds", VariableKind.NUMBER, 0),
        ),
        groups=(Group("turns", "By turns", Pick.LEAST_RECENT, (Candidate("roof"), Candidate("cellar"))),),
    )


@pytest.fixture(scope="module")
def story(forked: Any) -> Story:
    return remembering(forked[0].nodes[0].clips[0].film)


@pytest.fixture(scope="module")
def bundle(forked: Any, story: Story, tmp_path_factory: pytest.TempPathFactory) -> Path:
    _story, shelf, cache = forked
    published = publish(story, shelf, tmp_path_factory.mktemp("remembering") / "bundle", cache=cache)
    assert (published.nodes, published.clips, published.endings) == (5, 4, 1)
    return published.folder


@pytest.fixture
def open_page(browser: Any, bundle: Path) -> Iterator[Callable[[], Any]]:
    """Opens the bundle, every time in the same Korean viewer's browser; nothing may be complained of."""
    context = browser.new_context(viewport={"width": 960, "height": 540}, locale="ko-KR")
    complaints: list[str] = []

    def start() -> Any:
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text))
        page.goto((bundle / "index.html").as_uri())
        return page

    yield start
    context.close()
    assert complaints == []


def until(page: Any, node: str, state: str = "") -> None:
    where = f"[data-state='{state}']" if state else ""
    page.wait_for_selector(f"#room[data-node='{node}']{where}", timeout=PATIENCE_MS)


def begin(page: Any) -> None:
    page.wait_for_selector("#room[data-state='title']", timeout=PATIENCE_MS)
    page.keyboard.press("r")
    until(page, "hall", "choosing")


def offered(page: Any) -> list[str]:
    return page.eval_on_selector_all(".choices button", "all => all.map(one => one.dataset.choice)")


def pick(page: Any, choice: str) -> bool:
    """Pick a choice; return whether the picture is cut at once."""
    return page.evaluate("id => { GALLAE.play.pick(id); return GALLAE.screen.starting }", choice)


def hurry_through(page: Any, node: str) -> None:
    """Skip most of what a node plays."""
    until(page, node, "playing")
    page.evaluate("() => { GALLAE.screen.front.currentTime = GALLAE.screen.item.duration_ms / 1000 - 0.3 }")


def to_the_roof(page: Any) -> None:
    begin(page)
    pick(page, "key")
    page.wait_for_selector("[data-choice=door]", timeout=PATIENCE_MS)
    pick(page, "door")
    hurry_through(page, "cave")
    hurry_through(page, "yard")
    until(page, "roof", "choosing")


def test_it_plays_what_the_walker_walks(open_page: Callable[[], Any], story: Story) -> None:
    page = open_page()
    begin(page)
    assert offered(page) == ["key"]
    page.wait_for_function("() => GALLAE.play.time > 1600", timeout=PATIENCE_MS)
    assert page.evaluate("GALLAE.screen.item.round") >= 1, "the last clip plays again while a choice is open"
    assert page.get_attribute("#room", "data-state") == "choosing"
    page.evaluate("() => { window.hall = GALLAE.play.walker }")
    assert pick(page, "key") is False, "it leaves when the clip has ended"
    page.wait_for_function("() => GALLAE.play.walker !== window.hall && GALLAE.play.state === 'choosing'")
    assert offered(page) == ["door"]
    page.keyboard.press("1")
    hurry_through(page, "cave")
    until(page, "yard")
    until(page, "roof", "choosing")
    assert pick(page, "down") is True
    until(page, "yard")
    until(page, "cellar", "ended")
    assert page.inner_text(".end h2") == "아래"
    walker = Walker(story)
    for choice in ("key", "door", "", "", "down", ""):
        walker.take(choice) if choice else walker.advance()
    told = [event_document(event) for event in walker.events]
    assert page.evaluate("GALLAE.play.walker.events.map(({ window, ...event }) => event)") == [
        {name: value for name, value in event.items() if name != "window"} for event in told
    ]
    assert page.evaluate("GALLAE.play.walker.state.values.rounds") == 2


def test_a_viewer_goes_on_where_they_left_off(open_page: Callable[[], Any]) -> None:
    page = open_page()
    to_the_roof(page)
    page.close()
    page = open_page()
    page.wait_for_selector(".start.asking [data-does=resume]", timeout=PATIENCE_MS)
    assert page.inner_text(".start .recap .told") == RECAP["ko"]
    assert page.inner_text("[data-does=resume]") == "보던 곳부터 이어 보기"
    page.click("[data-does=resume]")
    until(page, "roof", "choosing")
    assert page.evaluate("({ ...GALLAE.play.walker.state.values })") == {"has_key": True, "rounds": 1}
    pick(page, "down")
    until(page, "cellar", "ended")  # the roof had its turn before the page was closed
    page.close()
    page = open_page()
    page.wait_for_selector("#room[data-state='title']", timeout=PATIENCE_MS)  # nothing to go on with


def test_a_viewer_goes_back_to_the_last_checkpoint_and_to_the_last_choice(
    open_page: Callable[[], Any],
) -> None:
    page = open_page()
    page.wait_for_selector("#room[data-state='title']", timeout=PATIENCE_MS)
    page.click("[data-does=settings]")
    assert page.locator(".settings [data-does=checkpoint]").is_hidden(), "there is none yet"
    page.keyboard.press("Escape")
    to_the_roof(page)
    page.evaluate("GALLAE.play.goBack()")
    until(page, "hall", "choosing")
    assert offered(page) == ["door"]
    assert page.evaluate("GALLAE.play.walker.state.values.rounds") == 0
    pick(page, "door")
    until(page, "cave")
    page.click("[data-does=settings]")
    assert page.inner_text(".settings .told") == RECAP["ko"]
    page.click(".settings [data-does=checkpoint]")
    until(page, "hall", "choosing")
    assert offered(page) == ["door"], "the key had been taken when the checkpoint was passed"
    assert page.evaluate("GALLAE.play.walker.state.stack") == [], "the tunnel had not been entered"
    page.keyboard.press("r")
    page.wait_for_selector("[data-choice=key]", timeout=PATIENCE_MS)


def test_a_place_of_an_older_edition_is_mended_or_forgotten(open_page: Callable[[], Any]) -> None:
    page = open_page()
    page.wait_for_selector("#room[data-state='title']", timeout=PATIENCE_MS)
    keep = "place => localStorage.setItem('gallae.place.remembering', JSON.stringify({ at: place }))"
    state = {"node": "roof", "visits": {}, "taken": {"gone": True}, "recent": {}, "stack": ["gone", "yard"]}
    page.evaluate(keep, {"chance": 5, "state": {**state, "values": {"has_key": 3, "rounds": 7, "old": 1}}})
    page.reload()
    page.click("[data-does=resume]")
    until(page, "roof", "choosing")
    assert page.evaluate("({ ...GALLAE.play.walker.state.values })") == {"has_key": False, "rounds": 7}
    assert page.evaluate("GALLAE.play.walker.state.stack") == ["yard"]
    for broken in ({"chance": 5, "state": {**state, "node": "gone"}}, {"state": 3}, "nonsense"):
        page.evaluate(keep, broken)
        page.reload()
        page.wait_for_selector("#room[data-state='title']", timeout=PATIENCE_MS)
