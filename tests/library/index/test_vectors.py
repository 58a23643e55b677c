"""The vector index is exact: with bytes as a first look or without, with filters, and whatever came before."""

from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor

import numpy as np
import pytest

import library.index.vector_segment as segments
from library.index.vector_index import VectorIndex
from library.index.vector_segment import VectorSegment, joined, vector_segment

DIMENSION = 32


@pytest.fixture(scope="module")
def threads() -> Iterator[Executor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.fixture
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many shards of few vectors: their borders are where mistakes would be."""
    monkeypatch.setattr(segments, "SHARD", 700)


def unit(count: int, seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).standard_normal((count, DIMENSION)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def segment_of(vectors: np.ndarray, each: int = 3) -> VectorSegment:
    """`each` vectors a scene, the number of each ten times its place."""
    count = len(vectors)
    return vector_segment(np.arange(count) * 10, np.arange(count) // each, vectors)


def by_hand(
    vectors: np.ndarray, query: np.ndarray, limit: int, allowed: np.ndarray | None = None
) -> list[int]:
    cosines = vectors @ query
    if allowed is not None:
        cosines = np.where(allowed, cosines, -9.0)
    order = np.argsort(-cosines, kind="stable")[
        : min(limit, len(vectors) if allowed is None else allowed.sum())
    ]
    return sorted(order.tolist())


@pytest.mark.parametrize("limit", [1, 20, 300, 5000])
def test_nearest_is_what_brute_force_finds(threads: Executor, small_shards: None, limit: int) -> None:
    vectors = unit(4500)
    segment = segment_of(vectors)
    assert len(segment.shards) == 7
    for query in unit(12, seed=1):
        places, cosines = segment.nearest(query, limit, None, threads)
        assert places.tolist() == by_hand(vectors, query, limit)
        assert cosines == pytest.approx(vectors[places] @ query, abs=1e-5)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.01, 0.3, 1.0])
def test_only_what_is_allowed_is_looked_at(threads: Executor, small_shards: None, share: float) -> None:
    vectors = unit(4500)
    segment = segment_of(vectors)
    allowed = np.random.default_rng(2).random(len(vectors)) < share
    for query in unit(6, seed=3):
        places, _ = segment.nearest(query, 40, allowed, threads)
        assert places.tolist() == by_hand(vectors, query, 40, allowed)


def test_vectors_that_look_alike_as_bytes_are_told_apart(threads: Executor, small_shards: None) -> None:
    """One component is far greater than all others, so that bytes hold little of these."""
    vectors = unit(4000) * np.float32(0.02)
    vectors[:, 0] = 0.97
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    segment = segment_of(vectors)
    for query in vectors[::797]:
        places, _ = segment.nearest(query, 10, None, threads)
        assert sorted((vectors[places] @ query).tolist()) == pytest.approx(
            sorted(vectors @ query)[-10:], abs=1e-6
        )


def test_a_first_look_never_takes_a_vector_for_further_off_than_it_is() -> None:
    for dimension in (20, 32, 384, 1024):
        chance = np.random.default_rng(dimension)
        vectors = chance.standard_normal((500, dimension)).astype(np.float32)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        shard = segment_of(vectors).shards[0]
        for query in vectors[::50]:
            places, most = shard.looked_over(query, 500, None)
            slack = most - shard.matrix[places] @ query
            assert slack.min() >= 0 and slack.max() < 0.08


def test_scenes_are_found_by_any_of_their_vectors(threads: Executor, small_shards: None) -> None:
    vectors = unit(3000)
    first, second = segment_of(vectors[:2100]), segment_of(vectors[2100:])
    alive = np.ones(1000, bool)
    alive[[5, 699, 700, 999]] = False
    index = VectorIndex((first, second), np.array([0, 700, 1000]), alive, threads)
    assert index.living == 3000 - 4 * 3
    for place in (0, 1, 2, 2096, 2103, 2996):
        query = vectors[place]
        rows = index.nearest_rows(query, 1)
        assert rows.tolist() == [place // 3]
        near = index.nearness(query, rows)
        assert near.ids.tolist() == [10 * (place if place < 2100 else place - 2100)]
        assert near.cosines[0] == pytest.approx(1.0, abs=1e-5)
        assert near.means[0] == pytest.approx(
            (vectors[place // 3 * 3 : place // 3 * 3 + 3] @ query).mean(), abs=1e-5
        )
    for dead in (5, 699, 999):
        assert dead not in index.nearest_rows(vectors[3 * dead], 3000).tolist()
    assert index.nearest_rows(vectors[0], 5000).tolist() == np.flatnonzero(alive).tolist()


def test_a_filter_leaves_the_dead_out(threads: Executor) -> None:
    vectors = unit(300)
    alive, allowed = np.ones(100, bool), np.zeros(100, bool)
    alive[7], allowed[[6, 7, 8]] = False, True
    index = VectorIndex((segment_of(vectors),), np.array([0, 100]), alive, threads)
    assert index.nearest_rows(vectors[21], 50, allowed).tolist() == [6, 8]
    assert index.nearest_rows(vectors[21], 50, np.zeros(100, bool)).tolist() == []


def test_scenes_without_vectors_are_neither_near_nor_far(threads: Executor) -> None:
    vectors = unit(4)
    segment = vector_segment(np.array([1, 2, 3, 4]), np.array([1, 1, 3, 4]), vectors)
    index = VectorIndex((segment,), np.array([0, 6]), np.ones(6, bool), threads)
    near = index.nearness(vectors[2], np.array([0, 1, 3, 5]))
    assert np.isnan(near.cosines).tolist() == [True, False, False, True]
    assert near.ids.tolist()[0] == 0 and near.ids.tolist()[2] == 3
    nothing = VectorIndex((vector_segment(np.zeros(0, np.int64), np.zeros(0, np.int64), unit(0)),),
                          np.array([0, 2]), np.ones(2, bool), threads)  # fmt: skip
    assert nothing.nearest_rows(vectors[0], 5).tolist() == [] and nothing.dimension == 0


def test_joined_segments_hold_what_stays(small_shards: None) -> None:
    vectors = unit(2400)
    parts = [segment_of(vectors[:1500]), segment_of(vectors[1500:])]
    kept = [np.arange(0, 500, 7), np.arange(1, 300, 2)]
    one = joined(parts, kept)
    places = [
        *(3 * row + n for row in kept[0] for n in range(3)),
        *(1500 + 3 * row + n for row in kept[1] for n in range(3)),
    ]
    assert np.array_equal(one.vectors(np.arange(len(one))), vectors[places])
    assert one.rows.tolist() == np.repeat(np.arange(len(kept[0]) + len(kept[1])), 3).tolist()
    assert one.ids.tolist() == [10 * (place if place < 1500 else place - 1500) for place in places]


def test_a_search_leaves_other_work_of_its_thread_all_cores() -> None:
    import faiss

    from library.index.vector_shard import _search

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(2)
    try:
        index = faiss.IndexFlatIP(64)
        index.add(np.eye(64, dtype=np.float32))
        places, _ = _search(index, np.eye(64, dtype=np.float32)[5], 1, None)
        assert places.tolist() == [5] and faiss.omp_get_max_threads() == 2
    finally:
        faiss.omp_set_num_threads(before)
