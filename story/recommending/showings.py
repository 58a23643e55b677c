"""What was shown to whom and what they made of it, as it is read from history: what a ranker learns from."""

from library.recommend.shown_items import ShownItems, shown_items

MOST = 400_000
"""So many of the newest showings are kept at least, and twice as many at most."""

WITHIN = 86_400.0
"""Seconds after which it is not to the list that one owes a scene."""


class ShowingsRead:
    """Collects showings; for one thread."""

    def __init__(self) -> None:
        self._rows: list[tuple[str, int, float, float]] = []
        self._shares: list[float] = []
        self._open: dict[tuple[str, int], int] = {}

    def shown(self, user: str, scene: int, position: float, time: float) -> None:
        """Note that a scene stood in a list."""
        if len(self._rows) >= 2 * MOST:
            self._forget_the_oldest()
        self._open[user, scene] = len(self._rows)
        self._rows.append((user, scene, max(0.0, position), time))
        self._shares.append(0.0)

    def taken(self, user: str, scene: int, share: float, time: float) -> None:
        """Note that somebody did something with a scene, from 0 to 1: it counts for its last showing."""
        row = self._open.get((user, scene))
        if row is not None and 0 <= time - self._rows[row][3] <= WITHIN:
            self._shares[row] = max(self._shares[row], share)

    def items(self) -> ShownItems:
        """Return what was collected."""
        users, scenes, places, times = zip(*self._rows, strict=True) if self._rows else ((), (), (), ())
        return shown_items(users, scenes, places, times, self._shares)

    def _forget_the_oldest(self) -> None:
        gone = len(self._rows) - MOST
        del self._rows[:gone], self._shares[:gone]
        self._open = {key: row - gone for key, row in self._open.items() if row >= gone}
