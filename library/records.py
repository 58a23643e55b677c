"""What a library holds, as frozen records: these leave the catalog, its database rows never do.

Film times are exact seconds (`Fraction`), counted as `library.film_time` says; intervals are half-open.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from pathlib import Path

from library.film_time import FilmClock
from library.rights.permissions import NOTHING_SAID, Permissions


@dataclass(frozen=True)
class Film:
    """A source video and what is known about it.

    Attributes:
        id: Its number in this library.
        fingerprint: SHA-256 of the file, in hex: the film's name outside this library.
        path: Where the file lies. It may have gone since.
        title: What people call it.
        provider, licence, credit: Where it comes from, under which licence (SPDX or CC name), whom to name.
        duration: Film time at which the last frame has ended.
        clock: Converts PTS of the video stream.
        frame_rate: Average frames a second.
        width, height: Of a picture as shown, in pixels (rotation and pixel shape applied).
        has_sound: Whether there is a sound track.
        broken_at: Film time at which the file could not be decoded further, or `None` if it is whole.
        added_at: When it came into the library (UTC).
        source: Where the file was got, such as a web address.
        permissions: What its owner has allowed or forbidden by their own word.
    """

    id: int
    fingerprint: str
    path: Path
    title: str
    provider: str
    licence: str
    credit: str
    duration: Fraction
    clock: FilmClock
    frame_rate: Fraction
    width: int
    height: int
    has_sound: bool
    broken_at: Fraction | None
    added_at: datetime
    source: str = ""
    permissions: Permissions = NOTHING_SAID


@dataclass(frozen=True)
class Shot:
    """Consecutive frames of one camera take, number `number` (from 0) of its film."""

    film_id: int
    number: int
    start: Fraction
    end: Fraction


@dataclass(frozen=True)
class Boundary:
    """Where two shots of a film meet.

    Attributes:
        film_id: The film.
        start, end: Film time: frames in between belong to neither shot alone; a cut has `start == end`.
        kind: `cut`, `fade`, `dissolve` or `wipe`.
        score: How sure the detector was, 0 to 1.
    """

    film_id: int
    start: Fraction
    end: Fraction
    kind: str
    score: float


@dataclass(frozen=True)
class Scene:
    """Consecutive shots of one place, time and story: what is searched, tagged and reused.

    Attributes:
        id: Its number in this library.
        film_id: The film it is part of.
        number: Its place in the film, from 0.
        start, end: Film time.
        first_shot, last_shot: Numbers of its shots, both included.
        heading: The screenplay's heading if one was found, else `""`.
        thumbnail: Name of its picture in the media store, or `""` while there is none.
    """

    id: int
    film_id: int
    number: int
    start: Fraction
    end: Fraction
    first_shot: int
    last_shot: int
    heading: str
    thumbnail: str


@dataclass(frozen=True)
class Cue:
    """One subtitle line.

    Attributes:
        film_id: The film it belongs to.
        start_ms, end_ms: Film time in milliseconds.
        text: Plain text, lines separated by newlines.
        language: BCP 47 code such as `en` or `ko`, or `und`.
        speaker: Who says it, or `""`.
        sound: What is heard besides words (`door slams`, or `♪` for a song), or `""`; then `text` may be empty.
    """

    film_id: int
    start_ms: int
    end_ms: int
    text: str
    language: str
    speaker: str = ""
    sound: str = ""

    @property
    def shown(self) -> str:
        """What a viewer who cannot hear reads: the words, with `[sound]` before them or a song between notes."""
        if self.sound == "♪":
            return f"♪ {self.text} ♪" if self.text else "♪"
        return f"[{self.sound}] {self.text}".strip() if self.sound else self.text


class TextKind(StrEnum):
    """What a scene's text tells: what is said, or what is seen."""

    DIALOGUE = "dialogue"
    ACTION = "action"


@dataclass(frozen=True)
class SceneText:
    """What is said or seen in a scene, in one language."""

    scene_id: int
    kind: TextKind
    language: str
    text: str


class Origin(StrEnum):
    """Who or what put a tag on a scene; a curator's word counts above every other.

    Subtitles and descriptions are tracks of cues; speech is a transcript that a machine wrote; the title is what the
    film and its chapters are called; the picture is measured colours and movement; a model is a guess by meaning.
    """

    CURATOR = "curator"
    SCREENPLAY = "screenplay"
    SUBTITLE = "subtitle"
    DESCRIPTION = "description"
    SPEECH = "speech"
    TITLE = "title"
    PICTURE = "picture"
    MODEL = "model"


@dataclass(frozen=True)
class Tag:
    """A concept that holds of a scene.

    Attributes:
        scene_id: The scene.
        concept: IRI of the concept.
        facet: `who`, `when`, `where`, `what`, `how` or `why`.
        labels: What people call the concept, by language.
        origin: Where the tag comes from.
        confidence: From 0 to 1.
    """

    scene_id: int
    concept: str
    facet: str
    labels: dict[str, str]
    origin: Origin
    confidence: float
