"""The REST API: films, scenes, tags and media, asked as a program would."""

import io
import time

import av
import httpx
import pytest

API = "/api/v1"


def scenes(client: httpx.Client, **query: object) -> list[dict]:
    return client.get(f"{API}/scenes", params=query).json()["hits"]


def ended(client: httpx.Client, job_id: int) -> dict:
    """Wait until a job has ended and return it."""
    for _ in range(600):
        job = client.get(f"{API}/jobs/{job_id}").json()
        if job["final"]:
            return job
        time.sleep(0.1)
    raise AssertionError(f"job {job_id} does not end")


def test_films_are_listed_with_what_people_say_about_them(client: httpx.Client) -> None:
    (film,) = [film for film in client.get(f"{API}/films").json() if film["title"] == "Four takes"]
    assert (film["provider"], film["licence"], film["credit"]) == ("Test", "CC0-1.0", "Nobody")
    assert (film["scenes"], film["duration"], film["broken_at_ms"]) == (4, "0:08", None)
    assert client.get(film["picture"]).content[:3] == b"\xff\xd8\xff"


def test_a_label_is_changed_and_what_is_left_out_stays(client: httpx.Client) -> None:
    film = client.get(f"{API}/films").json()[0]
    changed = client.patch(f"{API}/films/{film['id']}", json={"credit": "Somebody"}).json()
    assert (changed["credit"], changed["title"]) == ("Somebody", film["title"])
    client.patch(f"{API}/films/{film['id']}", json={"credit": film["credit"]})


def test_the_scenes_of_a_film_come_in_its_order(client: httpx.Client) -> None:
    film = client.get(f"{API}/films").json()[0]
    found = client.get(f"{API}/films/{film['id']}/scenes").json()
    assert [(one["start_ms"], one["end_ms"]) for one in found] == [
        (0, 2000),
        (2000, 3500),
        (3500, 6000),
        (6000, 8000),
    ]


@pytest.mark.parametrize(("words", "number"), [("keeper waits for a boat", 0), ("밤이 오는 등대", 2)])
def test_a_search_finds_the_scene_in_which_it_is_said(client: httpx.Client, words: str, number: int) -> None:
    best = scenes(client, q=words)[0]
    assert best["number"] == number
    assert best["reasons"]


def test_a_facet_keeps_the_scenes_that_carry_it_and_counts_them(client: httpx.Client) -> None:
    scene = scenes(client)[1]
    concept = next(
        one
        for one in client.get(f"{API}/concepts", params={"facet": "where"}).json()
        if one["labels"]["en"] == "kitchen"
    )
    tags = client.post(f"{API}/scenes/{scene['id']}/tags", json={"concept": concept["iri"]}).json()
    assert [(tag["facet"], tag["origin"]) for tag in tags if tag["concept"] == concept["iri"]] == [
        ("where", "curator")
    ]
    answer = client.get(f"{API}/scenes", params={"where": concept["labels"]["ko"]}).json()
    assert [one["id"] for one in answer["hits"]] == [scene["id"]]
    assert [one["scenes"] for one in answer["counts"] if one["concept"] == concept["iri"]] == [1]
    left = client.post(f"{API}/scenes/{scene['id']}/untag", json={"concept": concept["iri"]}).json()
    assert concept["iri"] not in [tag["concept"] for tag in left]
    assert scenes(client, where="kitchen") == []


def test_a_concept_is_invented_once(client: httpx.Client) -> None:
    new = {"facet": "who", "labels": {"en": "Keeper of tests"}}
    made = client.post(f"{API}/concepts", json=new)
    assert made.status_code == 201
    assert client.post(f"{API}/concepts", json=new).json()["iri"] == made.json()["iri"]


def test_a_label_that_no_concept_has_is_named(client: httpx.Client) -> None:
    answer = client.get(f"{API}/scenes", params={"where": "nowhere at all"}).json()
    assert (answer["hits"], answer["unknown"], answer["counts"]) == ([], ["nowhere at all"], [])
    [note] = answer["notes"]
    assert note["code"] == "unknown_label" and "nowhere at all" in note["message"]["ko"]


