"""Stories from files, scenes for their nodes, and what is to be shot, over the API."""

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import httpx

STORIES = "/api/v1/stories"
TWEE = """:: StoryTitle
Brought over

:: StoryData
{"ifid":"0D1B5F2A-2D6D-4C7E-9C37-1F0C8E5C1A11","format":"SugarCube","start":"Shore"}

:: Shore
The lighthouse keeper waits for the boat. [[Wait->Night]] [[Leave->Nowhere to be found]]
<<cycle "$x">>

:: Night
등대에 밤이 온다.

:: Nowhere to be found
Xylophones quarrel over zymurgy.
"""


def brought(client: httpx.Client, **more: Any) -> dict[str, Any]:
    answer = client.post(f"{STORIES}/import", json={"name": "in.twee", "text": TWEE, **more})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def test_twee_becomes_a_story_with_scenes_and_says_what_did_not_come_over(client: httpx.Client) -> None:
    told = brought(client)
    assert (told["title"], told["own"], told["titles"]) == ("Brought over", False, ["Brought over"])
    assert (told["nodes"], told["choices"], told["endings"]) == (3, 2, 2)
    assert any(
        "cycle" in note["message"]["en"] and "cycle" in note["message"]["ko"] for note in told["notes"]
    )
    kept = client.get(f"{STORIES}/{told['id']}").json()
    shore = kept["story"]["nodes"][0]
    assert (kept["rev"], shore["title"], shore["clips"][0]["start_ms"]) == (told["rev"], "Shore", 0)
    again = brought(client)
    assert again["id"] != told["id"]  # what is there stays as it is


def test_a_downloaded_story_comes_back_the_same(client: httpx.Client, story: Callable[..., str]) -> None:
    document = client.get(f"{STORIES}/{story('Taken along')}/file").text
    told = client.post(f"{STORIES}/import", json={"name": "story.json", "text": document}).json()
    assert (told["own"], told["notes"], told["without_scene"]) == (True, [], 0)
    back = client.get(f"{STORIES}/{told['id']}/file").json()
    assert {**back, "id": ""} == {**json.loads(document), "id": ""}


def test_what_is_no_story_is_answered_with_a_problem_and_nothing_is_kept(client: httpx.Client) -> None:
    before = client.get(STORIES).json()
    answer = client.post(f"{STORIES}/import", json={"name": "bad.json", "text": '{"schema": "gallae-story"'})
    assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
    assert "bad.json" in answer.json()["detail"]
    assert client.post(f"{STORIES}/import", json={"name": "x", "text": "a", "path": "/"}).status_code == 422
    assert client.get(STORIES).json() == before


def test_a_node_has_candidates_by_what_it_tells_or_by_other_words(client: httpx.Client) -> None:
    told = brought(client, scenes=False)
    assert told["without_scene"] == 3
    nodes = client.get(f"{STORIES}/{told['id']}").json()["story"]["nodes"]
    address = f"{STORIES}/{told['id']}/nodes"
    found = client.get(f"{address}/{nodes[0]['id']}/candidates").json()
    assert found["asked"] == nodes[0]["beat"]
    best = found["candidates"][0]
    assert (best["scene"]["start_ms"], best["fits"]) == (0, True)
    assert best["scene"]["picture"]
    assert best["scene"]["reasons"]
    fits = [one["fit"] for one in found["candidates"]]
    assert fits == sorted(fits, reverse=True)
    other = client.get(f"{address}/{nodes[0]['id']}/candidates", params={"q": "등대 밤", "limit": 1}).json()
    assert [one["scene"]["start_ms"] for one in other["candidates"]] == [3500]
    assert client.get(f"{address}/n404/candidates").status_code == 404


def test_what_nothing_fits_is_a_list_to_take_along(client: httpx.Client) -> None:
    told = brought(client)
    (gap,) = client.get(f"{STORIES}/{told['id']}/gaps").json()
    assert (gap["title"], gap["before"]) == ("Nowhere to be found", ["Shore (Leave)"])
    file = client.get(f"{STORIES}/{told['id']}/gaps/file", params={"language": "ko"})
    assert file.headers["content-type"].startswith("text/csv")
    assert 'filename="Brought over-to-shoot.csv"' in file.headers["content-disposition"]
    rows = list(csv.reader(StringIO(file.content.decode("utf-8-sig"))))
    assert rows[0][0] == "번호"
    assert rows[1][2] == "Nowhere to be found"
    table = client.get(f"{STORIES}/{told['id']}/gaps/file", params={"form": "markdown"}).text
    assert table.startswith("# To shoot for “Brought over”")
    assert "Xylophones quarrel" in table
    assert client.get(f"{STORIES}/{told['id']}/gaps/file", params={"form": "exe"}).status_code == 422


def test_the_films_of_a_story_are_credited_and_an_address_for_viewing_data_is_looked_at(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    (credit,) = client.get(f"{STORIES}/{story('Credited')}/credits").json()
    assert (credit["title"], credit["licence"], credit["credit"]) == ("Four takes", "CC0-1.0", "Nobody")
    told = [
        client.post("/api/v1/report-addresses", json={"text": text}).json()["ok"]
        for text in ("https://lrs.example.org/xapi", "http://lrs.example.org", "javascript:alert(1)", "")
    ]
    assert told == [True, False, False, False]
