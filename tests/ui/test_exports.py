"""Files of a story for other tools, made by the studio: by a program, and by a person in the dialog."""

import json
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import httpx
import pytest


def made(client: httpx.Client, story_id: str, door: str) -> Any:
    """Have a file made; return the job when it has ended."""
    return ended(client, client.post(f"/api/v1/stories/{story_id}/exports", json={"door": door}).json())


def ended(client: httpx.Client, job: Any) -> Any:
    """Return a job when it has ended."""
    deadline = time.monotonic() + 120
    while not job["final"]:
        assert time.monotonic() < deadline, job
        time.sleep(0.3)
        job = client.get(f"/api/v1/jobs/{job['id']}").json()
    return job


@pytest.fixture
def ready(client: httpx.Client, story: Callable[..., str]) -> str:
    """A story that can be published."""
    return story("For others")


def test_a_timeline_is_made_told_and_taken_along(client: httpx.Client, ready: str) -> None:
    assert client.get(f"/api/v1/stories/{ready}/exports").json() == []
    job = made(client, ready, "otio")
    assert (job["state"], job["result"]["door"]) == ("done", "otio")
    (listed,) = client.get(f"/api/v1/stories/{ready}/exports").json()
    assert (listed["door"], listed["revision"]) == ("otio", 2)
    assert any("cards" in one["en"] and one["ko"] for one in listed["lost"])
    taken = client.get(listed["url"])
    assert taken.headers["content-disposition"] == "attachment; filename*=utf-8''For%20others.otio"
    assert json.loads(taken.content)["OTIO_SCHEMA"] == "SerializableCollection.1"
    assert len(taken.content) == listed["bytes"]


def test_the_bundle_as_one_file_wants_it_published_first(client: httpx.Client, ready: str) -> None:
    job = made(client, ready, "bundle")
    assert job["state"] == "failed" and "Publish it first" in job["message"]
    job = ended(client, client.post(f"/api/v1/stories/{ready}/publish", params={"profile": "small"}).json())
    assert job["state"] == "done"
    assert made(client, ready, "bundle")["state"] == "done"
    taken = client.get(f"/api/v1/stories/{ready}/exports/bundle").content
    with zipfile.ZipFile(BytesIO(taken)) as packed:
        assert {"index.html", "manifest.json"} <= set(packed.namelist())


def test_what_was_published_is_told_with_its_languages_and_the_rights_of_its_films(
    client: httpx.Client, ready: str
) -> None:
    before = client.get(f"/api/v1/stories/{ready}/publishing").json()
    assert (before["published"], before["exports"], before["found_at"]) == (None, [], "")
    assert before["languages"] == ["en"]
    (film,) = before["films"]
    assert (film["title"], film["licence_id"], film["clips"]) == ("Four takes", "CC0-1.0", 2)
    assert film["problems"] == []
    wanted = {"profile": "small", "language": "none"}
    job = ended(client, client.post(f"/api/v1/stories/{ready}/publish", params=wanted).json())
    assert job["state"] == "done"
    told = client.get(f"/api/v1/stories/{ready}/publishing").json()["published"]
    assert (told["revision"], told["profile"], told["languages"]) == (2, "small", [])
    bundle = client.get(told["url"] + "story.js").text
    assert '"languages":[]' in bundle and "lighthouse keeper" not in bundle
    code = client.get(f"/api/v1/stories/{ready}/publishing/code")
    assert code.status_code == 404 and "--host" in code.json()["remedy"], "nobody else reaches this studio"


def test_a_film_that_may_not_be_cut_is_told_with_the_way_out(client: httpx.Client, ready: str) -> None:
    film = client.get("/api/v1/films").json()[-1]
    client.patch(f"/api/v1/films/{film['id']}", json={"licence": "CC-BY-ND-4.0"})
    try:
        (told,) = client.get(f"/api/v1/stories/{ready}/publishing").json()["films"]
        (problem,) = told["problems"]
        assert (problem["code"], problem["severity"], told["editing"]) == ("G047", "error", False)
        assert client.post(f"/api/v1/stories/{ready}/publish").status_code == 422
    finally:
        client.patch(f"/api/v1/films/{film['id']}", json={"licence": "CC0-1.0"})


@pytest.mark.parametrize("door", ["aaf/../../etc", "no-such-form", ""])
def test_a_form_that_there_is_not_is_refused(client: httpx.Client, ready: str, door: str) -> None:
    answer = client.post(f"/api/v1/stories/{ready}/exports", json={"door": door})
    assert answer.status_code == 404 and "otio" in answer.json()["remedy"]


def test_a_story_with_a_mistake_is_not_made_into_anything(client: httpx.Client, ready: str) -> None:
    edit = {"base": 2, "operations": [{"op": "change_node", "id": "b", "ending": None}]}
    client.post(f"/api/v1/stories/{ready}/operations", json=edit)
    answer = client.post(f"/api/v1/stories/{ready}/exports", json={"door": "graph"})
    assert answer.status_code == 422 and "cannot be published yet" in answer.json()["detail"]


@pytest.mark.browser
def test_a_form_is_made_in_the_dialog_and_says_when_it_is_old(
    visit: Callable[..., Any], client: httpx.Client, ready: str
) -> None:
    visitor = visit(str(client.base_url).rstrip("/"), "ko-KR")
    page = visitor.page
    page.goto(f"{visitor.address}/?story={ready}#story")
    visitor.until_graph("cy.nodes().length === 2")
    page.get_by_role("button", name="펴내기").click()
    graph = page.get_by_role("dialog", name="펴내기").locator('[data-door="graph"]')
    graph.get_by_role("button", name="만들기").click()
    with page.expect_download() as download:
        graph.get_by_role("link", name="내려받기").click(timeout=60_000)
    assert download.value.suggested_filename == "For others.svg"
    page.keyboard.press("Escape")
    visitor.in_graph("(cy.getElementById('b').select(), 0)")
    title = page.locator(".ga-inspector").get_by_label("제목", exact=True)
    title.fill("다른 끝")
    title.press("Tab")
    page.get_by_text("저장됨").wait_for()
    page.get_by_role("button", name="펴내기").click()
    graph.get_by_text("이야기를 고치기 전에 만든 것입니다.").wait_for()
