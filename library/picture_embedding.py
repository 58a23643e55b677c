"""Pictures to vectors: the seam for models that see (CLIP), which are optional and never come on their own.

Radford et al. (2021) train one network on pictures and one on their captions, so that both end in one space: a text is
then near to the pictures that show what it says.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

from library.embedding import load_model
from library.errors import ModelError
from library.words import mostly_latin

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

PICTURE_SPACES = "pictures:"
"""How the name of every space of pictures begins; vectors of texts are in no such space."""


class PictureEmbedder(Protocol):
    """Turns pictures and texts into vectors that are close when the picture shows what the text says."""

    name: str
    """Goes with every vector (see `picture_space`)."""

    def embed_pictures(self, pictures: Sequence[Path]) -> NDArray[np.float32]:
        """Return one L2-normalised row a picture's file, shape `(len(pictures), dimension)`."""

    def embed_text(self, text: str) -> NDArray[np.float32]:
        """Return the L2-normalised vector of a text, shape `(dimension,)`."""

    def reads(self, text: str) -> bool:
        """Say whether the model knows the script of a text."""


class ClipEmbedder:
    """A CLIP model of sentence-transformers, loaded when it is first wanted.

    Args:
        name: The path of a model's folder, or the name of one in the local model cache. Nothing is ever downloaded.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._model: SentenceTransformer | None = None
        self._loading = Lock()

    def embed_pictures(self, pictures: Sequence[Path]) -> NDArray[np.float32]:
        """Return one row a picture's file, shape `(len(pictures), dimension)`.

        Raises:
            ModelError: The model is not on this machine, or sees no pictures.
            OSError: A file is no picture.
        """
        from PIL import Image

        opened = []
        for picture in pictures:
            with Image.open(picture) as image:
                opened.append(image.convert("RGB"))
        return _encoded(self._loaded(), opened)

    def embed_text(self, text: str) -> NDArray[np.float32]:
        """Return the vector of a text; only as much of it is read as the model takes.

        Raises:
            ModelError: The model is not on this machine, or sees no pictures.
        """
        return np.asarray(_encoded(self._loaded(), [text])[0], np.float32)

    def reads(self, text: str) -> bool:
        """Say whether the model knows the script: Latin letters, unless its name says that it is multilingual."""
        return "multilingual" in self.name or mostly_latin(text)

    def _loaded(self) -> "SentenceTransformer":
        with self._loading:
            if self._model is None:
                model = load_model(self.name, "picture-model")
                _check_that_it_sees(model, self.name)
                self._model = model
            return self._model


@cache
def picture_embedder_named(name: str) -> PictureEmbedder:
    """Return the embedder of that name, the same each time, so that a model is loaded once a process."""
    return ClipEmbedder(name)


def picture_space(model: str) -> str:
    """Return the name of the space of a model's vectors of pictures and texts."""
    return f"{PICTURE_SPACES}{model}"


def _check_that_it_sees(model: "SentenceTransformer", name: str) -> None:
    from PIL import Image

    try:
        seen = _encoded(model, [Image.new("RGB", (64, 36))])
    except (ValueError, TypeError, AttributeError, KeyError, RuntimeError) as error:
        raise ModelError(f"The model {name!r} (picture-model) sees no pictures.", _REMEDY) from error
    if seen.shape != _encoded(model, ["a picture"]).shape:
        raise ModelError(f"The model {name!r} (picture-model) puts pictures and texts apart.", _REMEDY)


_REMEDY = (
    "Give the folder of a CLIP model of sentence-transformers with `gallae settings picture-model FOLDER`."
)


def _encoded(model: "SentenceTransformer", inputs: list[Any]) -> NDArray[np.float32]:
    rows = model.encode(inputs, normalize_embeddings=True, show_progress_bar=False, convert_to_numpy=True)
    return np.asarray(rows, np.float32)
