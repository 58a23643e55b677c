"""History as columns, for whoever learns from it: read on from where one stopped, without the people who left."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, text

from library.catalog.part import CatalogPart

_COLUMNS = (
    "SELECT id, user, session, kind, COALESCE(scene_id, 0), COALESCE(story_id, ''), "
    "COALESCE(json_extract(details, '$.seconds'), -1), COALESCE(json_extract(details, '$.of'), -1), "
    "COALESCE(json_extract(details, '$.position'), -1), strftime('%s', happened_at) FROM events "
    "WHERE user NOT IN (SELECT user FROM people WHERE opted_out) AND "
)
_ROWS = text(_COLUMNS + "id > :after ORDER BY id LIMIT :most")
_OF_ONE = text(_COLUMNS + "user = :user ORDER BY happened_at DESC, id DESC LIMIT :most")

AT_ONCE = 200_000
"""Rows read in one go, by which memory stays bounded."""


@dataclass(frozen=True, eq=False)
class HistoryRows:
    """Events in the order in which they were told; arrays of shape `(events,)`.

    Attributes:
        last: Number of the last event that was looked at: what to read on from.
        users, sessions, kinds, stories: Texts.
        scenes: Numbers of scenes, 0 for none; int64.
        seconds, of, positions: Of the details; float64, -1 for none.
        times: Seconds since 1970; float64.
    """

    last: int
    users: tuple[str, ...]
    sessions: tuple[str, ...]
    kinds: tuple[str, ...]
    stories: tuple[str, ...]
    scenes: NDArray[np.int64]
    seconds: NDArray[np.float64]
    of: NDArray[np.float64]
    positions: NDArray[np.float64]
    times: NDArray[np.float64]

    def __len__(self) -> int:
        return len(self.users)


class HistoryRowCatalog(CatalogPart):
    """Reads history for learning."""

    def history_rows(self, after: int = 0, most: int = AT_ONCE) -> HistoryRows:
        """Return at most `most` events that were told after event number `after`; none of people who opted out."""
        with self._database.asking() as connection:
            rows = connection.execute(_ROWS, {"after": after, "most": most}).all()
        return _columns(rows, after)

    def history_rows_of(self, user: str, most: int) -> HistoryRows:
        """Return the newest events of one person, the oldest of them first; none if they opted out."""
        with self._database.asking() as connection:
            rows = connection.execute(_OF_ONE, {"user": user, "most": most}).all()
        return _columns(rows[::-1], 0)

    def newest_event(self) -> int:
        """Return the number of the newest event, 0 if there is none."""
        with self._database.asking() as connection:
            return connection.execute(text("SELECT MAX(id) FROM events")).scalar() or 0


def _columns(rows: Sequence[Row[Any]], after: int) -> HistoryRows:
    columns: list[Any] = list(zip(*rows, strict=True)) if rows else [()] * 10
    numbers, users, sessions, kinds, scenes, stories, seconds, of, positions, times = columns
    return HistoryRows(
        last=max(numbers, default=after),
        users=tuple(users),
        sessions=tuple(sessions),
        kinds=tuple(kinds),
        stories=tuple(stories),
        scenes=np.array(scenes, np.int64),
        seconds=np.array(seconds, np.float64),
        of=np.array(of, np.float64),
        positions=np.array(positions, np.float64),
        times=np.array(times, np.float64),
    )
