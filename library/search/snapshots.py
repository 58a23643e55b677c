"""Gives the newest snapshot of a library's scenes: films that changed are read again, all others stay."""

from concurrent.futures import ThreadPoolExecutor
from threading import Lock

from library.catalog import Catalog
from library.index.vocabulary import Vocabulary
from library.search.parts import read_part
from library.search.snapshot import Snapshot, empty_snapshot


class Snapshots:
    """Keeps a library's scenes in memory for searching; may be asked by several threads.

    One of them brings the snapshot up to date while the others wait; whoever searches keeps the one that it has.

    Args:
        catalog: The truth. Nothing is read before it is asked for.
        space: Which vectors are wanted; `""` for none.
    """

    def __init__(self, catalog: Catalog, space: str) -> None:
        self._catalog = catalog
        self._space = space
        self._lock = Lock()
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="vectors")
        self._newest = empty_snapshot(Vocabulary(), self._threads)

    def now(self) -> Snapshot:
        """Return a snapshot in which everything is that was in the library when this was called."""
        newest = self._catalog.newest_search_change()
        if newest > self._newest.moment:
            with self._lock:
                if newest > self._newest.moment:
                    self._newest = self._read(self._newest)
        return self._newest

    def _read(self, before: Snapshot) -> Snapshot:
        with self._catalog.search_rows() as rows:
            changed = None if before.moment < 0 else rows.changed_films(before.moment)
            part = read_part(rows, before.words.vocabulary, changed, self._space)
            return before.with_films(rows.moment, changed or (), part)
