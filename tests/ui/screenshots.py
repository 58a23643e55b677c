"""Takes the pictures of `docs/images` from the studio: `python tests/ui/screenshots.py LIBRARY [FOLDER]`.

LIBRARY is one with a film and a story in it, such as `make demo` makes; it is only looked at.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

SIZE = {"width": 1280, "height": 800}
GRAPH = "document.querySelector('.ga-graph').cytoscape"
ARGUMENTS = (
    "--no-sandbox --headless=new --disable-gpu --disable-quic --no-first-run --disable-background-networking"
)


def take_pictures(library: Path, folder: Path) -> None:
    """Open a studio over a library and write `films.png`, `find.png`, `studio.png` and `tag.png`."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    code = f"from pathlib import Path; from ui.server import serve; serve(Path({str(library)!r}), port=0)"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[1]
        try:
            with sync_playwright() as playwright:
                chromium = shutil.which("chromium")
                browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS.split())
                _visit(browser.new_page(viewport=SIZE, locale="en-US"), address, folder)
                browser.close()
        finally:
            server.terminate()


def _visit(page: Any, address: str, folder: Path) -> None:
    page.goto(address)
    page.locator(".ga-poster").first.wait_for()
    _picture(page, folder / "films.png")
    page.get_by_role("tab", name="Find").click()
    page.locator(".ga-find .ga-card").first.wait_for()
    _picture(page, folder / "find.png")
    page.get_by_role("tab", name="Story").click()
    page.wait_for_function(f"() => {GRAPH} && {GRAPH}.nodes().length")
    page.evaluate(f"() => {GRAPH}.nodes()[Math.min(2, {GRAPH}.nodes().length - 1)].select()")
    _picture(page, folder / "studio.png")
    page.get_by_role("tab", name="Tag").click()
    page.locator("#ga-tag .ga-suggestion").first.wait_for()
    _picture(page, folder / "tag.png")


def _picture(page: Any, file: Path) -> None:
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(800)  # fonts and pictures settle
    page.screenshot(path=file)


if __name__ == "__main__":
    take_pictures(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/images"))
