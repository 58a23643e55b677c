"""A shelf of hand-made films whose scenes say what the tests ask for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from library import Film, FilmClock, Library, SceneText, TextKind
from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene, NewShot
from library.catalog.vectors import NewEmbedding
from library.embedding import HashingEmbedder

SCENE_TICKS = 90_000 * 10
"""Each scene made here lasts ten seconds, one shot of it each."""


@dataclass(frozen=True)
class Told:
    """What a scene tells: dialogue, action, and their language."""

    said: str = ""
    seen: str = ""
    language: str = "en"


def film_facts(fingerprint: str, seconds: int = 60) -> FilmFacts:
    return FilmFacts(
        fingerprint=fingerprint.ljust(64, "0"),
        path=Path(f"/films/{fingerprint}.mp4"),
        duration=Fraction(seconds),
        clock=FilmClock(Fraction(1, 90_000)),
        frame_rate=Fraction(24),
        width=640,
        height=360,
        has_sound=True,
    )


def put_film(
    library: Library, fingerprint: str, title: str, scenes: Sequence[Told]
) -> tuple[Film, list[int]]:
    """Put a film with these scenes into a library; return it and its scenes' numbers."""
    catalog = library.catalog
    film = catalog.add_film(film_facts(fingerprint, 10 * len(scenes)), FilmLabel(title=title))
    spans = [(number * SCENE_TICKS, (number + 1) * SCENE_TICKS) for number in range(len(scenes))]
    catalog.replace_shots(film.id, [NewShot(*span, b"") for span in spans], "made")
    catalog.replace_scenes(
        film.id, [NewScene(*span, number, number) for number, span in enumerate(spans)], "made"
    )
    ids = [scene.id for scene in catalog.scenes(film.id)]
    texts = [
        SceneText(scene_id, kind, told.language, text)
        for scene_id, told in zip(ids, scenes, strict=True)
        for kind, text in ((TextKind.DIALOGUE, told.said), (TextKind.ACTION, told.seen))
        if text
    ]
    catalog.replace_scene_texts(film.id, texts, {}, "made")
    catalog.index_words(film.id, "made")
    vectors = HashingEmbedder().embed([text.text for text in texts])
    embeddings = [
        NewEmbedding(text.scene_id, text.text, vector) for text, vector in zip(texts, vectors, strict=True)
    ]
    catalog.replace_vectors(film.id, "hashing", embeddings, "made")
    return film, ids


@pytest.fixture
def put(library: Library) -> Callable[..., tuple[Film, list[int]]]:
    """`put(fingerprint, title, scenes)` puts a film into the library of the test."""
    return lambda fingerprint, title, scenes: put_film(library, fingerprint, title, scenes)


@pytest.fixture(scope="session")
def put_into() -> Callable[..., tuple[Film, list[int]]]:
    """`put_into(library, fingerprint, title, scenes)` puts a film into any library."""
    return put_film


@pytest.fixture
def facts() -> Callable[..., FilmFacts]:
    """`facts(fingerprint)` are those of a film of a minute."""
    return film_facts


@pytest.fixture(scope="session")
def told() -> type[Told]:
    """What a scene tells."""
    return Told


def unit_vectors(count: int, dimension: int, seed: int = 0) -> np.ndarray:
    """Return random vectors of length 1, shape `(count, dimension)`."""
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture
def random_vectors() -> Callable[..., np.ndarray]:
    """`random_vectors(count, dimension)` are of length 1."""
    return unit_vectors
