"""Small films whose every frame says its number, plain footage to publish from, and a story with a loop."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from creator import publish
from library.errors import NotInLibrary
from library.film_time import FilmClock
from library.records import Cue, Film
from story.model import Choice, Clip, Ending, Node, Story

from .showcase import CUES, Seat, seat, showcase

BITS, SIZE = 10, (160, 96)


def picture_of(number: int, tint: int = 60, size: tuple[int, int] = SIZE) -> np.ndarray:
    """Draw `number` as ten black or white bars over a tinted ground, `uint8[height, width, 3]`."""
    width, height = size
    picture = np.full((height, width, 3), tint, np.uint8)
    bar = width // BITS
    for bit in range(BITS):
        picture[height // 4 : 3 * height // 4, bit * bar : (bit + 1) * bar] = 235 if number >> bit & 1 else 16
    return picture


def number_in(picture: np.ndarray) -> int:
    """Read the number that `picture_of` drew."""
    height, width = picture.shape[:2]
    bar = width / BITS
    row = picture[height // 2].mean(axis=-1)
    return sum(1 << bit for bit in range(BITS) if row[int((bit + 0.5) * bar)] > 125)


def numbers_in(file: Path) -> list[int]:
    """Read the numbers of all frames of a film."""
    with av.open(str(file)) as container:
        return [number_in(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]


def make_film(
    file: Path,
    frames: int = 48,
    rate: Fraction = Fraction(24),
    start: Fraction = Fraction(0),
    tone: float = 0,
    tint: int = 60,
    size: tuple[int, int] = SIZE,
    times: Iterable[Fraction] | None = None,
    group: int = 30,
) -> Path:
    """Write a film of numbered frames with B-frames and a key frame every `group` of them.

    `tone` is the pitch of its sound in Hz, 0 for no sound.
    """
    with av.open(str(file), "w") as container:
        video = container.add_stream(
            "libx264", rate=rate, options={"bf": "2", "g": str(group), "preset": "ultrafast"}
        )
        video.width, video.height, video.pix_fmt = *size, "yuv420p"
        video.codec_context.time_base = Fraction(1, 90_000)
        sound = container.add_stream("aac", rate=44_100, layout="mono") if tone else None
        shown = list(times) if times else [number / rate for number in range(frames)]
        for number, time in enumerate(shown):
            frame = av.VideoFrame.from_ndarray(picture_of(number, tint, size), format="rgb24")
            frame.pts, frame.time_base = round((time + start) * 90_000), Fraction(1, 90_000)
            container.mux(video.encode(frame))
        container.mux(video.encode(None))
        if sound is not None:
            _write_tone(container, sound, tone, len(shown) / rate, start)
    return file


def _write_tone(container, sound, tone: float, seconds: Fraction, start: Fraction) -> None:
    wave = 0.4 * np.sin(2 * np.pi * tone * np.arange(int(seconds * 44_100)) / 44_100)
    for begin in range(0, len(wave), 1024):
        part = wave[begin : begin + 1024].astype(np.float32)[None, :]
        frame = av.AudioFrame.from_ndarray(part, format="fltp", layout="mono")
        frame.sample_rate, frame.pts, frame.time_base = (
            44_100,
            begin + round(start * 44_100),
            Fraction(1, 44_100),
        )
        container.mux(sound.encode(frame))
    container.mux(sound.encode(None))


def film_at(file: Path, number: int = 1, **changes: object) -> Film:
    """Return a library's record of a film file."""
    with av.open(str(file)) as container:
        video = container.streams.video[0]
        origin = min(stream.start_time * stream.time_base for stream in container.streams)
        facts = {
            "id": number,
            "fingerprint": hashlib.sha256(file.read_bytes()).hexdigest(),
            "path": file,
            "title": file.stem,
            "provider": "Test",
            "licence": "CC BY 4.0",
            "credit": "Nobody",
            "duration": Fraction(container.duration, av.time_base) if container.duration else Fraction(0),
            "clock": FilmClock(video.time_base, Fraction(origin)),
            "frame_rate": Fraction(video.average_rate),
            "width": video.width,
            "height": video.height,
            "has_sound": bool(container.streams.audio),
            "broken_at": None,
            "added_at": datetime(2026, 1, 1, tzinfo=UTC),
        }
    return Film(**{**facts, **changes})


