"""A film of two scenes with its subtitles and screenplay, and a second library."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from library import Library, open_library

COLOURS = ((200, 30, 30), (30, 160, 40), (30, 50, 200), (220, 210, 40))

SUBTITLES = """1
00:00:01,000 --> 00:00:03,000
MINA: Who turned off the lighthouse?

2
00:00:04,000 --> 00:00:06,500
BORI: Nobody did, the wind is playing tricks.

3
00:00:17,000 --> 00:00:19,500
MINA: The boat is leaving the harbour now!

4
00:00:59,000 --> 00:01:03,000
BORI: Nobody will ever hear this.
"""

SCREENPLAY = """INT. LIGHTHOUSE - NIGHT

Mina climbs the winding stairs with a lantern.

MINA
(whispering)
Who turned off the lighthouse?

BORI
Nobody did, the wind is playing tricks.

EXT. OLD FISH MARKET - DAY

Crates of mackerel everywhere.

MINA
The boat is leaving the harbour now!
"""


@pytest.fixture(scope="session")
def long_film(films: Any, take: Callable) -> Any:
    """A film of 32 s in two places: two alternating shots, four times each."""
    red, green, blue, yellow = COLOURS
    places = [red, green] * 4 + [blue, yellow] * 4
    return films.make(name="long.mp4", takes=tuple(take(colour, 48) for colour in places))


@pytest.fixture
def subtitles(tmp_path: Path) -> Path:
    path = tmp_path / "film.en.srt"
    path.write_text(SUBTITLES)
    return path


@pytest.fixture
def screenplay(tmp_path: Path) -> Path:
    path = tmp_path / "film.fountain"
    path.write_text(SCREENPLAY)
    return path


@pytest.fixture
def another(empty_library: Path, tmp_path: Path) -> Iterator[Library]:
    """A second fresh library."""

    with open_library(shutil.copytree(empty_library, tmp_path / "another")) as opened:
        yield opened
