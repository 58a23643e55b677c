"""What a library's scenes are about, for whoever compares scenes with scenes: always as the library is now."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.index.selection import ranges
from library.search.facts import SceneFacts
from library.search.holdings import Held
from library.search.snapshot import Snapshot


@dataclass(frozen=True, eq=False)
class Content:
    """All scenes at one moment: facts and vectors.

    Attributes:
        held: Facts of the scenes, and the ontology.
        snapshot: Their vectors.
    """

    held: Held
    snapshot: Snapshot

    @property
    def facts(self) -> SceneFacts:
        """Film, place in it, length and tags of every scene; `facts.scenes` ascends."""
        return self.held.facts

    def vectors(self, scenes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return the mean vector of each of some scenes, of length 1; a row of zeros for one without vectors.

        Args:
            scenes: Ascending.

        Returns:
            Shape `(scenes, dimension)`.
        """
        index = self.snapshot.vectors
        made = np.zeros((len(scenes), index.dimension), np.float32)
        rows = self.snapshot.rows_of(scenes)
        for part, first, end in zip(index.parts, index.firsts[:-1], index.firsts[1:], strict=True):
            inside = rows[slice(*np.searchsorted(rows, [first, end]))]
            starts, ends = part.of_rows(inside - first)
            having = np.flatnonzero(ends > starts)
            if not len(having):
                continue
            starts, ends = starts[having], ends[having]
            own = part.vectors(ranges(starts, ends))
            sums = np.add.reduceat(own, np.cumsum(ends - starts) - (ends - starts), axis=0)
            made[np.searchsorted(scenes, self.snapshot.scenes[inside[having]])] = sums
        lengths = np.linalg.norm(made, axis=1, keepdims=True)
        return np.asarray(made / np.where(lengths > 0, lengths, np.float32(1)), np.float32)

    def nearest(
        self, vector: NDArray[np.float32], limit: int
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the scenes whose vectors are closest to one, ascending by number, and the cosine of the closest.

        Args:
            vector: Shape `(dimension,)`, of length 1.
            limit: How many vectors are looked for; scenes are fewer if they have several each.
        """
        index = self.snapshot.vectors
        if index.dimension != len(vector) or not np.any(vector):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        rows = index.nearest_rows(vector, limit)
        cosines = index.nearness(vector, rows).cosines
        order = np.argsort(self.snapshot.scenes[rows])
        return self.snapshot.scenes[rows][order], cosines[order]
