"""How long a search takes, in a library of generated scenes.

python benchmarks/search_latency.py [SCENES …]
"""

import random
import sys
import tempfile
import time
from fractions import Fraction
from pathlib import Path

import numpy as np
from measure import measured
from table import table

from library import FilmClock, Library, SceneText, TextKind, open_library
from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene, NewShot
from library.catalog.vectors import NewEmbedding
from library.embedding import DEFAULT_MODEL
from library.ontology import read_ontology
from library.search import SceneSearch, SearchRequest

_SCENES_IN_FILM = 1000
_DIMENSION = 384
_QUERIES = 40


def search_times(scenes: int) -> tuple[float, float, float, float]:
    """Make a library and search it; return p50, p95 (ms), the first search and building the index (s)."""
    chance = random.Random(1)
    vocabulary = sorted(
        {word for one in read_ontology() for label in one.labels.values() for word in label.split()}
    )
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder)) as library:
        for film in range(max(1, scenes // _SCENES_IN_FILM)):
            _add_film(library, film, min(scenes, _SCENES_IN_FILM), vocabulary, chance)
        start = time.perf_counter()
        search = SceneSearch.over(library)
        opened = time.perf_counter()
        search.find(SearchRequest("the first search loads the model"))
        first = time.perf_counter() - opened
        times = []
        for _ in range(_QUERIES):
            query = " ".join(chance.choices(vocabulary, k=6))
            before = time.perf_counter()
            search.find(SearchRequest(query))
            times.append((time.perf_counter() - before) * 1000)
    p50, p95 = np.percentile(times, [50, 95])
    return float(p50), float(p95), first, opened - start


def _add_film(
    library: Library, number: int, scenes: int, vocabulary: list[str], chance: random.Random
) -> None:
    catalog = library.catalog
    clock = FilmClock(Fraction(1, 1000))
    facts = FilmFacts(
        f"{number:064x}", Path(f"{number}.mp4"), Fraction(scenes * 10), clock, Fraction(24), 640, 360, False
    )
    film = catalog.add_film(facts, FilmLabel())
    ends = [(place * 10_000, (place + 1) * 10_000) for place in range(scenes)]
    catalog.replace_shots(film.id, [NewShot(start, end, b"") for start, end in ends], "generated")
    catalog.replace_scenes(
        film.id, [NewScene(start, end, place, place) for place, (start, end) in enumerate(ends)], "generated"
    )
    texts = [
        SceneText(scene.id, TextKind.DIALOGUE, "en", " ".join(chance.choices(vocabulary, k=40)))
        for scene in catalog.scenes(film.id)
    ]
    catalog.replace_scene_texts(film.id, texts, {}, "generated")
    catalog.index_words(film.id, "generated")
    vectors = np.random.default_rng(number).standard_normal((scenes, _DIMENSION), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    embeddings = [
        NewEmbedding(text.scene_id, text.text, vector) for text, vector in zip(texts, vectors, strict=True)
    ]
    catalog.replace_vectors(film.id, DEFAULT_MODEL, embeddings, "generated")


def main() -> str:
    """Measure and return the table."""
    rows = []
    for scenes in [int(one) for one in sys.argv[1:]] or [100, 1000, 10_000]:
        result = measured(search_times, scenes, runs=1)
        rows.append((scenes, *result.value, result.megabytes))
    return table(
        "Search",
        f"{_QUERIES} queries of six words over generated scenes of 40 words: embedding the query with the default "
        "model, words, vectors, tags and reasons. The first search loads the model.",
        ("scenes", "p50 ms", "p95 ms", "first search s", "index built s", "peak MB"),
        rows,
    )


if __name__ == "__main__":
    print(main())
