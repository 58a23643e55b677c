"""Finding scenes: text in, the scenes that fit out, and the reason why."""

from library.search.best_way import Candidate, Liking, Link, best_way
from library.search.by_film import Timeline, TimelineMark, by_film
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
from library.search.in_order import InOrder, InOrderAnswer
from library.search.notes import Note, NoteCode
from library.search.query import Part, PartKind, Query
from library.search.scanner import read_query, split_steps
from library.search.scene_search import SceneSearch
from library.search.synopsis import ToldSentence

__all__ = [
    "Candidate",
    "Counts",
    "FacetCount",
    "FilmCount",
    "Hit",
    "InOrder",
    "InOrderAnswer",
    "Liking",
    "Link",
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
    "Timeline",
    "TimelineMark",
    "ToldSentence",
    "best_way",
    "by_film",
    "read_query",
    "split_steps",
]
