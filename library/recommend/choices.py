"""What users used next, told by evidence that did not know of it yet: what weights are learned from."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.evidence import FEATURES, evidence_of
from library.recommend.history import History, history_of
from library.recommend.interactions import Interactions
from library.recommend.recommender import rows_of
from library.recommend.transitions import Transitions
from library.recommend.weighing import Choices

_BATCH_CELLS = 4_000_000
"""So many numbers of one feature are worked on at once, to bound memory."""

_MAX_CHOICES = 3_000
_MAX_CELLS = 100_000_000
"""So many choices at most, and so many of them times items."""

_OTHERS = 200

_FEW_EVENTS = 20_000
_FOLDS = 4
"""With few events, evidence is fitted several times, each time without some of the last ones only."""


def choices_of(
    interactions: Interactions,
    vectors: NDArray[np.float32] | None,
    transitions: Transitions | None,
    progress: Progress = no_progress,
    seed: int = 0,
) -> Choices:
    """Return what users used last, each among others drawn at random.

    Args:
        interactions: As `Recommender.fit` takes them; so are `vectors` and `transitions`.
        vectors: See there.
        transitions: See there.
        progress: See there.
        seed: Of what is drawn.
    """
    chance = np.random.default_rng(seed)
    events = chance.permutation(_last_events(interactions, chance))
    folds = np.array_split(events, _FOLDS if len(interactions) < _FEW_EVENTS else 1)
    features = [np.zeros((0, 1 + _OTHERS, len(FEATURES)), np.float32)]
    for number, fold in enumerate(folds):
        progress("weighing evidence", number, len(folds))
        if len(fold):
            features.extend(_choices_without(interactions, fold, vectors, transitions, chance))
    stacked = np.concatenate(features)
    return Choices(stacked, np.ones(len(stacked)))


def _choices_without(
    interactions: Interactions,
    events: NDArray[np.int64],
    vectors: NDArray[np.float32] | None,
    transitions: Transitions | None,
    chance: np.random.Generator,
) -> Iterator[NDArray[np.float32]]:
    known = np.ones(len(interactions), np.bool_)
    known[events] = False
    evidence = evidence_of(interactions.subset(known), vectors, transitions)
    for part in batches(len(events), len(interactions.items)):
        histories = [_history_before(interactions, int(event)) for event in events[part]]
        found = evidence.of(histories)
        used = interactions.item[events[part]]
        for row, (item, history) in enumerate(zip(used, histories, strict=True)):
            others = _others(interactions, int(item), history, chance)
            yield found[row : row + 1, :, [int(item), *others]].transpose(0, 2, 1)


def _last_events(interactions: Interactions, chance: np.random.Generator) -> NDArray[np.int64]:
    """Return the last liked event of users with at least three; the last few where there are few users."""
    each = max(1, min(4, 200 // max(len(interactions.users), 1)))
    found: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
    for start, end in pairwise(interactions.starts):
        liked = np.arange(start, end)[interactions.value[start:end] > 0]
        if len(liked) >= 3:
            found.append(liked[-min(each, len(liked) // 3) :])
    events = np.concatenate(found)
    limit = min(_MAX_CHOICES, max(200, _MAX_CELLS // max(len(interactions.items), 1)))
    return chance.choice(events, limit, replace=False) if len(events) > limit else events


def _history_before(interactions: Interactions, event: int) -> History:
    start = interactions.starts[interactions.user[event]]
    past = slice(start, event)
    items = interactions.items[interactions.item[past]]
    return history_of(items, interactions.time[past], interactions.value[past])


def _others(
    interactions: Interactions, used: int, history: History, chance: np.random.Generator
) -> NDArray[np.int64]:
    """Draw items that were not used; some may come twice."""
    seen = np.zeros(len(interactions.items), np.bool_)
    seen[rows_of(interactions.items, history.items)] = True
    seen[used] = True
    unseen = np.flatnonzero(~seen)
    return chance.choice(unseen, _OTHERS) if len(unseen) else np.full(_OTHERS, used)


def batches(histories: int, items: int) -> Iterator[slice]:
    """Part histories so that one feature of all items for a part fits into little memory."""
    size = max(1, _BATCH_CELLS // max(items, 1))
    for start in range(0, histories, size):
        yield slice(start, start + size)
