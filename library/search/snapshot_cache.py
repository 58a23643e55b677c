"""Snapshots on disk, so that a process need not read the whole library first: a cache, believed only if it fits.

Neither FAISS nor numpy files have a checksum, so a manifest beside them says what they hold. Whatever does not fit it
or the library is made again from the database; a disk that is full or read-only costs time and nothing else.
"""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from library.atomic_file import write_whole
from library.catalog.words import FIELD_WEIGHTS
from library.index.vector_segment import VectorSegment
from library.index.vector_shard import VectorShard
from library.index.vocabulary import Vocabulary
from library.index.word_segment import WordSegment
from library.search.snapshot import Part, Snapshot, empty_snapshot

_LAYOUT = 1
_MANIFEST = "manifest.json"
_WORDS = "words.npz"


@dataclass(frozen=True)
class Manifest:
    """What the files of a snapshot hold.

    Attributes:
        layout: How they are laid out.
        space: Which vectors: their model and the template of their texts.
        pooling: How the vectors of a scene become one score.
        weights: How much a word counts in each field.
        moment: The newest change that is in them.
        scenes, vectors: How many.
        dimension: How long a vector is; 0 if there is none.
        files: SHA-256 of each file, by its name.
    """

    layout: int
    space: str
    pooling: str
    weights: Mapping[str, float]
    moment: int
    scenes: int
    vectors: int
    dimension: int
    files: Mapping[str, str]


class SnapshotCache:
    """The files of one snapshot in a folder of their own.

    Args:
        folder: Where they lie; made when something is written.
        space: Which vectors they hold.
    """

    def __init__(self, folder: Path, space: str) -> None:
        self._folder = folder
        self._space = space

    def read(self, threads: Executor) -> Snapshot | None:
        """Return the snapshot that was written last, `None` if there is none that can be believed."""
        try:
            manifest = Manifest(**json.loads((self._folder / _MANIFEST).read_bytes()))
            if not self._fits(manifest):
                return None
            contents = {name: self._checked(name, digest) for name, digest in manifest.files.items()}
            return _snapshot(contents, manifest.moment, threads)
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None  # no file, or not one of ours: what the database holds is what counts

    def write(self, snapshot: Snapshot) -> None:
        """Keep a snapshot of one part; if the disk does not let us, do without."""
        if not snapshot.words.parts:
            return
        with suppress(OSError):
            (self._folder / _MANIFEST).unlink(missing_ok=True)
            files = {name: self._written(name, content) for name, content in _contents(snapshot)}
            for file in set(self._folder.iterdir()) - {self._folder / name for name in files}:
                file.unlink()
            [vectors] = snapshot.vectors.parts
            manifest = Manifest(
                _LAYOUT,
                self._space,
                "best",
                FIELD_WEIGHTS,
                snapshot.moment,
                len(snapshot.scenes),
                len(vectors),
                vectors.dimension,
                files,
            )
            write_whole(self._folder / _MANIFEST, json.dumps(asdict(manifest)).encode())

    def _fits(self, manifest: Manifest) -> bool:
        held = (manifest.layout, manifest.space, manifest.weights)
        return held == (_LAYOUT, self._space, FIELD_WEIGHTS)

    def _checked(self, name: str, digest: str) -> bytes:
        content = (self._folder / name).read_bytes()
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError(f"{name} is not what was written.")
        return content

    def _written(self, name: str, content: bytes) -> str:
        write_whole(self._folder / name, content)
        return hashlib.sha256(content).hexdigest()


def _contents(snapshot: Snapshot) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the content of each file of a snapshot of one part."""
    import faiss

    [words], [vectors] = snapshot.words.parts, snapshot.vectors.parts
    terms = "\n".join(snapshot.words.vocabulary.terms()).encode()
    arrays: dict[str, Any] = {
        "scenes": snapshot.scenes,
        "films": snapshot.films,
        "vocabulary": np.frombuffer(terms, np.uint8),
        "vector_ids": vectors.ids,
        "vector_rows": vectors.rows,
    }
    arrays |= {field.name: getattr(words.segment, field.name) for field in fields(WordSegment)}
    packed = io.BytesIO()
    np.savez(packed, **arrays)
    yield _WORDS, packed.getvalue()
    for number, shard in enumerate(vectors.shards):
        yield f"{number:04d}.faiss", faiss.serialize_index(shard.flat).tobytes()


def _snapshot(contents: Mapping[str, bytes], moment: int, threads: Executor) -> Snapshot:
    import faiss

    shards = tuple(
        VectorShard(faiss.deserialize_index(np.frombuffer(content, np.uint8)))
        for name, content in sorted(contents.items())
        if name != _WORDS
    )
    with np.load(io.BytesIO(contents[_WORDS])) as held:
        words = WordSegment(**{field.name: held[field.name] for field in fields(WordSegment)})
        terms = bytes(held["vocabulary"]).decode().splitlines()
        part = Part(
            held["scenes"],
            held["films"],
            words,
            VectorSegment(held["vector_ids"], held["vector_rows"], shards),
        )
    return empty_snapshot(Vocabulary(terms), threads).with_films(moment, (), part)
