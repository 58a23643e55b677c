"""Finding more than a list, in the terminal and over the API: in order, a whole story, like one, closer, by film."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner, Result

API = "/api/v1"
FIRST, SECOND = "lighthouse keeper waits", "등대에 밤"


@pytest.fixture
def run(tmp_path: Path, stocked_library: Path) -> Callable[..., Result]:
    """Run `gallae search` on a copy of a library with one film of four scenes."""
    from ui.command.main import gallae

    folder = shutil.copytree(stocked_library, tmp_path / "library")
    return lambda *words: CliRunner().invoke(gallae, ["--library", str(folder), "search", *map(str, words)])


def values(result: Result) -> list[dict]:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_in_order_in_the_terminal(run: Callable[..., Result]) -> None:
    best = values(run(f"{FIRST} >> {SECOND}", "--json"))[0]
    assert [scene["number"] for scene in best["scenes"]] == [0, 2] and 0 < best["score"] <= 1
    assert values(run(f"{SECOND} >> {FIRST} within:1s", "--json"))[:1] != [best]
    told = run(f"{FIRST} >> {SECOND}").stdout
    assert "Four takes" in told and "0:00–0:02" in told and "등대에 밤이 온다." in told
    noted = run(f"{FIRST} >> {SECOND} within:soon")
    assert noted.exit_code == 0 and "soon" in noted.stderr
    assert values(run(f"{FIRST} >> {SECOND}", "--plain", "--json"))[0]["scene"], "plain text has no steps"


def test_a_whole_story_in_the_terminal(run: Callable[..., Result], tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("The lighthouse keeper waits. 등대에 밤이 온다.\n…", "utf-8")
    told = values(run("--story", story, "--json"))
    assert [one["scene"]["number"] for one in told if one["scene"]] == [0, 2]
    assert told[1]["links"] == ["same_film", "later"]
    printed = run("--story", story).stdout
    assert "The lighthouse keeper waits." in printed and "[same film, later]" in printed


def test_like_closer_and_not_in_the_terminal(run: Callable[..., Result]) -> None:
    first = values(run(FIRST, "--json"))[0]
    assert first["scene"] not in [hit["scene"] for hit in values(run("--like", first["scene"], "--json"))]
    left = values(run(FIRST, "--not", first["scene"], "--json"))
    assert first["scene"] not in [hit["scene"] for hit in left]
    last = values(run("", "--json"))[-1]
    assert last["scene"] in [hit["scene"] for hit in values(run(FIRST, "--closer", last["scene"], "--json"))]
    gone = run("--like", 999)
    assert gone.exit_code == 2 and "scene 999" in gone.stderr


def test_by_film_in_the_terminal(run: Callable[..., Result]) -> None:
    [line] = values(run(FIRST, "--by-film", "--json"))
    best = line["marks"][0]
    assert line["title"] == "Four takes" and (best["number"], best["start"]) == (0, 0.0)
    drawn = run(FIRST, "--by-film").stdout
    assert drawn.startswith("█" * 12) and "Four takes" in drawn and len(drawn.split()[0]) == 48


def test_why_has_marks_and_times(run: Callable[..., Result], client: httpx.Client) -> None:
    why = values(run(FIRST, "--json"))[0]["why"][0]
    assert [why["text"][start:end] for start, end in why["marks"]] == ["lighthouse", "keeper", "waits"]
    assert why["start_ms"] == 200 and "(at 0:00)" in run(FIRST).stdout
    hit = client.get(f"{API}/scenes", params={"q": FIRST}).json()["hits"][0]
    assert hit["reasons"][0]["marks"] == why["marks"] == hit["marks"]
    assert hit["reasons"][0]["start_ms"] == 200 and hit["reasons"][0]["share"] > 0


def test_in_order_over_the_api(client: httpx.Client) -> None:
    found = client.get(f"{API}/search/in-order", params={"q": f"{FIRST} >> {SECOND} 이내:5분"}).json()
    assert [scene["number"] for scene in found["sequences"][0]["scenes"]] == [0, 2]
    assert found["within_ms"] == 300_000 and [step["words"] for step in found["steps"]] == [FIRST, SECOND]


def test_a_story_over_the_api(client: httpx.Client) -> None:
    told = client.post(
        f"{API}/search/story", json={"text": "The lighthouse keeper waits.\n등대에 밤이 온다."}
    ).json()
    assert [one["scene"]["number"] for one in told["sentences"]] == [0, 2]
    same = client.post(
        f"{API}/search/story", json={"sentences": [one["text"] for one in told["sentences"]]}
    ).json()
    assert same == told
    assert client.post(f"{API}/search/story", json={"text": ""}).json() == {"sentences": []}
    assert client.post(f"{API}/search/story", json={"text": "x" * 20_001}).status_code == 422


def test_like_and_feedback_over_the_api(client: httpx.Client) -> None:
    best, *rest = client.get(f"{API}/scenes", params={"q": FIRST}).json()["hits"]
    like = client.get(f"{API}/search/like/{best['id']}").json()
    assert not {best["id"], best["id"] + 1} & {hit["id"] for hit in like["hits"]}
    left = client.get(f"{API}/scenes", params={"q": FIRST, "not_this": best["id"]}).json()["hits"]
    assert best["id"] not in [hit["id"] for hit in left] and len(left) == len(rest)
    assert client.get(f"{API}/search/like/999999").status_code == 404
    assert client.get(f"{API}/scenes", params={"q": "x", "closer": 2**63}).status_code == 422


@pytest.mark.parametrize("asked", [{}, {"q": "lighthouse keeper boat 등대"}])
def test_hits_come_page_by_page(client: httpx.Client, asked: dict[str, str]) -> None:
    whole = client.get(f"{API}/scenes", params=asked).json()
    assert whole["next"] is None and len(whole["hits"]) > 1
    pages, offset = [], 0
    while offset is not None:
        page = client.get(f"{API}/scenes", params={**asked, "limit": 1, "offset": offset}).json()
        assert len(page["hits"]) == 1 and page["total"] == whole["total"]
        pages += page["hits"]
        offset = page["next"]
    assert [hit["id"] for hit in pages] == [hit["id"] for hit in whole["hits"]]
    assert client.get(f"{API}/scenes", params={"offset": 99}).json()["hits"] == []
    assert client.get(f"{API}/scenes", params={"offset": -1}).status_code == 422


def test_hits_lie_on_the_line_of_their_film(client: httpx.Client) -> None:
    found = client.get(f"{API}/scenes", params={"q": FIRST, "limit": 5}).json()
    marks = [mark for line in found["timelines"] for mark in line["marks"]]
    assert {mark["scene"] for mark in marks} == {hit["id"] for hit in found["hits"]}
    assert all(0 <= mark["start"] < mark["end"] <= 1 for mark in marks)


def test_a_picture_model_is_a_setting_that_is_empty_at_first(tmp_path: Path, empty_library: Path) -> None:
    from ui.command.main import gallae

    library = ["--library", str(shutil.copytree(empty_library, tmp_path / "library")), "settings"]
    assert "picture-model: none" in CliRunner().invoke(gallae, library).stdout
    refused = CliRunner().invoke(gallae, [*library, "picture-model", str(tmp_path / "nothing")])
    assert refused.exit_code == 2 and "gallae settings picture-model" in refused.stderr
    assert "picture-model: none" in CliRunner().invoke(gallae, [*library, "picture-model", "none"]).stdout
