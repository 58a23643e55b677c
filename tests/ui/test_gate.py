"""Who may ask what: hosts, origins, closed routes, headers, and files that were never uploaded."""

from typing import Any

import httpx
import pytest
from starlette.responses import PlainTextResponse

from ui.server.language import ByLanguage
from ui.server.passwords import set_password
from ui.server.sign_in import SignIn
from ui.words import LANGUAGES


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:7860", "", "[::1"])
def test_another_host_name_is_not_answered(client: httpx.Client, host: str) -> None:
    for path in ("/", "/api/v1/films", "/media/films/1", "/gradio_api/info"):
        assert client.get(path, headers={"Host": host}).status_code in (400, 421)


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:9", "[::1]:7860"])
def test_this_computer_is_answered_under_its_names(client: httpx.Client, host: str) -> None:
    assert client.get("/api/v1/films", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_page_of_another_site_changes_nothing(client: httpx.Client, headers: dict[str, str]) -> None:
    before = client.get("/api/v1/stories").json()
    for path in ("/api/v1/stories", "/gradio_api/upload", "/gradio_api/queue/join"):
        assert client.post(path, json={}, headers=headers).status_code == 403
    assert client.delete("/api/v1/films/1", headers=headers).status_code == 403
    assert client.get("/api/v1/stories").json() == before


def test_our_own_page_may_change_things(client: httpx.Client) -> None:
    origin = str(client.base_url).rstrip("/")
    answer = client.post(
        "/api/v1/stories", json={"title": "Own"}, headers={"Origin": origin, "Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 201


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/proxy=https://example.org/",
        "//gradio_api/proxy=https://example.org/",
        "/gradio_api/file=https://example.org/",
        "/GRADIO_API/file=http://example.org/",
        "/gradio_api/runs",
        "/gradio_api/vibe-code/",
        "/gradio_api/run/add",
        "/monitoring",
        "/docs",
    ],
)
def test_routes_that_nobody_needs_are_closed(client: httpx.Client, path: str) -> None:
    assert client.get(path).status_code == 404
    assert client.post(path, json={}).status_code == 404


@pytest.mark.parametrize("path", ["/etc/passwd", "library.db", "../library.db"])
def test_gradio_gives_no_file_away(client: httpx.Client, path: str) -> None:
    assert client.get(f"/gradio_api/file={path}").status_code in (403, 404)


def test_every_answer_carries_the_security_headers(client: httpx.Client) -> None:
    for path in ("/", "/api/v1/films", "/media/films/999", "/studio-assets/studio.en.js"):
        headers = client.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize("named", ["/etc/passwd", "the film", "upload/../the film"])
def test_a_forged_file_value_is_refused(client: httpx.Client, film, named: str) -> None:
    """Gradio gives a client any file that it names unless it believes that it was launched; here no input takes one."""
    config = client.get("/config").json()
    assert {one["type"] for one in config["components"]} <= {"html", "tabs", "tabitem", "row", "column"}
    forged = {"path": named.replace("the film", str(film.path)), "meta": {"_type": "gradio.FileData"}}
    jobs = client.get("/api/v1/jobs").json()
    for number in range(len(config["dependencies"]) + 2):
        call = {"data": [[forged], "", "", "", ""], "fn_index": number, "session_hash": f"forger{number}"}
        assert client.post("/gradio_api/queue/join", json=call).status_code == 404
    assert client.post("/gradio_api/upload").status_code == 404
    assert film.path.exists()
    assert client.get("/api/v1/jobs").json() == jobs


def test_cookies_are_for_our_own_scripts_and_pages_only_and_for_https_where_that_is_spoken(
    library: Any, run_apart: Any
) -> None:
    set_password(library, "ten letters or more")
    page = ByLanguage({name: PlainTextResponse("a page") for name in LANGUAGES})

    async def cookies(address: str) -> list[str]:
        transport = httpx.ASGITransport(app=SignIn(page, library))
        async with httpx.AsyncClient(transport=transport, base_url=address) as visitor:
            signed = await visitor.post("/signin", data={"password": "ten letters or more"})
            chosen = await visitor.get("/?lang=ko")
            return [one.headers["set-cookie"].casefold() for one in (signed, chosen)]

    for cookie in run_apart(cookies("https://studio")):
        assert all(word in cookie for word in ("httponly", "samesite=strict", "secure"))
    for cookie in run_apart(cookies("http://studio")):
        assert "httponly" in cookie and "secure" not in cookie


def test_assets_are_only_those_that_pages_need(client: httpx.Client) -> None:
    assert client.get("/studio-assets/vendor/cytoscape.min.js").status_code == 200
    assert "Cytoscape Consortium" in client.get("/studio-assets/vendor/cytoscape.LICENSE.txt").text
    for path in ("page.py", "vendor/..%2fpage.py", "studio.fr.js", "vendor/nothing.js"):
        assert client.get(f"/studio-assets/{path}").status_code == 404
