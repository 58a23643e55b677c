"""A film as a strip: what the API says about its shots, scenes and cues, and going to any picture of it."""

from collections.abc import Callable
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
    said = {language: [cue["text"] for cue in cues] for language, cues in told["cues"].items()}
    assert sum(map(len, said.values())) == 2
    assert "등대에 밤이 온다." in [text for texts in said.values() for text in texts]


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
