"""Vectors of scenes' texts in the catalog: the truth from which a vector index is built."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, select

from library.catalog.changes import note_change
from library.catalog.films import finish_stage
from library.catalog.part import CatalogPart, among
from library.records import Embedding
from library.schema import EmbeddingRow, SceneRow

_VECTOR_TYPE = np.dtype("<f4")


@dataclass(frozen=True)
class NewEmbedding:
    """A scene's text and its vector: float32, shape `(dimension,)`, L2-normalised."""

    scene_id: int
    text: str
    vector: NDArray[np.float32]


@dataclass(frozen=True)
class VectorState:
    """Tells whether an index is up to date: changes whenever a vector is added or removed."""

    count: int
    newest: int


class VectorCatalog(CatalogPart):
    """Reads and writes vectors."""

    def vector_state(self, model: str) -> VectorState:
        """Return how many vectors of a model there are, and the number of the newest."""
        chosen = select(func.count(), func.max(EmbeddingRow.id)).where(EmbeddingRow.model == model)
        with self._database.reading() as session:
            count, newest = session.execute(chosen).one()
            return VectorState(count, newest or 0)

    def vectors(self, model: str) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return all vectors of a model, by number.

        Returns:
            Ids, shape `(count,)`, and vectors, shape `(count, dimension)`, L2-normalised.
        """
        chosen = select(EmbeddingRow.id, EmbeddingRow.vector).where(EmbeddingRow.model == model)
        with self._database.reading() as session:
            rows = session.execute(chosen.order_by(EmbeddingRow.id)).all()
        ids = np.array([row.id for row in rows], np.int64)
        joined = np.frombuffer(b"".join(row.vector for row in rows), _VECTOR_TYPE).astype(np.float32)
        return ids, joined.reshape(len(rows), -1) if rows else joined.reshape(0, 0)

    def embeddings(self, embedding_ids: Sequence[int]) -> dict[int, Embedding]:
        """Return those of the embeddings that are there, by number, without their vectors."""
        columns = (EmbeddingRow.id, EmbeddingRow.scene_id, EmbeddingRow.model, EmbeddingRow.text)
        with self._database.reading() as session:
            rows = session.execute(select(*columns).where(among(EmbeddingRow.id, embedding_ids)))
            return {row.id: Embedding(*row) for row in rows}

    def scenes_of_vectors(self, embedding_ids: Sequence[int]) -> dict[int, int]:
        """Return the scene of each of the vectors that are there, by the vector's number."""
        chosen = select(EmbeddingRow.id, EmbeddingRow.scene_id).where(among(EmbeddingRow.id, embedding_ids))
        with self._database.reading() as session:
            return {row.id: row.scene_id for row in session.execute(chosen)}

    def embedding_ids(self, model: str, scene_ids: Sequence[int]) -> NDArray[np.int64]:
        """Return the numbers of the vectors of some scenes, sorted."""
        chosen = select(EmbeddingRow.id).where(
            EmbeddingRow.model == model, among(EmbeddingRow.scene_id, scene_ids)
        )
        with self._database.reading() as session:
            return np.array(session.scalars(chosen.order_by(EmbeddingRow.id)).all(), np.int64)

    def replace_vectors(
        self, film_id: int, model: str, embeddings: Sequence[NewEmbedding], made_from: str
    ) -> None:
        """Write the vectors that a model made of a film's scenes, and finish the stage `vectors`."""
        its_scenes = select(SceneRow.id).where(SceneRow.film_id == film_id)
        its_vectors = EmbeddingRow.scene_id.in_(its_scenes)
        with self._database.writing() as session:
            session.execute(delete(EmbeddingRow).where(its_vectors, EmbeddingRow.model == model))
            session.add_all(
                EmbeddingRow(
                    scene_id=one.scene_id,
                    model=model,
                    text=one.text,
                    vector=one.vector.astype(_VECTOR_TYPE).tobytes(),
                )
                for one in embeddings
            )
            note_change(session, film_id)
            finish_stage(session, film_id, "vectors", made_from)
