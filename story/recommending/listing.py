"""The second stage: candidates in order, with no more than a few scenes of one film among ten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from story.recommending.candidates import Source
from story.recommending.situation import Situation

STORY_WEIGHT = 1.0
"""How much it counts that a scene fits the place in the story, beside how well it suits the person."""

FRESH_WEIGHT = 0.1
"""How much it counts that a scene is new: enough to be seen, where nothing else speaks."""

OF_ONE_FILM, AMONG = 2, 10
"""At most so many scenes of one film among so many, as long as there are others."""


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


def listed(asked: Situation, found: Mapping[int, frozenset[Source]], limit: int) -> Listing:
    """Return the best of some candidates.

    Args:
        asked: What is known.
        found: The candidates, as places in `asked.scenes`, with their sources.
        limit: How many at most.
    """
    places = np.array(sorted(found), np.int64)
    scores = blended(asked, places, found)
    order = np.argsort(-scores, kind="stable")
    chosen = spread(places[order].tolist(), asked.content.facts.films, limit)
    by_place = dict(zip(places.tolist(), scores.tolist(), strict=True))
    return Listing(tuple(chosen), tuple(by_place[place] for place in chosen), found)


def blended(
    asked: Situation, places: NDArray[np.int64], found: Mapping[int, frozenset[Source]]
) -> NDArray[np.float32]:
    """Return what each candidate is worth: the model's score, the story, and a little for what is new; 0 to 1."""
    fresh = np.array([Source.FRESH in found[place] for place in places.tolist()], np.float32)
    in_story = np.float32(STORY_WEIGHT) * asked.fit[places]
    worth = _from_0_to_1(asked.scores[places]) + in_story + np.float32(FRESH_WEIGHT) * fresh
    return _from_0_to_1(worth)


def spread(order: Sequence[int], films: NDArray[np.int64], limit: int) -> list[int]:
    """Return the first places of an order so that one film does not fill any ten of them.

    A film that has had its share waits until ten others have come; what is left when nothing else is comes at the end.
    """
    waiting, chosen = list(order), list[int]()
    while waiting and len(chosen) < limit:
        lately = [films[place] for place in chosen[-(AMONG - 1) :]]
        fitting = (at for at, place in enumerate(waiting) if lately.count(films[place]) < OF_ONE_FILM)
        chosen.append(waiting.pop(next(fitting, 0)))
    return chosen


def _from_0_to_1(values: NDArray[np.float32]) -> NDArray[np.float32]:
    if not len(values):
        return values
    least, span = values.min(), values.max() - values.min()
    return np.asarray((values - least) / span if span > 0 else np.zeros_like(values), np.float32)
