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

_FIRST_LOOK = 4
"""How many times the vectors that are wanted are compared exactly, after a first look; then as many times more."""

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
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the places of the closest vectors, ascending, and their cosines: exactly.

        Args:
            vector: Shape `(dimension,)`, L2-normalised.
            limit: How many at most.
            allowed: Which vectors may be returned, shape `(vectors,)`; `None` for all.
            threads: Where shards are searched side by side.
        """
        look = partial(self._in_every_shard, vector, allowed=allowed, threads=threads)
        count = _FIRST_LOOK * limit
        while count < _SCREENED_SHARE * len(self):
            places, most = look(VectorShard.looked_over, count)
            places = np.sort(places)
            cosines = self.cosines(vector, places)
            best = largest(cosines, limit, -2.0)
            if len(places) < count or most.min() < cosines[best].min():
                return places[best], cosines[best]
            count *= _FIRST_LOOK
        places, cosines = look(VectorShard.nearest, limit)
        order = np.argsort(places)
        return places[order], cosines[order]

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
        search: Callable[..., tuple[NDArray[np.int64], NDArray[np.float32]]],
        limit: int,
        *,
        allowed: NDArray[np.bool_] | None,
        threads: Executor,
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the best of what searching each shard finds, in no order."""
        starts = range(0, len(self), SHARD)
        masks = [None if allowed is None else allowed[start : start + SHARD] for start in starts]
        found = list(threads.map(lambda shard, mask: search(shard, vector, limit, mask), self.shards, masks))
        places = np.concatenate([at + start for (at, _), start in zip(found, starts, strict=True)] or [_NONE])
        cosines = np.concatenate([cosine for _, cosine in found] or [_NO_COSINES])
        best = largest(cosines, limit, -2.0)
        return places[best], cosines[best]


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
