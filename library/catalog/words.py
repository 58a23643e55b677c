"""Full-text search over scenes in the catalog, with SQLite's FTS5."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import text

from library.catalog.changes import note_change
from library.catalog.films import finish_stage
from library.catalog.part import CatalogPart
from library.catalog.scene_words import write_words_of_film
from library.words import query_terms

FIELD_WEIGHTS = {"title": 1.0, "dialogue": 1.0, "action": 1.0, "tags": 2.0}
"""How much a word counts in each field. Tags are few and chosen; the rest is as it comes."""


@dataclass(frozen=True)
class WordMatch:
    """A scene in which words of a query occur, with its BM25 score (higher is better)."""

    scene_id: int
    score: float


class WordCatalog(CatalogPart):
    """Writes and searches the words of scenes."""

    def index_words(self, film_id: int, made_from: str) -> None:
        """Bring the words of a film's scenes up to date with texts, tags and title; finish the stage `words`."""
        with self._database.writing() as session:
            write_words_of_film(session, film_id)
            note_change(session, film_id)
            finish_stage(session, film_id, "words", made_from)

    def match_words(
        self, query: str, scene_ids: Iterable[int] | None = None, limit: int = 1000
    ) -> tuple[WordMatch, ...]:
        """Return the scenes in which any word of a query occurs, the best first.

        Args:
            query: Text as a person typed it; nothing in it is an operator.
            scene_ids: Look only among these scenes, if given.
            limit: How many at most.
        """
        terms = query_terms(query)
        if not terms:
            return ()
        among = "" if scene_ids is None else "AND rowid IN (SELECT value FROM json_each(:scenes)) "
        weights = ", ".join(str(weight) for weight in FIELD_WEIGHTS.values())
        statement = text(
            f"SELECT rowid, -bm25(scene_words, {weights}) AS score FROM scene_words "
            f"WHERE scene_words MATCH :terms {among}ORDER BY score DESC, rowid LIMIT :limit"
        )
        chosen = {"terms": " OR ".join(terms), "limit": limit}
        if scene_ids is not None:
            chosen["scenes"] = str(list(scene_ids))
        with self._database.reading() as session:
            return tuple(WordMatch(row.rowid, row.score) for row in session.execute(statement, chosen))
