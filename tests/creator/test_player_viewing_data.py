"""Viewing data stays with the viewer, who can save and delete it; it is sent only where a story and they say so."""

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from creator import publish
from creator.analysis.moments import Refused, read_moments
from creator.analysis.summary import analysed

from .showcase import Seat, served, showcase

pytestmark = pytest.mark.browser


def watched_once(one: Seat) -> None:
    """Play the showcase to its garden."""
    one.begin()
    one.page.keyboard.press("2")
    one.until("ended", "garden")


def test_a_viewer_saves_their_data_and_it_can_be_analysed(
    take_seat: Callable[..., Seat], showcase_bundle: Path, showcase_shelf: Any, tmp_path: Path
) -> None:
    one = take_seat((showcase_bundle / "index.html").as_uri(), accept_downloads=True)
    watched_once(one)
    one.page.click("[data-does=settings]")
    with one.page.expect_download() as download:
        one.page.click("[data-does=download]")
    assert download.value.suggested_filename == "events.jsonl"
    file = tmp_path / "events.jsonl"
    download.value.save_as(file)
    refused = Refused()
    story = showcase(showcase_shelf[0].films[0].fingerprint)
    found = analysed(read_moments(file, refused), refused, story)
    assert refused.lines == 0
    assert {edge.choice: edge.viewer for edge in found.edges} == {"door": 0, "out": 1, "up": 0, "on": 0}
    assert found.reactions is not None and 0 <= found.reactions.median < 2700
    assert [(ended.node, ended.plays) for ended in found.endings if ended.plays] == [("garden", 1)]
    seconds = {node.node: node.seconds for node in found.watching}
    assert seconds["hall"] == (1, 1, 1) and seconds["garden"] == (1,)
    one.page.click("[data-does=forget]")
    assert one.page.evaluate("GALLAE.moments.list") == []
    assert not [asked for asked in one.requests if not asked.startswith(("file:", "data:", "blob:"))]


def test_what_is_kept_is_bounded_and_nonsense_is_forgotten(
    take_seat: Callable[..., Seat], showcase_bundle: Path
) -> None:
    one = take_seat((showcase_bundle / "index.html").as_uri())
    one.until("title")
    one.page.evaluate("for (let n = 0; n < 2100; n++) GALLAE.moments.note('entered', { node: 'hall' })")
    assert one.page.evaluate("GALLAE.moments.list.length") == 2000
    for key in ("moments", "seen", "waiting", "place"):
        one.page.evaluate(f"localStorage.setItem('gallae.{key}.showcase', '[3, null, {{\"a\": ')")
        one.page.evaluate(f"localStorage.setItem('gallae.{key}.showcase', '{{\"nodes\": 3}}')")
    one.page.evaluate('localStorage.setItem(\'gallae.settings\', \'{"volume": "loud", "language": 3}\')')
    one.page.reload()
    one.until("title")
    assert one.page.evaluate("GALLAE.settings.get('volume')") == 1


def test_the_map_and_a_link_to_an_ending(take_seat: Callable[..., Seat], showcase_bundle: Path) -> None:
    address = (showcase_bundle / "index.html").as_uri()
    one = take_seat(address)
    page = one.page
    watched_once(one)
    assert page.inner_text(".end .seen") == "Endings seen: 1 of 3"
    page.click("[data-does=share]")
    assert page.input_value(".link input") == f"{address}#ending=garden"
    page.click(".controls [data-does=map]")
    assert page.locator(".place h3").all_text_contents() == ["The hall", "Free"], (
        "what was not seen is not told"
    )
    assert page.inner_text(".map .counted") == "Endings seen: 1 of 3. 2 are left."
    ways = page.eval_on_selector_all(".way", "all => all.map((one) => one.classList.contains('taken'))")
    assert ways == [False, True, False]
    other = take_seat(f"{address}#ending=roof")
    other.page.wait_for_selector(".start.asking")
    assert "Up there" in other.page.inner_text(".start .shared")
    other.page.click("[data-does=visit]")
    other.until("ended", "roof")
    assert other.page.inner_text(".end .seen") == "Endings seen: 0 of 3", "a visit is not a way of one's own"
    assert other.page.evaluate("GALLAE.moments.list") == []
    other.page.click("[data-does=again]")
    other.until("playing", "hall")
    for nonsense in ("hall", "%E0%A4%A", "constructor", "<img src=x>"):
        third = take_seat(f"{address}#ending={nonsense}")
        third.until("title")


