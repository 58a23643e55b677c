"""The vectors of all living scenes: which are closest to one, and how close the scenes asked for come."""

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.index.selection import largest, ranges
from library.index.vector_segment import VectorSegment


@dataclass(frozen=True, eq=False)
class Nearness:
    """How near the vectors of some scenes are to one; arrays of shape `(scenes,)`.

    Attributes:
        cosines: Of the closest vector of each; float32, nan for none.
        means: The mean over all its vectors; float32, nan likewise.
        ids: Number of the closest in the database; int64, 0 for none.
    """

    cosines: NDArray[np.float32]
    means: NDArray[np.float32]
    ids: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class VectorIndex:
    """The vectors of a library's scenes, in segments; rows count on from one segment to the next.

    Attributes:
        parts: The segments.
        firsts: The row at which each segment begins, and the row at which the last ends.
        alive: Which rows count; bool, shape `(rows,)`.
        threads: Where parts are searched side by side.
    """

    parts: tuple[VectorSegment, ...]
    firsts: NDArray[np.int64]
    alive: NDArray[np.bool_]
    threads: Executor

    @cached_property
    def living(self) -> int:
        """How many vectors belong to rows that count."""
        return sum(
            int(np.count_nonzero(self.alive[first:end][part.rows])) for part, first, end in self._spans()
        )

    @property
    def dimension(self) -> int:
        """How long a vector is; 0 if there is none."""
        return max((part.dimension for part in self.parts), default=0)

    def nearest_rows(
        self, vector: NDArray[np.float32], limit: int, allowed: NDArray[np.bool_] | None = None
    ) -> NDArray[np.int64]:
        """Return the scenes to which the `limit` closest vectors belong, each once, ascending.

        Args:
            vector: Shape `(dimension,)`, L2-normalised.
            limit: How many vectors at most.
            allowed: Which rows to look at, shape `(rows,)`; `None` for all that count.
        """
        rows: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        cosines = [np.zeros(0, np.float32)]
        for part, first, end in self._spans():
            alive = self.alive[first:end]
            chosen = alive if allowed is None else alive & allowed[first:end]
            mask = None if chosen.all() else chosen[part.rows]
            places, found = part.nearest(vector, limit, mask, self.threads)
            rows.append(part.rows[places].astype(np.int64) + first)
            cosines.append(found)
        best = largest(np.concatenate(cosines), limit, -2.0)
        return np.unique(np.concatenate(rows)[best])

    def nearness(self, vector: NDArray[np.float32], rows: NDArray[np.int64]) -> Nearness:
        """Return how near each of some rows is.

        Args:
            vector: Shape `(dimension,)`, L2-normalised.
            rows: Ascending.
        """
        unknown = np.full(len(rows), np.nan, np.float32)
        near = Nearness(unknown, unknown.copy(), np.zeros(len(rows), np.int64))
        for part, first, end in self._spans():
            inside = slice(*np.searchsorted(rows, [first, end]))
            starts, ends = part.of_rows(rows[inside] - first)
            having = np.flatnonzero(ends > starts)
            if not len(having):
                continue
            starts, ends = starts[having], ends[having]
            places = ranges(starts, ends)
            found = part.cosines(vector, places)
            offsets = np.cumsum(ends - starts) - (ends - starts)
            greatest = np.maximum.reduceat(found, offsets)
            is_greatest = found == np.repeat(greatest, ends - starts)
            first_greatest = np.maximum.reduceat(
                np.where(is_greatest, -np.arange(len(found)), -len(found)), offsets
            )
            its_places = inside.start + having
            near.cosines[its_places] = greatest
            near.means[its_places] = np.add.reduceat(found, offsets) / (ends - starts)
            near.ids[its_places] = part.ids[places[-first_greatest]]
        return near

    def _spans(self) -> Iterator[tuple[VectorSegment, int, int]]:
        for part, first, end in zip(self.parts, self.firsts[:-1], self.firsts[1:], strict=True):
            if len(part):
                yield part, int(first), int(end)
