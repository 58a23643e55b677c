"""Scores scenes: candidates by words, by vectors and by names, and everything that speaks for each of them."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.embedding import Embedder
from library.index.asked_words import AskedWords
from library.index.bm25 import passages_tell
from library.index.passages import Passages, passages
from library.index.selection import largest
from library.index.vector_index import Nearness
from library.search.fusion import Evidence
from library.search.hits import Signal
from library.search.pictures import PictureSearch, SeenPictures
from library.search.query_vectors import QueryVectors
from library.search.snapshot import Snapshot
from library.search.snapshots import Snapshots
from library.search.weights import SHIPPED, Weights

MATCHING_SCENES = 300
NAMED_SCENES = 200
NEAREST_VECTORS = 300
"""How many candidates come by words, by names and by vectors; a scene has several vectors."""

HINT_WEIGHT = 0.3

_NONE = np.zeros(0, np.int64)


def _nothing_named(scenes: NDArray[np.int64]) -> NDArray[np.float32]:
    return np.zeros(len(scenes), np.float32)


@dataclass(frozen=True, eq=False)
class Wanted:
    """What scenes are scored for.

    Attributes:
        text: What words and meaning look for.
        allowed: Numbers of the scenes to look among, sorted; `None` for all.
        signals: What may speak for a scene.
        named: Numbers of scenes that the text names (their tags, their film), which are candidates, too.
        naming: Returns how much the text names each of some scenes, from 0 to 1.
        vector: What to compare vectors with instead of the text's own: shape `(dimension,)`, L2-normalised.
        weights: What each signal counts.
        hints: Further words, which count `HINT_WEIGHT` as much and for the order only.
    """

    text: str
    allowed: NDArray[np.int64] | None = None
    signals: frozenset[Signal] = frozenset(Signal)
    named: NDArray[np.int64] = field(default_factory=lambda: _NONE)
    naming: Callable[[NDArray[np.int64]], NDArray[np.float32]] = lambda scenes: np.zeros(
        len(scenes), np.float32
    )
    vector: NDArray[np.float32] | None = None
    weights: Weights = SHIPPED
    hints: str = ""


@dataclass(frozen=True, eq=False)
class Ranked:
    """Scenes in order.

    Attributes:
        evidence: What speaks for each candidate.
        closest: Number of the closest vector of each candidate in the database; 0 for none.
        to_embed: How many films meaning cannot find, because their vectors are of another model.
        favour: What is added to each candidate's score for the order alone: what the person who asks uses; `None` for
            nobody.
    """

    evidence: Evidence
    closest: NDArray[np.int64]
    to_embed: int = 0
    favour: NDArray[np.float32] | None = None

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """The places of the candidates in `evidence`, the best first."""
        scores = self.evidence.scores()
        return np.argsort(-scores if self.favour is None else -(scores + self.favour), kind="stable")


class Ranking:
    """Scores the scenes of a library; may be asked by several threads.

    Args:
        snapshots: The scenes.
        embedder: Makes vectors of texts, or `None` to score by words alone.
        pictures: Compares texts with pictures, or `None` to leave them out.
    """

    def __init__(
        self, snapshots: Snapshots, embedder: Embedder | None, pictures: PictureSearch | None = None
    ) -> None:
        self._snapshots = snapshots
        self._pictures = pictures
        self._vectors = QueryVectors(embedder) if embedder else None

    def rank(self, wanted: Wanted) -> Ranked:
        """Return what speaks for the scenes that anything speaks for."""
        snapshot = self._snapshots.now()
        vector = self._vector(wanted, snapshot)  # made in another thread meanwhile
        mask = None if wanted.allowed is None else snapshot.mask_of(wanted.allowed)
        asked, scores = _by_words(snapshot, wanted)
        matching = largest(scores if mask is None else scores * mask, MATCHING_SCENES)
        told = _Told(snapshot, asked, matching)
        meant = _comparable(snapshot, vector.result())
        near = _NONE if meant is None else snapshot.vectors.nearest_rows(meant, NEAREST_VECTORS, mask)
        named = snapshot.rows_of(wanted.named)
        seen = self._seen(wanted)
        shown = _NONE if seen is None else snapshot.rows_of(seen.nearest(wanted.allowed))
        rows = np.unique(
            np.concatenate([matching, near, shown, named if mask is None else named[mask[named]]])
        )
        return _ranked(told, rows, scores, meant, seen, wanted)

    def score(self, wanted: Wanted, scenes: NDArray[np.int64]) -> Ranked:
        """Return what speaks for each of some scenes that is there, be it nothing; `wanted.allowed` does not count."""
        snapshot = self._snapshots.now()
        vector = self._vector(wanted, snapshot)
        asked, scores = _by_words(snapshot, wanted)
        told = _Told(snapshot, asked, _NONE)
        return _ranked(
            told,
            snapshot.rows_of(scenes),
            scores,
            _comparable(snapshot, vector.result()),
            self._seen(wanted),
            wanted,
        )

    def expect(self, text: str) -> None:
        """Begin to make the vector of a text that will be looked for."""
        if self._vectors is not None and self._snapshots.last.vectors.dimension:
            self._vectors.soon(text)

    def warm_up(self) -> None:
        """Read the library and load the model now, so that the first search need not.

        Raises:
            ModelError: The embedding model is not on this machine.
        """
        if self._vectors is not None and self._snapshots.now().vectors.dimension:
            self._vectors.soon("warm").result()

    def rarities(self, words: Iterable[str]) -> dict[str, float]:
        """Return what those of some words weigh that scenes have, by the term that the index makes of each."""
        index = self._snapshots.now().words
        terms = index.vocabulary.terms()
        return {terms[int(one.terms[0])]: one.rarity for word in words for one in index.asked(word).words}

    def vector_of(self, text: str) -> NDArray[np.float32] | None:
        """Return the vector of a text; `None` if meaning cannot be compared here."""
        snapshot = self._snapshots.now()
        return _comparable(snapshot, self._vector(Wanted(text), snapshot).result())

    def _seen(self, wanted: Wanted) -> SeenPictures | None:
        if self._pictures is None or Signal.PICTURE not in wanted.signals or not wanted.text.strip():
            return None
        return self._pictures.seen(wanted.text)

    def _vector(self, wanted: Wanted, snapshot: Snapshot) -> "Future[NDArray[np.float32] | None]":
        if snapshot.vectors.dimension == 0 or Signal.MEANING not in wanted.signals:
            return _known(None)
        if wanted.vector is not None:
            return _known(wanted.vector)
        return _known(None) if self._vectors is None else self._vectors.soon(wanted.text)


def _by_words(snapshot: Snapshot, wanted: Wanted) -> tuple[AskedWords, NDArray[np.float32]]:
    """Return the words that are looked for, and the BM25 of every row."""
    if Signal.WORDS not in wanted.signals:
        nothing = snapshot.words.asked("")
        return nothing, snapshot.words.scores(nothing)
    asked = snapshot.words.asked(wanted.text)
    scores = snapshot.words.scores(asked)
    if wanted.hints:
        scores += np.float32(HINT_WEIGHT) * snapshot.words.scores(snapshot.words.asked(wanted.hints))
    return asked, scores


def _comparable(snapshot: Snapshot, vector: NDArray[np.float32] | None) -> NDArray[np.float32] | None:
    """Return a vector if it can be compared: another model may lie where the one of that name did."""
    return vector if vector is not None and len(vector) == snapshot.vectors.dimension else None


def _known(vector: NDArray[np.float32] | None) -> "Future[NDArray[np.float32] | None]":
    known: Future[NDArray[np.float32] | None] = Future()
    known.set_result(vector)
    return known


class _Told:
    """What scenes have of a query's words; of some it is found out at once, while a vector is made elsewhere."""

    def __init__(self, snapshot: Snapshot, asked: AskedWords, rows: NDArray[np.int64]) -> None:
        self.snapshot, self.asked = snapshot, asked
        self._rows = rows
        self._known = passages(snapshot.words, asked, rows)

    def of(self, rows: NDArray[np.int64]) -> Passages:
        """Return it of some rows; both these and those that are known ascend."""
        known = np.isin(rows, self._rows, assume_unique=True)
        kept = np.isin(self._rows, rows, assume_unique=True)
        new = passages(self.snapshot.words, self.asked, rows[~known])
        together = Passages(np.empty(len(rows), np.float32), np.empty(len(rows), np.float32))
        for whole, before, added in zip(
            vars(together).values(), vars(self._known).values(), vars(new).values(), strict=True
        ):
            whole[known], whole[~known] = before[kept], added
        return together


