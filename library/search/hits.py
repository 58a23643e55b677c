"""What a search is asked and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from library.ontology import Facet
from library.records import Film, Scene, Tag
from library.search.notes import Note
from library.search.query import Query


class Signal(StrEnum):
    """What speaks for a hit: its words, those that stand close together, its meaning, its tags."""

    WORDS = "words"
    PASSAGES = "passages"
    MEANING = "meaning"
    TAG = "tag"
    PICTURE = "picture"


@dataclass(frozen=True)
class Reason:
    """Why a scene was found.

    Attributes:
        signal: What speaks for it.
        text: What bears that out: a line that is said or seen, the label of a tag.
        share: How much of the score comes from that signal, from 0 to 1.
        marks: Where words of the query stand in `text`: half-open, in characters (code points).
        start_ms: When the line is said, in milliseconds of film time; `None` if that is not known.
    """

    signal: Signal
    text: str
    share: float
    marks: tuple[tuple[int, int], ...] = ()
    start_ms: int | None = None


@dataclass(frozen=True)
class SearchRequest:
    """What is looked for.

    Attributes:
        text: A piece of story, or a query in the language of `library.search.query`; empty to list scenes, the
            newest film first.
        facets: Labels that must hold, by facet, in any language; every facet must hold, by any of its labels. A scene
            tagged with something narrower holds too.
        film_id: Look only in this film, if given.
        limit: How many hits at most.
        offset: How many of the best hits to leave out: those that were shown already.
        signals: What may speak for a hit: words, words that stand close together (only together with words), meaning,
            tags that the text names, or several of them.
        plain: Take the text as words, whatever stands in it: no filters, no quotes, no names. For text that nobody
            typed as a query.
        ignored: Names (`library.search.query.Part.name`) that are not to be recognised in the text.
        counts: Whether to count facets and films.
        closer: Numbers of scenes that come closer to what is meant: the order goes by them, too.
        not_this: Numbers of scenes that are not meant: they are left out, and what is like them comes later.
    """

    text: str = ""
    facets: Mapping[Facet, tuple[str, ...]] = field(default_factory=dict)
    film_id: int | None = None
    limit: int = 20
    signals: frozenset[Signal] = frozenset(Signal)
    plain: bool = False
    ignored: frozenset[str] = frozenset()
    counts: bool = True
    closer: tuple[int, ...] = ()
    not_this: tuple[int, ...] = ()
    offset: int = 0


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
        marks: Where words of the query stand in `text`: half-open, in characters (code points).
    """

    scene: Scene
    film: Film
    score: float
    relevance: float
    text: str
    tags: tuple[Tag, ...]
    reasons: tuple[Reason, ...]
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class FacetCount:
    """In how many of the scenes found a concept holds, itself or by something narrower: as many as it would leave.

    Attributes:
        concept: IRI of the concept.
        facet: The question it answers.
        labels: What people call it, by language.
        scenes: How many.
    """

    concept: str
    facet: Facet
    labels: Mapping[str, str] = field(hash=False)
    scenes: int


@dataclass(frozen=True)
class FilmCount:
    """How many of the scenes found are of a film."""

    film_id: int
    title: str
    scenes: int


@dataclass(frozen=True)
class Counts:
    """What the scenes found are, not only those on the page.

    Scenes are found if the filters leave them and, where words are looked for, if words, meaning or tags brought them
    up for ranking: every scene that shares a word is, as far as ranking looks (some hundreds), and those whose vectors
    are nearest. Without words to look for, every scene that the filters leave is found.

    Attributes:
        scenes: How many scenes were found.
        facets: The concepts that hold most often, at most 20 a facet, the most frequent first; only those that some
            scene carries itself.
        films: The films with most of them, at most 20.
    """

    scenes: int = 0
    facets: tuple[FacetCount, ...] = ()
    films: tuple[FilmCount, ...] = ()


@dataclass(frozen=True)
class SearchAnswer:
    """What was found.

    Attributes:
        hits: The scenes, best first.
        unknown_labels: Labels of the request that no concept has.
        query: How the text was read: its parts are what a screen shows as chips.
        notes: What a person should know about that.
        counts: What the scenes found are, unless the request said not to count.
        more: Whether there are hits after these.
    """

    hits: tuple[Hit, ...]
    unknown_labels: tuple[str, ...] = ()
    query: Query = field(default_factory=lambda: Query(""))
    notes: tuple[Note, ...] = ()
    counts: Counts = field(default_factory=Counts)
    more: bool = False
