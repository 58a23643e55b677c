"""How well scenes fit each step of a text, in the films in which most steps fit."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.catalog.scene_times import SceneTimes
from library.search.asked import Asked
from library.search.fusion import evidence_of
from library.search.hits import Hit
from library.search.page import hits_at
from library.search.ranking import Ranked, Ranking, Wanted
from library.words import query_terms

MOST_FILMS = 40
"""In so many films sequences are looked for: those whose best scenes for the steps are worth most together."""


@dataclass(frozen=True, eq=False)
class Step:
    """One step of a text, and how well scenes fit it.

    Attributes:
        asked: How it was read.
        ranked: What speaks for each scene that was looked at.
        values: How well each of them fits, shape `(scenes,)`, from 0 to 1 and comparable between steps: the score among
            the scenes of this step, times how well the best of them fits at all; 0 where filters leave a scene out.
    """

    asked: Asked
    ranked: Ranked
    values: NDArray[np.float64]

    def of(self, scenes: NDArray[np.int64]) -> NDArray[np.float64]:
        """Return the values of some scenes; 0 for those that were not looked at."""
        own = self.ranked.evidence.scenes
        if not len(own):
            return np.zeros(len(scenes))
        order = np.argsort(own)
        places = order[np.minimum(np.searchsorted(own, scenes, sorter=order), len(own) - 1)]
        return np.where(own[places] == scenes, self.values[places], 0.0)

    def hits(self, catalog: Catalog, scenes: Sequence[int]) -> dict[int, Hit]:
        """Return hits of those of some scenes that are there, by scene number."""
        where = {int(scene): place for place, scene in enumerate(self.ranked.evidence.scenes)}
        places = [where[scene] for scene in dict.fromkeys(scenes) if scene in where]
        hits = hits_at(catalog, self.ranked, places, self.asked.text, self.asked.concepts)
        return {hit.scene.id: hit for hit in hits}


class StepSearch:
    """Scores scenes for several steps at once.

    Args:
        catalog: Where the scenes are.
        ranking: Scores them.
        wanted: Says what scenes are scored for.
    """

    def __init__(self, catalog: Catalog, ranking: Ranking, wanted: Callable[[Asked], Wanted]) -> None:
        self._catalog = catalog
        self._ranking = ranking
        self._wanted = wanted

    def best(self, asked: Asked) -> Step:
        """Return a step with the scenes that speak for it, in all films."""
        return self._step(asked, None)

    def in_films(self, steps: Sequence[Asked]) -> tuple[SceneTimes, list[Step]]:
        """Return all scenes of the films that fit best, and the steps with a value for each of these scenes."""
        found = [self.best(asked) for asked in steps]
        films = _best_films(found)
        times = self._catalog.scene_times(films)
        return times, [self._step(step.asked, times.scenes) for step in found]

    def _step(self, asked: Asked, among: NDArray[np.int64] | None) -> Step:
        if not query_terms(asked.text):
            return _filtered(asked, among)
        wanted = self._wanted(asked)
        ranked = self._ranking.rank(wanted) if among is None else self._ranking.score(wanted, among)
        evidence = ranked.evidence
        if not len(evidence.scenes):
            return Step(asked, ranked, np.zeros(0))
        values = evidence.scores() * evidence.relevance(int(ranked.order[0]))
        return Step(asked, ranked, values * _left(asked, evidence.scenes))


def _filtered(asked: Asked, among: NDArray[np.int64] | None) -> Step:
    """Return a step without words: every scene that the filters leave fits, and no other."""
    facts = asked.held.facts
    scenes = facts.scenes if among is None else among
    ranked = Ranked(evidence_of(scenes), np.zeros(len(scenes), np.int64))
    return Step(asked, ranked, _left(asked, scenes))


def _left(asked: Asked, scenes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return 1 for each of some scenes that the filters leave, else 0."""
    return (
        np.ones(len(scenes)) if asked.allowed is None else np.isin(scenes, asked.allowed).astype(np.float64)
    )


def _best_films(steps: Sequence[Step]) -> list[int]:
    worth: dict[int, float] = {}
    for step in steps:
        facts, scenes = step.asked.held.facts, step.ranked.evidence.scenes
        known = np.isin(scenes, facts.scenes)
        films = facts.films[facts.places(scenes[known])]
        best = np.zeros(int(films.max(initial=0)) + 1)
        np.maximum.at(best, films, step.values[known])
        for film in np.flatnonzero(best).tolist():
            worth[film] = worth.get(film, 0.0) + float(best[film])
    return sorted(worth, key=lambda film: (-worth[film], film))[:MOST_FILMS]
