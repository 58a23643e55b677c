"""Everything that is known when somebody asks, as one array a signal over all scenes of the library."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from library.ontology import Facet
from library.recommend import best_items, rows_of
from library.recommend.ours import FittedOurs
from library.search.content import Content
from story.recommending.new_scenes import ContentPrior
from story.recommending.reading import Past
from story.recommending.story_here import NOWHERE, StoryHere
from story.recommending.trained import Trained

Number = TypeVar("Number", bound=np.generic)

FACET_WEIGHTS = {Facet.WHO: 0.5, Facet.WHERE: 0.3, Facet.WHEN: 0.2}
"""How much it is worth that people, place and time are those of the scenes at hand; together 1."""

NOT_COMING = 0.8
"""Who is only in the scene before counts so much of somebody who comes next."""

SOON = (0.6, 0.4, 0.3)
"""How much it is worth to be the next scene of the same film, the one after it, and so on."""

FOLLOWING = 0.5
"""How much it is worth to follow in other stories what comes before."""

MOST_BEFORE = 12
"""So many scenes are looked at of those that come before."""


@dataclass(frozen=True, eq=False)
class Situation:
    """What is known; arrays of shape `(scenes,)` stand in the order of `content.facts.scenes`.

    Attributes:
        content: The library.
        trained: What was learnt, or `None` while there is nothing.
        past: What the person did.
        here: The place in a story.
        scores: How well each scene suits the person; comparable within this array only; float32.
        fit: How well each can stand in that place, from 0 to 1; float32.
        free: Which may be recommended; bool.
        touched: How often each was used by anybody; int64.
        shown: How often each was shown to anybody; int64.
        of_groups: How much each is used by people of the same groups, from 0 to 1; all 0 for who is in no arm of an
            experiment that looks at it; float32.
        evidence: Of the model's items, where a ranker wants it; shape `(kinds of evidence, items)`.
    """

    content: Content
    trained: Trained | None
    past: Past
    here: StoryHere
    scores: NDArray[np.float32]
    fit: NDArray[np.float32]
    free: NDArray[np.bool_]
    touched: NDArray[np.int64]
    shown: NDArray[np.int64]
    of_groups: NDArray[np.float32]
    evidence: NDArray[np.float32] | None = None

    @property
    def scenes(self) -> NDArray[np.int64]:
        """Numbers of all scenes, ascending."""
        return self.content.facts.scenes

    def best(self, values: NDArray[np.float32], count: int, least: float = -np.inf) -> NDArray[np.int64]:
        """Return the places of the highest values among scenes that may be recommended, best first."""
        allowed = self.free & (values > least) if np.isfinite(least) else self.free
        return best_items(np.where(allowed, values, np.float32(-np.inf)), count)


def situation(
    content: Content,
    trained: Trained | None,
    prior: ContentPrior | None,
    past: Past,
    here: StoryHere,
    groups: Sequence[str] = (),
) -> Situation:
    """Return what is known.

    Args:
        content: The library as it is now.
        trained: What was learnt.
        prior: Scores scenes that came later than that.
        past: What the person did.
        here: The place in a story.
        groups: Names of groups whose use counts, too.
    """
    scenes = content.facts.scenes
    free = np.ones(len(scenes), np.bool_)
    free[rows_of(scenes, np.array(sorted(past.known | here.used), np.int64))] = False
    scores, evidence = _scores(content, trained, prior, past)
    touched, shown = _counts(content, trained)
    of_groups = np.zeros(len(scenes), np.float32)
    if trained is not None and groups:
        of_groups = placed(trained.model.items, trained.groups.share(groups), scenes)
    fit = np.zeros(len(scenes), np.float32) if here == NOWHERE else story_fit(content, trained, here)
    return Situation(content, trained, past, here, scores, fit, free, touched, shown, of_groups, evidence)


def story_fit(content: Content, trained: Trained | None, here: StoryHere) -> NDArray[np.float32]:
    """Return how well each scene can stand at a place in a story: people, place, time, film, and other stories."""
    facts = content.facts
    held = np.zeros(len(facts.scenes), np.float32)
    for facet, weight in FACET_WEIGHTS.items():
        best = np.zeros(len(facts.scenes), np.float32)
        for tag in here.tags:
            if tag.facet == facet:
                worth = tag.confidence * (1.0 if tag.concept in here.coming else NOT_COMING)
                best = np.maximum(best, np.float32(worth) * facts.sureness(tag.concept))
        held += np.float32(weight) * best
    return (held + soon(content, here) + following(content, trained, here)) / np.float32(
        1 + SOON[0] + FOLLOWING
    )


def soon(content: Content, here: StoryHere) -> NDArray[np.float32]:
    """Return what it is worth that each scene comes soon after one at hand in its film."""
    facts, worth = content.facts, np.zeros(len(content.facts.scenes), np.float32)
    for place in facts.places(np.array(here.before[-MOST_BEFORE:], np.int64)).tolist():
        later = facts.numbers - facts.numbers[place]
        for distance, value in enumerate(SOON, 1):
            beside = (facts.films == facts.films[place]) & (later == distance)
            worth[beside] = np.maximum(worth[beside], np.float32(value))
    return worth


def following(content: Content, trained: Trained | None, here: StoryHere) -> NDArray[np.float32]:
    """Return what it is worth that each scene follows one at hand in other stories."""
    scenes, worth = content.facts.scenes, np.zeros(len(content.facts.scenes), np.float32)
    if trained is None or not here.before:
        return worth
    pairs = trained.transitions
    mine = np.isin(pairs.before, np.array(here.before, np.int64)) & np.isin(pairs.after, scenes)
    np.add.at(worth, np.searchsorted(scenes, pairs.after[mine]), pairs.count[mine])
    return np.float32(FOLLOWING) * worth / (1 + worth)


def _scores(
    content: Content, trained: Trained | None, prior: ContentPrior | None, past: Past
) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
    """Return the scores of all scenes, and evidence for the ranker.

    Scenes that came later than the model are scored from their content.
    """
    scenes = content.facts.scenes
    if trained is None or not len(scenes):
        return np.zeros(len(scenes), np.float32), None
    own, evidence = _own(trained, past)
    scores = placed(trained.model.items, own, scenes, own.min(initial=0.0))
    if prior is not None and len(prior.scenes):
        scores[np.searchsorted(scenes, prior.scenes)] = prior.scores(own)
    return scores, evidence


def _own(trained: Trained, past: Past) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
    """Return the scores of the model's items, and the evidence behind them where a ranker wants it."""
    if trained.ranker is None or not isinstance(trained.model, FittedOurs):
        return trained.model.scores([past.history])[0], None
    evidence, scores = trained.model.told([past.history])
    return scores[0], evidence[0]


def _counts(content: Content, trained: Trained | None) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return how often each scene was used, and how often shown, by and to anybody."""
    scenes = content.facts.scenes
    if trained is None:
        none = np.zeros(len(scenes), np.int64)
        return none, none
    items = trained.model.items
    return placed(items, trained.touched, scenes), placed(items, trained.shown, scenes)


def placed(
    items: NDArray[np.int64], values: NDArray[Number], scenes: NDArray[np.int64], missing: float = 0
) -> NDArray[Number]:
    """Return values of a model's items as values of scenes; `missing` for scenes that came later.

    Args:
        items: Numbers of the items, ascending.
        values: Shape `(items,)`.
        scenes: Numbers of scenes, ascending.
        missing: As above.
    """
    if np.array_equal(items, scenes):
        return values.copy()
    found = np.full(len(scenes), missing, values.dtype)
    there = np.isin(items, scenes, assume_unique=True)
    found[np.searchsorted(scenes, items[there])] = values[there]
    return found
