"""The vectors of a run of scenes in FAISS flat indexes, which compare exactly."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from library.index.selection import largest, ranges
from library.index.vector_shard import VectorShard

SHARD = 1 << 15
"""So many vectors at most are compared by one thread at a time."""

Found = tuple[NDArray[np.int64], NDArray[np.float32]]
"""Places of vectors, and their cosines or the most that these can be."""

_FIRST_LOOK = 8
"""How many times the vectors that are wanted are compared exactly, after a first look; then as many times more."""

_SCATTER = 64
"""Twice its share of the vectors that look closest, and so many more, are taken from each shard."""

_SCREENED_SHARE = 0.1
"""A first look is worth while when it leaves out nine vectors of ten."""


@dataclass(frozen=True, eq=False)
class VectorSegment:
    """The vectors of some scenes, numbered from 0; never changed.

    Attributes:
        ids: Numbers of the vectors in the database; int64, shape `(vectors,)`.
        rows: The scene of each vector, ascending; int32, shape `(vectors,)`.
        shards: The vectors in this order, `SHARD` in each but the last.
    """

    ids: NDArray[np.int64]
    rows: NDArray[np.int32]
    shards: tuple[VectorShard, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def dimension(self) -> int:
        """How long a vector is; 0 if there is none."""
        return int(self.shards[0].flat.d) if self.shards else 0

    def nearest(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None, threads: Executor
    ) -> Found:
        """Return the places of the closest vectors, ascending, and their cosines: exactly.

        Args:
            vector: Shape `(dimension,)`, L2-normalised.
            limit: How many at most.
            allowed: Which vectors may be returned, shape `(vectors,)`; `None` for all.
            threads: Where shards are searched side by side.
        """
        search = partial(self._in_every_shard, vector, allowed=allowed, threads=threads)
        count = _FIRST_LOOK * limit
        while count < _SCREENED_SHARE * len(self):
            found = self._among_the_likely(search, vector, limit, count)
            if found is not None:
                return found
            count *= _FIRST_LOOK
        exact = search(VectorShard.nearest, limit)
        places = np.concatenate([_NONE, *(places for places, _ in exact)])
        cosines = np.concatenate([_NO_COSINES, *(cosines for _, cosines in exact)])
        best = largest(cosines, limit, -2.0)
        order = np.argsort(places[best])
        return places[best][order], cosines[best][order]

    def _among_the_likely(
        self, search: Callable[..., list[Found]], vector: NDArray[np.float32], limit: int, count: int
    ) -> Found | None:
        """Return the closest among the `count` vectors that look closest; `None` if others could be as close."""
        share = min(count, 2 * count // len(self.shards) + _SCATTER)
        looks = search(VectorShard.looked_over, share)
        most = np.concatenate([at_most for _, at_most in looks])
        likely = largest(most, count, -2.0)
        places = np.sort(np.concatenate([places for places, _ in looks])[likely])
        cosines = self.cosines(vector, places)
        best = largest(cosines, limit, -2.0)
        left_out = [float(at_most.min()) for _, at_most in looks if len(at_most) == share]
        left_out += [float(most[likely].min())] if len(likely) == count else []
        if max(left_out, default=-2.0) < cosines[best].min(initial=2.0):
            return places[best], cosines[best]
        return None

    def of_rows(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where the vectors of each of some scenes begin and end."""
        return np.searchsorted(self.rows, rows), np.searchsorted(self.rows, rows, side="right")

    def cosines(self, vector: NDArray[np.float32], places: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosines of the vectors at some places, ascending, with one."""
        parts = [
            shard.cosines(vector, places[inside] - start) for shard, start, inside in self._by_shard(places)
        ]
        return np.concatenate([np.zeros(0, np.float32), *parts])

    def vectors(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return vectors, shape `(places, dimension)`; places ascend."""
        parts = [shard.matrix[places[inside] - start] for shard, start, inside in self._by_shard(places)]
        return np.concatenate(parts or [np.zeros((0, 0), np.float32)])

    def _by_shard(self, places: NDArray[np.int64]) -> Iterator[tuple[VectorShard, int, slice]]:
        """Yield each shard, the place at which it begins, and which of some ascending places are in it."""
        starts = range(0, len(self), SHARD)
        borders = np.searchsorted(places, [*starts, len(self)]).tolist()
        yield from zip(self.shards, starts, map(slice, borders[:-1], borders[1:]), strict=True)

    def _in_every_shard(
        self,
        vector: NDArray[np.float32],
        search: Callable[..., Found],
        limit: int,
        *,
        allowed: NDArray[np.bool_] | None,
        threads: Executor,
    ) -> list[Found]:
        """Return what searching each shard finds, with places in the whole."""
        starts = range(0, len(self), SHARD)
        masks = [None if allowed is None else allowed[start : start + SHARD] for start in starts]
        found = threads.map(lambda shard, mask: search(shard, vector, limit, mask), self.shards, masks)
        return [(places + start, cosines) for (places, cosines), start in zip(found, starts, strict=True)]


class VectorSegmentBuilder:
    """Puts a segment together block by block, so that vectors are in memory once."""

    def __init__(self) -> None:
        self._ids: list[NDArray[np.int64]] = []
        self._rows: list[NDArray[np.int32]] = []
        self._shards: list[Any] = []

    @property
    def dimension(self) -> int:
        """How long a vector is; 0 while there is none."""
        return int(self._shards[0].d) if self._shards else 0

    def add(self, ids: NDArray[np.int64], rows: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        """Add vectors, shape `(vectors, dimension)`, whose rows ascend and come after those before."""
        import faiss

        self._ids.append(ids)
        self._rows.append(rows.astype(np.int32))
        vectors = np.ascontiguousarray(vectors)
        while len(vectors):
            if not self._shards or self._shards[-1].ntotal == SHARD:
                self._shards.append(faiss.IndexFlatIP(vectors.shape[1]))
            fitting = SHARD - self._shards[-1].ntotal
            self._shards[-1].add(vectors[:fitting])
            vectors = vectors[fitting:]

    def segment(self) -> VectorSegment:
        """Return what was put together."""
        ids = np.concatenate([np.zeros(0, np.int64), *self._ids])
        rows = np.concatenate([np.zeros(0, np.int32), *self._rows])
        return VectorSegment(ids, rows, tuple(map(VectorShard, self._shards)))


def vector_segment(
    ids: NDArray[np.int64], rows: NDArray[np.int64], vectors: NDArray[np.float32]
) -> VectorSegment:
    """Return the segment of vectors, shape `(vectors, dimension)`, whose rows ascend."""
    builder = VectorSegmentBuilder()
    builder.add(ids, rows, vectors)
    return builder.segment()


def joined(segments: Sequence[VectorSegment], kept: Sequence[NDArray[np.int64]]) -> VectorSegment:
    """Return one segment of the vectors of those scenes that are kept, the scenes numbered anew in this order."""
    builder, first = VectorSegmentBuilder(), 0
    for segment, stay in zip(segments, kept, strict=True):
        places = ranges(*segment.of_rows(stay))
        rows = np.searchsorted(stay, segment.rows[places]) + first
        for start in range(0, len(places), SHARD):
            block = slice(start, start + SHARD)
            builder.add(segment.ids[places[block]], rows[block], segment.vectors(places[block]))
        first += len(stay)
    return builder.segment()


_NONE = np.zeros(0, np.int64)
_NO_COSINES = np.zeros(0, np.float32)