def _ranked(
    told: _Told,
    rows: NDArray[np.int64],
    scores: NDArray[np.float32],
    vector: NDArray[np.float32] | None,
    seen: SeenPictures | None,
    wanted: Wanted,
) -> Ranked:
    """Return everything that speaks for the scenes at some rows, ascending."""
    snapshot = told.snapshot
    beside = snapshot.beside(rows)
    having = told.of(rows)
    near, cosines_beside = _nearness(snapshot, rows, beside, vector)
    scenes = snapshot.scenes[rows]
    tell = passages_tell(snapshot.words.average) if Signal.PASSAGES in wanted.signals else 0.0
    evidence = Evidence(
        scenes,
        words=scores[rows],
        passages=having.passages * tell,
        coverage=having.coverage,
        tags=wanted.naming(scenes),
        cosines=near.cosines,
        mean_cosines=near.means,
        words_beside=np.where(beside >= 0, scores[beside], np.float32(0)).max(axis=1),
        cosines_beside=cosines_beside,
        rarity=told.asked.whole,
        weights=wanted.weights,
        pictures=None if seen is None else seen.of(scenes),
    )
    return Ranked(evidence, near.ids, snapshot.to_embed)


def _nearness(
    snapshot: Snapshot, rows: NDArray[np.int64], beside: NDArray[np.int64], vector: NDArray[np.float32] | None
) -> tuple[Nearness, NDArray[np.float32]]:
    """Return how near scenes are, and the cosines of their nearer neighbours."""
    unknown = np.full(len(rows), np.nan, np.float32)
    if vector is None or not len(rows):
        return Nearness(unknown, unknown, np.zeros(len(rows), np.int64)), unknown
    every = np.unique(np.append(rows, beside[beside >= 0]))
    near = snapshot.vectors.nearness(vector, every)
    own = np.searchsorted(every, rows)
    around = np.searchsorted(every, np.maximum(beside, every[0]))
    cosines_around = np.where(beside >= 0, near.cosines[around], np.float32(np.nan))
    return (
        Nearness(near.cosines[own], near.means[own], near.ids[own]),
        np.fmax(cosines_around[:, 0], cosines_around[:, 1]),
    )
