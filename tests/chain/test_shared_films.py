"""Real films go through the whole chain to a bundle that plays."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from story import Story

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SYNOPSIS = """\
Sinbad the sailor lives on an island on the back of a whale.
Penny and Chip play in the winter.
  The end: Snow
or The elevator drops down another shaft into a dingy room with generators.
  A lone hunter on a dangerous quest has been alone.
  The end: The hunter
"""


@dataclass(frozen=True)
class Published:
    """A story made of real films, and its bundle."""

    shell: Any
    story: Story
    bundle: Path

    @property
    def branches(self) -> list[str]:
        """The nodes to which the first node's choices lead, in order."""
        chosen = [one for one in self.story.choices if one.source == self.story.start]
        return [one.target for one in sorted(chosen, key=lambda one: one.order)]


@pytest.fixture(scope="module")
def published(
    shared: Path, shell_on: Any, shorten: Any, tmp_path_factory: pytest.TempPathFactory
) -> Published:
    media, shell = shared / "media", shell_on("shared")
    dream = media / "elephants-dream"
    shell.done(
        "add",
        dream / "elephants_dream_excerpt_640x360.mp4",
        "--subtitles",
        *sorted(dream.glob("*.captions.en.vtt")),
        *sorted(dream.glob("*.descriptions.en.vtt")),
        "--title",
        "Elephants Dream",
        "--licence",
        "CC-BY-2.5",
        "--credit",
        "Blender Foundation",
    )
    popeye = media / "popeye"
    shell.done("add", popeye / "popeye_p1.mkv", "--subtitles", popeye / "popeye_p1.eng.srt")
    sintel = media / "sintel-trailer"
    shell.done(
        "add",
        sintel / "sintel_trailer_1280x720.webm",
        "--subtitles",
        sintel / "sintel_trailer.speaker.en.vtt",
    )
    for name in ("winter", "summer"):
        title = f"Penny and Chip: {name}"
        shell.done("add", media / "penny-and-chip" / f"penny_and_chip_{name}.mp4", "--title", title)
    folder = tmp_path_factory.mktemp("shared-story")
    file, bundle = folder / "story.json", folder / "bundle"
    shell.done("draft", SYNOPSIS, "-o", file)
    story = shorten(file, 2500)
    shell.done("publish", file, "-o", bundle, "--linear")
    return Published(shell, story, bundle)


def test_each_sentence_finds_the_film_that_tells_it(published: Published) -> None:
    films = {film["fingerprint"]: film["title"] for film in _films(published)}
    told = [films[node.clips[0].film] for node in published.story.nodes]
    assert told == ["popeye_p1", "Penny and Chip: winter", "Elephants Dream", "sintel_trailer_1280x720"]


def test_search_finds_dialogue_and_description_and_speakers(published: Published) -> None:
    shell = published.shell
    assert shell.found("What do you see at your left side?")[0]["film"]["title"] == "Elephants Dream"
    hunter = shell.found("hunter", "--who", "Gatekeeper")
    assert {hit["film"]["title"] for hit in hunter} == {"sintel_trailer_1280x720"}
    assert all(Path(hit["thumbnail"]).stat().st_size > 1000 for hit in hunter)
    assert hunter[0]["why"][0]["text"]


def test_both_branches_are_reached_by_a_click_and_by_a_key(
    published: Published, watch: Callable[[Path], Any]
) -> None:
    first, second = published.branches
    by_mouse = watch(published.bundle)
    by_mouse.until("title")
    by_mouse.sees_the_picture_move()
    by_mouse.until_choices_of(published.story.start)
    by_mouse.page.click(".choices button >> nth=1")
    by_mouse.until("playing", second)
    by_mouse.sees_the_picture_move()
    by_key = watch(published.bundle)
    by_key.until_choices_of(published.story.start)
    by_key.page.keyboard.press("1")
    by_key.until("playing", first)
    by_key.until("ended")
    assert by_key.page.locator(".end-words h2").text_content() == "Snow"


def test_the_default_is_taken_when_time_is_over_and_credits_name_the_films(
    published: Published, watch: Callable[[Path], Any]
) -> None:
    viewer = watch(published.bundle)
    viewer.until_choices_of(published.story.start)
    viewer.until("playing", published.branches[0])
    viewer.until("ended")
    credits = viewer.page.locator(".end-credits").text_content()
    assert "Blender Foundation" in credits and "CC-BY-2.5" in credits


def test_the_linear_film_is_the_default_path(published: Published) -> None:
    import av

    with av.open(str(published.bundle / "linear.mp4")) as film:
        seconds = film.duration / av.time_base
        assert film.streams.video[0].codec_context.name == "h264"
        assert film.streams.audio[0].codec_context.name == "aac"
    assert 5 < seconds < 20, "two clips of 2.5 s, a title card and an end card"


def _films(published: Published) -> list[dict[str, Any]]:
    import json

    return json.loads(published.shell.done("films", "--json"))
