"""Films whose cuts, sizes and times are known because they are made here, and libraries to put them in."""

import io
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pytest

SHARED = Path(__file__).parents[2] / "shared"

WIDTH, HEIGHT = 160, 90
RATE = 24

RED, GREEN, BLUE, YELLOW, BLACK, WHITE = (
    (200, 30, 30),
    (30, 160, 40),
    (30, 50, 200),
    (220, 210, 40),
    (0, 0, 0),
    (240, 240, 240),
)


@dataclass(frozen=True)
class Take:
    """A shot to be drawn: its colour, how many frames it has, how bright it is from first to last, and how loud."""

    colour: tuple[int, int, int]
    frames: int
    light: tuple[float, float] = (1.0, 1.0)
    amplitude: float = 0.2


TAKES = (Take(RED, 48), Take(GREEN, 36), Take(BLUE, 60), Take(YELLOW, 48))


@dataclass(frozen=True)
class Recipe:
    """How a film is made. `times` gives each frame's time in seconds; by default `RATE` frames a second."""

    takes: tuple[Take, ...] = TAKES
    name: str = "film.mp4"
    codec: str = "libx264"
    options: tuple[tuple[str, str], ...] = (("preset", "ultrafast"), ("g", "48"))
    sound: str = "aac"
    times: Callable[[int], Fraction] = field(default=lambda number: Fraction(number, RATE))
    time_base: Fraction = Fraction(1, 90_000)
    rate: Fraction = Fraction(RATE)


@dataclass(frozen=True)
class MadeFilm:
    """A film's file, and the truth about it in exact seconds on the file's own axis."""

    path: Path
    cuts: tuple[Fraction, ...]
    times: tuple[Fraction, ...]


def make_film(folder: Path, recipe: Recipe) -> MadeFilm:
    """Draw and encode a film with PyAV."""
    import av

    path = folder / recipe.name
    count = sum(take.frames for take in recipe.takes)
    times = tuple(recipe.times(number) for number in range(count))
    with av.open(str(path), "w") as container:
        video: Any = container.add_stream(
            recipe.codec, rate=recipe.rate, options=dict(recipe.options), width=WIDTH, height=HEIGHT
        )
        video.pix_fmt = "yuv420p"
        video.time_base = video.codec_context.time_base = recipe.time_base
        sound: Any = container.add_stream(recipe.sound, rate=16_000, layout="mono") if recipe.sound else None
        if sound is not None:
            _encode_sound(container, sound, recipe, times[0])
        for number, pixels in enumerate(_pictures(recipe.takes)):
            frame = av.VideoFrame.from_ndarray(pixels, "rgb24")
            frame.pts, frame.time_base = round(times[number] / recipe.time_base), recipe.time_base
            container.mux(video.encode(frame))
        container.mux(video.encode())
    firsts = list(accumulate(take.frames for take in recipe.takes))[:-1]
    return MadeFilm(path, tuple(times[first] for first in firsts), times)


def _pictures(takes: Sequence[Take]) -> Iterator[np.ndarray]:
    """Yield each frame: a colour that is brighter to the right, and a white square that moves slowly over it."""
    ramp = np.linspace(0.6, 1.0, WIDTH)[None, :, None]
    for number, take in enumerate(takes):
        for place in range(take.frames):
            low, high = take.light
            light = low + (high - low) * place / max(1, take.frames - 1)
            picture = np.asarray(take.colour) * ramp * np.ones((HEIGHT, 1, 1))
            left, top = (place + 30 * number) % (WIDTH - 20), 20 + 10 * (number % 4)
            picture[top : top + 20, left : left + 20] = 230
            yield np.clip(picture * light, 0, 255).astype(np.uint8)


