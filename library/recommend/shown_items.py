"""What stood in lists, and what came of it: what a ranker learns from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from library.recommend.errors import BadInteractions
from library.recommend.exposure import attention, faded


@dataclass(frozen=True, eq=False)
class ShownItems:
    """Showings in order of time; arrays of shape `(showings,)`. Make them with `shown_items`.

    Attributes:
        users: Pseudonymous names.
        items: Ids; int64.
        places: Where each stood in its list, from 0; float32.
        times: Seconds since 1970; what one user was shown in the same second is one list; float64.
        shares: How strongly each was taken before it was shown again, 0 for not at all, to 1; float32.
        exposures: How much each had been shown to that user before, since they took it (see `exposure`); float32.
    """

    users: NDArray[np.str_]
    items: NDArray[np.int64]
    places: NDArray[np.float32]
    times: NDArray[np.float64]
    shares: NDArray[np.float32]
    exposures: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.items)

    def only(self, kept: NDArray[np.bool_]) -> "ShownItems":
        """Return those that are kept."""
        return ShownItems(
            self.users[kept],
            self.items[kept],
            self.places[kept],
            self.times[kept],
            self.shares[kept],
            self.exposures[kept],
        )

    def lists(self) -> list[NDArray[np.int64]]:
        """Return the rows of each list, the oldest list first."""
        order = np.lexsort((self.places, self.users, self.times))
        users, times = self.users[order], self.times[order]
        new = np.flatnonzero((users[1:] != users[:-1]) | (times[1:] != times[:-1])) + 1
        return [part for part in np.split(order, new) if len(part)]


def shown_items(
    users: Sequence[str], items: ArrayLike, places: ArrayLike, times: ArrayLike, shares: ArrayLike
) -> ShownItems:
    """Put showings in order of time and count how much each had been shown before.

    Args:
        users: See `ShownItems`, as are the others.
        items: See there.
        places: See there; below 0 counts as first.
        times: See there.
        shares: See there.

    Raises:
        BadInteractions: The arrays are not of one length, or a number is none.
    """
    names = np.asarray(users, np.str_)
    columns = [np.asarray(one, np.float64) for one in (places, times, shares)]
    ids = np.asarray(items, np.int64)
    if any(len(one) != len(names) for one in (ids, *columns)):
        raise BadInteractions("Columns of showings are not of one length.", "Give one of each a showing.")
    if not all(np.isfinite(one).all() for one in columns):
        raise BadInteractions("A showing holds what is no number.", "Leave such showings out.")
    order = np.argsort(columns[1], kind="stable")
    place, time, share = (one[order] for one in columns)
    place = np.maximum(place, 0)
    names, ids = names[order], ids[order]
    return ShownItems(
        names,
        ids,
        place.astype(np.float32),
        time,
        np.clip(share, 0, 1).astype(np.float32),
        _exposures(names, ids, place, time, share),
    )


def _exposures(
    users: NDArray[np.str_],
    items: NDArray[np.int64],
    places: NDArray[np.float64],
    times: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> NDArray[np.float32]:
    """Return how much each was shown before: attention that halves in a week, from nothing once it was taken."""
    held: dict[tuple[str, int], tuple[float, float]] = {}
    before = np.zeros(len(items), np.float32)
    columns = (users.tolist(), items.tolist(), places.tolist(), times.tolist(), shares.tolist())
    for row, (user, item, place, time, share) in enumerate(zip(*columns, strict=True)):
        amount, since = held.get((user, item), (0.0, time))
        amount = faded(amount, time - since)
        before[row] = amount
        held[user, item] = (0.0 if share > 0 else amount + attention(int(place)), time)
    return before
