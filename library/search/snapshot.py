"""The words and vectors of a library's scenes at one moment, in memory: never changed, only replaced."""

from collections.abc import Collection
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.index.vector_index import VectorIndex
from library.index.vector_segment import VectorSegment
from library.index.vector_segment import joined as joined_vectors
from library.index.vocabulary import Vocabulary
from library.index.word_index import WordIndex
from library.index.word_segment import WordSegment


@dataclass(frozen=True, eq=False)
class Part:
    """Scenes that were read together, in the order of their films.

    Attributes:
        scenes, films: Number and film of each scene; int64, shape `(scenes,)`.
        words: Their words.
        vectors: Their vectors.
    """

    scenes: NDArray[np.int64]
    films: NDArray[np.int64]
    words: WordSegment
    vectors: VectorSegment

    def __len__(self) -> int:
        return len(self.scenes)


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What is searched.

    Scenes are numbered by row. A film that changed has its old rows, which are not alive any more, and new ones; the
    scenes of a film follow each other.

    Attributes:
        moment: The newest change that is in it (see `library.catalog.changes`).
        scenes, films: Number and film of each row; int64, shape `(rows,)`.
        words: The words of the scenes.
        vectors: Their vectors.
        to_embed: How many films have vectors of other models or templates only, so that words alone find them.
    """

    moment: int
    scenes: NDArray[np.int64]
    films: NDArray[np.int64]
    words: WordIndex
    vectors: VectorIndex
    to_embed: int = 0

    @property
    def living_scenes(self) -> NDArray[np.int64]:
        """Numbers of the scenes that count, shape `(living,)`."""
        return self.scenes[self.alive]

    @property
    def alive(self) -> NDArray[np.bool_]:
        """Which rows count, shape `(rows,)`."""
        return self.words.alive

    def rows_of(self, scenes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rows of those of some scenes that are here, ascending."""
        inside = scenes[(scenes > 0) & (scenes < len(self._rows))]
        rows = self._rows[inside]
        return np.sort(rows[rows >= 0]).astype(np.int64)

    def mask_of(self, scenes: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Return which rows are those of some scenes, shape `(rows,)`."""
        mask = np.zeros(len(self.scenes), bool)
        mask[self.rows_of(scenes)] = True
        return mask

    def beside(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the rows of the scenes right before and right after some scenes in their films; -1 if none.

        Returns:
            Shape `(rows, 2)`.
        """
        around = rows[:, None] + np.array([-1, 1])
        there = np.clip(around, 0, len(self.scenes) - 1)
        same = (there == around) & self.alive[there] & (self.films[there] == self.films[rows][:, None])
        return np.where(same, there, -1)

    def with_films(self, moment: int, changed: Collection[int], part: Part, to_embed: int = 0) -> "Snapshot":
        """Return a later snapshot.

        Args:
            moment: The newest change that will be in it.
            changed: The films that changed; some may be gone.
            part: All scenes of these films, as they are now.
            to_embed: How many films have vectors of other spaces only.
        """
        gone = np.isin(self.films, np.array(list(changed), np.int64)) & self.alive
        words = self.words.without(np.flatnonzero(gone)) if gone.any() else self.words
        if not len(part):
            return replace(self, to_embed=to_embed)._with(moment, words, self.vectors.parts)._tidied()
        longer = replace(
            self,
            to_embed=to_embed,
            scenes=np.append(self.scenes, part.scenes),
            films=np.append(self.films, part.films),
        )
        return longer._with(
            moment, words.with_segment(part.words), (*self.vectors.parts, part.vectors)
        )._tidied()

    def as_one_part(self) -> "Snapshot":
        """Return the same with all living scenes in one part."""
        count = len(self.words.parts)
        return self if count == 0 or (count == 1 and self.alive.all()) else self._with_last_joined(count)

    def _tidied(self) -> "Snapshot":
        """Join small parts, so that there are never many; drop what does not count any more when it is much."""
        if 2 * self.words.living < len(self.scenes):
            return self.as_one_part()
        sizes = np.diff(self.words.firsts)[::-1]
        count = 1
        while count < len(sizes) and sizes[count] <= 2 * sizes[:count].sum():
            count += 1
        return self._with_last_joined(count) if count > 1 else self

    def _with_last_joined(self, count: int) -> "Snapshot":
        firsts, parts = self.words.firsts, self.vectors.parts
        kept = [
            np.flatnonzero(self.alive[a:b])
            for a, b in zip(firsts[-1 - count : -1], firsts[-count:], strict=True)
        ]
        rows = np.concatenate([np.arange(firsts[-1 - count]), *map(np.add, kept, firsts[-1 - count : -1])])
        shorter = replace(self, scenes=self.scenes[rows], films=self.films[rows])
        vectors = (*parts[:-count], joined_vectors(parts[-count:], kept))
        return shorter._with(self.moment, self.words.with_last_joined(count), vectors)

    def _with(self, moment: int, words: WordIndex, vectors: tuple[VectorSegment, ...]) -> "Snapshot":
        index = VectorIndex(vectors, words.firsts, words.alive, self.vectors.threads)
        return replace(self, moment=moment, words=words, vectors=index)

    @cached_property
    def _rows(self) -> NDArray[np.int32]:
        """The living row of each scene by its number; -1 for none."""
        rows = np.full(int(self.scenes.max(initial=0)) + 1, -1, np.int32)
        living = np.flatnonzero(self.alive)
        rows[self.scenes[living]] = living
        return rows


def empty_snapshot(vocabulary: Vocabulary, threads: Executor) -> Snapshot:
    """Return a snapshot of nothing, from before the first change."""
    none = np.zeros(0, np.int64)
    words = WordIndex.empty(vocabulary)
    return Snapshot(-1, none, none, words, VectorIndex((), words.firsts, words.alive, threads))
