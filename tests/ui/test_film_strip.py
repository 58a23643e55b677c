"""A film as a strip: what the API says about its shots, scenes and cues, and going to any picture of it."""

import shutil
import time
from base64 import b64decode
from collections.abc import Callable
from fractions import Fraction
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
    pictures = [client.get(one["picture"]) for one in told["shots"]]
    assert {one.headers["content-type"] for one in pictures} == {"image/jpeg"}
    assert len({one.content for one in pictures}) == len(starts)
    for none in (f"{film_id}/shots/{len(starts) + 1}", f"{film_id}/shots/0", "999999/shots/1"):
        assert client.get(f"/media/films/{none}/picture").status_code in (404, 422)
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


UNEVEN = (Fraction(1, 60), Fraction(1, 24), Fraction(1, 10), Fraction(3, 50))


def uneven(number: int) -> Fraction:
    """Return the time of a picture where each of four lasts differently."""
    rounds, rest = divmod(number, len(UNEVEN))
    return rounds * sum(UNEVEN, Fraction(0)) + sum(UNEVEN[:rest], Fraction(0))


@pytest.fixture(scope="module")
def odd_films(
    films: Any,
    empty_library: Path,
    tmp_path_factory: pytest.TempPathFactory,
    serving: Callable[[Path], str],
) -> tuple[str, dict[str, int], Any]:
    """A studio of odd films: its address, their numbers, and the truth about the one of a variable frame rate."""
    from indexing import FilmToAdd, add_film
    from indexing.shots import ShotWay
    from library import open_library

    folder = Path(shutil.copytree(empty_library, tmp_path_factory.mktemp("odd") / "library"))
    made = films.make(name="uneven.mp4", times=uneven, options=(("preset", "fast"), ("g", "60"), ("bf", "3")))
    mute = films.make(name="mute.mp4", sound="")
    gone = films.converted("gone.mp4", "-t", "3", "-c", "copy")
    with open_library(folder) as library:
        numbers = {
            path.stem: add_film(library, FilmToAdd(path, shots=ShotWay.QUICK)).film.id
            for path in (mute.path, gone, made.path)
        }
    gone.unlink()
    return serving(folder), numbers, made


def test_the_times_of_pictures_are_told_at_a_variable_frame_rate(
    odd_films: tuple[str, dict[str, int], Any],
) -> None:
    address, numbers, made = odd_films
    with httpx.Client(base_url=address, timeout=60) as asked:
        for around, start, end in ((0, 0, 3000), (5000, 2000, 8000)):
            told = asked.get(f"/api/v1/films/{numbers['uneven']}/timeline/pictures?around_ms={around}").json()
            assert (told["start_ms"], told["end_ms"]) == (start, end)
            true = [float(1000 * one) for one in made.times if start <= 1000 * one < end]
            assert told["times"] == pytest.approx(true, abs=0.012)  # a tick of 1/90000 s
        path = f"/api/v1/films/{numbers['gone']}/timeline/pictures?around_ms=0"
        gone = asked.get(path)
        assert (gone.status_code, gone.headers["content-type"]) == (404, "application/problem+json")
        assert "has gone" in gone.json()["detail"]
        assert asked.get(path.replace("=0", "=-1")).status_code == 422


def settled(asked: httpx.Client, film_id: int) -> tuple[list[str], dict[str, Any]]:
    """Ask for a waveform until it is there or cannot be; return the states on the way, and the last answer."""
    states = []
    for _ in range(600):
        answer = asked.get(f"/api/v1/films/{film_id}/timeline/waveform")
        told = answer.json()
        assert answer.status_code == (202 if told["state"] == "making" else 200)
        states.append(told["state"])
        if told["state"] != "making":
            return states, told
        time.sleep(0.1)
    raise AssertionError(states[-1])


def test_the_waveform_is_made_when_first_asked_for_and_as_loud_as_the_film(
    odd_films: tuple[str, dict[str, int], Any],
) -> None:
    address, numbers, _ = odd_films
    with httpx.Client(base_url=address, timeout=60) as asked:
        states, told = settled(asked, numbers["uneven"])
        assert states[0] == "making" and told["state"] == "ready"
        duration_ms = asked.get(f"/api/v1/films/{numbers['uneven']}/timeline").json()["duration_ms"]
        levels = b64decode(told["levels"])
        assert told["bin_ms"] == 100 and len(levels) == -(-duration_ms // 100)
        # 8 s of a tone of amplitude 0.2: 10·log10(0.2² / 2) is -17 dB.
        assert all(abs(level - 255 * (1 - 17 / 60)) < 6 for level in levels[1:79])
        assert set(levels[82:]) == {0}
        assert settled(asked, numbers["uneven"])[0] == ["ready"]
        assert settled(asked, numbers["mute"])[1] == {"state": "silent", "bin_ms": 100, "levels": ""}
        assert settled(asked, numbers["gone"])[1]["state"] == "failed"
        assert asked.get("/api/v1/films/999999/timeline/waveform").status_code == 404


@pytest.mark.browser
def test_the_strip_steps_from_picture_to_picture_at_a_variable_rate_and_draws_the_sound(
    visit: Callable[..., Any], odd_films: tuple[str, dict[str, int], Any]
) -> None:
    address, numbers, made = odd_films
    visitor = visit(address)
    visitor.opens()
    page = visitor.page
    with page.expect_response(lambda answer: "/timeline/pictures" in answer.url):
        page.locator(f'.ga-poster[data-film="{numbers["uneven"]}"]').click()
    strip = page.get_by_role("slider", name="The film from first to last")
    now = "1000 * document.querySelector('.ga-film-strip video').currentTime"
    for picture in (1, 2, 3, 4, 5, 4, 3, 2):
        before = page.evaluate(now)
        shown = sum(1000 * one <= before for one in made.times) - 1
        strip.press("ArrowRight" if picture > shown else "ArrowLeft")
        page.wait_for_function(f"() => Math.abs({now} - {float(1000 * made.times[picture])}) < 1")
    page.wait_for_selector(".ga-wave")
    inked = """(() => {
      const canvas = document.querySelector(".ga-wave");
      const column = (x) => canvas.getContext("2d").getImageData(Math.round(x), 0, 1, canvas.height).data;
      const inked = (x) => column(x).filter((value, at) => at % 4 === 3 && value).length;
      const high = (share) => inked(share * canvas.width) / canvas.height;
      return [high(0.25), high(0.9)];
    })()"""
    page.wait_for_function(f"() => {inked}[0] > 0")
    loud, quiet = page.evaluate(inked)
    assert loud == pytest.approx((1 - 17 / 60) ** 2, abs=0.06) and quiet == 0


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
