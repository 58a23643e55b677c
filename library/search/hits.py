"""What a search is asked and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from library.ontology import Facet
from library.records import Film, Scene, Tag


class Signal(StrEnum):
    """What speaks for a hit."""

    WORDS = "words"
    MEANING = "meaning"
    TAG = "tag"


@dataclass(frozen=True)
class Reason:
    """Why a scene was found: the signal, the text that bears it out, and its share of the score (0 to 1)."""

    signal: Signal
    text: str
    share: float


@dataclass(frozen=True)
class SearchRequest:
    """What is looked for.

    Attributes:
        text: A piece of story in plain words; empty to list scenes, the newest film first.
        facets: Labels that must hold, by facet, in any language; every facet must hold, by any of its labels. A scene
            tagged with something narrower holds too.
        film_id: Look only in this film, if given.
        limit: How many hits at most.
        signals: What may speak for a hit: words, meaning, or both.
    """

    text: str = ""
    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    film_id: int | None = None
    limit: int = 20
    signals: frozenset[Signal] = frozenset({Signal.WORDS, Signal.MEANING})


@dataclass(frozen=True)
class Hit:
    """A scene that fits.

    Attributes:
        scene, film: The scene and its film.
        score: Places it among the hits of one answer; the best has 1.
        relevance: How well it fits at all, from 0 to 1; can be compared between requests.
        text: What is said or seen in it, for people.
        tags: Its tags.
        reasons: Why it was found.
    """

    scene: Scene
    film: Film
    score: float
    relevance: float
    text: str
    tags: tuple[Tag, ...]
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class SearchAnswer:
    """The hits, best first, and the labels of the request that no concept has."""

    hits: tuple[Hit, ...]
    unknown_labels: tuple[str, ...] = ()
