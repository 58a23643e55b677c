"""From words to the terms that SQLite's full-text search makes of them, so that both find the same scenes."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Lock

TOKENIZER = "porter unicode61 remove_diacritics 2"
"""How the table `scene_words` takes text apart: its migration says the same."""


class Tokenizer:
    """Asks SQLite itself, with an empty table of the same tokenizer; may be shared between threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._scratch = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._scratch.execute(
            f"CREATE VIRTUAL TABLE scratch USING fts5(word, content = '', tokenize = '{TOKENIZER}')"
        )
        self._scratch.execute("CREATE VIRTUAL TABLE seen USING fts5vocab(scratch, 'instance')")

    def terms(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return the terms of each of some words, as `library.words.indexed_words` writes them; mostly one."""
        asked = list(words)
        found: list[list[str]] = [[] for _ in asked]
        with self._lock, self._nothing_kept() as scratch:
            scratch.executemany("INSERT INTO scratch (rowid, word) VALUES (?, ?)", enumerate(asked))
            for term, place in scratch.execute("SELECT term, doc FROM seen ORDER BY doc, offset"):
                found[place].append(term)
        return dict(zip(asked, map(tuple, found), strict=True))

    @contextmanager
    def _nothing_kept(self) -> Iterator[sqlite3.Connection]:
        """Give the scratch database, and undo afterwards whatever was written."""
        self._scratch.execute("BEGIN")
        try:
            yield self._scratch
        finally:
            self._scratch.execute("ROLLBACK")
