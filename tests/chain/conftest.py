"""The whole chain as a person goes through it: by the command line, then in front of the player."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from story import Story, read_story, write_story

PROJECT = Path(__file__).parents[2]
PATIENCE_MS = 20_000


@dataclass(frozen=True)
class Shell:
    """Runs `gallae` on one library, in this process."""

    library: Path

    def __call__(self, *arguments: object) -> Result:
        from ui.command.main import gallae

        return CliRunner().invoke(gallae, ["--library", str(self.library), *map(str, arguments)])

    def done(self, *arguments: object) -> str:
        """Run a command that must succeed; return what it prints."""
        result = self(*arguments)
        assert result.exit_code == 0, result.output
        return result.stdout

    def found(self, *arguments: object) -> list[dict[str, Any]]:
        """Search; return the hits."""
        return json.loads(self.done("search", *arguments, "--json"))


def shortened(file: Path, most_ms: int) -> Story:
    """Cut every clip of a story file to at most `most_ms`, so that a viewer need not wait; return the story."""
    story = read_story(file)
    nodes = tuple(
        replace(
            node,
            clips=tuple(
                replace(clip, end_ms=min(clip.end_ms, clip.start_ms + most_ms)) for clip in node.clips
            ),
        )
        for node in story.nodes
    )
    choices = tuple(replace(choice, opens_ms=500, closes_ms=most_ms + 1500) for choice in story.choices)
    short = replace(story, nodes=nodes, choices=choices)
    write_story(short, file)
    return short


@dataclass
class Viewer:
    """Somebody in front of a bundle, who also sees its console."""

    page: Any
    complaints: list[str] = field(default_factory=list)

    def until(self, state: str, node: str | None = None) -> None:
        """Wait until the player is in a state, and at a node if one is named."""
        where = "" if node is None else f"[data-node='{node}']"
        self.page.wait_for_selector(f"#room[data-state='{state}']{where}", timeout=PATIENCE_MS)

    def until_choices_of(self, node: str) -> None:
        """Skip the title card and wait for the choices of a node that the story begins with."""
        self.until("title")
        self.page.keyboard.press("r")
        self.until("choosing", node)

    def sees_the_picture_move(self) -> None:
        """Wait until the clip on the screen has gone on for a while."""
        now = self.page.eval_on_selector("video.front", "video => video.currentTime")
        self.page.wait_for_function(
            "now => document.querySelector('video.front').currentTime > now + 0.2", arg=now
        )


@pytest.fixture
def watch(browser: Any) -> Iterator[Callable[[Path], Viewer]]:
    """`watch(bundle)` opens a bundle from the disk; at the end nobody may have complained."""
    viewers: list[Viewer] = []

    def start(bundle: Path) -> Viewer:
        viewer = Viewer(browser.new_page(viewport={"width": 1280, "height": 720}))
        viewers.append(viewer)
        viewer.page.on("console", lambda message: viewer.complaints.append(message.text))
        viewer.page.on("pageerror", lambda error: viewer.complaints.append(str(error)))
        viewer.page.goto((bundle / "index.html").as_uri())
        return viewer

    yield start
    said = [line for viewer in viewers for line in viewer.complaints]
    for viewer in viewers:
        viewer.page.close()
    assert said == []


@pytest.fixture(scope="session")
def shell_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Shell]:
    """`shell_on(name)` is a command line on a new library."""
    return lambda name: Shell(tmp_path_factory.mktemp(name) / "library")


@pytest.fixture(scope="session")
def shorten() -> Callable[[Path, int], Story]:
    """`shorten(file, most_ms)` cuts every clip of a story file."""
    return shortened
