"""Vectors of a film's scenes, made when the film is added, and made again when another model is to be used."""

import hashlib

from indexing.scene_texts import WINDOW_STEP, WINDOW_WORDS, texts_to_embed
from library.catalog import Catalog
from library.catalog.vectors import NewEmbedding
from library.embedding import Embedder, vector_space
from library.place import Library
from library.progress import Progress, no_progress
from library.records import Film, SceneText

_BATCH = 32


def made_from(stage: str, *parts: object) -> str:
    """Return the hash of everything that a stage was made from."""
    return hashlib.sha256("\0".join(str(part) for part in (stage, *parts)).encode()).hexdigest()


def vectors_made_from(tags: str, film: Film, embedder: Embedder) -> tuple[object, ...]:
    """Return what the vectors of a film are made from, `tags` being the hash of what its tags are made from."""
    return (tags, film.title, vector_space(embedder.name), WINDOW_WORDS, WINDOW_STEP)


def embed_film(catalog: Catalog, film: Film, embedder: Embedder, made: str, progress: Progress) -> None:
    """Make and write the vectors of a film's scenes; a text that has one already keeps it.

    Args:
        catalog: Where the film is.
        film: The film; its texts and tags are there already.
        embedder: Makes the vectors.
        made: The hash of everything that they are made from.
        progress: Told how many texts are embedded.
    """
    pieces = _pieces(catalog, film, embedder)
    vectors = catalog.vectors_of_texts(film.id, embedder.name)
    missing = [piece for piece in dict.fromkeys(piece for _, piece in pieces) if piece not in vectors]
    for start in range(0, len(missing), _BATCH):
        progress("vectors", start, len(missing))
        batch = missing[start : start + _BATCH]
        vectors.update(zip(batch, embedder.embed(batch), strict=True))
    embeddings = [NewEmbedding(scene_id, piece, vectors[piece]) for scene_id, piece in pieces]
    catalog.replace_vectors(film.id, embedder.name, embeddings, made)


def embed_again(library: Library, progress: Progress = no_progress) -> int:
    """Make the vectors of all films with the model that is set, where they are of another or of other texts.

    Each film is written as soon as it is done: stopped anywhere, the next call goes on from there. Searches compare
    the vectors that there are already, and find the other films by their words. When all is done, vectors of other
    models are removed.

    Returns:
        Of how many films vectors were made.

    Raises:
        ModelError: The model is not on this machine.
        Cancelled: `progress` asked to stop.
    """
    catalog, embedder = library.catalog, library.embedder()
    waiting = []
    for film in catalog.films():
        finished = catalog.finished_stages(film.id)
        if "tags" in finished:  # else it is still being added, which makes its vectors
            made = made_from("vectors", *vectors_made_from(finished["tags"], film, embedder))
            if finished.get("vectors") != made:
                waiting.append((film, made))
    for number, (film, made) in enumerate(waiting):
        embed_film(catalog, film, embedder, made, _Part(progress, number, len(waiting)))
    progress("vectors", 1, 1)
    catalog.forget_other_vectors(embedder.name)
    return len(waiting)


class _Part:
    """The progress of one of several films that count the same."""

    def __init__(self, whole: Progress, number: int, films: int) -> None:
        self._whole, self._number, self._films = whole, number, films

    def __call__(self, stage: str, done: int, total: int) -> None:
        share = 100 * done // total if total else 0
        self._whole(stage, 100 * self._number + share, 100 * self._films)


def _pieces(catalog: Catalog, film: Film, embedder: Embedder) -> list[tuple[int, str]]:
    """Return each text that is embedded, with its scene."""
    scenes = catalog.scenes(film.id)
    tags = catalog.tags(scene.id for scene in scenes)
    texts: dict[int, list[SceneText]] = {scene.id: [] for scene in scenes}
    for text in catalog.scene_texts(film.id):
        texts[text.scene_id].append(text)
    return [
        (scene.id, piece)
        for scene in scenes
        for piece in texts_to_embed(film, scene, texts[scene.id], tags.get(scene.id, ()), embedder)
    ]
