"""The first stage: some hundreds of scenes out of all, each with the sources that brought it up."""

from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from library.recommend import rows_of
from story.recommending.situation import Situation, placed


class Source(StrEnum):
    """Where a candidate comes from."""

    CONTENT = "content"
    MODEL = "model"
    STORY = "story"
    UNTOUCHED = "untouched"
    FRESH = "fresh"
    POPULAR = "popular"
    EXPLORED = "explored"


HOW_MANY = {
    Source.CONTENT: 120,
    Source.MODEL: 200,
    Source.STORY: 150,
    Source.UNTOUCHED: 40,
    Source.FRESH: 40,
    Source.POPULAR: 40,
    Source.EXPLORED: 40,
}
"""How many scenes each source brings up at most."""

LATELY = 8
"""Scenes that were used last, whose neighbours are looked for."""

_HALF_LIFE = 3.0
_VECTORS_A_SCENE = 2


def candidates(asked: Situation, seed: int) -> dict[int, frozenset[Source]]:
    """Return the places (in `asked.scenes`) of scenes to choose from, each with its sources.

    Args:
        asked: What is known.
        seed: Decides which scenes that nothing else brings up may be tried out.
    """
    found: dict[int, set[Source]] = {}
    for source, places in (
        (Source.MODEL, _by_model(asked)),
        (Source.CONTENT, _by_content(asked)),
        (Source.STORY, asked.best(asked.fit, HOW_MANY[Source.STORY], least=0.0)),
        (Source.UNTOUCHED, _untouched(asked)),
        (Source.FRESH, _fresh(asked)),
        (Source.POPULAR, _popular(asked)),
        (Source.EXPLORED, _any(asked, seed)),
    ):
        for place in places.tolist():
            found.setdefault(place, set()).add(source)
    return {place: frozenset(sources) for place, sources in found.items()}


def lately(asked: Situation, most: int = LATELY) -> NDArray[np.int64]:
    """Return the scenes that the person used last and liked, the oldest first, as far as they are still there."""
    history = asked.past.history
    liked = history.items[history.values > 0]
    return liked[np.isin(liked, asked.scenes)][-most:]


def _by_model(asked: Situation) -> NDArray[np.int64]:
    if asked.trained is None:
        return _NONE
    return asked.best(asked.scores, HOW_MANY[Source.MODEL])


def _by_content(asked: Situation) -> NDArray[np.int64]:
    """Look for what is like the scenes used lately, and like the scene before in the story, or else the last used."""
    limit = _VECTORS_A_SCENE * HOW_MANY[Source.CONTENT]
    used = lately(asked)
    wanted = []
    if len(used):
        order = np.argsort(used)
        vectors = np.empty((len(used), asked.content.snapshot.vectors.dimension), np.float32)
        vectors[order] = asked.content.vectors(used[order])
        weights = 0.5 ** (np.arange(len(used))[::-1] / _HALF_LIFE)
        wanted += [_unit(weights.astype(np.float32) @ vectors)]
        wanted += [] if asked.here.before or len(used) == 1 else [vectors[-1]]
    if asked.here.before:
        wanted += list(asked.content.vectors(np.array([asked.here.before[-1]], np.int64)))
    near: dict[int, float] = {}
    for vector in wanted:
        scenes, cosines = asked.content.nearest(vector, limit)
        there = np.isin(scenes, asked.scenes)
        for place, cosine in zip(
            rows_of(asked.scenes, scenes).tolist(), cosines[there].tolist(), strict=True
        ):
            near[place] = max(near.get(place, -1.0), cosine)
    free = [place for place in near if asked.free[place]]
    return np.array(
        sorted(free, key=lambda place: (-near[place], place))[: HOW_MANY[Source.CONTENT]], np.int64
    )


def _untouched(asked: Situation) -> NDArray[np.int64]:
    untouched = np.where(asked.touched == 0, asked.scores, np.float32(-np.inf))
    return asked.best(untouched, HOW_MANY[Source.UNTOUCHED])


def _fresh(asked: Situation) -> NDArray[np.int64]:
    """Return scenes of the newest films, a few a film in turn, so that one film does not fill the list."""
    facts = asked.content.facts
    newest = facts.places(facts.newest(asked.free, 20 * HOW_MANY[Source.FRESH]))
    return _in_turn(newest, facts.films)[: HOW_MANY[Source.FRESH]]


def _popular(asked: Situation) -> NDArray[np.int64]:
    if asked.trained is None or not asked.touched.any():
        return _NONE
    model = asked.trained.popularity
    values = placed(model.items, model.scores([asked.past.history])[0], asked.scenes, -np.inf)
    return asked.best(np.where(asked.touched > 0, values, np.float32(-np.inf)), HOW_MANY[Source.POPULAR])


def _any(asked: Situation, seed: int) -> NDArray[np.int64]:
    """Return scenes by chance, so that each comes up now and then."""
    free = np.flatnonzero(asked.free)
    drawn = np.random.default_rng(seed).integers(0, max(1, len(free)), HOW_MANY[Source.EXPLORED])
    return np.unique(free[drawn]) if len(free) else _NONE


def _in_turn(places: NDArray[np.int64], films: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return places so that the first of each film comes before the second of any."""
    seen: dict[int, int] = {}
    turns = []
    for film in films[places].tolist():
        turns.append(seen.get(film, 0))
        seen[film] = turns[-1] + 1
    return places[np.argsort(np.array(turns, np.int64), kind="stable")]


def _unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length > 0 else vector


_NONE = np.zeros(0, np.int64)
