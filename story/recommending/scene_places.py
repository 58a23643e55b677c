"""Which scene a clip shows: the one that shares most of its time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np

from library.catalog import Catalog
from library.catalog.scene_times import SceneTimes
from story.model import Clip, Node


@dataclass(frozen=True, eq=False)
class _Film:
    """The scenes of a film; `None` of one that is not in the library."""

    times: SceneTimes | None


class ScenePlaces:
    """Finds the scenes of clips, and keeps where scenes lie until the library changes; for several threads.

    Args:
        catalog: Where the films are.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = Lock()
        self._moment = -1
        self._films: dict[str, _Film] = {}

    def scenes(self, node: Node) -> tuple[int, ...]:
        """Return the scenes that a node plays, in order; clips of films that are not here are passed over."""
        return tuple(scene for clip in node.clips if (scene := self.scene(clip)) is not None)

    def scene(self, clip: Clip) -> int | None:
        """Return the scene that a clip shows most of, or `None` if the library has none there."""
        times = self._film(clip.film).times
        if times is None or not len(times):
            return None
        shared = np.minimum(times.ends, clip.end_ms) - np.maximum(times.starts, clip.start_ms)
        best = int(np.argmax(shared))
        return int(times.scenes[best]) if shared[best] > 0 else None

    def of_clips(self, clips: Iterable[Clip]) -> Sequence[int]:
        """Return the scenes of some clips; those without one are left out."""
        return [scene for clip in clips if (scene := self.scene(clip)) is not None]

    def _film(self, fingerprint: str) -> _Film:
        moment = self._catalog.newest_search_change()
        with self._lock:
            if moment != self._moment:
                self._films, self._moment = {}, moment
            if fingerprint not in self._films:
                self._films[fingerprint] = self._read(fingerprint)
            return self._films[fingerprint]

    def _read(self, fingerprint: str) -> _Film:
        film = self._catalog.find_film(fingerprint)
        return _Film(None if film is None else self._catalog.scene_times([film.id]))
