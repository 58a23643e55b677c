"""Finding scenes: text in, the scenes that fit out, and the reason why."""

from library.search.hits import (
    Counts,
    FacetCount,
    FilmCount,
    Hit,
    Reason,
    SearchAnswer,
    SearchRequest,
    Signal,
)
from library.search.notes import Note, NoteCode
from library.search.query import Part, PartKind, Query
from library.search.scanner import read_query, split_steps
from library.search.scene_search import SceneSearch

__all__ = [
    "Counts",
    "FacetCount",
    "FilmCount",
    "Hit",
    "Note",
    "NoteCode",
    "Part",
    "PartKind",
    "Query",
    "Reason",
    "SceneSearch",
    "SearchAnswer",
    "SearchRequest",
    "Signal",
    "read_query",
    "split_steps",
]
