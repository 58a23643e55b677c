"""The way of a newcomer through the whole studio, in both languages: from a film's file to an interactive film.

Its pictures are those of `docs/images`: `make screenshots` names a folder for them in GALLAE_PICTURES.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ui.words import words_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PROJECT = Path(__file__).parents[2]
LONG_MS = 300_000
PICTURES = os.environ.get("GALLAE_PICTURES")


@dataclass
class Newcomer:
    """Somebody on the way, who knows buttons by the texts on them.

    Attributes:
        visitor: Who is in front of the browser.
        words: The texts of the screen in their language.
        kind: Ends the names of their pictures.
        on_phone: Whether their screen is narrow and is touched.
    """

    visitor: Any
    words: Any
    kind: str = ""
    on_phone: bool = False

    @property
    def page(self) -> Any:
        return self.visitor.page

    def button(self, word: str, within: str = "body") -> Any:
        return self.page.locator(within).get_by_role("button", name=self.words[word], exact=True).first

    def goes_to(self, place: str) -> None:
        self.page.get_by_role("tab", name=self.words[f"place_{place}"], exact=True).click()

    def takes_a_picture(self, name: str, page: Any = None) -> None:
        if PICTURES is None:
            return
        from PIL import Image

        page = page or self.page
        page.wait_for_timeout(1200)  # fonts and pictures settle
        file = Path(PICTURES, f"{name}{self.kind}.png")
        page.screenshot(path=file)
        with Image.open(file) as picture:
            picture.quantize(256).save(file, optimize=True)


@pytest.fixture(scope="module")
def sample() -> Any:
    """The project's sample film, drawn once."""
    from creator.sample import draw_sample_film

    return draw_sample_film(PROJECT / ".demo" / "film")


@pytest.fixture(scope="module")
def studio(
    tmp_path_factory: pytest.TempPathFactory, empty_library: Path, serving: Callable[[Path], str]
) -> str:
    return serving(shutil.copytree(empty_library, tmp_path_factory.mktemp("journey") / "library"))


@pytest.fixture
def newcomer(visit: Callable[..., Any], studio: str) -> Callable[..., Newcomer]:
    """`newcomer(language)`: in English in the dark at a desk; in Korean in the light on a phone."""

    def come(language: str) -> Newcomer:
        on_phone = language == "ko"
        visitor = visit(studio, *(("ko-KR", (390, 844)) if on_phone else ("en-US", (1280, 800))))
        if on_phone:
            visitor.page.add_init_script("localStorage.setItem('gallae-theme', 'light')")
        return Newcomer(visitor, words_in(language), "-ko-phone" if on_phone else "", on_phone)

    return come


def test_a_film_is_added_and_watched_while_it_is_indexed(
    newcomer: Callable[..., Newcomer], sample: Any
) -> None:
    person = newcomer("en")
    person.visitor.opens()
    page = person.page
    files = [sample.film, *sample.subtitles, sample.screenplay]
    page.locator("#ga-upload input[type=file]").first.set_input_files(files)
    page.locator(".ga-matched").get_by_text(".fountain").wait_for()
    for name in ("title", "provider", "licence", "credit"):
        page.get_by_label(person.words[f"film_{name}"]).first.fill(getattr(sample, name))
    person.button("add_to_library").click()
    page.locator(".ga-job").wait_for()
    person.takes_a_picture("indexing")
    poster = page.locator(".ga-poster", has_text=sample.title)
    poster.wait_for(timeout=LONG_MS)
    person.takes_a_picture("films")
    poster.click()
    page.locator(".ga-films .ga-card").nth(9).wait_for()
    assert page.locator(".ga-track.scenes .ga-span").count() == page.locator(".ga-films .ga-card").count()
    person.takes_a_picture("film")


@pytest.mark.parametrize("language", ["en", "ko"])
def test_a_story_is_found_arranged_mended_tried_published_and_played(
    newcomer: Callable[..., Newcomer], sample: Any, language: str
) -> None:
    person = newcomer(language)
    person.visitor.opens("find")
    finds_and_tags(person)
    synopsis = sample.synopsis if language == "en" else sample.korean_synopsis
    drafts(person, synopsis.read_text("utf-8"))
    adds_breaks_and_mends(person)
    tries(person)
    publishes_and_plays(person)


