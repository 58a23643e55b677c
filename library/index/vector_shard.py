"""Some thousands of vectors: as they are in a FAISS flat index, and as bytes for a first look.

Comparing is as quick as memory is read, so the bytes are compared four times as quickly. They are used to leave out
what cannot be among the nearest, never to say how near something is.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MOST = 127.0
_ROUNDING = 1e-5

Places = NDArray[np.int64]
Cosines = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Screen:
    """Vectors rounded to bytes.

    Attributes:
        index: A FAISS index over vectors times `scale`, rounded.
        scale: What they were multiplied with.
        error: The greatest distance between a vector and what its bytes stand for.
    """

    index: Any
    scale: float
    error: float


@dataclass(frozen=True, eq=False)
class VectorShard:
    """Vectors numbered from 0; never changed.

    Attributes:
        flat: A FAISS index of them as they are.
    """

    flat: Any

    def __len__(self) -> int:
        return int(self.flat.ntotal)

    @cached_property
    def matrix(self) -> NDArray[np.float32]:
        """What the flat index holds, shape `(vectors, dimension)`, without copying it."""
        import faiss

        rows: NDArray[np.float32] = faiss.rev_swig_ptr(self.flat.get_xb(), self.flat.ntotal * self.flat.d)
        return rows.reshape(self.flat.ntotal, self.flat.d)

    @cached_property
    def screen(self) -> Screen:
        """The same vectors as bytes."""
        import faiss

        rounded, scale, errors = _rounded(self.matrix)
        make: Any = faiss
        kind = make.ScalarQuantizer.QT_8bit_direct_signed
        index = make.IndexScalarQuantizer(self.flat.d, kind, make.METRIC_INNER_PRODUCT)
        index.add(rounded)
        return Screen(index, scale, float(errors.max(initial=0.0)))

    def nearest(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None
    ) -> tuple[Places, Cosines]:
        """Return the places of the closest vectors and their cosines."""
        return _search(self.flat, vector, limit, allowed)

    def looked_over(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None
    ) -> tuple[Places, Cosines]:
        """Return the places of the vectors that look closest and the most that their cosines can be."""
        [rounded], scale, [error] = _rounded(vector.reshape(1, -1))
        places, products = _search(self.screen.index, rounded, limit, allowed)
        # Of two vectors of length 1, each may differ from its bytes by so much.
        most = self.screen.error + float(error) * (1 + self.screen.error) + _ROUNDING
        return places, products / np.float32(self.screen.scale * scale) + np.float32(most)

    def cosines(self, vector: NDArray[np.float32], places: Places) -> Cosines:
        """Return the cosines of the vectors at some places with one."""
        import faiss

        if not len(places):
            return np.zeros(0, np.float32)
        found, asked = np.empty(len(places), np.float32), np.ascontiguousarray(vector, np.float32)
        places = np.ascontiguousarray(places)
        out, near = faiss.swig_ptr(found), faiss.swig_ptr(places)
        self.flat.compute_distance_subset(1, faiss.swig_ptr(asked), len(places), out, near)
        return found


def _rounded(vectors: NDArray[np.float32]) -> tuple[NDArray[np.float32], float, NDArray[np.float32]]:
    """Return vectors as whole numbers from -127 to 127, what they were multiplied with, and how far off each is."""
    scale = _MOST / max(float(np.abs(vectors).max(initial=0.0)), 1e-6)
    rounded = np.rint(vectors * np.float32(scale))
    difference = rounded / np.float32(scale) - vectors
    return rounded, scale, np.sqrt(np.einsum("ij,ij->i", difference, difference))


def _search(
    index: Any, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None
) -> tuple[Places, Cosines]:
    import faiss

    count = min(limit, index.ntotal if allowed is None else int(np.count_nonzero(allowed)))
    if count == 0:
        return np.zeros(0, np.int64), np.zeros(0, np.float32)
    chosen = None
    if allowed is not None:
        bits = np.packbits(allowed, bitorder="little")
        make: Any = faiss  # what it takes is changed at run time, and its types do not say so
        chosen = make.SearchParameters(sel=make.IDSelectorBitmap(bits))
    with _one_core():
        cosines, places = index.search(vector.reshape(1, -1), count, params=chosen)
    return places[0], cosines[0]


@contextmanager
def _one_core() -> Iterator[None]:
    """Let FAISS use one core in this thread, as shards are searched side by side; torch would keep the setting."""
    import faiss

    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)
