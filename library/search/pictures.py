"""What pictures show, as a signal of its own: how near a text is to the picture of each scene."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.catalog.search_rows import SearchRows
from library.picture_embedding import PictureEmbedder, picture_space

NEAREST_PICTURES = 200
"""How many candidates come by their pictures."""


@dataclass(frozen=True, eq=False)
class Pictures:
    """The vectors of all pictures at one moment; never changed, only replaced.

    Attributes:
        moment: The newest change that is in it.
        films: By film the numbers of its pictured scenes, shape `(scenes,)`, and their vectors, `(scenes, dimension)`.
    """

    moment: int
    films: Mapping[int, tuple[NDArray[np.int64], NDArray[np.float32]]]

    @cached_property
    def scenes(self) -> NDArray[np.int64]:
        """Numbers of all pictured scenes, sorted."""
        return self._all[0]

    @cached_property
    def vectors(self) -> NDArray[np.float32]:
        """Their vectors, shape `(scenes, dimension)`, L2-normalised."""
        return self._all[1]

    @cached_property
    def _all(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        if not self.films:
            return np.zeros(0, np.int64), np.zeros((0, 0), np.float32)
        scenes = np.concatenate([scenes for scenes, _ in self.films.values()])
        order = np.argsort(scenes)
        return scenes[order], np.concatenate([vectors for _, vectors in self.films.values()])[order]


@dataclass(frozen=True, eq=False)
class SeenPictures:
    """How near the pictures of a library are to a text.

    Attributes:
        scenes: Numbers of the pictured scenes, sorted.
        cosines: Shape `(scenes,)`.
    """

    scenes: NDArray[np.int64]
    cosines: NDArray[np.float32]

    def nearest(self, allowed: NDArray[np.int64] | None) -> NDArray[np.int64]:
        """Return the scenes with the nearest pictures, among those allowed; `None` for all."""
        among = np.ones(len(self.scenes), bool) if allowed is None else np.isin(self.scenes, allowed)
        places = np.flatnonzero(among)
        return self.scenes[places[np.argsort(-self.cosines[places], kind="stable")[:NEAREST_PICTURES]]]

    def of(self, scenes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the cosines of some scenes; nan for those without a picture."""
        if not len(self.scenes):
            return np.full(len(scenes), np.nan, np.float32)
        places = np.minimum(np.searchsorted(self.scenes, scenes), len(self.scenes) - 1)
        return np.where(self.scenes[places] == scenes, self.cosines[places], np.float32(np.nan))


class PictureSearch:
    """Compares texts with a library's pictures as they are now; may be asked by several threads.

    Args:
        catalog: The truth. Nothing is read before the first text.
        embedder: The model.
    """

    def __init__(self, catalog: Catalog, embedder: PictureEmbedder) -> None:
        self._catalog = catalog
        self._embedder = embedder
        self._lock = Lock()
        self._newest = Pictures(-1, {})

    def seen(self, text: str) -> SeenPictures | None:
        """Return how near the pictures are to a text; `None` if there are none, or the model cannot read it.

        Raises:
            ModelError: The model is not on this machine.
        """
        pictures = self._now()
        if not len(pictures.scenes) or not self._embedder.reads(text):
            return None
        vector = self._embedder.embed_text(text)
        if len(vector) != pictures.vectors.shape[1]:
            return None  # another model lies where the one of that name did
        return SeenPictures(pictures.scenes, pictures.vectors @ vector)

    def _now(self) -> Pictures:
        with self._lock:
            if self._catalog.newest_search_change() > self._newest.moment:
                with self._catalog.search_rows() as rows:
                    self._newest = self._read(rows, self._newest)
            return self._newest

    def _read(self, rows: SearchRows, before: Pictures) -> Pictures:
        changed = None if before.moment < 0 else rows.changed_films(before.moment)
        films = {film: held for film, held in before.films.items() if film not in (changed or ())}
        dimension = next((vectors.shape[1] for _, vectors in films.values()), 0)
        for film in (film for batch in rows.films(changed) for film in batch):
            found = rows.vectors([film], picture_space(self._embedder.name), dimension)
            if len(found.scenes):
                films[film] = found.scenes, found.vectors
                dimension = found.vectors.shape[1]
        return Pictures(rows.moment, films)
