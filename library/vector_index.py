"""Nearest vectors, exactly: a FAISS flat index over the library's vectors, and its file as a cache.

FAISS files have no checksum, so a manifest beside the file says what it holds; whenever the two or the database
differ, the index is built again from the database.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from library.atomic_file import write_whole
from library.catalog import Catalog
from library.catalog.vectors import VectorState


class VectorIndex(Protocol):
    """Finds the vectors that are closest to one."""

    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """Return `(id, cosine)` of the closest vectors, the closest first.

        Args:
            vector: Shape `(dimension,)`, L2-normalised.
            limit: How many at most.
            among: Ids to look at; `None` for all.
        """


@dataclass(frozen=True)
class Manifest:
    """What an index file holds."""

    model: str
    dimension: int
    count: int
    newest: int
    sha256: str


class FlatIndex:
    """Exact inner products with FAISS.

    Args:
        ids: Shape `(count,)`, unique.
        vectors: Shape `(count, dimension)`, L2-normalised.
    """

    def __init__(self, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> None:
        import faiss

        self._index: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(vectors.shape[1] if len(ids) else 1))
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors), ids)

    def nearest(
        self, vector: NDArray[np.float32], limit: int, among: NDArray[np.int64] | None = None
    ) -> list[tuple[int, float]]:
        """See `VectorIndex.nearest`."""
        import faiss

        count = min(limit, self._index.ntotal if among is None else len(among))
        if count == 0 or self._index.ntotal == 0:
            return []
        chosen = None
        if among is not None:
            make: Any = faiss.SearchParameters  # its keyword arguments are added at run time
            chosen = make(sel=faiss.IDSelectorBatch(among))
        scores, ids = self._index.search(vector.reshape(1, -1), count, params=chosen)
        return [(int(one), float(score)) for one, score in zip(ids[0], scores[0], strict=True) if one >= 0]

    def write(self, path: Path) -> None:
        """Write the FAISS file, whole or not at all."""
        import faiss

        write_whole(path, faiss.serialize_index(self._index).tobytes())

    @classmethod
    def read(cls, path: Path) -> "FlatIndex":
        """Read a FAISS file that is known to be sound."""
        import faiss

        found = cls.__new__(cls)
        found._index = faiss.read_index(str(path))
        return found


def open_index(catalog: Catalog, model: str, folder: Path) -> FlatIndex:
    """Return the index over all vectors of a model: from its file if that still fits, else built and written.

    Args:
        catalog: The truth.
        model: Name of the model whose vectors are wanted.
        folder: Where the file and its manifest lie.
    """
    name = hashlib.sha256(model.encode()).hexdigest()[:16]
    file, manifest_file = folder / f"{name}.faiss", folder / f"{name}.json"
    state = catalog.vector_state(model)
    if _fits(file, manifest_file, model, state):
        return FlatIndex.read(file)
    ids, vectors = catalog.vectors(model)
    index = FlatIndex(ids, vectors)
    with suppress(
        OSError
    ):  # a disk that is full or read-only costs the next search some time, and nothing else
        index.write(file)
        manifest = Manifest(model, vectors.shape[1], len(ids), int(ids.max(initial=0)), _sha256(file))
        write_whole(manifest_file, json.dumps(asdict(manifest)).encode())
    return index


def _fits(file: Path, manifest_file: Path, model: str, state: VectorState) -> bool:
    try:
        manifest = Manifest(**json.loads(manifest_file.read_text()))
        held = (manifest.model, manifest.count, manifest.newest)
        return held == (model, state.count, state.newest) and manifest.sha256 == _sha256(file)
    except (OSError, ValueError, TypeError):
        return False  # no file, or not one of ours: what the database holds is what counts


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
