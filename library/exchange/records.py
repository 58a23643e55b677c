"""A tag as it travels between libraries: it names film, time and concept by what they are called everywhere."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from library.errors import LibraryError

LARGEST_FILE = 64 * 2**20
"""Bytes."""

MOST_TAGS = 200_000


class FileRefused(LibraryError):
    """A file of tags or concepts that is not taken in at all."""


@dataclass(frozen=True)
class SharedTag:
    """A tag, or a curator's word on one.

    Attributes:
        film: Fingerprint of the film.
        film_title: What it is called, for people.
        start_ms, end_ms: Film time in milliseconds, half-open; `None` is where the film ends.
        concept: IRI of the concept.
        facet: Its facet, or `""` if that is not said.
        labels: What it is called, by language.
        holds: Whether it is said to hold.
        origin: Where it comes from; `curator` where somebody said so.
        confidence: From 0 to 1.
        curator: Who said so; `""` for nobody in particular.
        made_at: When (UTC), if that is known.
    """

    film: str
    film_title: str
    start_ms: int
    end_ms: int | None
    concept: str
    facet: str
    labels: Mapping[str, str] = field(default_factory=dict)
    holds: bool = True
    origin: str = "curator"
    confidence: float = 1.0
    curator: str = ""
    made_at: datetime | None = None


class Why(StrEnum):
    """Why something in a file is not taken in."""

    UNREADABLE = "unreadable"
    NO_FILM = "no_film"
    NO_SCENE = "no_scene"
    NO_CONCEPT = "no_concept"
    NO_FACET = "no_facet"

    @property
    def message(self) -> Mapping[str, str]:
        """The same for people, by language."""
        return _MESSAGES[self]


_MESSAGES: Mapping[Why, Mapping[str, str]] = {
    Why.UNREADABLE: {
        "en": "This is no tag with a film, a time and a concept.",
        "ko": "영화, 시간, 개념이 있는 태그가 아닙니다.",
    },
    Why.NO_FILM: {
        "en": "Its film is not in this library.",
        "ko": "이 영화는 라이브러리에 없습니다.",
    },
    Why.NO_SCENE: {
        "en": "It covers no scene of its film by half or more.",
        "ko": "절반 이상 겹치는 장면이 영화에 없습니다.",
    },
    Why.NO_CONCEPT: {
        "en": "Its concept is not in this library, and its facet and label are not given.",
        "ko": "라이브러리에 없는 개념이며, 항목과 이름도 적혀 있지 않습니다.",
    },
    Why.NO_FACET: {
        "en": "This concept lacks a facet of this library, or a label in one language or two.",
        "ko": "이 개념에는 라이브러리의 항목이나 언어마다 하나뿐인 이름이 없습니다.",
    },
}


@dataclass(frozen=True)
class Skipped:
    """Something that is not taken in: its place in the file, from 1, and why."""

    row: int
    why: Why


@dataclass(frozen=True)
class TakenIn:
    """What came of taking a file in: how many tags and concepts it brought, and what was passed over."""

    tags: int
    concepts: int
    skipped: tuple[Skipped, ...]


Rows = list[SharedTag | None]
"""What a file says, in its order; `None` where something in it is no tag."""
