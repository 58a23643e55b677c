"""Learns a ranker from lists that were shown; it takes over only where it foretells better what is taken later.

The older showings are told to nobody: what users did until then is what the blend learns from, and what stands in for
it. Of the rest, the earlier part teaches the ranker and the later decides between it and the blend, by NDCG, a mean
for each user. What stood lower was looked at less, so what was taken there counts for more (Joachims et al. 2017).
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from library.progress import Progress, no_progress
from library.recommend.choices import batches
from library.recommend.exposure import attention
from library.recommend.history import NO_HISTORY, History, history_of
from library.recommend.interactions import Interactions
from library.recommend.ours import FittedOurs, Ours
from library.recommend.ranker import (
    MIN_POSITIVES,
    FittedRanker,
    Showings,
    fit_ranker,
    ranker_features,
    share_in_length_class,
)
from library.recommend.recommender import rows_of
from library.recommend.shown_items import ShownItems
from library.recommend.takeover import Comparison, compared
from library.recommend.transitions import Transitions

_TAUGHT_FROM, _JUDGED_FROM = 0.3, 0.75
"""Shares of all showings, by time: before the first they are not looked at, from the second on they judge."""

_MOST_LISTS = 4_000
_MOST_CELLS = 100_000_000
"""So many of the newest lists at most, and so many of them times items."""


@dataclass(frozen=True, eq=False)
class LearnedRanking:
    """What came of it.

    Attributes:
        ranker: `None` while the blend stands.
        comparison: How the two did; `None` where too little was taken to compare.
    """

    ranker: FittedRanker | None = None
    comparison: Comparison | None = None


@dataclass(frozen=True, eq=False)
class _Told:
    """Lists with what was known when they were shown."""

    showings: Showings
    blend: NDArray[np.float32]
    users: NDArray[np.str_]
    bounds: NDArray[np.int64]


def learned_ranking(
    shown: ShownItems,
    interactions: Interactions,
    seconds: NDArray[np.float64],
    vectors: NDArray[np.float32] | None = None,
    transitions: Transitions | None = None,
    progress: Progress = no_progress,
) -> LearnedRanking:
    """Learn a ranker and say whether it takes over.

    Args:
        shown: What stood in lists; of items that `interactions` does not know, nothing is learned.
        interactions: What everybody did.
        seconds: How long each of the items lasts, shape `(items,)`.
        vectors: As `Recommender.fit` takes them; so are `transitions` and `progress`.
        transitions: See there.
        progress: See there.
    """
    shown = _comparable(shown.only(np.isin(shown.items, interactions.items)), interactions.items, seconds)
    if int((shown.shares > 0).sum()) < MIN_POSITIVES:
        return LearnedRanking()
    begins, judges = np.quantile(shown.times, [_TAUGHT_FROM, _JUDGED_FROM])
    known = interactions.subset(interactions.time < begins)
    model = Ours().fit(known, vectors, transitions, progress)
    lists = _newest_lists(shown, float(begins), len(interactions.items))
    teach = sum(bool(shown.times[rows[0]] < judges) for rows in lists)
    if not 0 < teach < len(lists):
        return LearnedRanking()
    told = _told(model, shown, lists, interactions, seconds, progress)
    earlier = told.showings.first(int(told.bounds[teach]))
    if not _can_teach(earlier):
        return LearnedRanking()
    comparison = _compared(told, fit_ranker(earlier).expected_share(told.showings.features), teach)
    if not comparison.takes_over:
        return LearnedRanking(comparison=comparison)
    return LearnedRanking(fit_ranker(told.showings), comparison)


def _comparable(shown: ShownItems, items: NDArray[np.int64], seconds: NDArray[np.float64]) -> ShownItems:
    """Return showings whose shares can be compared between short and long items."""
    lengths = seconds[rows_of(items, shown.items)]
    return replace(shown, shares=share_in_length_class(shown.shares * lengths, lengths))


def _newest_lists(shown: ShownItems, begins: float, items: int) -> list[NDArray[np.int64]]:
    lists = [rows for rows in shown.lists() if shown.times[rows[0]] >= begins]
    return lists[-min(_MOST_LISTS, max(200, _MOST_CELLS // max(items, 1))) :]


def _can_teach(showings: Showings) -> bool:
    return bool((showings.share > 0).any() and (showings.share <= 0).any())


def _told(
    model: FittedOurs,
    shown: ShownItems,
    lists: Sequence[NDArray[np.int64]],
    interactions: Interactions,
    seconds: NDArray[np.float64],
    progress: Progress,
) -> _Told:
    """Return the features of every showing, by evidence from before all of them and the user's history until then."""
    features, blend = [], []
    for part in batches(len(lists), len(model.items)):
        progress("ranking", part.start, len(lists))
        histories = [_history(interactions, shown, rows) for rows in lists[part]]
        evidence, scores = model.told(histories)
        for number, rows in enumerate(lists[part]):
            items = rows_of(model.items, shown.items[rows])
            features.append(
                ranker_features(
                    evidence[number][:, items],
                    seconds[items],
                    histories[number],
                    float(shown.times[rows[0]]),
                    shown.exposures[rows],
                )
            )
            blend.append(scores[number, items])
    rows = np.concatenate(lists)
    bounds = np.cumsum([0, *(len(one) for one in lists)])
    showings = Showings(np.concatenate(features), shown.places[rows], shown.shares[rows])
    return _Told(showings, np.concatenate(blend), shown.users[rows[bounds[:-1]]], bounds)


def _history(interactions: Interactions, shown: ShownItems, rows: NDArray[np.int64]) -> History:
    """Return what the user of a list had done before it was shown."""
    name, moment = str(shown.users[rows[0]]), float(shown.times[rows[0]])
    user = bisect_left(interactions.users, name)
    if user == len(interactions.users) or interactions.users[user] != name:
        return NO_HISTORY
    start, end = interactions.starts[user : user + 2]
    end = start + int(np.searchsorted(interactions.time[start:end], moment))
    events = slice(start, end)
    ids = interactions.items[interactions.item[events]]
    return history_of(ids, interactions.time[events], interactions.value[events], moment)


def _compared(told: _Told, expected: NDArray[np.float32], start_at: int) -> Comparison:
    """Compare the blend and what is expected on the lists from number `start_at` on."""
    found: dict[str, list[tuple[float, float]]] = {}
    attended = np.array([attention(int(place)) for place in told.showings.place])
    worth = told.showings.share / attended
    later = slice(start_at, None)
    columns = (told.users[later].tolist(), told.bounds[:-1][later], told.bounds[1:][later])
    for user, start, end in zip(*columns, strict=True):
        one = slice(int(start), int(end))
        if worth[one].any():
            found.setdefault(user, []).append(
                (_gain(worth[one], told.blend[one]), _gain(worth[one], expected[one]))
            )
    means = np.array([np.mean(pairs, axis=0) for pairs in found.values()]).reshape(-1, 2)
    return compared(means[:, 0], means[:, 1])


def _gain(worth: NDArray[np.floating], scores: NDArray[np.float32]) -> float:
    """Return the NDCG of a list in the order of some scores."""
    discounts = 1 / np.log2(np.arange(2, len(worth) + 2))
    ranked = worth[np.argsort(-scores, kind="stable")]
    return float((ranked * discounts).sum() / (np.sort(worth)[::-1] * discounts).sum())
