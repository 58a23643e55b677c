"""What the API says about a search: how its text was read, what to know about that, and counts."""

from pydantic import BaseModel

from library.search import Counts, Note, Query, SearchAnswer
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


class Found(BaseModel):
    """The hits, best first; labels that nobody knows; how the text was read; and what all scenes found are."""

    hits: list[SceneView]
    unknown: list[str]
    query: QueryView
    notes: list[NoteView]
    total: int
    counts: list[ConceptCount]
    films: list[FilmCount]


def found_view(answer: SearchAnswer, hits: list[SceneView]) -> Found:
    """Return an answer as JSON values."""
    return Found(
        hits=hits,
        unknown=list(answer.unknown_labels),
        query=_query_view(answer.query),
        notes=[_note_view(note) for note in answer.notes],
        total=answer.counts.scenes,
        counts=_concept_counts(answer.counts),
        films=[FilmCount(**vars(film)) for film in answer.counts.films],
    )


def _query_view(query: Query) -> QueryView:
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


def _note_view(note: Note) -> NoteView:
    return NoteView(code=note.code, message=dict(note.message), value=note.value, closest=list(note.closest))


def _concept_counts(counts: Counts) -> list[ConceptCount]:
    return [
        ConceptCount(concept=count.concept, facet=count.facet, labels=dict(count.labels), scenes=count.scenes)
        for count in counts.facets
    ]