def test_a_query_comes_back_as_chips_that_can_be_taken_out(client: httpx.Client) -> None:
    answer = client.get(f"{API}/scenes", params={"q": 'lang:en "keeper waits" night'}).json()
    assert [one["number"] for one in answer["hits"]] == [0] and answer["total"] == 1
    language, phrase, night = answer["query"]["parts"]
    assert (language["kind"], language["values"], language["without"]) == (
        "language",
        ["en"],
        '"keeper waits" night',
    )
    assert (phrase["kind"], phrase["without"]) == ("phrase", "lang:en night")
    assert (night["kind"], night["facet"], night["labels"]["ko"]) == ("concept", "when", "밤")
    assert night["without"] == answer["query"]["text"]
    again = client.get(
        f"{API}/scenes", params={"q": answer["query"]["text"], "ignore": night["name"], "counts": False}
    ).json()
    assert [one["kind"] for one in again["query"]["parts"]] == ["language", "phrase"] and again[
        "counts"
    ] == []
    plain = client.get(f"{API}/scenes", params={"q": "lang:en keeper", "plain": True}).json()
    assert plain["query"]["parts"] == [] and len(plain["hits"]) > 1


def test_counts_are_of_all_scenes_found_and_not_of_the_page(client: httpx.Client) -> None:
    answer = client.get(f"{API}/scenes", params={"limit": 1}).json()
    assert len(answer["hits"]) == 1 and answer["total"] >= 4
    assert sum(film["scenes"] for film in answer["films"]) == answer["total"]


@pytest.mark.parametrize(
    "text",
    ['"unclosed', "NEAR(a b) AND *", "'; DROP TABLE films; --", "\u202e\u200b", "😀", "\x00", "word " * 2000],
)
def test_any_text_is_answered(client: httpx.Client, text: str) -> None:
    answer = client.get(f"{API}/scenes", params={"q": text})
    assert answer.status_code == 200 and "hits" in answer.json()


