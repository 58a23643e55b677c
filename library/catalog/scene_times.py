"""Where scenes lie in their films, for many scenes at once."""

import json
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select, text

from library.catalog.part import CatalogPart, among
from library.film_time import FilmClock, milliseconds
from library.schema import FilmRow

_SCENES = text(
    "SELECT id, film_id, start_pts, end_pts FROM scenes "
    "WHERE film_id IN (SELECT value FROM json_each(:films)) ORDER BY film_id, number"
)


@dataclass(frozen=True, eq=False)
class SceneTimes:
    """Scenes by film and in film order; int64 arrays of shape `(scenes,)`.

    Attributes:
        scenes, films: Number and film of each.
        starts, ends: Film time in milliseconds, half-open.
    """

    scenes: NDArray[np.int64]
    films: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.scenes)


class SceneTimeCatalog(CatalogPart):
    """Reads the times of scenes."""

    def scene_times(self, films: Collection[int]) -> SceneTimes:
        """Return the scenes of some films."""
        with self._database.reading() as session:
            rows = session.execute(_SCENES, {"films": json.dumps(list(films))}).all()
            known = select(FilmRow.id, FilmRow.time_base, FilmRow.origin).where(among(FilmRow.id, films))
            clocks = {row.id: FilmClock(row.time_base, row.origin) for row in session.execute(known)}
        columns = [
            (scene, film, *(milliseconds(clocks[film].seconds(pts)) for pts in span))
            for scene, film, *span in rows
        ]
        return SceneTimes(*np.array(columns, np.int64).reshape(-1, 4).T)
