"""Vectors of scenes' texts in the catalog: the truth from which a vector index is built."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from library.catalog.changes import note_change
from library.catalog.films import finish_stage
from library.catalog.part import CatalogPart
from library.embedding import vector_space
from library.picture_embedding import PICTURE_SPACES
from library.schema import EmbeddingRow, FilmRow, SceneRow

_VECTOR_TYPE = np.dtype("<f4")
_OF_PICTURES = EmbeddingRow.model.startswith(PICTURE_SPACES, autoescape=True)


@dataclass(frozen=True)
class NewEmbedding:
    """A scene's text and its vector: float32, shape `(dimension,)`, L2-normalised."""

    scene_id: int
    text: str
    vector: NDArray[np.float32]


class VectorCatalog(CatalogPart):
    """Reads and writes vectors."""

    def vectors(self, model: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return all vectors that a model made of today's texts, by number.

        Returns:
            Ids, shape `(count,)`, and vectors, shape `(count, dimension)`, L2-normalised.
        """
        chosen = select(EmbeddingRow.id, EmbeddingRow.vector).where(EmbeddingRow.model == vector_space(model))
        with self._database.reading() as session:
            rows = session.execute(chosen.order_by(EmbeddingRow.id)).all()
        ids = np.array([row.id for row in rows], np.int64)
        joined = np.frombuffer(b"".join(row.vector for row in rows), _VECTOR_TYPE).astype(np.float32)
        return ids, joined.reshape(len(rows), -1) if rows else joined.reshape(0, 0)

    def vectors_of_texts(self, film_id: int, model: str) -> dict[str, NDArray[np.float32]]:
        """Return the vectors that a model made of a film's texts of today, by text."""
        chosen = select(EmbeddingRow.text, EmbeddingRow.vector).join(SceneRow)
        chosen = chosen.where(SceneRow.film_id == film_id, EmbeddingRow.model == vector_space(model))
        with self._database.reading() as session:
            return {text: np.frombuffer(vector, _VECTOR_TYPE) for text, vector in session.execute(chosen)}

    def films_to_embed_again(self, model: str) -> tuple[int, ...]:
        """Return the films that have vectors, but none that this model made of today's texts."""
        with self._database.reading() as session:
            return films_of_other_spaces(session, vector_space(model))

    def replace_vectors(
        self, film_id: int, model: str, embeddings: Sequence[NewEmbedding], made_from: str
    ) -> None:
        """Write the vectors that a model made of a film's scenes, and finish the stage `vectors`.

        The film keeps no other vectors of this model. It keeps those of other models, unless this one reads nothing
        of it.
        """
        its_scenes = select(SceneRow.id).where(SceneRow.film_id == film_id)
        its_vectors = delete(EmbeddingRow).where(EmbeddingRow.scene_id.in_(its_scenes), ~_OF_PICTURES)
        space = vector_space(model)
        with self._database.writing() as session:
            session.execute(
                its_vectors.where(EmbeddingRow.model.in_((space, model))) if embeddings else its_vectors
            )
            session.add_all(
                EmbeddingRow(
                    scene_id=one.scene_id,
                    model=space,
                    text=one.text,
                    vector=one.vector.astype(_VECTOR_TYPE).tobytes(),
                )
                for one in embeddings
            )
            note_change(session, film_id)
            finish_stage(session, film_id, "vectors", made_from)

    def forget_other_vectors(self, model: str) -> None:
        """Remove all vectors but those that this model made of today's texts."""
        with self._database.writing() as session:
            session.execute(
                delete(EmbeddingRow).where(EmbeddingRow.model != vector_space(model), ~_OF_PICTURES)
            )


def films_of_other_spaces(session: Session, space: str) -> tuple[int, ...]:
    """Return the films that have vectors, but none of this space."""
    others = [one for one in _spaces(session) if one != space and not one.startswith(PICTURE_SPACES)]
    if not others:
        return ()
    its_vectors = select(EmbeddingRow.id).join(SceneRow).where(SceneRow.film_id == FilmRow.id)
    chosen = select(FilmRow.id).where(
        ~its_vectors.where(EmbeddingRow.model == space).exists(),
        its_vectors.where(EmbeddingRow.model.in_(others)).exists(),
    )
    return tuple(session.scalars(chosen.order_by(FilmRow.id)))


def _spaces(session: Session) -> Iterator[str]:
    """Yield the spaces of which there are vectors; from one to the next in the index, not row by row."""
    space = session.scalar(select(func.min(EmbeddingRow.model)))
    while space is not None:
        yield space
        space = session.scalar(select(func.min(EmbeddingRow.model)).where(EmbeddingRow.model > space))
