"""The password: how it is kept, who is let in with it, and how long."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from ui.errors import PasswordRefused
from ui.server.passwords import PASSWORD, has_password, is_right, set_password
from ui.server.sessions import LASTS, Sessions, Tries

RIGHT = "그 등대의 비밀번호 7"


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture(scope="module")
def guarded(stocked_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a library with a password."""
    import shutil

    from library import open_library

    folder = shutil.copytree(stocked_library, tmp_path_factory.mktemp("guarded") / "library")
    with open_library(folder) as library:
        set_password(library, RIGHT)
    return folder


@pytest.fixture(scope="module")
def address(guarded: Path, serving: Callable[[Path], str]) -> str:
    """Where a studio over that library answers."""
    return serving(guarded)


@pytest.fixture
def visitor(address: str) -> Iterator[httpx.Client]:
    """Somebody who has not signed in."""
    with httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_a_password_is_kept_as_an_argon2id_hash(library: Any) -> None:
    assert not has_password(library)
    set_password(library, RIGHT)
    kept = library.catalog.setting(PASSWORD)
    assert kept.startswith("$argon2id$") and RIGHT not in kept
    assert is_right(library, RIGHT)
    assert not any(is_right(library, wrong) for wrong in ("", RIGHT[:-1], RIGHT + " ", "x" * 10**6))
    set_password(library, "")
    assert not has_password(library)
    assert not is_right(library, "")


@pytest.mark.parametrize("password", ["short", "x" * 1001])
def test_a_password_of_another_length_is_refused(library: Any, password: str) -> None:
    with pytest.raises(PasswordRefused, match=str(len(password))):
        set_password(library, password)
    assert not has_password(library)


def test_a_session_ends_a_while_after_its_last_use() -> None:
    clock = Clock()
    sessions = Sessions(clock)
    token = sessions.begin()
    for _ in range(3):
        clock.now += LASTS - 1
        assert sessions.knows(token)
    clock.now += LASTS + 1
    assert not sessions.knows(token)
    assert not sessions.knows(token)


def test_a_session_can_be_ended_and_none_can_be_guessed() -> None:
    sessions = Sessions()
    mine, other = sessions.begin(), sessions.begin()
    sessions.end(mine)
    assert not sessions.knows(mine)
    assert sessions.knows(other)
    assert not any(sessions.knows(guess) for guess in ("", "x", other[:-1], "\ud800"))


def test_wrong_passwords_make_an_address_wait_longer_and_longer() -> None:
    clock = Clock()
    tries = Tries(clock)
    waits = []
    for _ in range(14):
        tries.note_wrong("a")
        waits.append(tries.seconds_to_wait("a"))
        clock.now += waits[-1]
        assert tries.seconds_to_wait("a") == 0
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert tries.seconds_to_wait("b") == 0
    tries.note_right("a")
    tries.note_wrong("a")
    assert tries.seconds_to_wait("a") == 0


@pytest.mark.parametrize(
    "path", ["/api/v1/films", "/api/v1/openapi.json", "/media/films/1", "/gradio_api/info", "/config"]
)
def test_nothing_is_told_before_the_password_was_given(visitor: httpx.Client, path: str) -> None:
    answer = visitor.get(path)
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"
    assert "Four takes" not in answer.text


def test_a_person_is_led_to_the_page_and_back(visitor: httpx.Client) -> None:
    first = visitor.get("/play/7", headers={"Accept": "text/html"})
    assert (first.status_code, first.headers["location"]) == (303, "/signin?next=/play/7")
    asked = visitor.get("/?story=a&lang=ko", headers={"Accept": "text/html"})
    assert asked.headers["location"] == "/signin?next=/%3Fstory%3Da%26lang%3Dko"
    page = visitor.get(first.headers["location"], headers={"Accept-Language": "ko"})
    assert 'lang="ko"' in page.text and "비밀번호" in page.text and 'value="/play/7"' in page.text
    entered = visitor.post("/signin", data={"password": RIGHT, "next": "/play/7"})
    assert (entered.status_code, entered.headers["location"]) == (303, "/play/7")
    cookie = entered.headers["set-cookie"].casefold()
    assert "httponly" in cookie and "samesite=strict" in cookie
    assert visitor.get("/api/v1/films").json()[0]["title"] == "Four takes"
    visitor.post("/signout")
    assert visitor.get("/api/v1/films").status_code == 401


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:x", "", "/a\r\nb: c"]
)
def test_nobody_is_led_elsewhere(visitor: httpx.Client, back: str) -> None:
    assert visitor.post("/signin", data={"password": RIGHT, "next": back}).headers["location"] == "/"


def test_what_stands_in_the_address_is_text_on_the_page(visitor: httpx.Client) -> None:
    page = visitor.get("/signin", params={"next": '/"><script>alert(1)</script>'}).text
    assert "<script" not in page


def test_a_page_of_another_site_signs_nobody_in(visitor: httpx.Client) -> None:
    answer = visitor.post("/signin", data={"password": RIGHT}, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403


def test_wrong_passwords_are_refused_and_then_slowed_down(
    guarded: Path, serving: Callable[[Path], str]
) -> None:
    with httpx.Client(base_url=serving(guarded), timeout=60) as client:
        told = [client.post("/signin", data={"password": "wrong password"}).status_code for _ in range(6)]
        assert told == [401] * 5 + [429]
        slowed = client.post("/signin", data={"password": RIGHT})
        assert slowed.status_code == 429 and int(slowed.headers["retry-after"]) >= 1
        assert client.post("/signin", content=b"x" * 100_000).status_code in (401, 429)
        assert client.get("/api/v1/films").status_code == 401


def test_other_computers_are_served_with_a_password(guarded: Path) -> None:
    process = _serve(guarded, "0.0.0.0")
    assert process.stdout is not None
    port = process.stdout.readline().split()[1].rpartition(":")[2]
    try:
        at = f"http://127.0.0.2:{port}"
        assert httpx.get(f"{at}/api/v1/films").status_code == 401
        with httpx.Client(base_url=at, timeout=60) as client:
            client.post("/signin", data={"password": RIGHT})
            assert client.get("/api/v1/films").status_code == 200
            assert client.get("/api/v1/films", headers={"Host": "evil.example"}).status_code == 421
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _serve(folder: Path, host: str) -> "subprocess.Popen[str]":
    code = f"from pathlib import Path; from ui.server import serve; serve(Path({str(folder)!r}), {host!r}, port=0)"
    return subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
