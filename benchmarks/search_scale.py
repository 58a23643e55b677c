"""How search grows with the library: a thousand to a million scenes of generated text.

    python benchmarks/search_scale.py [--largest 1000000]

Each size is filled once (a million scenes take some minutes and 5 GB of disk), then searched in a process of its own.
"""

import argparse
import gc
import random
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from generated_library import SCENES_IN_FILM, Words, add_film, fill, vocabulary
from measure import measured
from table import table

from library import Library, open_library
from library.ontology import Facet, read_ontology
from library.search import SceneSearch, SearchRequest

SIZES = (1000, 10_000, 100_000, 1_000_000)
DEFAULT_LARGEST = 100_000
QUERIES = 100
_LIMIT = 20
_LENGTHS = (3, 5, 8, 12, 20)


@dataclass(frozen=True)
class Scale:
    """What was measured at one size.

    Attributes:
        p50, p95: Milliseconds of a whole search: reading the query, embedding it, words, vectors, facet counts, and
            20 hits with reasons.
        built: Seconds until everything is in memory, read from the database.
        opened: Seconds until it is, read from the files of the cache.
        added, removed: Milliseconds that the first search takes longer after a film came or went.
        megabytes: Peak memory of the process.
        files: Megabytes of the cache.
    """

    p50: float
    p95: float
    built: float
    opened: float
    added: float
    removed: float
    megabytes: float
    files: float


def requests(words: Words, count: int, seed: int) -> list[SearchRequest]:
    """Return searches of some words each; every third is filtered by a facet."""
    chance, numbers = random.Random(seed), np.random.default_rng(seed)
    labels = [(one.facet, one.labels["en"]) for one in read_ontology() if "en" in one.labels]
    asked = []
    for number in range(count):
        facet, label = chance.choice(labels)
        facets: dict[Facet, tuple[str, ...]] = {facet: (label,)} if number % 3 == 0 else {}
        asked.append(SearchRequest(words.text(numbers, chance.choice(_LENGTHS)), facets, limit=_LIMIT))
    return asked


def measure_size(folder: str, queries: int) -> Scale:
    """Search the library in a folder, which was never searched before."""
    with open_library(Path(folder)) as library:
        asked = requests(vocabulary(), queries + 5, seed=7)
        library.embedder().embed_query("loading the model is not counted")
        start = time.perf_counter()
        SceneSearch.over(library).warm_up()
        built = time.perf_counter() - start
        search = SceneSearch.over(library)
        start = time.perf_counter()
        search.warm_up()
        opened = time.perf_counter() - start
        gc.collect()
        gc.freeze()  # as the studio does
        for one in asked[queries:]:
            search.find(one)
        times = [_milliseconds(search, one) for one in asked[:queries]]
        p50, p95 = np.percentile(times, [50, 95])
        added, removed = _change(library, search, asked[0], float(p50))
        files = sum(file.stat().st_size for file in library.index_folder.rglob("*") if file.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Scale(float(p50), float(p95), built, opened, added, removed, peak, files / 1e6)


def _milliseconds(search: SceneSearch, request: SearchRequest) -> float:
    start = time.perf_counter()
    search.find(request)
    return (time.perf_counter() - start) * 1000


def _change(
    library: Library, search: SceneSearch, request: SearchRequest, usual: float
) -> tuple[float, float]:
    """Add a film and take it away again; return what each adds to the next search, in milliseconds."""
    film_id = add_film(library)
    added = _milliseconds(search, request) - usual
    library.catalog.remove_film(film_id)
    return max(0.0, added), max(0.0, _milliseconds(search, request) - usual)


def main(largest: int = DEFAULT_LARGEST) -> str:
    """Measure every size up to a largest and return the table."""
    rows: list[tuple[object, ...]] = []
    for scenes in (size for size in SIZES if size <= largest):
        print(f"search at {scenes} scenes", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            with open_library(Path(folder)) as library:
                fill(library, scenes)
            found: Scale = measured(measure_size, folder, QUERIES, runs=1).value
        rows.append((f"{scenes:,}", *vars(found).values()))
    columns = (
        "scenes",
        "p50 ms",
        "p95 ms",
        "built s",
        "opened s",
        "film added ms",
        "film removed ms",
        "peak MB",
        "files MB",
    )
    remark = (
        f"{QUERIES} different searches of {_LENGTHS[0]} to {_LENGTHS[-1]} words with embedding, counts and "
        f"{_LIMIT} hits with reasons, a third of them filtered by a facet; films of {SCENES_IN_FILM} scenes of about "
        "75 words and four tags. The queries are embedded with the default model; the scenes' vectors, one each, are "
        "random, which takes as long to search. Built: read from the database; opened: from the cache's files. Film "
        "added, removed: what that adds to the next search."
    )
    return table(
        "Search as the library grows",
        remark,
        columns,
        rows,
    )


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--largest", type=int, default=DEFAULT_LARGEST, help="scenes in the largest library")
    print(main(parser.parse_args().largest))
