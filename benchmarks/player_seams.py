"""How long the picture stands still and the sound is gone where a viewer's choice leads from one clip to the next.

python benchmarks/player_seams.py [SWITCHES]
"""

import functools
import http.server
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import package_first  # noqa: F401 - for what it does
from table import table

from indexing.probe import probe
from library import Film, no_progress, open_library
from library.catalog.films import FilmLabel
from story import Choice, Clip, Ending, Node, Story

SWITCHES, RATE, CLIP_MS = 20, 30, 2_000
QUIET_STEP_MS = 128 / 48  # the probe hears in blocks of 128 samples
NEAR_S = 0.4  # how far from a switch silence still belongs to it
NEAREST_S = 0.004  # browsers round the times of pictures
PROBE = Path(__file__).with_name("seam_probe.js")
BROWSER = (
    "--no-sandbox",
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
)
BROWSER += ("--disable-background-networking", "--disable-component-update")
BROWSER += ("--autoplay-policy=no-user-gesture-required",)
HEARS_FILES = ("--disable-web-security", "--allow-file-access-from-files")
"""From a disk a page may show a film but not listen to it, unless it is told so."""


@dataclass(frozen=True)
class Seam:
    """One switch from a clip to the next, in ms.

    Attributes:
        still: From the last picture of the one to the first of the other; one frame is perfect.
        cut_off: What was left of the one when the other came.
        quiet: The longest silence around it.
    """

    still: float
    cut_off: float
    quiet: float

    @property
    def added(self) -> int:
        """Frames that the picture stood still for too long."""
        return max(0, round(self.still * RATE / 1000) - 1)


def chain(film: Film, switches: int) -> Story:
    """Return a story whose every node offers two ways to the next, from different places of a film."""
    names = ["n0", *(f"n{number}{side}" for number in range(1, switches + 1) for side in "ab")]
    nodes = tuple(
        Node(
            name,
            name,
            (_clip(film, place),),
            Ending({"en": "End"}) if name.startswith(f"n{switches}") else None,
        )
        for place, name in enumerate(names)
    )
    choices = tuple(
        Choice(f"{name}-{side}", name, f"n{_level(name) + 1}{side}", {"en": side}, place, side == "a", 0)
        for name in names
        if _level(name) < switches
        for place, side in enumerate("ab")
    )
    return Story("00000000-0000-4000-8000-000000000001", "Seams", "en", "n0", nodes, choices)


def _level(name: str) -> int:
    return int(name.strip("nab"))


def _clip(film: Film, place: int) -> Clip:
    return Clip(film.fingerprint, place * 700, place * 700 + CLIP_MS)


def published(folder: Path, switches: int) -> Path:
    """Publish the chain, made of a drawn film with an unbroken tone, and return its folder."""
    from creator import LibraryFootage, publish
    from creator.ffmpeg import ffmpeg

    file = folder / "tone.mp4"
    length = (2 * switches + 1) * 0.7 + CLIP_MS / 1000 + 1
    source = ["-f", "lavfi", "-i", f"testsrc2=s=640x360:r={RATE}:d={length}"]
    tone = ["-f", "lavfi", "-i", f"sine=440:r=48000:d={length},volume=4", "-ac", "2"]
    subprocess.run(
        [
            ffmpeg(),
            "-loglevel",
            "error",
            *source,
            *tone,
            "-c:v",
            "libx264",
            "-g",
            str(RATE),
            "-preset",
            "ultrafast",
            str(file),
        ],
        check=True,
    )
    with open_library(folder / "library") as library:
        film = library.catalog.add_film(probe(file, no_progress), FilmLabel())
        footage = LibraryFootage(library.catalog)
        return publish(chain(film, switches), footage, folder / "bundle", cache=library.clip_folder).folder


def seams_of(heard: dict[str, Any]) -> tuple[bool, list[Seam]]:
    """Return whether a player put clips together on one time axis, and the seams between them."""
    clips = [one for one in heard["shown"] if one["kind"] == "clip"]
    found = []
    for before, here in pairwise(clips):
        last_at, last_time, first_at = _frames_around(heard["frames"], before, here)
        near = [time for time in heard["quiet"] if abs(time - here["sound"]) < NEAR_S]
        left = CLIP_MS - (last_time - before["from"] + 1 / RATE) * 1000
        found.append(Seam(first_at - last_at, max(0.0, left), _longest(near)))
    return clips[-1]["streams"], found


def _frames_around(
    frames: list[list[float]], before: dict[str, Any], here: dict[str, Any]
) -> tuple[float, float, float]:
    """Return when the last picture of a clip came and its time in its element, and when the first of the next came."""
    if here["streams"]:
        earlier = [one for one in frames if before["from"] <= one[2] + NEAREST_S < here["from"]]
        first = next(one[0] for one in frames if one[2] + NEAREST_S >= here["from"])
    else:
        shown = (before["now"] - 50, here["now"])
        earlier = [one for one in frames if one[1] == before["element"] and shown[0] <= one[0] < shown[1]]
        first = here["now"]
    last = max(earlier, key=lambda one: one[0])
    return last[0], last[2], first


def _longest(times: list[float]) -> float:
    """Return the longest run of blocks that follow one another, in ms."""
    longest = run = 0
    for place, time in enumerate(times):
        run = run + 1 if place and time - times[place - 1] < 0.004 else 1
        longest = max(longest, run)
    return longest * QUIET_STEP_MS


def watched(address: str, *more: str) -> dict[str, Any]:
    """Play a bundle in Chromium, choosing at every turn, and return what the probe saw and heard."""
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*BROWSER, *more])
        page = browser.new_context(bypass_csp=True).new_page()
        page.add_init_script(path=PROBE)
        page.goto(address)
        page.wait_for_selector("#room[data-state='title']")
        page.evaluate("probe()")
        page.wait_for_selector("#room[data-state='ended']", timeout=300_000)
        heard: dict[str, Any] = page.evaluate("seams")
        browser.close()
    return heard


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _row(name: str, heard: dict[str, Any]) -> tuple[object, ...]:
    streams, seams = seams_of(heard)
    still = [seam.still for seam in seams]
    added = [seam.added for seam in seams]
    quiet = [seam.quiet for seam in seams]
    cut = [seam.cut_off for seam in seams]
    middle = statistics.median
    how = "MediaSource" if streams else "three elements"
    counts = (middle(added), max(added), middle(cut), middle(quiet), max(quiet))
    return (name, how, len(seams), middle(still), *counts)


def main() -> str:
    """Measure and return the table."""
    switches = int(sys.argv[1]) if sys.argv[1:] else SWITCHES
    with tempfile.TemporaryDirectory() as name:
        folder = published(Path(name), switches)
        with served(folder) as address:
            rows = [_row("a server", watched(address))]
        rows.append(_row("a disk (file://)", watched((folder / "index.html").as_uri(), *HEARS_FILES)))
    return table(
        "Player",
        f"From the last picture of a clip to the first of the chosen one, in Chromium; clips of {CLIP_MS // 1000} s at "
        f"{RATE} frames a second, so {1000 / RATE:.0f} ms is perfect. Every clip fades its sound for 10 ms at both "
        "ends.",
        ("from", "how", "switches", "ms (median)", "added frames (median)", "(most)", "cut off, ms (median)",
         "without sound, ms (median)", "(most)"),
        rows,
    )  # fmt: skip


if __name__ == "__main__":
    print(main())
