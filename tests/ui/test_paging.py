"""Long lists in pages, and writes on the condition that nothing has changed."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.errors import ChangedMeanwhile, CursorRefused
from ui.server.api.conditions import Condition
from ui.server.api.paging import Entries

API = "/api/v1"
NAMED: Entries[tuple[float, str]] = Entries("named", (0.0, ""), lambda one: one)


def pages(client: httpx.Client, path: str, limit: int) -> Iterator[list[Any]]:
    """Yield a list page by page, as its links lead."""
    answer = client.get(f"{API}/{path}", params={"limit": limit})
    while True:
        yield answer.json()
        if "link" not in answer.headers:
            return
        found = re.fullmatch(r'<([^>]+)>; rel="next"', answer.headers["link"])
        assert found
        answer = client.get(found[1])


@given(st.floats(allow_nan=False), st.text(max_size=40))
def test_a_cursor_holds_its_key_and_is_refused_by_another_list(number: float, text: str) -> None:
    cursor = NAMED.cursor((number, text))
    assert NAMED.read(cursor) == (number, text)
    assert cursor.isascii() and not set(cursor) & set("=&?/+ ")
    with pytest.raises(CursorRefused):
        Entries("others", (0.0, ""), lambda one: one).read(cursor)


@given(
    st.one_of(
        st.text(max_size=60), st.binary(max_size=60).map(lambda raw: base64.urlsafe_b64encode(raw).decode())
    )
)
def test_whatever_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(CursorRefused):
        NAMED.read(text)


@pytest.mark.parametrize(
    "content", ["[]", "{}", "7", '["named"]', '["named", 1, "x"]', '["named", 1.5, 2]', "[" * 600]
)
def test_a_forged_cursor_is_refused(content: str) -> None:
    with pytest.raises(CursorRefused):
        NAMED.read(base64.urlsafe_b64encode(content.encode()).decode())


@pytest.mark.parametrize(
    ("path", "limit"), [("films", 1), ("films/{film}/scenes", 3), ("stories", 2), ("concepts", 150)]
)
def test_pages_are_the_whole_list(
    client: httpx.Client, story: Callable[..., str], path: str, limit: int
) -> None:
    for number in range(3 if path == "stories" else 0):
        story(f"Page {number}")
    path = path.format(film=client.get(f"{API}/films").json()[0]["id"])
    whole = client.get(f"{API}/{path}")
    assert "link" not in whole.headers
    found = list(pages(client, path, limit))
    assert [len(page) for page in found[:-1]] == [limit] * (len(found) - 1)
    assert [entry for page in found for entry in page] == whole.json()


def test_a_page_of_jobs_ends_where_the_next_begins(client: httpx.Client) -> None:
    for _ in range(3):
        client.post(f"{API}/films", files={"files": ("false.mp4", b"no film")})
    whole = [job["id"] for job in client.get(f"{API}/jobs", params={"limit": 200}).json()]
    assert [job["id"] for page in pages(client, "jobs", 2) for job in page] == whole
    far = base64.urlsafe_b64encode(json.dumps(["jobs", -(10**40)]).encode()).decode()
    assert client.get(f"{API}/jobs", params={"cursor": far}).status_code == 200


def test_a_bad_cursor_or_size_is_a_problem_with_a_remedy(client: httpx.Client) -> None:
    for path in ("films", "jobs", "stories", "concepts"):
        told = client.get(f"{API}/{path}", params={"cursor": "abcd"})
        assert (told.status_code, told.json()["type"]) == (422, "urn:gallae:CursorRefused")
        assert told.json()["remedy"]
        for size in (0, 1001, "many"):
            assert client.get(f"{API}/{path}", params={"limit": size}).status_code == 422


def test_a_story_is_changed_only_as_it_was_read(client: httpx.Client, story: Callable[..., str]) -> None:
    address = f"{API}/stories/{story('On a condition')}"
    read = client.get(address).headers["etag"]
    edit = {"base": 2, "operations": [{"op": "change_node", "id": "a", "title": "Changed"}]}
    made = client.post(f"{address}/operations", json=edit, headers={"If-Match": read})
    assert made.json()["ok"] and made.headers["etag"] != read
    stale = {"If-Match": read}
    for answer in (
        client.post(f"{address}/operations", json=edit, headers=stale),
        client.post(f"{address}/undo", headers=stale),
        client.post(f"{address}/redo", headers=stale),
        client.post(f"{address}/layout", headers=stale),
        client.delete(address, headers=stale),
    ):
        assert (answer.status_code, answer.json()["type"]) == (412, "urn:gallae:ChangedMeanwhile")
    assert client.get(address).headers["etag"] == made.headers["etag"]
    undone = client.post(f"{address}/undo", headers={"If-Match": f'"other", {made.headers["etag"]}'})
    assert undone.json()["story"]["nodes"][0]["title"] == "Here"
    assert client.delete(address, headers={"If-Match": "*"}).status_code == 204


def test_a_films_label_is_changed_only_as_it_was_read(client: httpx.Client) -> None:
    address = f"{API}/films/{client.get(f'{API}/films').json()[-1]['id']}"
    first = client.get(address)
    try:
        changed = client.patch(address, json={"credit": "A"}, headers={"If-Match": first.headers["etag"]})
        assert (changed.status_code, changed.json()["credit"]) == (200, "A")
        again = client.patch(address, json={"credit": "B"}, headers={"If-Match": first.headers["etag"]})
        assert again.status_code == 412
        assert client.get(address).json()["credit"] == "A"
    finally:
        back = client.patch(address, json={"credit": first.json()["credit"]})
    assert back.headers["etag"] == first.headers["etag"]


def test_a_condition_is_met_by_any_of_its_tags() -> None:
    for wanted in (None, "*", '"7"', ' "6" ,"7"'):
        Condition(wanted).check('"7"')
    for wanted in ("", "7", '"77"', 'W/"7"'):
        with pytest.raises(ChangedMeanwhile, match='"7"'):
            Condition(wanted).check('"7"')
