"""What a search keeps in memory of scenes, read batch by batch from one state of the database: words and vectors."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from library.catalog.part import CatalogPart, among
from library.catalog.vectors import films_of_other_spaces
from library.schema import EmbeddingRow, FilmRow, SceneRow, SearchChangeRow

_FILMS_AT_ONCE = 50
_VECTOR_TYPE = np.dtype("<f4")

_WORDS = text(
    "SELECT scenes.id, scenes.film_id, coalesce(title, ''), coalesce(dialogue, ''), coalesce(action, ''), "
    "coalesce(tags, '') FROM scenes LEFT JOIN scene_words ON scene_words.rowid = scenes.id "
    "WHERE film_id IN (SELECT value FROM json_each(:films)) ORDER BY film_id, number"
)


@dataclass(frozen=True, eq=False)
class SceneWordRows:
    """Words of scenes in the order of their films.

    Attributes:
        scenes, films: Number and film of each scene; int64, shape `(scenes,)`.
        fields: Of each scene title, dialogue, action and tags, as `library.words.indexed_words` writes them.
    """

    scenes: NDArray[np.int64]
    films: NDArray[np.int64]
    fields: Sequence[Sequence[str]]


@dataclass(frozen=True, eq=False)
class VectorRows:
    """Vectors of scenes in the order of their films.

    Attributes:
        ids, scenes: Number and scene of each vector; int64, shape `(vectors,)`.
        vectors: Shape `(vectors, dimension)`, L2-normalised.
    """

    ids: NDArray[np.int64]
    scenes: NDArray[np.int64]
    vectors: NDArray[np.float32]


class SearchRows:
    """One state of the database, as long as its session is open."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.moment: int = session.scalar(select(func.max(SearchChangeRow.id))) or 0

    def changed_films(self, since: int) -> list[int]:
        """Return the films that changed after a moment; some may be gone."""
        chosen = select(SearchChangeRow.film_id).where(SearchChangeRow.id > since).distinct()
        return list(self._session.scalars(chosen))

    def films(self, among_films: Collection[int] | None = None) -> list[list[int]]:
        """Return the numbers of all films, or of those of some that are there, ascending, in batches."""
        chosen = select(FilmRow.id).order_by(FilmRow.id)
        if among_films is not None:
            chosen = chosen.where(among(FilmRow.id, among_films))
        films = list(self._session.scalars(chosen))
        return [films[start : start + _FILMS_AT_ONCE] for start in range(0, len(films), _FILMS_AT_ONCE)]

    def films_of_other_spaces(self, space: str) -> tuple[int, ...]:
        """Return the films that have vectors, but none of this space."""
        return films_of_other_spaces(self._session, space)

    def counts(self, space: str) -> tuple[int, int]:
        """Return how many scenes there are, and how many vectors of a space."""
        scenes = select(func.count()).select_from(SceneRow)
        vectors = select(func.count()).select_from(EmbeddingRow).where(EmbeddingRow.model == space)
        return self._session.scalar(scenes) or 0, self._session.scalar(vectors) or 0

    def words(self, films: Collection[int]) -> SceneWordRows:
        """Return the words of all scenes of some films."""
        rows = self._session.execute(_WORDS, {"films": str(list(films))}).all()
        scenes, its_films = (np.array([row[place] for row in rows], np.int64) for place in (0, 1))
        return SceneWordRows(scenes, its_films, [row[2:] for row in rows])

    def vectors(self, films: Collection[int], space: str, dimension: int = 0) -> VectorRows:
        """Return the vectors of one space of all scenes of some films.

        Args:
            films: Numbers of films.
            space: Which vectors.
            dimension: Vectors of another length are left out; 0 for the length of the first.
        """
        columns: tuple[Any, ...] = (EmbeddingRow.id, EmbeddingRow.scene_id, EmbeddingRow.vector)
        chosen = select(*columns).join(SceneRow).where(EmbeddingRow.model == space)
        chosen = chosen.where(among(SceneRow.film_id, films))
        order = (SceneRow.film_id, SceneRow.number, EmbeddingRow.id)
        rows = self._session.execute(chosen.order_by(*order)).all()
        size = dimension * _VECTOR_TYPE.itemsize or (len(rows[0].vector) if rows else 0)
        rows = [row for row in rows if len(row.vector) == size]
        joined = np.frombuffer(b"".join(row.vector for row in rows), _VECTOR_TYPE).astype(np.float32)
        return VectorRows(
            np.array([row.id for row in rows], np.int64),
            np.array([row.scene_id for row in rows], np.int64),
            joined.reshape(len(rows), size // _VECTOR_TYPE.itemsize),
        )


class SearchRowCatalog(CatalogPart):
    """Reads what a search keeps in memory."""

    @contextmanager
    def search_rows(self) -> Iterator[SearchRows]:
        """Open one state of the database."""
        with self._database.reading() as session:
            yield SearchRows(session)
