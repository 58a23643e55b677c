"""A short story that shows what the player can do, a server for its bundle, and somebody who watches it."""

import functools
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from library.records import Cue
from story.hotspot import HotspotFrame
from story.model import Checkpoint, Choice, Clip, Ending, EndingKind, Leaving, Node, Story

PATIENCE_MS = 20_000
SPOT = (HotspotFrame(0, 10, 20, 20, 30), HotspotFrame(2000, 50, 20, 20, 30))
CUES = (
    Cue(1, 0, 3900, "Where now?", "en"),
    Cue(1, 0, 3900, "이제 어디로?", "ko"),
    Cue(1, 0, 3900, "A hall with three doors.", "en-x-ad"),
)


def showcase(film: str) -> Story:
    """Return a story of one choice with pictures, one of them a place on the picture; it can be changed."""
    nodes = (
        Node("hall", "The hall", (Clip(film, 0, 3000),), checkpoint=Checkpoint({"en": "You came in."})),
        Node(
            "room", "The room", (Clip(film, 500, 1500),), Ending({"en": "Home", "ko": "집"}, EndingKind.GOOD)
        ),
        Node("garden", "The garden", (Clip(film, 1000, 2000),), Ending({"en": "Free", "ko": "자유"})),
        Node("stairs", "The stairs", (Clip(film, 2000, 3000),)),
        Node("roof", "The roof", (Clip(film, 2500, 3500),), Ending({"en": "Up there"}, EndingKind.SECRET)),
    )
    door = {"en": "Through the door", "ko": "문으로"}
    out = {"en": "Out into the garden", "ko": "정원으로"}
    up = {"en": "Up the stairs", "ko": "계단 위로"}
    choices = (
        Choice("door", "hall", "room", door, 0, True, 200, 2800, thumbnail=True),
        Choice("out", "hall", "garden", out, 1, False, 200, 2800, thumbnail=True),
        Choice("up", "hall", "stairs", up, 2, False, 200, 2800, hotspot=SPOT),
        Choice("on", "stairs", "roof", automatic=True, leaving=Leaving.AT_END),
    )
    return Story("showcase", "Three doors", "en", "hall", nodes, choices, changeable=True)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


class _Server(http.server.ThreadingHTTPServer):
    request_queue_size = 64  # a player asks for many files at once; five waiting connections were too few


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = _Server(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Seat:
    """A page that plays a bundle, and everything that its browser complained of or asked for."""

    page: Any
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def until(self, state: str, node: str | None = None) -> None:
        where = "" if node is None else f"[data-node='{node}']"
        self.page.wait_for_selector(f"#room[data-state='{state}']{where}", timeout=PATIENCE_MS)

    def begin(self) -> None:
        """Restart past the title card, up to the first choice."""
        self.until("title")
        self.page.keyboard.press("r")
        self.until("choosing")

    def until_true(self, expression: str, *arguments: object) -> None:
        self.page.wait_for_function(f"() => {expression}", *arguments, timeout=PATIENCE_MS)

    def chosen(self) -> list[tuple[str, str]]:
        """Every choice that was taken so far, and by whom."""
        found = self.page.evaluate("GALLAE.moments.list.filter((one) => one.event === 'chosen')")
        return [(one["choice"], one["by"]) for one in found]


def seat(context: Any, address: str, init: str = "") -> Seat:
    """Open a page at an address and listen to what it says."""
    page = context.new_page()
    taken = Seat(page)
    page.on("console", lambda message: taken.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: taken.complaints.append(str(error)))
    page.on("request", lambda request: taken.requests.append(request.url))
    if init:
        page.add_init_script(init)
    page.goto(address)
    return taken
