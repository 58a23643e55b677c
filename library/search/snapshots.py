"""Gives the newest snapshot of a library's scenes: films that changed are read again, all others stay."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import numpy as np

from library.catalog import Catalog
from library.catalog.search_rows import SearchRows
from library.index.vocabulary import Vocabulary
from library.search.parts import read_part
from library.search.snapshot import Snapshot, empty_snapshot
from library.search.snapshot_cache import SnapshotCache

_WORTH_WRITING = 0.05
"""Of this share of scenes that changed on the cache is written anew when a process reads it."""


class Snapshots:
    """Keeps a library's scenes in memory for searching; may be asked by several threads.

    One of them brings the snapshot up to date while the others wait; whoever searches keeps the one that it has.

    Args:
        catalog: The truth. Nothing is read before it is asked for.
        space: Which vectors are wanted; `""` for none.
        folder: Where snapshots are cached; `None` for nowhere.
    """

    def __init__(self, catalog: Catalog, space: str, folder: Path | None = None) -> None:
        self._catalog = catalog
        self._space = space
        name = hashlib.sha256(space.encode()).hexdigest()[:16]
        self._cache = SnapshotCache(folder / name, space) if folder else None
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="vectors")
        self._newest = empty_snapshot(Vocabulary(), self._threads)

    @property
    def last(self) -> Snapshot:
        """The snapshot as it was when somebody asked last."""
        return self._newest

    def now(self) -> Snapshot:
        """Return a snapshot in which everything is that was in the library when this was called."""
        newest = self._catalog.newest_search_change()
        if newest > self._newest.moment:
            with self._lock:
                if newest > self._newest.moment:
                    self._newest = self._opened() if self._newest.moment < 0 else self._later(self._newest)
        return self._newest

    def _later(self, before: Snapshot) -> Snapshot:
        with self._catalog.search_rows() as rows:
            return self._brought_up(before, rows)

    def _opened(self) -> Snapshot:
        """Return the first snapshot: what is cached and what changed since, or all of it from the database."""
        cached = self._cache.read(self._threads) if self._cache else None
        with self._catalog.search_rows() as rows:
            if cached is not None and cached.moment <= rows.moment:
                snapshot = self._brought_up(cached, rows)
                if _agrees(snapshot, rows, self._space):
                    self._keep(snapshot, before=cached)
                    return snapshot
            snapshot = self._brought_up(self._newest, rows)
        self._keep(snapshot)
        return snapshot

    def _brought_up(self, before: Snapshot, rows: SearchRows) -> Snapshot:
        changed = rows.changed_films(before.moment) if before.moment >= 0 else None
        part = read_part(rows, before.words.vocabulary, changed, self._space)
        to_embed = len(rows.films_of_other_spaces(self._space)) if self._space else 0
        return before.with_films(rows.moment, changed or (), part, to_embed)

    def _keep(self, snapshot: Snapshot, before: Snapshot | None = None) -> None:
        if self._cache is None:
            return
        new = (
            len(snapshot.scenes)
            if before is None
            else len(np.setxor1d(snapshot.living_scenes, before.scenes))
        )
        if new > _WORTH_WRITING * len(snapshot.scenes) or before is None:
            self._cache.write(snapshot.as_one_part())


def _agrees(snapshot: Snapshot, rows: SearchRows, space: str) -> bool:
    """Say whether a snapshot has as many scenes and vectors as the database."""
    return (snapshot.words.living, snapshot.vectors.living) == rows.counts(space)
