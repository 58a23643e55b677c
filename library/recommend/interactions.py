"""Who used which scene, when, and how much: what every recommender learns from, cleaned and bounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from library.recommend.errors import BadInteractions

MAX_EVENTS_OF_ONE_USER = 20_000
"""More events of one user than these, the newest, say nothing new and would outweigh everybody else."""


@dataclass(frozen=True)
class LeftOut:
    """How many events were not taken, by reason; to be told to the one who asked for a model."""

    not_numbers: int = 0
    unknown_items: int = 0
    too_many: int = 0

    def __str__(self) -> str:
        parts = (
            (self.not_numbers, "with a time or value that is no number"),
            (self.unknown_items, "of unknown scenes"),
            (self.too_many, f"beyond the newest {MAX_EVENTS_OF_ONE_USER:,} of a user"),
        )
        return ", ".join(f"{count:,} {reason}" for count, reason in parts if count) or "none"


@dataclass(frozen=True, eq=False)
class Interactions:
    """Events in order of user, then time; make one with `interactions_of`.

    Attributes:
        users: Pseudonymous names, ascending; rows of `user` point into it.
        items: Ids of all items that can be recommended, touched or not; int64, ascending, unique.
        user: Row of the user of each event; int32, shape `(events,)`.
        item: Row of the item of each event; int32, shape `(events,)`.
        value: How much it was liked; float32. Above 0 is for, 0 and below is against. Values above 1 count as 1
            wherever a strength is asked for.
        time: Seconds since 1970, float64.
        left_out: What was not taken.
    """

    users: tuple[str, ...]
    items: NDArray[np.int64]
    user: NDArray[np.int32]
    item: NDArray[np.int32]
    value: NDArray[np.float32]
    time: NDArray[np.float64]
    left_out: LeftOut = LeftOut()

    def __len__(self) -> int:
        return len(self.user)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where each user's events begin, and the end of the last; shape `(users + 1,)`."""
        return np.searchsorted(self.user, np.arange(len(self.users) + 1))

    @cached_property
    def counts(self) -> NDArray[np.int64]:
        """How many events speak for each item; shape `(items,)`."""
        return np.bincount(self.item[self.value > 0], minlength=len(self.items))

    def subset(self, kept: NDArray[np.bool_]) -> "Interactions":
        """Return the events that are kept, of the same users and items."""
        return Interactions(
            self.users,
            self.items,
            self.user[kept],
            self.item[kept],
            self.value[kept],
            self.time[kept],
            self.left_out,
        )


def interactions_of(
    users: Sequence[str],
    items: ArrayLike,
    values: ArrayLike,
    times: ArrayLike,
    catalogue: ArrayLike | None = None,
) -> Interactions:
    """Put events in order and leave out those that cannot be used; a clock that goes back is sorted right.

    Args:
        users: The user of each event.
        items: The item's id of each event, whole numbers.
        values: See `Interactions.value`.
        times: Seconds since 1970; events of the same second keep their order.
        catalogue: Ids of all items that can be recommended; those of the events if not given. Events of other
            items are left out.

    Raises:
        BadInteractions: The arrays are not of one length.
    """
    names = np.asarray(users, np.str_)
    ids, value, time = (
        np.asarray(items, np.int64),
        np.asarray(values, np.float64),
        np.asarray(times, np.float64),
    )
    if not len(names) == len(ids) == len(value) == len(time):
        raise BadInteractions(
            f"{len(names)} users, {len(ids)} items, {len(value)} values and {len(time)} times are no events.",
            "Give one of each for every event.",
        )
    known = np.unique(ids if catalogue is None else np.asarray(catalogue, np.int64))
    numbers = np.isfinite(value) & np.isfinite(time)
    there = np.isin(ids, known)
    kept = np.flatnonzero(numbers & there)
    found, rows = np.unique(names[kept], return_inverse=True)
    order = np.lexsort((time[kept], rows))
    kept, rows = kept[order], rows[order]
    newest = _newest(rows, MAX_EVENTS_OF_ONE_USER)
    kept, rows = kept[newest], rows[newest]
    return Interactions(
        users=tuple(str(name) for name in found),
        items=known,
        user=rows.astype(np.int32),
        item=np.searchsorted(known, ids[kept]).astype(np.int32),
        value=np.clip(value[kept], -1e6, 1e6).astype(np.float32),
        time=time[kept],
        left_out=LeftOut(
            not_numbers=int((~numbers).sum()),
            unknown_items=int((numbers & ~there).sum()),
            too_many=int((~newest).sum()),
        ),
    )


def _newest(rows: NDArray[np.int64], limit: int) -> NDArray[np.bool_]:
    """Say which events are among the last `limit` of their user; `rows` is ascending."""
    ends = np.searchsorted(rows, rows, side="right")
    return ends - np.arange(len(rows)) <= limit
