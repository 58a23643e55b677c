"""Tagging as a curator does it: the queue by keys, all results at once, the ontology, agreement, going out and in."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

axe = pytest.importorskip("axe_playwright_python.sync_playwright")
pytestmark = pytest.mark.browser

API = "/api/v1"
PANNING = "urn:gallae:concept:how/panning"
RULES = {
    "dark": {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"], "preload": False},
    "light": {
        "runOnly": {"type": "rule", "values": ["color-contrast"]},
        "preload": False,
    },  # the rest is the same
}
MODES = ("Queue", "Scene search", "Ontology", "Agreement", "Import and export")


def faults(page: Any, theme: str) -> list[str]:
    """What axe finds wrong in the place now, with the elements."""
    found = axe.Axe().run(page, context="#ga-tag", options=RULES[theme]).response["violations"]
    return [f"{one['id']}: {[node['html'][:160] for node in one['nodes']]}" for one in found]


def tags_of(client: httpx.Client, scene: int) -> dict[str, str]:
    """A scene's concepts with their origins."""
    return {tag["concept"]: tag["origin"] for tag in client.get(f"{API}/scenes/{scene}").json()["tags"]}


@pytest.fixture
def place(visit: Callable[..., Any], client: httpx.Client) -> Iterator[Any]:
    """The Tag place, opened by a curator."""
    visitor = visit(str(client.base_url).rstrip("/"))
    visitor.opens("tag")
    visitor.page.get_by_label("You tag as").fill("Mina")
    visitor.page.get_by_label("You tag as").press("Enter")
    yield visitor


def until(visitor: Any, test: Callable[[], bool]) -> None:
    for _ in range(100):
        if test():
            return
        visitor.page.wait_for_timeout(100)
    raise AssertionError("it did not come to that")


def test_an_evening_of_tagging(place: Any, client: httpx.Client, tmp_path: Path) -> None:
    page = place.page
    queue = page.locator("#ga-panel-queue")
    queue.get_by_text("Scene 1 of").wait_for()
    first = queue_ids(client)[0]
    page.locator("body").press("a")
    until(place, lambda: tags_of(client, first).get(PANNING) == "curator")
    page.locator("body").press("z")
    until(place, lambda: tags_of(client, first).get(PANNING) == "picture")
    queue.locator(".ga-suggestion.current", has_text="from the picture, 50 %").wait_for()
    page.locator("body").press("x")
    until(place, lambda: PANNING not in tags_of(client, first))
    page.locator("body").press("z")
    until(place, lambda: tags_of(client, first).get(PANNING) == "picture")
    lantern = adds_a_concept(place, client, first)
    page.locator("body").press("n")
    queue.get_by_text("Scene 2 of").wait_for()
    tags_all_results(place, client, lantern)
    renames(place, client, lantern)
    says_a_third_word(place, client, first, lantern)
    takes_in_what_went_out(place, tmp_path)
    assert sees_no_faults(page) == {}


def queue_ids(client: httpx.Client) -> list[int]:
    return [entry["scene"]["id"] for entry in client.get(f"{API}/tagging/queue").json()["entries"]]


def adds_a_concept(place: Any, client: httpx.Client, scene: int) -> str:
    """Keys in a field write and do nothing else; returns the new concept."""
    page = place.page
    page.locator("body").press("4")
    page.keyboard.type("azure lantern")
    page.keyboard.press("Enter")
    page.locator("#ga-panel-queue .ga-chip.said", has_text="azure lantern").wait_for()
    page.keyboard.press("Escape")
    made = next(iri for iri, origin in tags_of(client, scene).items() if origin == "curator")
    page.keyboard.press("z")
    until(place, lambda: made not in tags_of(client, scene))
    return made


def tags_all_results(place: Any, client: httpx.Client, concept: str) -> None:
    page = place.page
    page.get_by_role("tab", name="Scene search").click()
    panel = page.locator("#ga-panel-search")
    panel.get_by_text("Tag all 4 results").wait_for()
    panel.get_by_role("combobox", name="Tag all with…").fill("azure")
    panel.get_by_role("combobox", name="Tag all with…").press("Enter")
    panel.get_by_text("“azure lantern” (What) will be said of 4 scenes.").wait_for()
    page.keyboard.press("Enter")
    page.get_by_text("now holds of 4 more scenes").wait_for()
    scenes = queue_ids(client)
    assert all(tags_of(client, scene)[concept] == "curator" for scene in scenes)
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    until(place, lambda: not any(concept in tags_of(client, scene) for scene in scenes))


def renames(place: Any, client: httpx.Client, concept: str) -> None:
    page = place.page
    page.get_by_role("tab", name="Ontology").click()
    page.get_by_label("Search the ontology").fill("azure")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    korean = page.get_by_label("In Korean", exact=True)
    korean.fill("푸른 등")
    korean.press("Enter")
    labels = {"en": "azure lantern", "ko": "푸른 등"}
    until(place, lambda: labels_of(client, concept) == labels)
    page.get_by_role("treeitem", name="푸른 등").wait_for()


def labels_of(client: httpx.Client, concept: str) -> dict[str, str]:
    found = client.get(f"{API}/concepts").json()
    return next(one["labels"] for one in found if one["iri"] == concept)


def says_a_third_word(place: Any, client: httpx.Client, scene: int, concept: str) -> None:
    page = place.page
    body = {"concept": concept}
    client.post(f"{API}/scenes/{scene}/tags", json={**body, "curator": "Bori"}).raise_for_status()
    client.post(f"{API}/scenes/{scene}/untag", json={**body, "curator": "Jun"}).raise_for_status()
    page.get_by_role("tab", name="Agreement").click()
    page.get_by_label("One curator").select_option("Bori")
    page.get_by_label("The other curator").select_option("Jun")
    page.get_by_text("gave the same answer to 0 % of 1 questions").wait_for()
    page.get_by_text("Bori says that it holds, Jun that it does not.").wait_for()
    page.get_by_role("button", name="It does not hold").click()
    page.get_by_text("You said: azure lantern does not hold.").wait_for()


def takes_in_what_went_out(place: Any, folder: Path) -> None:
    page = place.page
    page.get_by_role("tab", name="Import and export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download CSV").click()
    file = folder / "tags.csv"
    download.value.save_as(file)
    page.get_by_label("File to import").set_input_files(file)
    page.get_by_role("button", name="Import", exact=True).click()
    page.get_by_text("tags.csv: ").wait_for()
    page.get_by_text("Nothing was left out.").wait_for()


def sees_no_faults(page: Any) -> dict[str, list[str]]:
    """What axe finds in each mode, dark and light."""
    found = {}
    for theme in ("dark", "light"):
        for mode in MODES:
            page.get_by_role("tab", name=mode).click()
            page.wait_for_timeout(300)
            found[f"{mode}, {theme}"] = faults(page, theme)
        page.get_by_role("button", name="Light or dark").click()
    return {mode: wrong for mode, wrong in found.items() if wrong}