def _encode_sound(container: Any, stream: Any, recipe: Recipe, start: Fraction) -> None:
    """Encode a tone of 440 Hz, as loud in each take as that says."""
    import av

    loud = np.concatenate([np.full(take.frames * 16_000 // RATE, take.amplitude) for take in recipe.takes])
    tone = loud * np.sin(2 * np.pi * 440 * np.arange(len(loud)) / 16_000)
    for first in range(0, len(tone), 1024):
        samples = (tone[first : first + 1024] * 32_000).astype(np.int16)[None, :]
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout="mono")
        frame.sample_rate, frame.time_base = 16_000, Fraction(1, 16_000)
        frame.pts = first + round(start * 16_000)
        container.mux(stream.encode(frame))
    container.mux(stream.encode())


def ffmpeg(*arguments: str | Path) -> None:
    """Run the ffmpeg that comes with imageio-ffmpeg."""
    from imageio_ffmpeg import get_ffmpeg_exe

    command = [get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True)


class FilmShelf:
    """Makes each film once a test session."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[str, MadeFilm] = {}

    def make(self, **changes: Any) -> MadeFilm:
        """Return the film of a recipe; a recipe is known by its `name`."""
        recipe = Recipe(**changes)
        if recipe.name not in self._made:
            self._made[recipe.name] = make_film(self.folder, recipe)
        return self._made[recipe.name]

    def converted(self, name: str, *options: str, before: tuple[str, ...] = ()) -> Path:
        """Return the plain film after a pass through ffmpeg with these options."""
        path = self.folder / name
        if not path.exists():
            ffmpeg(*before, "-i", self.make().path, *options, path)
        return path


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> FilmShelf:
    """A place where films are made: `films.make()` is four takes with hard cuts and sound."""
    return FilmShelf(tmp_path_factory.mktemp("films"))


@pytest.fixture(scope="session")
def film(films: FilmShelf) -> MadeFilm:
    """The plain film: H.264 with B-frames and AAC in MP4, 8 s, cuts at 2, 3.5 and 6 s."""
    return films.make(options=(("preset", "fast"), ("g", "48"), ("bf", "3")))


@pytest.fixture(scope="session")
def take() -> type[Take]:
    """`take(colour, frames, light=…, amplitude=…)` is a shot to be drawn."""
    return Take


@pytest.fixture(scope="session")
def run_ffmpeg() -> Callable[..., None]:
    """Run ffmpeg with these arguments."""
    return ffmpeg


@pytest.fixture(scope="session")
def jpeg() -> Callable[[bytes], np.ndarray]:
    """`jpeg(content)` are the pixels of a picture, uint8 RGB."""
    from PIL import Image

    return lambda content: np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


@pytest.fixture(scope="session")
def empty_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a closed library without films: opening a copy is quicker than writing the ontology again."""
    from library import open_library
    from library.place import EMBEDDING_MODEL

    folder = tmp_path_factory.mktemp("empty") / "library"
    with open_library(folder) as made:
        made.catalog.set_setting(EMBEDDING_MODEL, "hashing")
    return folder


@pytest.fixture
def library(tmp_path: Path, empty_library: Path) -> Iterator[Any]:
    """A fresh library that embeds with the hashing model, which needs no weights."""
    from library import open_library

    with open_library(shutil.copytree(empty_library, tmp_path / "library")) as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real films and hard inputs beside the project."""
    if not SHARED.is_dir():
        pytest.skip("the shared films and data (../shared) are not here")
    return SHARED


@pytest.fixture(scope="session")
def open_browser() -> Iterator[Callable[..., Any]]:
    """`open_browser(*arguments)` starts a real Chromium; one Playwright serves all, since a process bears only one."""
    from playwright.sync_api import sync_playwright

    plain = [
        "--no-sandbox",
        "--headless=new",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-sync",
    ]
    plain += ["--disable-background-networking", "--disable-component-update"]
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next((path for name in names if (path := shutil.which(name))), None)
    with sync_playwright() as playwright:
        yield lambda *more: playwright.chromium.launch(executable_path=program, args=[*plain, *more])


@pytest.fixture(scope="session")
def browser(open_browser: Callable[..., Any]) -> Iterator[Any]:
    """A Chromium that plays sound without being asked to."""
    running = open_browser("--autoplay-policy=no-user-gesture-required")
    yield running
    running.close()
