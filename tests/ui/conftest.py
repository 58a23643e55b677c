"""A small library behind a server: asked by a client in this process, or opened in a real browser."""

import asyncio
import shutil
import subprocess
import sys
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

PATIENCE_MS = 20_000
GRAPH = "document.querySelector('.ga-graph')?.cytoscape"

LINES = """1
00:00:00,200 --> 00:00:01,800
The lighthouse keeper waits for the boat.

2
00:00:03,700 --> 00:00:05,500
등대에 밤이 온다.
"""


@pytest.fixture(scope="session")
def run_apart() -> Callable[[Coroutine[Any, Any, Any]], Any]:
    """`run_apart(coroutine)` runs it in a thread of its own: where a browser is open, a loop runs here already."""

    def run(coroutine: Coroutine[Any, Any, Any]) -> Any:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, coroutine).result()

    return run


@pytest.fixture(scope="session")
def subtitles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Subtitles for the plain film: a line in English in its first take, one in Korean in its third."""
    path = tmp_path_factory.mktemp("subtitles") / "film.srt"
    path.write_text(LINES, "utf-8")
    return path


@pytest.fixture(scope="session")
def stocked_library(
    tmp_path_factory: pytest.TempPathFactory, empty_library: Path, film: Any, subtitles: Path
) -> Path:
    """The folder of a closed library with the plain film, cut into its four takes as scenes."""
    from indexing import FilmToAdd, add_film
    from library import open_library
    from library.catalog.films import FilmLabel
    from library.catalog.scenes import NewScene

    folder = shutil.copytree(empty_library, tmp_path_factory.mktemp("stocked") / "library")
    with open_library(folder) as library:
        catalog = library.catalog
        added = add_film(library, FilmToAdd(film.path, subtitles=(subtitles,))).film.id
        shots = catalog.new_shots(added)
        scenes = [NewScene(one.start_pts, one.end_pts, at, at) for at, one in enumerate(shots)]
        catalog.replace_scenes(added, scenes, catalog.finished_stages(added)["scenes"])
        catalog.replace_scene_texts(added, (), {}, "to be done again")
        catalog.replace_found_tags(added, (), "to be done again")
        catalog.set_thumbnails(added, {}, "to be done again")
        label = FilmLabel("Four takes", "Test", "CC0-1.0", "Nobody")
        add_film(library, FilmToAdd(film.path, subtitles=(subtitles,), label=label))
    return folder


@pytest.fixture(scope="session")
def serving() -> Iterator[Callable[[Path], str]]:
    """`serving(folder)` opens the studio over a library in a process of its own; returns its address."""
    started: list[subprocess.Popen[str]] = []

    def serve(folder: Path) -> str:
        code = f"from pathlib import Path; from ui.server import serve; serve(Path({str(folder)!r}), port=0)"
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
        started.append(process)
        assert process.stdout is not None
        return process.stdout.readline().split()[1]

    yield serve
    for process in started:
        process.terminate()
        process.wait(20)
        assert process.stdout is not None
        process.stdout.close()


@pytest.fixture(scope="session")
def client(
    tmp_path_factory: pytest.TempPathFactory, stocked_library: Path, serving: Callable[[Path], str]
) -> Iterator[httpx.Client]:
    """A client of a studio over a copy of that library; tests may add to it, and take nothing away.

    The studio runs in a process of its own, as it does for people: Gradio leaves event loops open behind it, which
    would be errors here.
    """
    folder = shutil.copytree(stocked_library, tmp_path_factory.mktemp("served") / "library")
    with httpx.Client(base_url=serving(folder), timeout=60) as opened:
        yield opened


@pytest.fixture
def address(client: httpx.Client) -> str:
    """The address of the studio over the library with four scenes."""
    return str(client.base_url).rstrip("/")


@pytest.fixture
def story(client: httpx.Client) -> Callable[..., str]:
    """`story()` begins a story with nodes `a` and `b`, from one to the other; returns its id."""

    def begin(title: str = "Two nodes") -> str:
        story_id = client.post("/api/v1/stories", json={"title": title}).json()["id"]
        scenes = client.get("/api/v1/scenes").json()["hits"]
        clips = [
            {"film": one["film"], "start_ms": one["start_ms"], "end_ms": one["end_ms"]} for one in scenes[:2]
        ]
        operations = [
            {"op": "add_node", "id": "a", "title": "Here", "clips": clips[:1], "position": [10, 20]},
            {
                "op": "add_node",
                "id": "b",
                "title": "There",
                "clips": clips[1:],
                "ending": {"title": {"en": "Over"}},
            },
            {"op": "connect", "id": "ab", "source": "a", "target": "b"},
        ]
        answer = client.post(
            f"/api/v1/stories/{story_id}/operations", json={"base": 1, "operations": operations}
        )
        assert answer.json() == {"ok": True, "rev": 2, "missed": [], "detail": ""}
        return story_id

    return begin


@dataclass
class Visitor:
    """Somebody in front of the studio, who also sees the console and where requests go."""

    page: Any
    address: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def watch(self, page: Any) -> None:
        """Note what goes wrong in a page and what it asks of others."""
        page.set_default_timeout(PATIENCE_MS)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self._see)

    def _hear(self, message: Any) -> None:
        if message.type == "error":
            self.complaints.append(message.text)

    def _see(self, request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob") and address.netloc != urlsplit(self.address).netloc:
            self.elsewhere.append(request.url)

    def opens(self, place: str = "films") -> None:
        self.page.goto(f"{self.address}/#{place}")
        self.page.wait_for_selector(".ga-brand", state="attached")

    def goes_to(self, place: str) -> None:
        self.page.get_by_role("tab", name=place, exact=True).click()

    def in_graph(self, script: str) -> Any:
        """Ask the graph; `cy` is Cytoscape's object."""
        return self.page.evaluate(f"() => {{ const cy = {GRAPH}; return {script}; }}")

    def until_graph(self, script: str) -> None:
        self.page.wait_for_function(f"() => {{ const cy = {GRAPH}; return cy && ({script}); }}")

    def place_of(self, node: int) -> tuple[float, float]:
        """Return where a node lies on the page."""
        box = self.page.locator(".ga-graph").bounding_box()
        place = self.in_graph(f"cy.nodes()[{node}].renderedPosition()")
        return box["x"] + place["x"], box["y"] + place["y"]


@pytest.fixture
def visit(browser: Any, serving: Callable[[Path], str]) -> Iterator[Callable[..., Visitor]]:
    """`visit(address)` opens a browser; at the end nothing may have gone wrong or gone elsewhere."""
    visitors: list[Visitor] = []
    contexts: list[Any] = []

    def start(address: str, locale: str = "en-US", size: tuple[int, int] = (1280, 800)) -> Visitor:
        context = browser.new_context(locale=locale, viewport={"width": size[0], "height": size[1]})
        contexts.append(context)
        visitor = Visitor(context.new_page(), address)
        visitor.watch(visitor.page)
        context.on("page", visitor.watch)
        visitors.append(visitor)
        return visitor

    yield start
    for context in contexts:
        context.close()
    assert [line for visitor in visitors for line in visitor.complaints] == []
    assert [url for visitor in visitors for url in visitor.elsewhere] == []
