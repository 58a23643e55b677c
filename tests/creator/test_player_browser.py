"""A bundle plays in a real browser, from a disk and from a server: every way through it, by mouse and by keyboard."""

import functools
import http.server
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from creator import publish

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = pytest.mark.browser

PATIENCE_MS = 15_000


@pytest.fixture(scope="session")
def bundle(forked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    story, shelf, cache = forked
    return publish(story, shelf, tmp_path_factory.mktemp("published") / "bundle", cache=cache).folder


@dataclass
class Viewer:
    """Somebody in front of the player, who also sees its console."""

    page: "sync_api.Page"
    complaints: list[str] = field(default_factory=list)

    def until(self, state: str, node: str | None = None) -> None:
        where = "" if node is None else f"[data-node='{node}']"
        self.page.wait_for_selector(f"#room[data-state='{state}']{where}", timeout=PATIENCE_MS)

    def until_node(self, node: str) -> None:
        self.page.wait_for_selector(f"#room[data-node='{node}']", timeout=PATIENCE_MS)

    def skip_title(self) -> None:
        """Restart past the title card."""
        self.until("title")
        self.page.keyboard.press("r")
        self.until_node("start")

    @property
    def now(self) -> float:
        """Second of what is on the screen."""
        return self.page.eval_on_selector("video.front", "video => video.currentTime")


@pytest.fixture
def watch(browser: "sync_api.Browser", bundle: Path) -> Iterator[Callable[..., Viewer]]:
    contexts, viewers = [], []

    def start(address: str | None = None, locale: str = "en-US", **options: object) -> Viewer:
        context = browser.new_context(viewport={"width": 960, "height": 540}, locale=locale, **options)
        contexts.append(context)
        viewer = Viewer(context.new_page())
        viewers.append(viewer)
        viewer.page.on("console", lambda message: viewer.complaints.append(f"{message.type}: {message.text}"))
        viewer.page.on("pageerror", lambda error: viewer.complaints.append(str(error)))
        viewer.page.on("requestfailed", lambda request: _note(viewer, request))
        viewer.page.goto(address or (bundle / "index.html").as_uri())
        return viewer

    yield start
    said = [line for viewer in viewers for line in viewer.complaints]
    hacked = [viewer.page.evaluate("window.hacked") for viewer in viewers]
    for context in contexts:
        context.close()
    assert said == []
    assert not any(hacked)


def _note(viewer: Viewer, request: "sync_api.Request") -> None:
    """Remember a failed request, unless the page itself gave it up for another clip."""
    if "ERR_ABORTED" not in (request.failure or ""):
        viewer.complaints.append(f"{request.url}: {request.failure}")


def test_it_plays_from_a_disk_to_an_ending_with_credits_and_back(
    watch: Callable[..., Viewer],
) -> None:
    viewer = watch()
    page = viewer.page
    viewer.until("title")
    viewer.until("playing", "start")
    before = viewer.now
    page.wait_for_function(
        "before => document.querySelector('video.front').currentTime > before + 0.2", arg=before
    )
    viewer.until("choosing", "start")
    labels = page.locator(".choices button span").all_text_contents()
    assert labels[0] == "Go left" and labels[1].startswith("<img src=x onerror") and "</script>" in labels[1]
    page.click(".choices button >> nth=1")
    assert page.locator(".choices .taken").count() == 1
    viewer.until("playing", "garden")
    viewer.until("end", "garden")
    viewer.until("ended", "garden")
    assert page.inner_text(".end h2") == "<i>Free</i>"
    assert page.inner_text(".end .seen") == "Endings seen: 1 of 2"
    films = page.locator(".end-credits .film").all_text_contents()
    assert films == ["<script>window.hacked=1</script>", "First", "Second"]
    assert page.get_attribute(".end-credits li:nth-child(3) a", "href").endswith("/by-sa/3.0/")
    assert page.title() == "A <fork> & more"
    page.click("[data-does=back]")
    viewer.until("choosing", "start")
    page.keyboard.press("2")
    viewer.until("ended", "garden")
    page.click("[data-does=again]")
    viewer.until("playing", "start")


def test_the_default_is_taken_at_time_out_and_keys_go_round_a_loop(watch: Callable[..., Viewer]) -> None:
    viewer = watch()
    viewer.skip_title()
    viewer.until("choosing", "start")
    viewer.until_node("room")  # nobody chose: the default
    viewer.until("choosing", "room")
    viewer.page.keyboard.press("2")
    viewer.until("choosing", "start")  # round the loop
    viewer.page.keyboard.press("1")
    viewer.until("choosing", "room")
    viewer.page.keyboard.press("ArrowRight")
    viewer.page.keyboard.press("ArrowRight")  # from the first to the second, and round to the first
    assert viewer.page.evaluate("document.activeElement.dataset.choice") == "out"
    viewer.page.keyboard.press("Enter")
    viewer.until_node("porch")
    viewer.until_node("street")  # goes on by itself
    viewer.until("ended", "street")
    assert viewer.page.inner_text(".end h2") == "Lost"


def test_without_a_time_limit_the_last_frame_is_held_until_the_viewer_chooses(
    watch: Callable[..., Viewer],
) -> None:
    viewer = watch()
    page = viewer.page
    viewer.until("title")
    page.click("[data-does=settings]")
    page.uncheck("[data-setting=timeLimit]")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    viewer.until("choosing", "start")
    assert page.locator(".countdown").is_hidden()
    page.wait_for_function("() => document.querySelector('video.front').ended")
    page.wait_for_timeout(900)  # past the moment at which time would have been over
    assert page.get_attribute("#room", "data-state") == "choosing"
    page.keyboard.press("Space")  # the keyboard stands on the default
    viewer.until_node("room")


def test_captions_follow_the_film_in_the_viewers_language(watch: Callable[..., Viewer]) -> None:
    viewer = watch(locale="ko-KR")
    page = viewer.page
    viewer.skip_title()
    page.wait_for_function("() => document.querySelector('.captions').textContent === '복도에서'")
    viewer.until("choosing", "start")
    assert page.inner_text(".choices button:has(kbd) >> nth=0").endswith("왼쪽으로 간다")
    page.select_option("[data-setting=language]", "en", force=True)
    assert page.inner_text(".choices button >> nth=0").endswith("Go left")
    page.keyboard.press("c")
    assert page.get_attribute("#room", "data-captions") == "off"


def test_space_pauses_and_m_mutes(watch: Callable[..., Viewer]) -> None:
    viewer = watch()
    page = viewer.page
    viewer.until("title")
    page.keyboard.press("Space")
    assert page.get_attribute("#room", "data-paused") == "true"
    stopped = viewer.now
    page.wait_for_timeout(300)
    assert viewer.now == stopped
    page.keyboard.press("Space")
    page.wait_for_function(
        "stopped => document.querySelector('video.front').currentTime > stopped", arg=stopped
    )
    page.keyboard.press("m")
    assert page.evaluate("[...document.querySelectorAll('video')].every(video => video.muted)")


def test_a_browser_that_wants_a_click_first_gets_a_button(
    open_browser: Callable[..., "sync_api.Browser"], bundle: Path
) -> None:
    strict = open_browser()
    page = strict.new_page()
    page.goto((bundle / "index.html").as_uri())
    page.click(".start.asking [data-does=start]", timeout=PATIENCE_MS)
    page.wait_for_selector("#room[data-state=title]", timeout=PATIENCE_MS)
    assert page.locator(".start").is_hidden()
    strict.close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture
def address(bundle: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(_Quiet, directory=str(bundle))
    )
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
    thread.join()


def test_it_plays_from_a_web_server(watch: Callable[..., Viewer], address: str) -> None:
    viewer = watch(address)
    viewer.skip_title()
    viewer.until("choosing", "start")
    viewer.page.click(".choices button >> nth=1")
    viewer.until("end", "garden")


def test_clips_follow_each_other_without_a_gap(watch: Callable[..., Viewer]) -> None:
    """Frames are seen as they are presented; between two clips the pause is about one frame."""
    viewer = watch()
    viewer.until("title")
    viewer.page.evaluate(WATCH_FRAMES)
    viewer.page.keyboard.press("r")
    viewer.until("choosing", "start")
    viewer.page.wait_for_function("() => GALLAE.screen.item.place === 1 && GALLAE.screen.position > 200")
    seams = viewer.page.evaluate("window.seams")
    assert len(seams) >= 1
    assert max(seams) < 250, seams


WATCH_FRAMES = """() => {
  window.seams = [];
  const last = { element: null, at: 0 };
  for (const video of document.querySelectorAll('video')) {
    const see = (now) => {
      const front = video.classList.contains('front');
      if (front) {
        if (last.element && last.element !== video && GALLAE.screen.item.place === 1) window.seams.push(now - last.at);
        last.element = video;
        last.at = now;
      }
      video.requestVideoFrameCallback(see);
    };
    video.requestVideoFrameCallback(see);
  }
}"""
