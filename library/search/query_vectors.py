"""Vectors of what is looked for, made in another thread and kept for a while: filters change more often than texts."""

from collections import OrderedDict
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from library.embedding import Embedder
from library.words import without_handles

_KEPT = 200

Vector = NDArray[np.float32]


class QueryVectors:
    """Makes vectors of texts; may be asked by several threads.

    Args:
        embedder: Makes them.
    """

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._threads = ThreadPoolExecutor(2, thread_name_prefix="embedding")
        self._lock = Lock()
        self._recent: OrderedDict[str, Future[Vector | None]] = OrderedDict()

    def soon(self, text: str) -> "Future[Vector | None]":
        """Return the vector of a text as soon as it is made, shape `(dimension,)`; `None` if the model reads nothing.

        The result raises `ModelError` if the model is not on this machine.
        """
        with self._lock:
            future = self._recent.get(text)
            if future is None or (future.done() and future.exception()):
                future = self._recent[text] = self._threads.submit(self._embed, text)
            self._recent.move_to_end(text)
            if len(self._recent) > _KEPT:
                self._recent.popitem(last=False)
            return future

    def _embed(self, text: str) -> Vector | None:
        return self._embedder.embed_query(without_handles(text)) if self._embedder.reads(text) else None
