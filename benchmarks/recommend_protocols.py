"""How recommenders are judged: what is held out, what it is ranked among, and what is counted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from library.recommend import History, Interactions, best_items, histories_in, leave_out_seen
from library.recommend.measures import (
    coverage,
    diversity,
    gains,
    hits,
    novelty,
    places_among,
    popularity_bias,
)
from library.recommend.recommender import FittedModel

OTHERS = 99
DEPTH = 10
_BATCH = 64
_MIN_EVENTS = 2
_LATE_SHARE = 0.2


@dataclass(frozen=True, eq=False)
class Trial:
    """A question: after this history, where does the model put what was used then?

    Attributes:
        past: What models learn from.
        histories: One a case.
        targets: Rows of the items used then, of each case.
        others: What each case's target is ranked among; shape `(cases, 99)`; `None` for all unseen items.
    """

    past: Interactions
    histories: tuple[History, ...]
    targets: tuple[NDArray[np.int64], ...]
    others: NDArray[np.int64] | None


@dataclass(frozen=True)
class Scores:
    """What a model reached; the last five over its lists of ten."""

    hit: float
    gain: float
    gain_error: float
    coverage: float
    diversity: float
    novelty: float
    bias: float


def leave_one_out(interactions: Interactions, sampled: bool, limit: int, seed: int) -> Trial:
    """Hold out the last liked event of each user who has another (He et al. 2017, section 4.1).

    Args:
        interactions: All there is.
        sampled: Rank among 99 unseen items drawn at random, or among all unseen ones.
        limit: So many users at most are asked about, drawn at random.
        seed: Of what is drawn.
    """
    chance = np.random.default_rng(seed)
    last = np.array(list(_last_liked(interactions)), np.int64)
    if len(last) > limit:
        last = np.sort(chance.choice(last, limit, replace=False))
    kept = np.ones(len(interactions), np.bool_)
    for event in last:  # an item that was used before is no new one
        start, end = interactions.starts[interactions.user[event] :][:2]
        kept[start:end] = interactions.item[start:end] != interactions.item[event]
        kept[event:end] = False
    past = interactions.subset(kept)
    users = interactions.user[last]
    targets = tuple(np.array([item], np.int64) for item in interactions.item[last])
    return Trial(
        past,
        tuple(histories_in(past, users.tolist())),
        targets,
        _drawn(past, users, interactions.item[last], chance) if sampled else None,
    )


def by_time(interactions: Interactions, limit: int, seed: int) -> Trial:
    """Hold out the latest fifth of all events; what each user liked then and had not before is to be found."""
    cut = float(np.quantile(interactions.time, 1 - _LATE_SHARE))
    past = interactions.subset(interactions.time < cut)
    cases = []
    for user, (start, end) in enumerate(pairwise(interactions.starts)):
        late = (interactions.time[start:end] >= cut) & (interactions.value[start:end] > 0)
        new = np.setdiff1d(
            interactions.item[start:end][late], past.item[past.starts[user] : past.starts[user + 1]]
        )
        if len(new) and past.starts[user + 1] > past.starts[user]:
            cases.append((user, new.astype(np.int64)))
    if len(cases) > limit:
        chosen = np.random.default_rng(seed).choice(len(cases), limit, replace=False)
        cases = [cases[number] for number in np.sort(chosen)]
    histories = histories_in(past, [user for user, _ in cases])
    asked = tuple(History(one.items, one.values, one.times, cut) for one in histories)
    return Trial(past, asked, tuple(new for _, new in cases), None)


def judged(model: FittedModel, trial: Trial, vectors: NDArray[np.float32] | None) -> Scores:
    """Ask a model about every case."""
    found_hits, found_gains, lists = [], [], []
    for start in range(0, len(trial.histories), _BATCH):
        histories = trial.histories[start : start + _BATCH]
        targets = trial.targets[start : start + _BATCH]
        scores = leave_out_seen(model.scores(histories), model.items, histories)
        lists.extend(_list(row) for row in scores)
        others = trial.others[start : start + _BATCH] if trial.others is not None else None
        hit, gain = (
            _one_right(scores, targets, others) if others is not None else _many_right(scores, targets)
        )
        found_hits.extend(hit)
        found_gains.extend(gain)
    shown, counts = np.array(lists, np.int64).reshape(-1, DEPTH), trial.past.counts
    error = float(np.std(found_gains) / np.sqrt(max(len(found_gains), 1)))
    return Scores(
        float(np.mean(found_hits)),
        float(np.mean(found_gains)),
        error,
        coverage(shown, len(counts)),
        diversity(shown, vectors) if vectors is not None else float("nan"),
        novelty(shown, counts, len(trial.past.users)),
        popularity_bias(shown, counts),
    )


def _one_right(
    scores: NDArray[np.float32], targets: Sequence[NDArray[np.int64]], others: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    own = np.array([scores[row, one[0]] for row, one in enumerate(targets)])
    places = places_among(np.take_along_axis(scores, others, axis=1), own)
    return hits(places), gains(places)


def _many_right(
    scores: NDArray[np.float32], targets: Sequence[NDArray[np.int64]]
) -> tuple[list[float], list[float]]:
    """Return whether any of the right items is in the list, and the list's NDCG."""
    found, reached = [], []
    for row, right in zip(scores, targets, strict=True):
        inside = np.isin(_list(row), right)
        discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
        found.append(float(inside.any()))
        reached.append(float((inside * discounts).sum() / discounts[: len(right)].sum()))
    return found, reached


def _list(scores: NDArray[np.float32]) -> NDArray[np.int64]:
    best = best_items(scores, DEPTH)
    return np.pad(best, (0, DEPTH - len(best)), constant_values=-1)


def _last_liked(interactions: Interactions) -> Iterator[int]:
    for start, end in pairwise(interactions.starts):
        liked = np.flatnonzero(interactions.value[start:end] > 0)
        if len(liked) and len(np.unique(interactions.item[start : start + liked[-1] + 1])) >= _MIN_EVENTS:
            yield int(start + liked[-1])


def _drawn(
    past: Interactions, users: NDArray[np.int32], used: NDArray[np.int32], chance: np.random.Generator
) -> NDArray[np.int64]:
    """Draw 99 different items for each case, neither seen nor the one used; all twice if there are fewer."""
    drawn = np.empty((len(users), OTHERS), np.int64)
    for row, (user, item) in enumerate(zip(users, used, strict=True)):
        unseen = np.ones(len(past.items), np.bool_)
        unseen[past.item[past.starts[user] : past.starts[user + 1]]] = False
        unseen[item] = False
        there = np.flatnonzero(unseen)
        drawn[row] = chance.choice(there, OTHERS, replace=len(there) < OTHERS) if len(there) else item
    return drawn
