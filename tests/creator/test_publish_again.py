"""Publishing twice: what is there is not made again, not even after a kill, and what was encoded is said."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from creator.bundle import publish
from creator.encoder import FfmpegEncoder
from library.records import Film
from story.model import Clip, Ending, Hold, Node, Story
from story.treatment import Treatment

from .conftest import Shelf
from .test_bundle import told

CLIPS = 8

PUBLISHER = """
import sys
from pathlib import Path
from tests.creator.conftest import Shelf, film_at
from tests.creator.test_publish_again import long_story, CLIPS
from creator.bundle import publish
film = film_at(Path(sys.argv[1]))
publish(long_story(film), Shelf([film]), Path(sys.argv[2]), cache=Path(sys.argv[3]))
"""


class CountingEncoder(FfmpegEncoder):
    """The real encoder, which remembers how many clips it was asked for."""

    def __init__(self) -> None:
        super().__init__(threads=1)
        self.clips = 0

    def cut(self, piece, *arguments) -> None:
        self.clips += "card" not in piece.path.name
        super().cut(piece, *arguments)


def long_story(film: Film) -> Story:
    """Return a story of several clips that have to be encoded, since they play faster."""
    clips = tuple(
        Clip(film.fingerprint, 250 * number, 250 * number + 4000, "", Treatment(speed=1.25))
        for number in range(CLIPS)
    )
    return Story("0f0f", "Long", "en", "n", (Node("n", "N", clips, Ending({"en": "End"})),))


def test_after_one_edit_one_clip_is_made(film_of: Callable[..., Film], shelf: Shelf, tmp_path: Path) -> None:
    film = film_of(frames=160)
    story = long_story(film)
    (node,) = story.nodes
    first, again = CountingEncoder(), CountingEncoder()
    publish(story, shelf, tmp_path / "bundle", cache=tmp_path / "cache", encoder=first)
    edited = replace(
        node, clips=(*node.clips[:-1], replace(node.clips[-1], end_ms=node.clips[-1].end_ms - 100))
    )
    publish(
        replace(story, nodes=(edited,)), shelf, tmp_path / "bundle", cache=tmp_path / "cache", encoder=again
    )
    assert (first.clips, again.clips) == (CLIPS, 1)


def test_a_killed_publish_leaves_the_old_bundle_and_what_it_made(
    film_of: Callable[..., Film], shelf: Shelf, tmp_path: Path
) -> None:
    film = film_of(frames=160, size=(640, 384))
    bundle, cache = tmp_path / "bundle", tmp_path / "cache"
    short = replace(
        long_story(film), nodes=(replace(long_story(film).nodes[0], clips=(Clip(film.fingerprint, 0, 500),)),)
    )
    publish(short, shelf, bundle, cache=tmp_path / "other")
    before = {path.name: path.read_bytes() for path in bundle.rglob("*") if path.is_file()}
    process = subprocess.Popen(
        [sys.executable, "-c", PUBLISHER, str(film.path), str(bundle), str(cache)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        start_new_session=True,
    )
    deadline = time.monotonic() + 60
    while process.poll() is None and len(list(cache.glob("[!.]*.mp4"))) < 2 and time.monotonic() < deadline:
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it was killed on its way"
    assert {path.name: path.read_bytes() for path in bundle.rglob("*") if path.is_file()} == before
    made = len(list(cache.glob("[!.]*.mp4")))
    encoder = CountingEncoder()
    publish(long_story(film), shelf, bundle, cache=cache, encoder=encoder)
    assert encoder.clips == CLIPS - made
    assert len(told(bundle)["nodes"]["n"]["media"]) == CLIPS
    assert [
        path.name for path in tmp_path.iterdir() if "building" in path.name or "replaced" in path.name
    ] == []


def test_what_is_encoded_rather_than_copied_is_said(
    film_of: Callable[..., Film], shelf: Shelf, tmp_path: Path
) -> None:
    main, other = film_of("Main.mp4", frames=96, size=(320, 180)), film_of("Other.mp4", size=(160, 96))
    clips = (
        Clip(main.fingerprint, 0, 4000),
        Clip(other.fingerprint, 0, 1000),
        Clip(other.fingerprint, 500, 1000),
    )
    story = Story("0f0f", "Two", "en", "n", (Node("n", "N", clips, Ending({"en": "End"})),))
    encoder = CountingEncoder()
    bundle = publish(story, shelf, tmp_path / "bundle", cache=tmp_path / "cache", encoder=encoder)
    assert encoder.clips == 2, "the clip of the main film is copied"
    (note,) = bundle.notes
    assert (
        note["en"] == "“Other” (2 clips) was encoded, not copied, since its size is 160 × 96, not 320 × 180."
    )
    assert note["ko"].startswith("“Other”(클립 2개)은(는) 크기가 320 × 180가 아니라 160 × 96이기 때문에")


def test_what_plays_while_a_choice_is_open_is_in_the_bundle(
    film_of: Callable[..., Film], shelf: Shelf, tmp_path: Path
) -> None:
    film = film_of(frames=72)
    clips = (Clip(film.fingerprint, 0, 2000),)
    nodes = (
        Node("a", "A", clips, Ending(), hold=Hold.PING_PONG),
        Node("b", "B", clips, Ending(), hold=Hold.PING_PONG, loops=True),
    )
    for node, held in zip(nodes, (True, False), strict=True):
        story = Story("0f0f", "Hold", "en", node.id, (node,))
        publish(story, shelf, tmp_path / "bundle", cache=tmp_path / "cache")
        hold = told(tmp_path / "bundle")["nodes"][node.id]["hold"]
        if held:
            assert hold["duration_ms"] == 2000 and (tmp_path / "bundle" / hold["file"]).is_file()
        else:
            assert hold is None


@pytest.mark.parametrize("speed", [0.5, 2.0])
def test_captions_keep_to_the_speed_of_their_clip(speed: float) -> None:
    from creator.captions import captions_of
    from library.records import Cue

    clip = Clip("f" * 64, 1000, 5000, "", Treatment(speed=speed))
    (line,) = captions_of(clip, [Cue(1, 2000, 3000, "Now", "en")])["en"]
    assert line == (round(1000 / speed), round(2000 / speed), "Now")
