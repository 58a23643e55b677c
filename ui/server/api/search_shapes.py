"""What the API says about a search: how its text was read, what to know about that, and counts."""

from pydantic import BaseModel

from library import milliseconds
from library.search import Counts, Note, Query, SearchAnswer, SearchRequest, Timeline, by_film
from ui.server.api.shapes import SceneView


class PartView(BaseModel):
    """A part of the query, to be shown as a chip.

    `without` is the text to search for when the chip is removed. A part with a `name` was recognised in plain words:
    the text stays as it is then, and the name goes into `ignore`.
    """

    kind: str
    start: int
    end: int
    values: list[str]
    facet: str | None
    excluded: bool
    name: str
    labels: dict[str, str]
    without: str


class QueryView(BaseModel):
    """How a text was read: its parts, and the words that are looked for."""

    text: str
    words: str
    parts: list[PartView]


class NoteView(BaseModel):
    """Something to know about how a text was read, by language, and known names that come close."""

    code: str
    message: dict[str, str]
    value: str
    closest: list[str]


class ConceptCount(BaseModel):
    """In how many of the scenes found a concept holds, itself or by something narrower."""

    concept: str
    facet: str
    labels: dict[str, str]
    scenes: int


class FilmCount(BaseModel):
    """How many of the scenes found are of a film."""

    film_id: int
    title: str
    scenes: int


class MarkView(BaseModel):
    """Where a hit lies in its film: shares of the film's length, from 0 to 1."""

    scene: int
    start: float
    end: float
    score: float


class TimelineView(BaseModel):
    """A film of some hits, with these on its line of time, the best first."""

    film_id: int
    title: str
    duration_ms: int
    marks: list[MarkView]


class Found(BaseModel):
    """The hits, best first, and where they lie in their films; what nobody knows, how the text was read, and counts.

    `next` is the `offset` that returns the hits after these; null if there are none.
    """

    hits: list[SceneView]
    unknown: list[str]
    query: QueryView
    notes: list[NoteView]
    timelines: list[TimelineView]
    total: int
    counts: list[ConceptCount]
    films: list[FilmCount]
    next: int | None


def found_view(answer: SearchAnswer, request: SearchRequest, hits: list[SceneView]) -> Found:
    """Return an answer as JSON values."""
    return Found(
        hits=hits,
        unknown=list(answer.unknown_labels),
        query=query_view(answer.query),
        notes=[note_view(note) for note in answer.notes],
        timelines=[_timeline_view(timeline) for timeline in by_film(answer.hits)],
        total=answer.counts.scenes,
        counts=_concept_counts(answer.counts),
        films=[FilmCount(**vars(film)) for film in answer.counts.films],
        next=request.offset + request.limit if answer.more else None,
    )


def query_view(query: Query) -> QueryView:
    """Return how a text was read."""
    parts = [
        PartView(
            kind=part.kind,
            start=part.start,
            end=part.end,
            values=list(part.values),
            facet=part.facet,
            excluded=part.excluded,
            name=part.name,
            labels=dict(part.labels),
            without=query.without(part),
        )
        for part in query.parts
    ]
    return QueryView(text=query.text, words=query.plain, parts=parts)


def note_view(note: Note) -> NoteView:
    """Return something to know about that."""
    return NoteView(code=note.code, message=dict(note.message), value=note.value, closest=list(note.closest))


def _timeline_view(timeline: Timeline) -> TimelineView:
    film = timeline.film
    marks = [
        MarkView(scene=mark.hit.scene.id, start=mark.start, end=mark.end, score=mark.hit.score)
        for mark in timeline.marks
    ]
    return TimelineView(
        film_id=film.id, title=film.title, duration_ms=milliseconds(film.duration), marks=marks
    )


def _concept_counts(counts: Counts) -> list[ConceptCount]:
    return [
        ConceptCount(concept=count.concept, facet=count.facet, labels=dict(count.labels), scenes=count.scenes)
        for count in counts.facets
    ]
