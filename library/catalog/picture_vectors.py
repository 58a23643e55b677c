"""Vectors of scenes' pictures in the catalog, beside those of their texts and in spaces of their own."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, select

from library.catalog.changes import note_change
from library.catalog.films import finish_stage
from library.catalog.part import CatalogPart
from library.picture_embedding import PICTURE_SPACES
from library.schema import EmbeddingRow, SceneRow

STAGE = "picture vectors"
"""The stage of indexing that makes them."""

_VECTOR_TYPE = np.dtype("<f4")


class PictureVectorCatalog(CatalogPart):
    """Writes vectors of pictures."""

    def replace_picture_vectors(
        self, film_id: int, space: str, vectors: Mapping[int, NDArray[np.float32]], made_from: str
    ) -> None:
        """Write the vectors of a film's pictures, and finish their stage; it keeps no others of pictures.

        Args:
            film_id: The film.
            space: Where the vectors belong.
            vectors: By scene number; shape `(dimension,)`, L2-normalised.
            made_from: Hash of everything they were made from.
        """
        its_scenes = select(SceneRow.id).where(SceneRow.film_id == film_id)
        of_pictures = EmbeddingRow.model.startswith(PICTURE_SPACES, autoescape=True)
        with self._database.writing() as session:
            session.execute(delete(EmbeddingRow).where(EmbeddingRow.scene_id.in_(its_scenes), of_pictures))
            session.add_all(
                EmbeddingRow(
                    scene_id=scene, model=space, text="", vector=vector.astype(_VECTOR_TYPE).tobytes()
                )
                for scene, vector in vectors.items()
            )
            note_change(session, film_id)
            finish_stage(session, film_id, STAGE, made_from)
