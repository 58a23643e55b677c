"""History as columns, for whoever learns from it: read on from where one stopped, without the people who left."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Row, text

from library.catalog.part import CatalogPart
from library.experiments.showing import Showing

_COLUMNS = (
    "SELECT id, user, session, kind, COALESCE(scene_id, 0), COALESCE(story_id, ''), "
    "COALESCE(json_extract(details, '$.seconds'), -1), COALESCE(json_extract(details, '$.of'), -1), "
    "COALESCE(json_extract(details, '$.position'), -1), strftime('%s', happened_at) FROM events "
    "WHERE user NOT IN (SELECT user FROM people WHERE opted_out) AND "
)
_ROWS = text(_COLUMNS + "id > :after ORDER BY id LIMIT :most")
_OF_ONE = text(_COLUMNS + "user = :user ORDER BY happened_at DESC, id DESC LIMIT :most")

_SHOWN_IN_ARMS = text(
    "SELECT user, arm, scene_id, EXISTS (SELECT 1 FROM events AS later WHERE later.user = shown.user "
    "AND later.scene_id = shown.scene_id AND later.kind IN (SELECT value FROM json_each(:taking)) "
    "AND later.happened_at >= shown.first) FROM ("
    "SELECT user, scene_id, json_extract(details, :path) AS arm, MIN(happened_at) AS first FROM events "
    "WHERE kind = 'shown' AND scene_id IS NOT NULL AND json_extract(details, :path) IS NOT NULL "
    "AND user NOT IN (SELECT user FROM people WHERE opted_out) GROUP BY user, scene_id, arm) AS shown"
)

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

    def showings(self, experiment: str, taking: Collection[str]) -> tuple[Showing, ...]:
        """Return what was shown to whom in which arm of an experiment, and whether they took it afterwards.

        Args:
            experiment: Its name, as in the `arms` of the details of what was shown.
            taking: Kinds of events by which something that was shown is taken.
        """
        asked = {"path": f'$.arms."{experiment}"', "taking": json.dumps(sorted(taking))}
        with self._database.asking() as connection:
            rows = connection.execute(_SHOWN_IN_ARMS, asked).all()
        return tuple(Showing(user, str(arm), scene, bool(taken)) for user, arm, scene, taken in rows)

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
