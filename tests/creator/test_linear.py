"""One film of the default path: its parts in order, joined without encoding again, with chapters."""

from dataclasses import replace
from pathlib import Path

import av
import pytest

from creator import publish_linear
from creator.cards import SECONDS
from creator.clips import frames_in
from creator.joining import Part, chapters, list_of
from story.model import Choice
from story.play.walk import default_path

from .conftest import numbers_in


@pytest.fixture(scope="module")
def film(forked, tmp_path_factory: pytest.TempPathFactory) -> Path:
    story, shelf, cache = forked
    return publish_linear(story, shelf, tmp_path_factory.mktemp("linear") / "film.mp4", cache=cache)


def test_the_default_path_stops_at_a_node_seen_before_or_at_an_ending(forked) -> None:
    story, _, _ = forked
    assert [node.id for node in default_path(story)] == ["start", "room", "porch", "street"]
    back_first = replace(
        story, choices=tuple(replace(c, order=-1) if c.id == "back" else c for c in story.choices)
    )
    assert [node.id for node in default_path(back_first)] == ["start", "room"]
    endless = replace(story, choices=(*story.choices[:1], Choice("on", "room", "start")))
    assert [node.id for node in default_path(endless)] == ["start", "room"]


def test_the_film_plays_all_parts_in_order(film: Path) -> None:
    rate = 30  # of the film that supplies most footage
    card = round(SECONDS * rate)
    numbers = numbers_in(film)
    # title, end, and one card for each of the three films that are to be named
    assert len(numbers) == frames_in(film) == 5 * card + 5 * rate
    body = numbers[card : card + 5 * rate]
    parts = [sorted(set(body[begin : begin + rate])) for begin in range(0, len(body), rate)]
    assert parts == [
        list(range(24)),  # start, from the first film
        list(range(24)),  # start, from the second
        list(range(12, 36)),  # room
        list(range(15, 45)),  # porch, from a film of 30 frames a second
        list(range(12, 36)),  # street
    ]


def test_picture_and_sound_stay_together_and_times_only_grow(film: Path) -> None:
    with av.open(str(film)) as container:
        video, audio = container.streams.video[0], container.streams.audio[0]
        seconds = [float(stream.duration * stream.time_base) for stream in (video, audio)]
        assert seconds[0] == pytest.approx(22.5, abs=0.05)
        assert seconds[1] == pytest.approx(seconds[0], abs=0.1)
        times = [packet.dts for packet in container.demux(audio) if packet.dts is not None]
        assert times == sorted(set(times))
        shown = [packet.pts for packet in container.demux(video) if packet.pts is not None]
        assert shown == sorted(set(shown))


def test_each_node_is_a_chapter(film: Path) -> None:
    with av.open(str(film)) as container:
        marks = [
            (chapter["metadata"]["title"], round(float(chapter["start"] * chapter["time_base"]), 2))
            for chapter in container.chapters()
        ]
    assert marks == [
        ("A <fork> & more", 0),
        ("The hall", 3.5),
        ("The room", 5.5),
        ("The porch", 6.5),
        ("The street", 7.5),
        ("Films used", 12.0),
    ]


def test_the_list_names_only_files(tmp_path: Path) -> None:
    from fractions import Fraction

    odd = Part(tmp_path / "it's\n.mp4".replace("\n", ""), Fraction(3, 2), "a=b;c#d\\e\nf")
    assert list_of([odd]) == f"file 'file:{tmp_path}/it'\\''s.mp4'\nduration 1.500000\n"
    assert "title=a\\=b\\;c\\#d\\\\e\\\nf\n" in chapters([odd])


def test_an_old_film_stays_if_the_new_one_fails(forked, tmp_path: Path) -> None:
    story, shelf, cache = forked
    target = tmp_path / "film.mp4"
    target.write_text("the old one")

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "joining":
            raise RuntimeError("stop")

    with pytest.raises(RuntimeError, match="stop"):
        publish_linear(story, shelf, target, cache=cache, progress=stop)
    assert target.read_text() == "the old one"
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
