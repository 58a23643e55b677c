"""The log of what a search must read again: one row a film, whose number grows with every change of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from library.catalog.part import CatalogPart, among
from library.schema import SceneRow, SearchChangeRow

ONTOLOGY = 0
"""Stands among the changed films for the ontology: no film has this number."""


_NEWEST = select(func.max(SearchChangeRow.id))


@dataclass(frozen=True)
class SearchChanges:
    """What changed since a moment.

    Attributes:
        newest: The moment of the last change: what to ask with next time. It only ever grows.
        films: The films whose scenes, words, tags, vectors or title changed; some of them may be gone. `ONTOLOGY`
            is among them if that changed.
    """

    newest: int
    films: tuple[int, ...]


class ChangeCatalog(CatalogPart):
    """Says what changed."""

    def newest_search_change(self) -> int:
        """Return the moment of the last change, 0 if there was none."""
        with self._database.asking() as connection:
            return connection.execute(_NEWEST).scalar() or 0

    def search_changes(self, since: int = 0) -> SearchChanges:
        """Return what changed after a moment, 0 being the beginning."""
        if self.newest_search_change() == since:
            return SearchChanges(since, ())
        with self._database.reading() as session:
            newest = session.scalar(_NEWEST) or 0
            chosen = select(SearchChangeRow.film_id).where(SearchChangeRow.id > since).distinct()
            return SearchChanges(newest, tuple(session.scalars(chosen)))


def note_change(session: Session, film_id: int) -> None:
    """Note in the transaction that changes a film's scenes, words, tags, vectors or title that it does so.

    `ONTOLOGY` instead of a film says so of the concepts.
    """
    session.execute(delete(SearchChangeRow).where(SearchChangeRow.film_id == film_id))
    session.add(SearchChangeRow(film_id=film_id))


def note_scenes_changed(session: Session, scene_ids: Iterable[int]) -> None:
    """Do the same for the films of some scenes."""
    chosen = select(SceneRow.film_id).where(among(SceneRow.id, scene_ids)).distinct()
    for film_id in session.scalars(chosen).all():
        note_change(session, film_id)
