"""What one user did so far, as a model is asked with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from library.recommend.errors import BadInteractions
from library.recommend.interactions import Interactions

MAX_EVENTS = 2_000
"""So many of the newest items of a history are looked at."""


@dataclass(frozen=True, eq=False)
class History:
    """Items in the order of use, each once (its newest event); make one with `history_of`.

    Attributes:
        items: Ids, oldest first; int64, shape `(events,)`. Ids that a model does not know are passed over.
        values: As in `Interactions`; those of 0 and below are against an item and lend it no weight.
        times: Seconds since 1970, ascending.
        asked_at: The moment of asking, in seconds; that of the newest event if it is `None`.
    """

    items: NDArray[np.int64]
    values: NDArray[np.float32]
    times: NDArray[np.float64]
    asked_at: float | None = None

    def __len__(self) -> int:
        return len(self.items)

    @property
    def moment(self) -> float:
        """When it was asked, or last used; infinitely late for nobody in particular."""
        if self.asked_at is not None:
            return self.asked_at
        return float(self.times[-1]) if len(self.times) else np.inf


NO_HISTORY = History(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(0, np.float64))


def history_of(
    items: ArrayLike,
    times: ArrayLike | None = None,
    values: ArrayLike | None = None,
    asked_at: float | None = None,
) -> History:
    """Return a history in order of time; events that are no numbers are left out, and all but the newest 2,000.

    Args:
        items: Ids; the order in which they are given is kept among equal times.
        times: Seconds; all equal if not given.
        values: All 1 if not given.
        asked_at: See `History`.

    Raises:
        BadInteractions: The arrays are not of one length.
    """
    ids = np.asarray(items, np.int64).reshape(-1)
    time = np.zeros(len(ids)) if times is None else np.asarray(times, np.float64).reshape(-1)
    value = np.ones(len(ids)) if values is None else np.asarray(values, np.float64).reshape(-1)
    if not len(ids) == len(time) == len(value):
        raise BadInteractions(
            f"{len(ids)} items, {len(time)} times and {len(value)} values are no history.",
            "Give one of each for every event.",
        )
    finite = np.flatnonzero(np.isfinite(time) & np.isfinite(value))
    order = finite[np.argsort(time[finite], kind="stable")]
    _, newest_first = np.unique(ids[order][::-1], return_index=True)
    order = order[np.sort(len(order) - 1 - newest_first)][-MAX_EVENTS:]
    return History(ids[order], value[order].astype(np.float32), time[order], asked_at)


def histories_in(interactions: Interactions, users: Sequence[int] | None = None) -> Iterator[History]:
    """Yield the history of each user (or of those in these rows), as the interactions hold it."""
    starts = interactions.starts
    for user in range(len(interactions.users)) if users is None else users:
        events = slice(starts[user], starts[user + 1])
        yield history_of(
            interactions.items[interactions.item[events]],
            interactions.time[events],
            interactions.value[events],
        )
