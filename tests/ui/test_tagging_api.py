"""What curators do over the API: a queue, many scenes at once, agreement, and changes of the ontology."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree
from typing import Any

import httpx
import pytest

from library.ontology import FACETS

API = "/api/v1"
NIGHT, DAY = "urn:gallae:concept:when/night", "urn:gallae:concept:when/day"


@pytest.fixture(scope="module")
def own(
    tmp_path_factory: pytest.TempPathFactory, stocked_library: Path, serving: Callable[[Path], str]
) -> Any:
    """A client of a studio whose tags and concepts these tests may change."""
    folder = copytree(stocked_library, tmp_path_factory.mktemp("tagged") / "library")
    with httpx.Client(base_url=serving(folder) + API, timeout=60) as opened:
        yield opened


@pytest.fixture(scope="module")
def scenes(own: httpx.Client) -> list[int]:
    """Its scenes, in the order of their film."""
    return [scene["id"] for scene in own.get("/films/1/scenes").json()]


def test_the_queue_goes_on_where_it_stopped_and_ends(own: httpx.Client, scenes: list[int]) -> None:
    seen: list[int] = []
    cursor = ""
    while True:
        page = own.get("/tagging/queue", params={"limit": 3, "cursor": cursor}).json()
        assert page["total"] == len(scenes) and len(page["entries"]) <= 3
        for entry in page["entries"]:
            assert set(entry["missing"]) <= set(FACETS) and entry["scene"]["film_id"] == 1
            seen.append(entry["scene"]["id"])
        if page["next"] is None:
            break
        cursor = page["next"]
    assert sorted(seen) == scenes
    assert own.get("/tagging/queue", params={"film": 99}).status_code == 404
    for broken in ("x", "e30", "bnVsbA", "WzEsMl0", "Wy4uLl0="):
        refused = own.get("/tagging/queue", params={"cursor": broken})
        assert refused.status_code == 422 and "place in the queue" in refused.json()["detail"]


def test_several_scenes_are_tagged_and_taken_back_in_one_go(own: httpx.Client, scenes: list[int]) -> None:
    def said(holds: bool | None) -> Any:
        asked = {"concept": NIGHT, "holds": holds, "scenes": [*scenes, 10**6], "curator": " Mina "}
        return own.post("/tagging/several", json=asked).json()

    before = [scene["tags"] for scene in own.get("/films/1/scenes").json()]
    assert said(True) == {"scenes": len(scenes), "before": scenes}
    assert said(True) == {"scenes": 0, "before": []}
    hits = own.get("/scenes", params={"when": "밤"}).json()["hits"]
    assert {hit["id"] for hit in hits} == set(scenes)
    assert own.get("/tagging/curators").json() == [
        {"name": "Mina", "statements": len(scenes), "scenes": len(scenes)}
    ]
    assert said(None)["before"] == scenes
    assert [scene["tags"] for scene in own.get("/films/1/scenes").json()] == before
    many = {"concept": NIGHT, "holds": True, "scenes": [1] * 2001}
    assert own.post("/tagging/several", json=many).status_code == 422
    unknown = {"concept": "urn:nothing", "holds": True, "scenes": scenes}
    assert own.post("/tagging/several", json=unknown).status_code == 404


def test_two_curators_agree_as_far_as_they_do(own: httpx.Client, scenes: list[int]) -> None:
    first, second, third, fourth = scenes
    words = {"Ann": [first, second, third], "Ben": [first, second, fourth]}
    for name, yes in words.items():
        for scene in scenes:
            way = "tags" if scene in yes else "untag"
            answer = own.post(f"/scenes/{scene}/{way}", json={"concept": DAY, "curator": name})
            assert answer.status_code == 200
    found = own.get("/tagging/agreement", params={"one": "Ann", "other": "Ben"}).json()
    # Both say yes to 3 of 4: 0.75² + 0.25² = 0.625 is expected, 0.5 observed.
    assert found["facets"]["when"]["kappa"] == pytest.approx((0.5 - 0.625) / 0.375)
    assert found["all"] == found["facets"]["when"] and found["all"]["agreed"] == 0.5
    assert found["facets"]["why"] == {"kappa": None, "agreed": None, "pairs": 0}
    assert found["scenes"] == 4
    apart = [
        (one["scene"]["id"], one["concept"]["iri"], one["one"], one["other"])
        for one in found["disagreements"]
    ]
    assert apart == [(third, DAY, True, False), (fourth, DAY, False, True)]


def test_concepts_are_renamed_ordered_merged_and_deleted(own: httpx.Client, scenes: list[int]) -> None:
    def add(**labels: str) -> str:
        return str(own.post("/concepts", json={"facet": "where", "labels": labels}).json()["iri"])

    pier, jetty, town = add(en="stone pier"), add(ko="돌방파제"), add(en="port town")
    for iri, scene in ((pier, scenes[0]), (jetty, scenes[1])):
        own.post(f"/scenes/{scene}/tags", json={"concept": iri})
    changed = own.patch(
        "/concepts", params={"iri": pier}, json={"labels": {"en": "long pier"}, "broader": [town]}
    )
    assert changed.json()["labels"] == {"en": "long pier"} and changed.json()["broader"] == [town]
    assert changed.json()["synonyms"]["en"] == ["stone pier"]
    assert [hit["id"] for hit in own.get("/scenes", params={"where": "long pier"}).json()["hits"]] == scenes[
        :1
    ]
    assert [hit["id"] for hit in own.get("/scenes", params={"where": "port town"}).json()["hits"]] == scenes[
        :1
    ]
    circle = own.patch("/concepts", params={"iri": town}, json={"broader": [pier]})
    assert circle.status_code == 422 and "below" in circle.json()["detail"]
    used = own.delete("/concepts", params={"iri": jetty})
    assert used.status_code == 409 and "Merge" in used.json()["remedy"]
    merged = own.post("/concepts/merge", json={"kept": pier, "merged": jetty})
    assert merged.json()["labels"] == {"en": "long pier", "ko": "돌방파제"}
    uses = own.get("/concepts/uses", params={"iri": jetty}).json()
    assert uses["scenes"] == 2 and uses["by_origin"] == {"curator": 2}
    assert [one["iri"] for one in uses["broader"]] == [town]
    assert [one["id"] for one in uses["examples"]] == scenes[:2]
    assert own.delete("/concepts", params={"iri": town}).status_code == 204
    assert own.get("/concepts/uses", params={"iri": town}).status_code == 404
    assert own.get("/concepts/uses", params={"iri": pier}).json()["broader"] == []


def test_tags_go_out_and_come_in_as_files(own: httpx.Client, scenes: list[int]) -> None:
    own.post(f"/scenes/{scenes[0]}/tags", json={"concept": NIGHT, "curator": "민아"})
    for form, kind, start in (
        ("jsonld", "application/ld+json", '{"@context"'),
        ("csv", "text/csv", "\ufefffilm,"),
        ("skos", "text/turtle", "@prefix"),
    ):
        file = own.get("/tagging/export", params={"form": form, "film": 1})
        assert file.headers["content-type"].startswith(kind) and file.text.startswith(start)
        assert file.headers["content-disposition"].startswith('attachment; filename="')
        taken = own.post("/tagging/import", files={"file": (f"../../x.{form}", file.content)}).json()
        assert taken["skipped"] == [] and (taken["tags"] > 0) == (form != "skos")
    rows = "film,start_ms,end_ms,concept\n" + "x,0,1000,urn:y\n" * 150
    taken = own.post("/tagging/import", files={"file": ("t.csv", rows)}, data={"curator": "Ann"}).json()
    assert (taken["tags"], taken["skipped_count"], len(taken["skipped"])) == (0, 150, 100)
    assert taken["skipped"][1]["row"] == 2 and set(taken["skipped"][1]["why"]) == {"en", "ko"}
    assert own.get("/tagging/export", params={"form": "pdf"}).status_code == 422
    assert own.get("/tagging/export", params={"form": "csv", "film": 99}).status_code == 404
    assert own.post("/tagging/import", files={"file": ("t.json", b"[")}).status_code == 422
