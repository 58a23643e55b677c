"""Reads history as a recommender learns from it: on from where it stopped, and without the people who left."""

from collections import Counter
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.catalog.event import EventKind
from library.catalog.history_rows import HistoryRows
from library.progress import Progress, no_progress
from library.recommend import NO_HISTORY, History, Interactions, history_of, interactions_of
from library.recommend.shown_items import ShownItems
from story.recommending.showings import ShowingsRead
from story.recommending.strength import TAKEN, USED, after, strength_of

NEWEST_OF_ONE = 5_000
"""So many of a person's newest events are looked at when they ask."""


@dataclass(frozen=True, eq=False)
class Shown:
    """Scenes that were shown to a person and not taken since; arrays of shape `(times shown,)`.

    Attributes:
        scenes: Numbers of scenes; int64.
        positions: Their places in the list, from 0.
        times: Seconds since 1970.
    """

    scenes: NDArray[np.int64]
    positions: NDArray[np.int64]
    times: NDArray[np.float64]


NOTHING_SHOWN = Shown(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float64))


@dataclass(frozen=True, eq=False)
class Past:
    """What one person did.

    Attributes:
        history: As models are asked with it.
        known: Scenes that need no recommending to them any more.
        used: How often they used each scene, by its number.
        shown: What was shown and passed over.
        events: How many events there are of them, at most `NEWEST_OF_ONE`.
    """

    history: History
    known: frozenset[int]
    used: dict[int, int]
    shown: Shown
    events: int = 0


class HistoryReader:
    """Keeps what was read, and reads on; for one thread.

    Args:
        catalog: Where the events are.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._begin(catalog.forgettings())

    @property
    def forgettings(self) -> int:
        """How often somebody had left when reading began; what they did is in nothing that is returned."""
        return self._forgettings

    @property
    def last(self) -> int:
        """Number of the last event that was read."""
        return self._last

    def interactions(self, catalogue: NDArray[np.int64], progress: Progress = no_progress) -> Interactions:
        """Return what everybody did so far.

        Args:
            catalogue: Numbers of all scenes that can be recommended.
            progress: Told how far reading is.
        """
        self._read_on(progress)
        return interactions_of(self._users, self._scenes, self._values, self._times, catalogue)

    def shown(self, scenes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return how often each of some scenes was shown to anybody, as far as was read."""
        return np.array([self._shown[scene] for scene in scenes.tolist()], np.int64)

    def showings(self) -> ShownItems:
        """Return what was shown and what came of it, as far as was read."""
        return self._showings.items()

    def _begin(self, forgettings: int) -> None:
        self._forgettings, self._last = forgettings, 0
        self._users: list[str] = []
        self._scenes: list[int] = []
        self._values: list[float] = []
        self._times: list[float] = []
        self._holds: dict[tuple[str, int], float] = {}
        self._shown = Counter[int]()
        self._showings = ShowingsRead()

    def _read_on(self, progress: Progress) -> None:
        if (forgettings := self._catalog.forgettings()) != self._forgettings:
            self._begin(forgettings)
        newest = self._catalog.newest_event()
        while len(rows := self._catalog.history_rows(self._last)):
            self._take(rows)
            progress("history", rows.last, max(newest, rows.last))
        self._last = max(self._last, newest)  # what came last may be of somebody who opted out

    def _take(self, rows: HistoryRows) -> None:
        self._last = rows.last
        details = (rows.seconds.tolist(), rows.of.tolist(), rows.positions.tolist(), rows.times.tolist())
        events = zip(rows.users, rows.kinds, rows.scenes.tolist(), *details, strict=True)
        for user, kind, scene, seconds, of, position, time in events:
            if kind == EventKind.SHOWN and scene:
                self._shown[scene] += 1
                self._showings.shown(user, scene, position, time)
            said = strength_of(kind, seconds, of) if scene else None
            if said is None:
                continue
            if said > 0:
                self._showings.taken(user, scene, said, time)
            key = (user, scene)
            self._holds[key] = holds = after(self._holds.get(key), said)
            self._users.append(user)
            self._scenes.append(scene)
            self._values.append(holds)
            self._times.append(time)


def past_of(catalog: Catalog, user: str, asked_at: float) -> Past:
    """Return what one person did; nothing of somebody who opted out.

    Args:
        catalog: Where the events are.
        user: Their pseudonym.
        asked_at: This moment, in seconds since 1970.
    """
    rows = catalog.history_rows_of(user, NEWEST_OF_ONE)
    holds: dict[int, float] = {}
    used: dict[int, int] = {}
    known: set[int] = set()
    scenes, values, times = [], [], []
    columns = (rows.scenes.tolist(), rows.seconds.tolist(), rows.of.tolist(), rows.times.tolist())
    for kind, scene, seconds, of, time in zip(rows.kinds, *columns, strict=True):
        said = strength_of(kind, seconds, of) if scene else None
        if said is None:
            continue
        holds[scene] = after(holds.get(scene), said)
        if kind in USED:
            known.add(scene)
        if said > 0:
            used[scene] = used.get(scene, 0) + 1
        scenes.append(scene)
        values.append(holds[scene])
        times.append(time)
    history = history_of(scenes, times, values, asked_at) if scenes else NO_HISTORY
    return Past(history, frozenset(known), used, _passed_over(rows), len(rows))


def _passed_over(rows: HistoryRows) -> Shown:
    """Return what was shown, without what was taken afterwards."""
    shown: dict[int, list[tuple[int, float]]] = {}
    columns = (rows.scenes.tolist(), rows.positions.tolist(), rows.times.tolist())
    for kind, scene, position, time in zip(rows.kinds, *columns, strict=True):
        if kind == EventKind.SHOWN and scene:
            shown.setdefault(scene, []).append((max(0, int(position)), time))
        elif kind in TAKEN:
            shown.pop(scene, None)
    places = [(scene, position, time) for scene, seen in shown.items() for position, time in seen]
    made = np.array(places, np.float64).reshape(-1, 3)
    return Shown(made[:, 0].astype(np.int64), made[:, 1].astype(np.int64), made[:, 2])