def test_a_film_that_browsers_play_is_played_from_its_own_file(client: httpx.Client, film) -> None:
    scene = scenes(client)[1]
    assert scene["playing"] == {"url": f"/media/films/{scene['film_id']}", "start_ms": 2000, "end_ms": 3500}
    whole = film.path.read_bytes()
    part = client.get(scene["playing"]["url"], headers={"Range": "bytes=100-299"})
    assert (part.status_code, part.content) == (206, whole[100:300])
    assert part.headers["content-range"] == f"bytes 100-299/{len(whole)}"
    beyond = client.get(scene["playing"]["url"], headers={"Range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416


def test_a_film_that_browsers_do_not_play_is_played_from_a_proxy_of_the_scene(
    client: httpx.Client, films
) -> None:
    odd = films.converted("odd.mkv", "-c:v", "mpeg4", "-c:a", "copy")
    with odd.open("rb") as file:
        (job,) = client.post(f"{API}/films", files={"files": ("Odd.mkv", file)}).json()
    film_id = ended(client, job["id"])["result"]["film_id"]
    scene = client.get(f"{API}/films/{film_id}/scenes").json()[0]
    length = scene["end_ms"] - scene["start_ms"]
    assert scene["playing"] == {"url": f"/media/scenes/{scene['id']}/video", "start_ms": 0, "end_ms": length}
    proxy = client.get(scene["playing"]["url"]).content
    with av.open(io.BytesIO(proxy)) as container:
        assert (container.streams.video[0].codec_context.name, container.format.name[:3]) == ("h264", "mov")
        assert abs(sum(1 for _ in container.decode(video=0)) - length * 24 / 1000) <= 1
    assert client.delete(f"{API}/films/{film_id}").status_code == 204
    assert client.get(f"{API}/films/{film_id}").status_code == 404


def test_what_is_not_there_is_answered_with_a_problem_document(client: httpx.Client) -> None:
    for path in (
        "/media/films/999",
        "/media/scenes/999/picture",
        "/media/scenes/999/video",
        f"{API}/films/999",
    ):
        answer = client.get(path)
        assert answer.status_code == 404
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == 404
        assert "999" in answer.json()["detail"]


def test_a_malformed_question_is_answered_with_a_problem_document(client: httpx.Client) -> None:
    for answer in (
        client.get(f"{API}/scenes", params={"limit": 0}),
        client.get(f"{API}/scenes", params={"unheard": "of"}),
        client.get(f"{API}/scenes", params={"q": "x" * 10_001}),
        client.get(f"{API}/scenes", params={"film": 999}),
        client.get(f"{API}/scenes", params={"film": 10**30}),
        client.get("/media/films/etc"),
        client.post(f"{API}/concepts", json={"facet": "whence", "labels": {}}),
        client.post(f"{API}/concepts", json={"facet": "who", "labels": {"en": " "}}),
    ):
        assert (answer.status_code // 100, answer.headers["content-type"]) == (4, "application/problem+json")


def test_a_film_is_handed_in_with_its_subtitles_and_found(client: httpx.Client, films) -> None:
    other = films.converted("other.mp4", "-t", "2", "-an", "-c:v", "libx264", "-preset", "ultrafast")
    lines = "1\n00:00:00,100 --> 00:00:01,500\nA parrot sings of treacle.\n"
    files = [
        ("files", ("Other.mp4", other.read_bytes())),
        ("files", ("Other.en.srt", lines.encode())),
    ]
    started = client.post(f"{API}/films", files=files, data={"licence": "CC0-1.0"})
    assert started.status_code == 202
    (job,) = started.json()
    assert (job["kind"], job["subject"]) == ("add", "Other")
    result = ended(client, job["id"])["result"]
    assert result["title"] == "Other"
    assert scenes(client, q="parrot treacle")[0]["film_title"] == "Other"
    assert client.get(f"{API}/films/{result['film_id']}").json()["licence"] == "CC0-1.0"
    client.delete(f"{API}/films/{result['film_id']}")


def test_a_file_that_is_no_film_is_refused_before_anything_is_started(client: httpx.Client) -> None:
    before = client.get(f"{API}/jobs").json()
    answer = client.post(f"{API}/films", files={"files": ("letter.docx", b"Dear")})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:gallae:UploadRefused")
    assert client.get(f"{API}/jobs").json() == before


def test_a_text_that_calls_itself_a_film_fails_in_one_clear_line(client: httpx.Client) -> None:
    (job,) = client.post(f"{API}/films", files={"files": ("false.mp4", b"not a film at all")}).json()
    job = ended(client, job["id"])
    assert job["state"] == "failed"
    assert "false.mp4" in job["message"]
    assert "\n" not in job["message"]
    assert [film["title"] for film in client.get(f"{API}/films").json()] == ["Four takes"]


def test_coverage_says_what_is_known_of_each_film(client: httpx.Client) -> None:
    (film, *_) = client.get(f"{API}/films").json()
    found = next(one for one in client.get(f"{API}/coverage").json() if one["film"] == film["id"])
    assert found["title"] == film["title"] and list(found["facets"]) == [
        "who",
        "when",
        "where",
        "what",
        "how",
        "why",
    ]
    assert all(sum(counts.values()) == found["scenes"] for counts in found["facets"].values())


def test_the_description_of_the_api_names_every_part(client: httpx.Client) -> None:
    paths = client.get(f"{API}/openapi.json").json()["paths"]
    assert {path.split("/")[3] for path in paths if path.startswith(API)} == {
        "films",
        "licences",
        "scenes",
        "search",
        "concepts",
        "coverage",
        "stories",
        "expressions",
        "recommendations",
        "events",
        "survey",
        "history",
        "report-addresses",
        "tagging",
        "jobs",
    }
