"""The second stage: candidates in order, those passed over lower, with variety, and one place in ten tried out."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.index.selection import ranges
from library.recommend.exploration import explored
from library.recommend.exposure import less_exposed
from library.recommend.variety import OF_ONE_FILM, varied
from library.search.facts import SceneFacts
from story.recommending.candidates import Source
from story.recommending.ranked import showings, suiting
from story.recommending.situation import Situation

STORY_WEIGHT = 1.0
"""How much it counts that a scene fits the place in the story, beside how well it suits the person."""

FRESH_WEIGHT = 0.1
"""How much it counts that a scene is new: enough to be seen, where nothing else speaks."""

GROUP_WEIGHT = 0.2
"""How much it counts that people of the same age group and country use a scene, in the arm that looks at it."""

KNOWN_BY = 3
"""What more people than these used is not little known any more."""


@dataclass(frozen=True)
class Listing:
    """A list.

    Attributes:
        places: Places of the scenes in `Situation.scenes`, the best first.
        scores: From 1 for the best down to 0.
        sources: What brought each of them up, by place.
    """

    places: tuple[int, ...]
    scores: tuple[float, ...]
    sources: Mapping[int, frozenset[Source]]


def listed(
    asked: Situation, found: Mapping[int, frozenset[Source]], limit: int, now: float, seed: int
) -> Listing:
    """Return the best of some candidates, varied, with one place in ten for what is little known.

    Args:
        asked: What is known.
        found: The candidates, as places in `asked.scenes`, with their sources.
        limit: How many at most.
        now: This moment, in seconds since 1970.
        seed: Decides what is tried out.
    """
    places = np.array(sorted(found), np.int64)
    if not len(places) or limit < 1:
        return Listing((), (), {})
    scenes = asked.scenes[places]
    scores = less_exposed(blended(asked, places, found, now), scenes, showings(asked), now)
    films = asked.content.facts.films[places]
    ranked = varied(scores, asked.content.vectors(scenes), limit, films, _facets(asked.content.facts, scenes))
    ranked, tried = explored(ranked, *_little_known(asked, places, films, ranked), seed)
    worth = _from_0_to_1(scores)[ranked]
    chosen = places[ranked].tolist()
    sources = {
        place: _sources(found[place], is_tried)
        for place, is_tried in zip(chosen, tried.tolist(), strict=True)
    }
    return Listing(tuple(chosen), tuple(worth.tolist()), sources)


def blended(
    asked: Situation, places: NDArray[np.int64], found: Mapping[int, frozenset[Source]], now: float
) -> NDArray[np.float32]:
    """Return what each candidate is worth: what suits, the story, and a little for what is new; 0 to 1."""
    fresh = np.array([Source.FRESH in found[place] for place in places.tolist()], np.float32)
    in_story = np.float32(STORY_WEIGHT) * asked.fit[places]
    of_groups = np.float32(GROUP_WEIGHT) * asked.of_groups[places]
    worth = (
        _from_0_to_1(suiting(asked, places, now)) + in_story + of_groups + np.float32(FRESH_WEIGHT) * fresh
    )
    return _from_0_to_1(worth)


def _facets(facts: SceneFacts, scenes: NDArray[np.int64]) -> NDArray[np.float32]:
    """Return which concepts hold of each of some scenes; shape `(scenes, concepts that hold of any)`."""
    starts = np.searchsorted(facts.tag_scenes, scenes)
    ends = np.searchsorted(facts.tag_scenes, scenes, side="right")
    concepts, columns = np.unique(facts.tag_concepts[ranges(starts, ends)], return_inverse=True)
    holds = np.zeros((len(scenes), max(1, len(concepts))), np.float32)
    holds[np.repeat(np.arange(len(scenes)), ends - starts), columns] = 1
    return holds


def _little_known(
    asked: Situation, places: NDArray[np.int64], films: NDArray[np.int64], ranked: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the candidates that may be tried out, how often each was shown to anybody, and how often used.

    A film that stands twice in the list already has its share.
    """
    listed_films, counts = np.unique(films[ranked], return_counts=True)
    full = np.isin(films, listed_films[counts >= OF_ONE_FILM])
    touched, shown = asked.touched[places], asked.shown[places]
    open_to = np.flatnonzero(~full & (touched <= KNOWN_BY))
    return open_to, shown[open_to].astype(np.float64), touched[open_to].astype(np.float64)


def _sources(found: frozenset[Source], is_tried: bool) -> frozenset[Source]:
    """Return what brought a scene up: a try only where it stands in the place of one."""
    if is_tried:
        return found | {Source.EXPLORED}
    return found - {Source.EXPLORED} or frozenset({Source.MODEL})


def _from_0_to_1(values: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(values):
        return values
    least, span = values.min(), values.max() - values.min()
    return np.asarray((values - least) / span if span > 0 else np.zeros_like(values), np.float32)
