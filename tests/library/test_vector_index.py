"""The vector index is exact, and its file is never believed when it differs from the database."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest

from library import Library
from library.catalog.vectors import NewEmbedding
from library.vector_index import FlatIndex, open_index


def closest(vectors: np.ndarray, ids: np.ndarray, query: np.ndarray, limit: int) -> list[int]:
    return [int(ids[place]) for place in np.argsort(-(vectors @ query), kind="stable")[:limit]]


def test_nearest_is_what_brute_force_finds(random_vectors: Callable) -> None:
    vectors = random_vectors(500, 64)
    ids = np.arange(500, dtype=np.int64) * 7 + 3
    index = FlatIndex(ids, vectors)
    for query in random_vectors(20, 64, seed=1):
        found = index.nearest(query, 10)
        assert [one for one, _ in found] == closest(vectors, ids, query, 10)
        assert [score for _, score in found] == pytest.approx(sorted(vectors @ query)[::-1][:10], abs=1e-5)


def test_only_the_ids_asked_for_are_looked_at(random_vectors: Callable) -> None:
    vectors, query = random_vectors(300, 32), random_vectors(1, 32, seed=2)[0]
    ids = np.arange(1, 301, dtype=np.int64)
    chosen = ids[::17]
    found = FlatIndex(ids, vectors).nearest(query, 5, np.append(chosen, 9999))  # 9999 was removed meanwhile
    assert [one for one, _ in found] == closest(vectors[::17], chosen, query, 5)
    assert len(FlatIndex(ids, vectors).nearest(query, 500, chosen)) == len(chosen)
    assert FlatIndex(ids, vectors).nearest(query, 5, np.array([], np.int64)) == []


def test_more_than_there_are_and_none_at_all(random_vectors: Callable) -> None:
    query = random_vectors(1, 8)[0]
    assert len(FlatIndex(np.array([5, 6], np.int64), random_vectors(2, 8)).nearest(query, 10)) == 2
    assert FlatIndex(np.array([], np.int64), np.zeros((0, 0), np.float32)).nearest(query, 10) == []


@pytest.fixture
def write(
    library: Library, put: Callable, told: type, random_vectors: Callable
) -> Callable[[int, int], None]:
    """`write(count, seed)` gives the one film of the library that many vectors of the model `m`."""
    film, [scene] = put("a1", "Film", [told("hello")])

    def vectors(count: int, seed: int) -> None:
        rows = random_vectors(count, 16, seed=seed)
        library.catalog.replace_vectors(
            film.id, "m", [NewEmbedding(scene, "hello", row) for row in rows], "made"
        )

    return vectors


def opened(library: Library) -> FlatIndex:
    return open_index(library.catalog, "m", library.index_folder)


def agrees(library: Library, index: FlatIndex) -> bool:
    """Say whether an index holds exactly what the database does."""
    ids, vectors = library.catalog.vectors("m")
    return all(index.nearest(vector, 1)[0][0] == one for one, vector in zip(ids, vectors, strict=True))


def files(library: Library) -> tuple[Path, Path]:
    (index,) = library.index_folder.glob("*.faiss")
    (manifest,) = library.index_folder.glob("*.json")
    return index, manifest


def test_a_file_that_fits_is_read_and_not_written_again(library: Library, write: Callable) -> None:
    write(20, 0)
    opened(library)
    before = [path.stat().st_mtime_ns for path in files(library)]
    assert agrees(library, opened(library))
    assert [path.stat().st_mtime_ns for path in files(library)] == before


def deleted(index: Path, manifest: Path) -> None:
    index.unlink()


def truncated(index: Path, manifest: Path) -> None:
    index.write_bytes(index.read_bytes()[:-40])


def emptied(index: Path, manifest: Path) -> None:
    index.write_bytes(b"")


def flipped(index: Path, manifest: Path) -> None:
    content = bytearray(index.read_bytes())
    content[len(content) // 2] ^= 0x40
    index.write_bytes(content)


def without_manifest(index: Path, manifest: Path) -> None:
    manifest.unlink()


def with_garbage(index: Path, manifest: Path) -> None:
    manifest.write_bytes(b"\xff\xfe{")


def with_another_shape(index: Path, manifest: Path) -> None:
    manifest.write_text("[1, 2]")


def of_another_model(index: Path, manifest: Path) -> None:
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"model": "other"}))


@pytest.mark.parametrize(
    "damage",
    [
        deleted,
        truncated,
        emptied,
        flipped,
        without_manifest,
        with_garbage,
        with_another_shape,
        of_another_model,
    ],
)
def test_a_damaged_file_is_built_again(library: Library, write: Callable, damage: Callable) -> None:
    write(20, 0)
    opened(library)
    whole = [path.read_bytes() for path in files(library)]
    damage(*files(library))
    assert agrees(library, opened(library))
    assert [path.read_bytes() for path in files(library)] == whole


@pytest.mark.parametrize("count", [20, 21, 5, 0])
def test_a_stale_file_is_built_again(library: Library, write: Callable, count: int) -> None:
    write(20, 0)
    opened(library)
    write(count, 1)
    index = opened(library)
    assert agrees(library, index)
    assert len(index.nearest(np.ones(16, np.float32), 100)) == count


def test_the_number_of_a_removed_vector_never_comes_back(library: Library, write: Callable) -> None:
    seen: Sequence[int] = []
    for count in (3, 0, 3, 2):
        write(count, count)
        ids = library.catalog.vectors("m")[0].tolist()
        assert len(ids) == count and not set(ids) & set(seen)
        seen = [*seen, *ids]


def test_a_folder_that_cannot_be_written_costs_no_search(library: Library, write: Callable) -> None:
    write(20, 0)
    library.index_folder.parent.mkdir(parents=True, exist_ok=True)
    library.index_folder.write_text("a file where the folder should be")
    assert agrees(library, opened(library))


def test_vectors_of_two_models_never_meet(library: Library, write: Callable) -> None:
    write(5, 0)  # of model m, beside the hashing vectors of the film
    ours, hashing = (set(library.catalog.vectors(model)[0]) for model in ("m", "hashing"))
    assert len(ours) == 5 and len(hashing) == 1 and not ours & hashing
    assert library.catalog.vector_state("m").count == 5 and library.catalog.vector_state("none").count == 0


def test_vectors_come_back_bit_by_bit(library: Library, write: Callable, random_vectors: Callable) -> None:
    write(4, 3)
    ids, vectors = library.catalog.vectors("m")
    assert vectors.dtype == np.float32 and np.array_equal(vectors, random_vectors(4, 16, seed=3))
    embeddings = library.catalog.embeddings(ids.tolist())
    assert [embeddings[one].text for one in ids] == ["hello"] * 4