def finds_and_tags(person: Newcomer) -> None:
    """Find a scene by a Korean sentence, and say what it is about."""
    page, best = person.page, person.page.locator(".ga-find .ga-grid .ga-card").first
    page.locator(".ga-find .ga-query").fill("빛을 따라 숲으로 간다")
    page.locator(".ga-find .ga-card", has_text="FOREST").first.wait_for()
    page.wait_for_function(
        "() => document.querySelector('.ga-find .ga-card')?.innerText.includes('FOREST')"
        " || document.querySelector('.ga-find .ga-card .ga-screen')?.innerHTML.includes('FOREST')"
    )
    person.takes_a_picture("find")
    best.hover()
    best.get_by_role("button", name=person.words["tag_scene"], exact=True).click()
    field = page.locator("#ga-tag [data-facet='why'] input:visible").first
    page.locator("#ga-tag h2:visible", has_text="FOREST").wait_for()
    feeling = "빛을 향한 마음" if person.on_phone else "a wish for light"
    field.fill(feeling)
    page.locator("#ga-tag [role=option]:visible").first.wait_for()
    field.press("Enter")
    page.locator("#ga-tag [data-facet='why'] .ga-chip:visible", has_text=feeling).wait_for()
    person.takes_a_picture("tag")


def drafts(person: Newcomer, synopsis: str) -> None:
    """Write a synopsis and take the first draft of it."""
    page = person.page
    person.goes_to("story")
    person.button("draft", ".ga-toolbar").click()
    page.get_by_label(person.words["synopsis"]).fill(synopsis)
    person.button("make_draft").click()
    first = page.locator(".ga-draft").first
    page.wait_for_function(f"() => document.querySelector('.ga-draft') || {NODES} > 5")
    if first.count():
        first.click()
    page.wait_for_function(f"() => {NODES} > 5")
    person.takes_a_picture("studio")


NODES = "(document.querySelector('.ga-graph')?.cytoscape?.nodes().length || 0)"


def adds_breaks_and_mends(person: Newcomer) -> None:
    """Bring one more scene in: it ends nowhere, which is told; take it back."""
    page, visitor = person.page, person.visitor
    before = visitor.in_graph("cy.nodes('[!group]').length")
    visitor.until_graph("cy.nodes('[?wrong]').length === 0")
    card = page.locator(".ga-desk .ga-card").first
    if person.on_phone:
        card.scroll_into_view_if_needed()
        card.get_by_role("button", name=person.words["add_to_story"]).click()
    else:
        card.drag_to(page.locator(".ga-middle"), target_position={"x": 60, "y": 560})
    visitor.until_graph(f"cy.nodes('[!group]').length === {before + 1} && cy.nodes('[?wrong]').length > 0")
    person.takes_a_picture("problem")
    new = visitor.in_graph("cy.nodes(':selected').id()")
    if person.on_phone:
        page.evaluate(f"id => {DESK}.connect({START}, id)", new)
    else:
        connects(person, new)
    visitor.until_graph(f"cy.edges().filter(one => one.target().id() === '{new}').length === 1")
    person.button("undo", ".ga-toolbar").click()
    person.button("undo", ".ga-toolbar").click()
    visitor.until_graph(f"cy.nodes('[!group]').length === {before} && cy.nodes('[?wrong]').length === 0")


DESK = "document.querySelector('#ga-story .ga-root').desk"
START = "document.querySelector('.ga-graph').cytoscape.nodes('[?start]').id()"


def connects(person: Newcomer, target: str) -> None:
    """Let the beginning lead to a node, by the menu of nodes."""
    page, visitor = person.page, person.visitor
    box = page.locator(".ga-graph").bounding_box()
    place = visitor.in_graph("cy.nodes('[?start]').renderedPosition()")
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"], button="right")
    page.get_by_role("menuitem", name=person.words["connect_to"]).click()
    place = visitor.in_graph(f"cy.getElementById('{target}').renderedPosition()")
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])


def tries(person: Newcomer) -> None:
    """Play from the middle of the story; nothing is rendered for it."""
    page = person.page
    page.evaluate(f"() => {DESK}.select({DESK}.store.story.nodes[3].id)")
    person.button("preview", ".ga-toolbar").click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.ga-preview video')].some(video => video.currentTime > 0.3)"
    )
    person.takes_a_picture("preview")
    person.button("close", ".ga-preview").click()


def publishes_and_plays(person: Newcomer) -> None:
    page = person.page
    person.button("publish", ".ga-toolbar").click()
    dialog = page.get_by_role("dialog", name=person.words["publish_dialog"])
    dialog.wait_for()
    person.takes_a_picture("publish")
    dialog.get_by_role("button", name=person.words["publish"], exact=True).click()
    link = page.locator(".ga-toolbar .ga-play")
    link.wait_for(state="attached")
    page.wait_for_function("() => !document.querySelector('.ga-toolbar .ga-play').hidden", timeout=LONG_MS)
    page.keyboard.press("Escape")
    with page.context.expect_page() as opened:
        link.click()
    player = opened.value
    player.wait_for_selector("#room[data-state='title']")
    player.keyboard.press("r")  # past the title
    player.wait_for_selector("#room[data-state='playing']")
    player.wait_for_function("() => document.querySelector('video.front')?.currentTime > 2")
    person.takes_a_picture("player", player)
