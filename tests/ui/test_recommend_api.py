"""Recommendations over the API: each browser is its own pseudonym, and has a say over what is kept of it."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

API = "/api/v1"


@pytest.fixture(scope="module")
def address(
    tmp_path_factory: pytest.TempPathFactory, stocked_library: Path, serving: Callable[[Path], str]
) -> str:
    """A studio of its own: what is recorded here must not change what others see."""
    return serving(shutil.copytree(stocked_library, tmp_path_factory.mktemp("recommends") / "library"))


@pytest.fixture
def person(address: str) -> Iterator[httpx.Client]:
    """A browser that was never here."""
    with httpx.Client(base_url=address, timeout=60) as opened:
        yield opened


def scene_ids(person: httpx.Client) -> list[int]:
    return [one["id"] for one in person.get(f"{API}/scenes").json()["hits"]]


def recommended(person: httpx.Client, **asked: Any) -> list[int]:
    answer = person.get(f"{API}/recommendations", params=asked)
    assert answer.status_code == 200, answer.text
    return [one["scene"]["id"] for one in answer.json()["scenes"]]


def note(person: httpx.Client, *events: dict[str, Any]) -> dict[str, Any]:
    answer = person.post(f"{API}/events", json={"events": events})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def history(person: httpx.Client) -> list[dict[str, Any]]:
    return [json.loads(line) for line in person.get(f"{API}/history").text.splitlines()]


def test_recommendations_say_why_in_both_languages(person: httpx.Client) -> None:
    told = person.get(f"{API}/recommendations").json()
    assert len(told["scenes"]) == 4 and told["arms"] == {}
    assert all(set(why["message"]) == {"en", "ko"} for one in told["scenes"] for why in one["why"])
    assert all(one["why"] and one["sources"] and one["scene"]["playing"] for one in told["scenes"])
    assert {"en", "ko"} == set(told["notes"][0])


def test_a_browser_keeps_its_pseudonym_and_an_invented_one_is_not_taken(person: httpx.Client) -> None:
    first = person.get(f"{API}/recommendations")
    assert "httponly" in first.headers["set-cookie"].lower()
    assert "samesite=strict" in first.headers["set-cookie"].lower()
    assert "set-cookie" not in person.get(f"{API}/recommendations").headers
    cookie = {"Cookie": "gallae_person=somebody else"}
    assert "set-cookie" in person.get(f"{API}/recommendations", headers=cookie).headers


def test_what_was_used_is_recommended_no_more_and_only_to_its_user(
    person: httpx.Client, address: str
) -> None:
    scene = scene_ids(person)[0]
    assert note(person, {"kind": "added", "scene": scene}) == {"kept": 1, "refused": {}, "changed": {}}
    assert scene not in recommended(person)
    with httpx.Client(base_url=address, timeout=60) as other:
        assert scene in recommended(other)


def test_a_list_that_is_shown_can_be_noted(person: httpx.Client) -> None:
    listed = recommended(person, shown=True, limit=3)
    _, *shown = history(person)
    assert [(one["kind"], one["scene_id"], one["details"]["position"]) for one in shown] == [
        ("shown", scene, place) for place, scene in enumerate(listed)
    ]
    recommended(person)
    assert len(history(person)) == 4


def test_a_story_that_is_not_there_is_said_and_answered(person: httpx.Client) -> None:
    told = person.get(f"{API}/recommendations", params={"story": "none", "node": "n1"}).json()
    assert len(told["scenes"]) == 4 and "no such story" in told["notes"][0]["en"]


def test_unknown_scenes_are_refused_and_the_rest_is_kept(person: httpx.Client) -> None:
    scene = scene_ids(person)[0]
    told = note(
        person,
        {"kind": "opened", "scene": scene},
        {"kind": "opened", "scene": 999},
        {"kind": "added"},
        {"kind": "previewed", "scene": scene, "seconds": 50, "of": 2, "at": "2999-01-01T00:00:00Z"},
    )
    assert told["kept"] == 2 and told["refused"] == {"unknown scene": 2} and len(told["changed"]) == 2


@pytest.mark.parametrize(
    "content",
    [
        '{"events": [{"kind": "previewed", "scene": 1, "seconds": NaN}]}',
        '{"events": [{"kind": "previewed", "scene": 1, "seconds": 1e999}]}',
        '{"events": [{"kind": "stared at", "scene": 1}]}',
        '{"events": [{"kind": "opened", "scene": 1, "user": "somebody else"}]}',
        '{"events": [{"kind": "opened", "scene": 99999999999999999999}]}',
        json.dumps({"events": [{"kind": "opened", "scene": 1}] * 501}),
        "[]",
    ],
)
def test_a_malformed_batch_is_refused_whole(person: httpx.Client, content: str) -> None:
    headers = {"content-type": "application/json"}
    answer = person.post(f"{API}/events", content=content, headers=headers)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert len(history(person)) == 1


def test_a_newcomer_is_asked_and_the_answers_count(person: httpx.Client) -> None:
    asked = [one["id"] for one in person.get(f"{API}/survey").json()]
    assert 1 <= len(asked) <= 10
    answers = {"liked": asked[:1], "not_liked": asked[1:2], "age_group": "25-34", "country": "kr"}
    assert person.post(f"{API}/survey", json=answers).json()["kept"] == 2
    about, *done = history(person)
    assert (about["age_group"], about["country"]) == ("25-34", "KR")
    assert [one["kind"] for one in done] == ["liked", "not_for_me"]
    assert not set(asked[:2]) & set(recommended(person))
    assert set(person.get(f"{API}/recommendations").json()["arms"]) == {"demographics"}
    for wrong in ({"age_group": "old"}, {"country": "Korea"}, {"liked": ["x"]}):
        assert person.post(f"{API}/survey", json=wrong).status_code == 422


def test_a_person_has_themselves_forgotten_and_stays_out(person: httpx.Client) -> None:
    scene = scene_ids(person)[0]
    note(person, {"kind": "added", "scene": scene})
    assert len(history(person)) == 2
    assert person.delete(f"{API}/history").status_code == 200
    assert len(history(person)) == 1 and scene in recommended(person)
    assert person.get(f"{API}/history/recording").json() == {"on": True}
    assert person.put(f"{API}/history/recording", json={"on": False}).json() == {"on": False}
    assert person.get(f"{API}/history/recording").json() == {"on": False}
    assert note(person, {"kind": "added", "scene": scene})["kept"] == 0
    assert person.put(f"{API}/history/recording", json={"on": True}).status_code == 200
    assert note(person, {"kind": "added", "scene": scene})["kept"] == 1


def test_a_page_of_another_site_notes_nothing(person: httpx.Client) -> None:
    foreign = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    body = {"events": [{"kind": "added", "scene": scene_ids(person)[0]}]}
    assert person.post(f"{API}/events", json=body, headers=foreign).status_code == 403


def test_what_the_studio_knows_is_noted_by_itself(person: httpx.Client) -> None:
    scene = person.get(f"{API}/scenes").json()["hits"][0]
    clip = {"film": scene["film"], "start_ms": scene["start_ms"], "end_ms": scene["end_ms"]}
    story = person.post(f"{API}/stories", json={"title": "Mine"}).json()["id"]
    node = {"op": "add_node", "id": "a", "title": "Here", "clips": [clip]}
    end = {"op": "change_node", "id": "a", "ending": {"title": {"en": "Over"}}}
    for base, operation in enumerate((node, end), 1):
        edit = {"base": base, "operations": [operation]}
        assert person.post(f"{API}/stories/{story}/operations", json=edit).json()["ok"], operation
    assert person.post(f"{API}/stories/{story}/publish").status_code == 202
    told = [(one["kind"], one["scene_id"], one["story_id"]) for one in history(person)[1:]]
    assert told == [("added", scene["id"], story), ("published", scene["id"], story)]
