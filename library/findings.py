"""What is found in a film and beside it, on its way into the catalog; nothing here needs the database."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from library.film_time import FilmClock


@dataclass(frozen=True)
class FilmFacts:
    """What a film's file itself tells; see `library.records.Film` for the meanings."""

    fingerprint: str
    path: Path
    duration: Fraction
    clock: FilmClock
    frame_rate: Fraction
    width: int
    height: int
    has_sound: bool


@dataclass(frozen=True)
class Source:
    """A subtitle or screenplay file as it was read for a film.

    Attributes:
        kind: `subtitles` or `screenplay`.
        name: Its file name, without folders.
        content: Its bytes.
    """

    kind: str
    name: str
    content: bytes


@dataclass(frozen=True)
class NewShot:
    """A shot as it was found: PTS in `[start_pts, end_pts)`, and its features as float32 bytes.

    `thumbnail` is the name of its picture in the media store, or `""` while there is none.
    """

    start_pts: int
    end_pts: int
    features: bytes
    thumbnail: str = ""


@dataclass(frozen=True)
class NewBoundary:
    """A boundary as it was found.

    The frames with PTS in `[start_pts, end_pts)` belong to neither shot alone; a cut has none. `kind` is `cut`,
    `fade`, `dissolve` or `wipe`; `score` says how sure the detector was, 0 to 1.
    """

    start_pts: int
    end_pts: int
    kind: str
    score: float


@dataclass(frozen=True)
class NewScene:
    """A scene as it was grouped: PTS in `[start_pts, end_pts)`, and the numbers of its shots, both included."""

    start_pts: int
    end_pts: int
    first_shot: int
    last_shot: int
