"""The vectors of a run of scenes in FAISS flat indexes, which compare exactly."""

from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from library.index.selection import largest, ranges

SHARD = 1 << 17
"""So many vectors at most are compared by one thread at a time."""


@dataclass(frozen=True, eq=False)
class VectorSegment:
    """The vectors of some scenes, numbered from 0; never changed.

    Attributes:
        ids: Numbers of the vectors in the database; int64, shape `(vectors,)`.
        rows: The scene of each vector, ascending; int32, shape `(vectors,)`.
        shards: FAISS indexes that hold them in this order, each `SHARD` but the last.
    """

    ids: NDArray[np.int64]
    rows: NDArray[np.int32]
    shards: tuple[Any, ...]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def dimension(self) -> int:
        """How long a vector is; 0 if there is none."""
        return int(self.shards[0].d) if self.shards else 0

    def nearest(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None, threads: Executor
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the places of the closest vectors and their cosines, in no order.

        Args:
            vector: Shape `(dimension,)`, L2-normalised.
            limit: How many at most.
            allowed: Which vectors may be returned, shape `(vectors,)`; `None` for all.
            threads: Where shards are searched side by side.
        """
        starts = range(0, len(self), SHARD)
        masks = [None if allowed is None else allowed[start : start + SHARD] for start in starts]
        found = list(
            threads.map(lambda shard, mask: _nearest(shard, vector, limit, mask), self.shards, masks)
        )
        places = np.concatenate([at + start for (at, _), start in zip(found, starts, strict=True)] or [_NONE])
        cosines = np.concatenate([cosine for _, cosine in found] or [_NO_COSINES])
        best = largest(cosines, limit, -2.0)
        return places[best], cosines[best]

    def of_rows(self, rows: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Return where the vectors of each of some scenes begin and end."""
        return np.searchsorted(self.rows, rows), np.searchsorted(self.rows, rows, side="right")

    def vectors(self, places: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return vectors, shape `(places, dimension)`; places ascend."""
        borders = np.searchsorted(places, range(SHARD, len(self), SHARD))
        inside = np.split(places, borders)
        return np.concatenate(
            [
                matrix[at - number * SHARD]
                for number, (matrix, at) in enumerate(zip(self._matrices, inside, strict=True))
            ]
            or [np.zeros((0, 0), np.float32)]
        )

    @cached_property
    def _matrices(self) -> tuple[NDArray[np.float32], ...]:
        """What the FAISS indexes hold, without copying it."""
        import faiss

        return tuple(
            faiss.rev_swig_ptr(shard.get_xb(), shard.ntotal * shard.d).reshape(shard.ntotal, shard.d)
            for shard in self.shards
        )


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
        return VectorSegment(ids, np.concatenate([np.zeros(0, np.int32), *self._rows]), tuple(self._shards))


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


def _nearest(
    shard: Any, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    import faiss

    faiss.omp_set_num_threads(1)  # of this thread: shards run side by side instead
    count = min(limit, shard.ntotal if allowed is None else int(np.count_nonzero(allowed)))
    if count == 0:
        return _NONE, _NO_COSINES
    chosen = None
    if allowed is not None:
        bits = np.packbits(allowed, bitorder="little")
        make: Any = faiss  # what it takes is changed at run time, and its types do not say so
        chosen = make.SearchParameters(sel=make.IDSelectorBitmap(bits))
    cosines, places = shard.search(vector.reshape(1, -1), count, params=chosen)
    return places[0], cosines[0]
