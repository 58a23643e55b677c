"""The vectors of a few scenes, to look for others like them."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from library.catalog.part import CatalogPart, among
from library.schema import EmbeddingRow

_VECTOR_TYPE = np.dtype("<f4")


class SceneVectorCatalog(CatalogPart):
    """Reads vectors by scene."""

    def mean_vectors(self, space: str, scene_ids: Collection[int]) -> NDArray[np.float32]:
        """Return the mean of the vectors of each of some scenes that has any.

        Args:
            space: Which vectors.
            scene_ids: Numbers of scenes.

        Returns:
            Shape `(scenes with vectors, dimension)`, not normalised; `(0, 0)` if no scene has any.
        """
        chosen = select(EmbeddingRow.scene_id, EmbeddingRow.vector)
        chosen = chosen.where(EmbeddingRow.model == space, among(EmbeddingRow.scene_id, scene_ids))
        vectors: dict[int, list[NDArray[np.float32]]] = {}
        with self._database.reading() as session:
            for scene_id, vector in session.execute(chosen.order_by(EmbeddingRow.scene_id, EmbeddingRow.id)):
                vectors.setdefault(scene_id, []).append(np.frombuffer(vector, _VECTOR_TYPE))
        if not vectors:
            return np.zeros((0, 0), np.float32)
        return np.array([np.mean(own, axis=0) for own in vectors.values()], np.float32)
