"""The pictures of scenes to vectors, if the library is set to use a model that sees."""

import hashlib

import numpy as np
from numpy.typing import NDArray

from library.catalog.picture_vectors import STAGE
from library.picture_embedding import PictureEmbedder, picture_space
from library.place import Library
from library.progress import Progress, no_progress

_BATCH = 32


def embed_pictures(library: Library, progress: Progress = no_progress) -> int:
    """Make the vectors of all pictures that have none of the model that is set; return of how many films.

    Without such a model nothing is done.

    Raises:
        ModelError: The model is not on this machine, or sees no pictures.
        Cancelled: `progress` asked to stop; what is finished stays.
    """
    embedder = library.picture_embedder()
    if embedder is None:
        return 0
    films = library.catalog.films()
    made = 0
    for film in films:
        made += embed_pictures_of(library, film.id, embedder, progress)
    return made


def embed_pictures_of(
    library: Library, film_id: int, embedder: PictureEmbedder, progress: Progress = no_progress
) -> bool:
    """Make the vectors of a film's pictures, unless they were made from the same; say whether they were made now."""
    scenes = [scene for scene in library.catalog.scenes(film_id) if library.media.has(scene.thumbnail)]
    named = "\0".join(f"{scene.id} {scene.thumbnail}" for scene in scenes)
    made_from = hashlib.sha256(f"{picture_space(embedder.name)}\0{named}".encode()).hexdigest()
    if library.catalog.finished_stages(film_id).get(STAGE) == made_from:
        return False
    vectors: dict[int, NDArray[np.float32]] = {}
    for start in range(0, len(scenes), _BATCH):
        progress(STAGE, start, len(scenes))
        batch = scenes[start : start + _BATCH]
        rows = embedder.embed_pictures([library.media.path(scene.thumbnail) for scene in batch])
        vectors.update(zip((scene.id for scene in batch), rows, strict=True))
    library.catalog.replace_picture_vectors(film_id, picture_space(embedder.name), vectors, made_from)
    return True
