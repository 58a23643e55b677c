"""Stories over the API: two tabs at once, undo, check, publish, play."""

import time
from collections.abc import Callable
from typing import Any

import httpx

STORIES = "/api/v1/stories"


def view(client: httpx.Client, story_id: str) -> dict[str, Any]:
    return client.get(f"{STORIES}/{story_id}").json()


def edit(client: httpx.Client, story_id: str, base: int, *operations: dict[str, Any]) -> httpx.Response:
    return client.post(f"{STORIES}/{story_id}/operations", json={"base": base, "operations": operations})


def test_a_story_comes_with_the_pictures_of_its_clips(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    shown = view(client, story())
    assert [node["title"] for node in shown["story"]["nodes"]] == ["Here", "There"]
    assert [(one["start_ms"], one["film_title"]) for one in shown["footage"]] == [
        (0, "Four takes"),
        (2000, "Four takes"),
    ]
    assert client.get(shown["footage"][0]["picture"]).status_code == 200


def test_two_tabs_that_change_different_things_both_have_their_way(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    story_id = story()
    moved = {"op": "move_node", "id": "a", "position": [70, 80]}
    assert edit(client, story_id, 2, moved).json() == {"ok": True, "rev": 3, "missed": [], "detail": ""}
    renamed = edit(client, story_id, 2, {"op": "change_node", "id": "a", "title": "Renamed"}).json()
    assert (renamed["ok"], renamed["rev"]) == (True, 4)
    (missed,) = renamed["missed"]
    assert [missed[when]["nodes"][0]["position"] for when in ("before", "after")] == [[10, 20], [70, 80]]
    node = view(client, story_id)["story"]["nodes"][0]
    assert (node["title"], node["position"]) == ("Renamed", [70.0, 80.0])


def test_two_tabs_that_change_the_same_words_do_not_overwrite_each_other(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    story_id = story()
    mine = {"op": "change_node", "id": "a", "title": "Mine"}
    assert edit(client, story_id, 2, mine).json()["ok"]
    refused = edit(client, story_id, 2, {"op": "change_node", "id": "a", "title": "Theirs"}).json()
    assert (refused["ok"], refused["rev"], refused["missed"]) == (False, 3, None)
    assert "Theirs" in refused["detail"]
    assert view(client, story_id)["story"]["nodes"][0]["title"] == "Mine"
    edit(client, story_id, 3, {"op": "change_node", "id": "b", "clips": []})
    clips = view(client, story_id)["story"]["nodes"][0]["clips"]
    stale = edit(client, story_id, 3, {"op": "change_node", "id": "b", "clips": clips}).json()
    assert not stale["ok"], "a list of clips was made from one that is no longer there"
    for same_or_elsewhere in (
        mine,
        {"op": "change_node", "id": "a", "beat": "Words"},
        {"op": "move_node", "id": "a", "position": [1, 2]},
    ):
        assert edit(client, story_id, 2, same_or_elsewhere).json()["ok"]
    assert edit(client, story_id, 2, {"op": "change_story", "title": "One"}).json()["ok"]
    assert not edit(client, story_id, 2, {"op": "change_story", "title": "Two"}).json()["ok"]


def test_a_story_tells_what_is_said_and_shown_in_its_nodes(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    told = {one["node_id"]: one for one in client.get(f"{STORIES}/{story()}/told").json()}
    assert told["a"]["said"] == ["The lighthouse keeper waits for the boat."]
    assert "b" not in told or "The lighthouse keeper waits for the boat." not in told["b"]["said"]
    assert client.get(f"{STORIES}/nowhere/told").status_code == 404


def test_all_that_a_story_can_say_comes_back(client: httpx.Client, story: Callable[..., str]) -> None:
    story_id = story()
    said = {"condition": "courage >= 1", "effects": ["courage -= 1"], "once": True, "weight": 2.5}
    answer = edit(
        *(client, story_id, 2),
        {"op": "add_variable", "name": "courage", "kind": "number", "start": 1},
        {
            "op": "change_node",
            "id": "a",
            "checkpoint": {"recap": {"en": "So far"}},
            "effects": ["courage += 1"],
        },
        {"op": "add_group", "id": "g", "candidates": [{"node": "b", "condition": "", "score": "courage"}]},
        {"op": "change_choice", "id": "ab", "target": "g", "leaving": "at_once", **said},
    )
    assert answer.json()["ok"]
    shown = view(client, story_id)["story"]
    assert shown["variables"] == [{"name": "courage", "kind": "number", "start": 1.0}]
    assert shown["nodes"][0]["checkpoint"] == {"recap": {"en": "So far"}}
    assert shown["groups"][0]["candidates"] == [{"node": "b", "condition": "", "score": "courage"}]
    assert len(shown["groups"][0]["position"]) == 2
    assert {key: shown["choices"][0][key] for key in said} == said
    refused = edit(client, story_id, 3, {"op": "change_choice", "id": "ab", "condition": "courage >="})
    assert refused.status_code == 422
    assert "column 11 (choice ab): it ends where a value should stand" in refused.json()["detail"]


def test_a_change_to_what_another_tab_removed_is_refused(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    story_id = story()
    edit(client, story_id, 2, {"op": "remove_node", "id": "b"})
    answer = edit(client, story_id, 2, {"op": "change_node", "id": "b", "title": "Too late"}).json()
    assert (answer["ok"], answer["rev"], answer["missed"]) == (False, 3, None)
    assert "'b'" in answer["detail"]


def test_an_edit_from_a_future_revision_is_refused(client: httpx.Client, story: Callable[..., str]) -> None:
    assert edit(client, story(), 99, {"op": "set_start", "id": "a"}).status_code == 409


def test_a_malformed_edit_changes_nothing(client: httpx.Client, story: Callable[..., str]) -> None:
    story_id = story()
    answer = edit(client, story_id, 2, {"op": "set_start", "id": "b"}, {"op": "fly", "id": "a"})
    assert answer.status_code == 422
    assert (view(client, story_id)["rev"], view(client, story_id)["story"]["start"]) == (2, "a")


def test_an_edit_is_undone_and_done_again(client: httpx.Client, story: Callable[..., str]) -> None:
    story_id = story()
    edit(client, story_id, 2, {"op": "remove_node", "id": "b"})
    undone = client.post(f"{STORIES}/{story_id}/undo").json()
    assert [choice["id"] for choice in undone["story"]["choices"]] == ["ab"]
    assert (undone["rev"], undone["can_redo"]) == (4, True)
    redone = client.post(f"{STORIES}/{story_id}/redo").json()
    assert ([node["id"] for node in redone["story"]["nodes"]], redone["can_redo"]) == (["a"], False)


def test_a_tab_that_missed_an_undo_is_told_what_it_changed(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    story_id = story()
    edit(client, story_id, 2, {"op": "change_node", "id": "a", "title": "Renamed"})
    client.post(f"{STORIES}/{story_id}/undo")
    answer = edit(client, story_id, 3, {"op": "set_start", "id": "b"}).json()
    assert [change["after"]["nodes"][0]["title"] for change in answer["missed"]] == ["Here"]
    assert edit(client, story_id, 0, {"op": "set_start", "id": "a"}).json()["missed"] is None


def test_a_whole_story_is_saved_and_a_stale_one_refused_with_what_was_changed(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    story_id = story()
    whole = client.get(f"{STORIES}/{story_id}/file").json()
    edit(client, story_id, 2, {"op": "change_node", "id": "b", "title": "Elsewhere"})
    refused = client.put(f"{STORIES}/{story_id}", json={"base": 2, "story": {**whole, "title": "Mine"}})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:gallae:StaleStory")
    (told,) = refused.json()["difference"]
    assert (told["what"], told["id"], told["how"]) == ("nodes", "b", "changed")
    assert told["fields"] == [{"field": "title", "before": "There", "after": "Elsewhere"}]
    assert set(told["message"]) == {"en", "ko"}
    assert view(client, story_id)["story"]["title"] == "Two nodes"
    saved = client.put(f"{STORIES}/{story_id}", json={"base": 3, "story": {**whole, "title": "Mine"}})
    assert saved.json() == {"rev": 4}
    undone = client.post(f"{STORIES}/{story_id}/undo").json()
    assert (undone["story"]["title"], undone["story"]["nodes"][1]["title"]) == ("Two nodes", "Elsewhere")
    other = client.put(f"{STORIES}/{story_id}", json={"base": 5, "story": {**whole, "id": "other"}})
    assert other.status_code == 422


def test_a_version_is_kept_restored_and_forgotten(client: httpx.Client, story: Callable[..., str]) -> None:
    story_id = story()
    versions = f"{STORIES}/{story_id}/versions"
    kept = client.post(versions, json={"name": "첫 판"})
    assert (kept.status_code, kept.json()["revision"]) == (201, 2)
    assert client.post(versions, json={"name": "첫 판"}).status_code == 422
    edit(client, story_id, 2, {"op": "remove_node", "id": "b"})
    restored = client.post(f"{versions}/첫 판/restore").json()
    assert ([node["id"] for node in restored["story"]["nodes"]], restored["rev"]) == (["a", "b"], 4)
    assert [one["name"] for one in client.get(versions).json()] == ["첫 판"]
    assert client.delete(f"{versions}/첫 판").status_code == 204
    assert client.post(f"{versions}/첫 판/restore").status_code == 404
    steps = client.get(f"{STORIES}/{story_id}/history", params={"most": 3}).json()
    assert [(one["revision"], one["kind"]) for one in steps] == [
        (4, "restored"),
        (3, "edited"),
        (2, "edited"),
    ]
    assert all(set(one["message"]) == {"en", "ko"} for one in steps)


def test_a_broken_story_is_said_to_be_so_in_both_languages_and_not_published(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    story_id = story()
    assert client.get(f"{STORIES}/{story_id}/problems").json() == []
    edit(client, story_id, 2, {"op": "change_node", "id": "b", "ending": None})
    found = client.get(f"{STORIES}/{story_id}/problems").json()
    assert ("G004", "b", "error") in [(one["code"], one["node_id"], one["severity"]) for one in found]
    assert all(set(one["message"]) == {"en", "ko"} for one in found)
    answer = client.post(f"{STORIES}/{story_id}/publish")
    assert answer.status_code == 422
    assert "Two nodes" in answer.json()["detail"]


def test_a_story_is_drafted_from_a_synopsis(client: httpx.Client) -> None:
    synopsis = (
        "The lighthouse keeper waits for the boat.\nNight falls.\nThe end: Dark\nor not.\nThe end: Light"
    )
    begun = client.post(STORIES, json={"title": "Drafted", "synopsis": synopsis})
    assert begun.status_code == 201
    drafted = view(client, begun.json()["id"])["story"]
    assert drafted["title"] == "Drafted"
    assert sorted(node["ending"]["title"]["en"] for node in drafted["nodes"] if node["ending"]) == [
        "Dark",
        "Light",
    ]
    assert (drafted["nodes"][0]["clips"][0]["start_ms"], drafted["nodes"][0]["beat"]) == (
        0,
        "The lighthouse keeper waits for the boat.",
    )


def test_drafts_are_offered_and_the_chosen_one_is_begun(client: httpx.Client) -> None:
    synopsis = "The lighthouse keeper waits for the boat. Zebras sing on the moon."
    before = len(client.get(STORIES).json())
    offered = client.post(f"{STORIES}/drafts", json={"synopsis": synopsis}).json()
    assert (offered[0]["way"], offered[0]["title"]["ko"], offered[0]["beats"]) == (
        "closest",
        "가장 가까운 장면",
        2,
    )
    assert {"en": "Zebras sing on the moon"} in offered[0]["to_shoot"]
    assert len(client.get(STORIES).json()) == before, "nothing is kept"
    begun = client.post(STORIES, json={"synopsis": synopsis, "way": offered[-1]["way"], "language": "ko"})
    assert view(client, begun.json()["id"])["story"]["language"] == "en", "that of the text"
    refused = client.post(STORIES, json={"synopsis": synopsis, "way": "backwards"})
    assert refused.status_code == 422 and "backwards" in refused.json()["detail"]
    assert client.post(f"{STORIES}/drafts", json={"synopsis": "..."}).status_code == 422


def test_a_story_is_laid_out_as_one_edit(client: httpx.Client, story: Callable[..., str]) -> None:
    story_id = story()
    laid = client.post(f"{STORIES}/{story_id}/layout").json()
    assert [node["position"] for node in laid["story"]["nodes"]] == [[0.0, 0.0], [320.0, 0.0]]
    undone = client.post(f"{STORIES}/{story_id}/undo").json()
    assert undone["story"]["nodes"][0]["position"] == [10.0, 20.0]


def test_a_node_that_lies_nowhere_is_shown_beside_the_others(
    client: httpx.Client, story: Callable[..., str]
) -> None:
    here, there = view(client, story())["story"]["nodes"]
    assert here["position"] == [10.0, 20.0]
    assert there["position"][0] >= 200


def test_a_story_is_a_file_that_can_be_taken_along(client: httpx.Client, story: Callable[..., str]) -> None:
    from story import story_from_document

    answer = client.get(f"{STORIES}/{story('“Two” ways/../')}/file")
    assert answer.headers["content-disposition"].startswith('attachment; filename="')
    assert "/" not in answer.headers["content-disposition"].partition("filename")[2]
    assert story_from_document(answer.json(), "the answer").start == "a"


def test_a_story_is_published_and_played(client: httpx.Client, story: Callable[..., str]) -> None:
    story_id = story("To be played")
    assert client.get(f"/play/{story_id}/").status_code == 404
    job = client.post(f"{STORIES}/{story_id}/publish").json()
    while not job["final"]:
        time.sleep(0.1)
        job = client.get(f"/api/v1/jobs/{job['id']}").json()
    assert (job["state"], job["result"]) == ("done", {"story_id": story_id, "revision": 2, "notes": []})
    assert view(client, story_id)["played_at"] == f"/play/{story_id}/"
    assert (
        client.get(f"/play/{story_id}", follow_redirects=True)
        .text.lstrip()
        .lower()
        .startswith("<!doctype html>")
    )
    for outside in (
        "..%2f..%2flibrary.db",
        "%2fetc%2fpasswd",
        "..%2f" * 12 + "etc%2fpasswd",
        "%00",
        "media%2f..%2f..",
    ):
        assert client.get(f"/play/{story_id}/{outside}").status_code == 404
    assert client.get("/play/..%2fjobs/1.log").status_code == 404
