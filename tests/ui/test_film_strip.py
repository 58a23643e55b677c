"""A film as a strip: what the API says about its shots, scenes and cues, and going to any picture of it."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest


@pytest.fixture
def film_id(client: httpx.Client) -> int:
    found: int = client.get("/api/v1/films").json()[-1]["id"]
    return found


def test_the_timeline_tells_shots_scenes_cues_and_sound_in_film_time(
    client: httpx.Client, film_id: int, film: Any
) -> None:
    told = client.get(f"/api/v1/films/{film_id}/timeline").json()
    starts = [0, *(int(1000 * cut) for cut in film.cuts)]
    assert told["duration_ms"] == 8000
    assert told["frame_ms"] == pytest.approx(1000 / 24)
    for spans in (told["shots"], told["scenes"]):
        assert [one["start_ms"] for one in spans] == starts
        assert [one["end_ms"] for one in spans] == [*starts[1:], 8000]
    assert all(0.5 < one["loudness"] < 1 for one in told["shots"])
    meets = told["boundaries"]
    assert [one["start_ms"] for one in meets] == starts[1:]
    assert all(one["kind"] == "cut" and one["end_ms"] == one["start_ms"] for one in meets)
    assert all(0 < one["score"] <= 1 for one in meets)
    said = {language: [cue["text"] for cue in cues] for language, cues in told["cues"].items()}
    assert sum(map(len, said.values())) == 2
    assert "등대에 밤이 온다." in [text for texts in said.values() for text in texts]


def test_the_timeline_tells_what_each_scene_is_tagged_with_how_surely_and_by_whom(
    client: httpx.Client, film_id: int
) -> None:
    scene = client.get(f"/api/v1/films/{film_id}/timeline").json()["scenes"][0]
    place = next(
        one for one in client.get("/api/v1/concepts?facet=where").json() if one["labels"]["en"] == "harbour"
    )
    client.post(f"/api/v1/scenes/{scene['id']}/tags", json={"concept": place["iri"]})
    told = client.get(f"/api/v1/films/{film_id}/timeline").json()["scenes"][0]
    assert told["number"] == 0
    tag = next(one for one in told["tags"] if one["concept"] == place["iri"])
    assert (tag["facet"], tag["origin"], tag["confidence"]) == ("where", "curator", 1.0)
    assert tag["labels"]["ko"] == "항구"


def test_a_film_that_is_not_there_has_no_timeline(client: httpx.Client) -> None:
    assert client.get("/api/v1/films/999999/timeline").status_code == 404


@pytest.mark.browser
def test_the_strip_goes_to_any_picture_and_steps_by_one(
    visit: Callable[..., Any], client: httpx.Client, film_id: int
) -> None:
    visitor = visit(str(client.base_url).rstrip("/"))
    visitor.opens()
    page = visitor.page
    page.locator(f'.ga-poster[data-film="{film_id}"]').click()
    strip = page.get_by_role("slider", name="The film from first to last")
    strip.wait_for()
    assert page.locator(".ga-track.scenes .ga-span").count() == 4
    rows = page.locator(".ga-tracks").bounding_box()
    page.mouse.click(rows["x"] + rows["width"] * 0.5, rows["y"] + 10)
    page.wait_for_function("() => document.querySelector('.ga-film-strip video').currentTime > 3.9")
    before = page.evaluate("document.querySelector('.ga-film-strip video').currentTime")
    assert before == pytest.approx(4.0, abs=0.05)
    strip.press("ArrowRight")
    page.wait_for_function(
        f"() => document.querySelector('.ga-film-strip video').currentTime > {before} + 0.02"
    )
    after = page.evaluate("document.querySelector('.ga-film-strip video').currentTime")
    assert after - before == pytest.approx(1 / 24, abs=0.002)
    strip.press("+")
    assert page.locator(".ga-tracks").bounding_box()["width"] == pytest.approx(2 * rows["width"], abs=2)


@pytest.mark.browser
def test_scenes_are_corrected_in_the_strip(
    visit: Callable[..., Any], serving: Callable[[Path], str], stocked_library: Path, tmp_path: Path
) -> None:
    visitor = visit(serving(Path(shutil.copytree(stocked_library, tmp_path / "library"))))
    visitor.opens()
    page = visitor.page
    page.locator(".ga-poster").click()
    spans = page.locator(".ga-track.scenes .ga-span")
    cards = page.locator(".ga-films .ga-card")
    begins = (
        "[...document.querySelectorAll('.ga-edge')].map((one) => Number(one.getAttribute('aria-valuenow')))"
    )

    def until(starts: list[int]) -> None:
        page.wait_for_function(f"() => JSON.stringify({begins}) === '{str(starts).replace(' ', '')}'")
        assert spans.count() == cards.count() == len(starts) + 1

    until([2000, 3500, 6000])
    page.get_by_role("button", name="Larger").click()
    page.get_by_role("slider", name="The film from first to last").press("Shift+ArrowRight")
    page.wait_for_function("() => document.querySelector('.ga-film-strip video').currentTime > 0.9")
    page.get_by_role("button", name="Join with the next").click()
    until([3500, 6000])
    assert page.evaluate("document.querySelector('.ga-film-strip video').currentTime") == pytest.approx(
        1, abs=0.1
    )
    assert page.evaluate("document.querySelector('.ga-tracks').style.width") == "200%"

    page.get_by_role("button", name="Split here").click()
    until([2000, 3500, 6000])
    page.get_by_role("button", name="Join with the next").click()
    until([3500, 6000])
    page.get_by_role("button", name="Smaller").click()

    edge = page.get_by_role("slider", name="Where scene 2 begins")
    edge.press("ArrowLeft")
    assert page.locator(".ga-snap").is_visible()
    edge.press("Escape")
    assert page.evaluate(begins) == [3500, 6000] and not page.locator(".ga-snap").is_visible()

    rows, held = page.locator(".ga-tracks").bounding_box(), edge.bounding_box()
    page.mouse.move(held["x"] + held["width"] / 2, held["y"] + 20)
    page.mouse.down()
    page.mouse.move(rows["x"] + rows["width"] * 0.3, held["y"] + 20, steps=4)
    page.mouse.up()
    until([2000, 6000])
    page.get_by_role("button", name="Take back the last correction").click()
    until([3500, 6000])