@dataclass
class Store:
    """A learning record store that takes what it is sent, unless it is told not to."""

    statements: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    status: int = 200
    address: str = ""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    kept = Store()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_OPTIONS(self) -> None:
            self._answer(204)

        def do_POST(self) -> None:
            sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
            if kept.status == 200:
                kept.statements += sent
                kept.headers.append({name.lower(): value for name, value in self.headers.items()})
            self._answer(kept.status)

        def _answer(self, status: int) -> None:
            self.send_response(status)
            self.send_header("access-control-allow-origin", "*")
            self.send_header("access-control-allow-headers", "content-type, x-experience-api-version")
            self.send_header("content-length", "0")
            self.end_headers()

        def log_message(self, *arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    kept.address = f"http://127.0.0.1:{server.server_port}/xapi"
    yield kept
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def reporting(store: Store, showcase_shelf: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the showcase, published with the store's address."""
    shelf, cache = showcase_shelf
    folder = tmp_path_factory.mktemp("reporting") / "bundle"
    story = showcase(shelf.films[0].fingerprint)
    published = publish(story, shelf, folder, cache=cache, report_to=store.address)
    with served(published.folder) as address:
        yield address


def test_a_viewer_is_told_and_what_they_choose_is_sent(
    take_seat: Callable[..., Seat], reporting: str, store: Store
) -> None:
    one = take_seat(reporting)
    page = one.page
    page.wait_for_selector(".start.asking .telling")
    host = store.address.split("/")[2]
    assert page.inner_text(".telling label") == f"Send what I choose, and when, to {host}"
    assert store.statements == [], "nothing is sent before the film is started"
    store.status = 503
    page.click("[data-does=start]")
    watched_once(one)
    assert (
        store.statements == []
        and page.evaluate("localStorage.getItem('gallae.waiting.showcase').length") > 100
    )
    store.status = 200
    one.complaints[:] = [line for line in one.complaints if "503" not in line]
    page.evaluate("window.dispatchEvent(new Event('online'))")
    one.until_true("localStorage.getItem('gallae.waiting.showcase') === '[]'")
    verbs = [one["verb"]["id"].rsplit("/", 1)[1] for one in store.statements]
    assert verbs[:3] == ["initialized", "answered", "paused"] and verbs[-1] == "completed"
    answered = store.statements[1]
    assert answered["result"]["response"] == "out"
    assert answered["object"]["definition"]["interactionType"] == "choice"
    assert answered["object"]["definition"]["choices"][1]["description"]["en"] == "Out into the garden"
    assert answered["result"]["extensions"]["urn:gallae:extension:by"] == "viewer"
    session = "https://w3id.org/xapi/video/extensions/session-id"
    assert {one["context"]["extensions"][session] for one in store.statements} == {store.statements[0]["id"]}
    assert store.headers[0]["x-experience-api-version"] == "1.0.3"
    assert not {"cookie", "referer"} & set(store.headers[0])


def test_a_viewer_who_refuses_sends_nothing(
    take_seat: Callable[..., Seat], reporting: str, store: Store
) -> None:
    store.statements.clear()
    one = take_seat(reporting)
    one.page.uncheck(".telling input")
    one.page.click("[data-does=start]")
    watched_once(one)
    one.page.wait_for_timeout(300)
    assert store.statements == []
    assert not [asked for asked in one.requests if asked.startswith(store.address)]
    assert one.page.evaluate("GALLAE.moments.list.length") > 3, "the viewer still has them"