@dataclass
class Shelf:
    """Footage that lies in memory."""

    films: list[Film] = field(default_factory=list)
    lines: list[Cue] = field(default_factory=list)

    def film(self, fingerprint: str) -> Film:
        for film in self.films:
            if film.fingerprint == fingerprint:
                return film
        raise NotInLibrary(f"No film {fingerprint}.")

    def cues(self, film_id: int) -> tuple[Cue, ...]:
        return tuple(cue for cue in self.lines if cue.film_id == film_id)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def film_of(tmp_path: Path, shelf: Shelf) -> Callable[..., Film]:
    """Make a film, put it on the shelf, and return its record."""

    def make(name: str = "film.mp4", changes: dict[str, object] | None = None, **how: object) -> Film:
        film = film_at(make_film(tmp_path / name, **how), len(shelf.films) + 1, **(changes or {}))
        shelf.films.append(film)
        return film

    return make


LABELS = {
    "left": {"en": "Go left", "ko": "왼쪽으로 간다"},
    "right": {
        "en": '<img src=x onerror="window.hacked=1"></script><script>window.hacked=1</script>\u2028',
        "ko": "<b>오른쪽</b>",
    },
    "back": {"en": "Go back", "ko": "돌아간다"},
    "out": {"en": "Go out", "ko": "나간다"},
}


def forked_story(films: list[Film]) -> Story:
    """Return a story that parts in two, of which one way can lead back: a loop."""
    first, second, third = (film.fingerprint for film in films)
    nodes = (
        Node("start", "The hall", (Clip(first, 0, 1000), Clip(second, 0, 1000))),
        Node("room", "The room", (Clip(second, 500, 1500),)),
        Node("garden", "The garden", (Clip(third, 0, 1500),), Ending({"en": "<i>Free</i>", "ko": "자유"})),
        Node("porch", "The porch", (Clip(third, 500, 1500),)),
        Node("street", "The street", (Clip(first, 500, 1500),), Ending({"en": "Lost", "ko": "길을 잃다"})),
    )
    choices = (
        Choice("left", "start", "room", LABELS["left"], 0, True, 500, 1700),
        Choice("right", "start", "garden", LABELS["right"], 1, False, 500, 1700),
        Choice("back", "room", "start", LABELS["back"], 1),
        Choice("out", "room", "porch", LABELS["out"], 0),
        Choice("on", "porch", "street"),
    )
    return Story("0f0e", "A <fork> & more", "en", "start", nodes, choices)


@pytest.fixture(scope="session")
def forked(tmp_path_factory: pytest.TempPathFactory) -> tuple[Story, Shelf, Path]:
    """The story with a fork, its footage (one film without sound, one of another size and rate), and a cache."""
    folder = tmp_path_factory.mktemp("forked")
    films = [
        film_at(make_film(folder / "First.mp4", frames=48, tone=330, tint=40, size=(320, 180)), 1),
        film_at(
            make_film(folder / "Second.mkv", frames=48, tint=90, size=(320, 180)), 2, licence="CC BY-SA 3.0"
        ),
        film_at(
            make_film(folder / "Third.mp4", frames=60, rate=Fraction(30), tone=550, tint=140, size=(160, 96)),
            3,
            title="<script>window.hacked=1</script>",
            credit='<img src=x onerror="window.hacked=1">',
            licence="",
        ),
    ]
    lines = [
        Cue(1, 100, 900, "In the hall", "en"),
        Cue(1, 100, 900, "복도에서", "ko"),
    ]
    return forked_story(films), Shelf(films, lines), folder / "cache"


@pytest.fixture(scope="session")
def showcase_shelf(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shelf, Path]:
    """The film of the showcase, with captions, and a cache of clips."""
    folder = tmp_path_factory.mktemp("showcase-film")
    film = make_film(folder / "Doors.mp4", frames=120, rate=Fraction(30), tone=440, tint=70, size=(640, 360))
    return Shelf([film_at(film)], list(CUES)), folder / "cache"


@pytest.fixture(scope="session")
def showcase_bundle(showcase_shelf: tuple[Shelf, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published showcase."""
    shelf, cache = showcase_shelf
    folder = tmp_path_factory.mktemp("showcase") / "bundle"
    return publish(showcase(shelf.films[0].fingerprint), shelf, folder, cache=cache).folder


@pytest.fixture
def take_seat(browser: Any) -> Iterator[Callable[..., Seat]]:
    """`take_seat(address, init="", **context)`: open a page; nothing that its browser complains of may be left."""
    contexts, seats = [], []

    def take(address: str, init: str = "", **options: object) -> Seat:
        options = {"viewport": {"width": 960, "height": 540}, "locale": "en-US", **options}
        contexts.append(browser.new_context(**options))
        seats.append(seat(contexts[-1], address, init))
        return seats[-1]

    yield take
    for context in contexts:
        context.close()
    assert [line for one in seats for line in one.complaints] == []
