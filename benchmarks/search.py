"""How well scenes are found: words alone, vectors alone, and both together, with the settings that are shipped.

    python benchmarks/search.py --corpus corpus.jsonl --queries queries.jsonl

Each line of the corpus is `{"id", "text", "lang"?}`, each of the queries `{"query", "relevant": [ids]}`.
"""

import argparse
import json
import math
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from table import table

from indexing.scene_texts import windows
from library import FilmClock, Library, SceneText, TextKind, open_library
from library.catalog.films import FilmFacts, FilmLabel
from library.catalog.scenes import NewScene, NewShot
from library.catalog.vectors import NewEmbedding
from library.search import SceneSearch, SearchRequest, Signal

_PAGE = 10
_DEPTH = 100
_BATCH = 64
_WAYS = {
    "words": frozenset({Signal.WORDS}),
    "words, passages": frozenset({Signal.WORDS, Signal.PASSAGES}),
    "vectors": frozenset({Signal.MEANING}),
    "fused": frozenset(Signal),
}
"""`words` is BM25 of the whole scene; `passages` adds those words that stand close together in it."""


@dataclass(frozen=True)
class Judged:
    """A query and the ids of what answers it."""

    query: str
    relevant: frozenset[str]


def main() -> None:
    """Index the corpus, ask every query in every way, print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--model", default="", help="the embedding model; the default one if not given")
    chosen = parser.parse_args()
    corpus = _lines(chosen.corpus, ("id", "text"))
    queries = [
        Judged(str(one["query"]), frozenset(map(str, one["relevant"])))
        for one in _lines(chosen.queries, ("query", "relevant"))
    ]
    with tempfile.TemporaryDirectory() as folder, open_library(Path(folder)) as library:
        if chosen.model:
            library.catalog.set_setting("embedding-model", chosen.model)
        ids = fill(library, corpus)
        search = SceneSearch.over(library)
        search.find(SearchRequest("the first search loads the model"))
        rows = [(way, *measure(search, queries, ids, signals)) for way, signals in _WAYS.items()]
    columns = ("", "Recall@1", "Recall@5", "Recall@10", "MRR", "nDCG@10", "p50 ms", "p95 ms")
    title = f"Search: {chosen.queries.name} in {chosen.corpus.name}"
    print(table(title, f"{len(queries)} queries, {len(corpus)} scenes.", columns, rows))


def fill(library: Library, corpus: Sequence[dict[str, Any]]) -> dict[int, str]:
    """Put every text of a corpus into a library as the one scene of a film; return the corpus' id of each scene.

    What lies beside a scene in its film speaks for it a little, and the lines of a corpus do not lie side by side.
    """
    catalog, ids = library.catalog, {}
    texts = []
    for place, one in enumerate(corpus):
        scene = _scene(library, place)
        ids[scene] = str(one["id"])
        texts.append(SceneText(scene, TextKind.DIALOGUE, str(one.get("lang") or "und"), str(one["text"])))
    vectors = _embedded(library, texts)
    model = library.embedder().name
    for text in texts:
        film = catalog.scene(text.scene_id).film_id
        catalog.replace_scene_texts(film, [text], {}, "")
        catalog.index_words(film, "")
        catalog.replace_vectors(film, model, vectors.get(text.scene_id, ()), "")
    return ids


def measure(
    search: SceneSearch, queries: Sequence[Judged], ids: dict[int, str], signals: frozenset[Signal]
) -> tuple[float, ...]:
    """Return Recall@1, @5, @10, MRR, nDCG@10, and p50 and p95 of a search for a page of hits in ms."""
    figures, times = [], []
    for one in queries:
        request = SearchRequest(one.query, limit=_PAGE, signals=signals, plain=True, counts=False)
        start = time.perf_counter()
        scenes = [hit.scene.id for hit in search.find(request).hits]
        times.append((time.perf_counter() - start) * 1000)
        if not one.relevant <= {ids[scene] for scene in scenes}:
            scenes = _ranked(search, request)
        figures.append(_figures([ids[scene] in one.relevant for scene in scenes], len(one.relevant)))
    return (*np.mean(figures, axis=0).round(3), *np.percentile(times, [50, 95]))


def _ranked(search: SceneSearch, request: SearchRequest) -> list[int]:
    """Return the scenes of the first pages, the best first."""
    evidence = search.evidence(request)
    best = np.argsort(-evidence.scores(), kind="stable")[:_DEPTH]
    return [int(scene) for scene in evidence.scenes[best]]


def _figures(right: Sequence[bool], relevant: int) -> tuple[float, ...]:
    """Score one ranking: whether each hit is right, and how many could be."""
    recalls = [sum(right[:depth]) / relevant for depth in (1, 5, 10)]
    first = next((1 / rank for rank, hit in enumerate(right, 1) if hit), 0.0)
    gain = sum(hit / math.log2(rank + 1) for rank, hit in enumerate(right[:10], 1))
    best = sum(1 / math.log2(rank + 1) for rank in range(1, min(relevant, 10) + 1))
    return (*recalls, first, gain / best)


def _scene(library: Library, place: int) -> int:
    """Add a film of one scene; return the scene's number."""
    clock = FilmClock(Fraction(1))
    facts = FilmFacts(f"{place:064x}", Path(f"{place}"), Fraction(1), clock, Fraction(24), 2, 2, False)
    film = library.catalog.add_film(facts, FilmLabel(title="-")).id
    library.catalog.replace_shots(film, [NewShot(0, 1, b"")], "")
    library.catalog.replace_scenes(film, [NewScene(0, 1, 0, 0)], "")
    return library.catalog.scenes(film)[0].id


def _embedded(library: Library, texts: Sequence[SceneText]) -> dict[int, list[NewEmbedding]]:
    """Return the vectors of each scene; texts of like length are embedded together, which is quicker."""
    embedder = library.embedder()
    pieces = [(one.scene_id, piece) for one in texts for piece in windows(one.text) if embedder.reads(piece)]
    pieces.sort(key=lambda pair: len(pair[1]))
    made: dict[int, list[NewEmbedding]] = {}
    for start in range(0, len(pieces), _BATCH):
        batch = pieces[start : start + _BATCH]
        for (scene, piece), vector in zip(batch, embedder.embed([piece for _, piece in batch]), strict=True):
            made.setdefault(scene, []).append(NewEmbedding(scene, piece, vector))
        print(f"\rembedding {start + len(batch)}/{len(pieces)}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return made


def _lines(file: Path, fields: tuple[str, ...]) -> list[dict[str, Any]]:
    """Read a file of JSON lines, each with these fields."""
    found = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            one = json.loads(line)
            if missing := [field for field in fields if field not in one]:
                sys.exit(f"{file}:{number}: no {missing[0]!r} in it.")
            found.append(one)
    return found


if __name__ == "__main__":
    main()
