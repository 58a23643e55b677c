"""A ranker that took over decides the order; what it learns from is what was shown, and what was done with it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from library.catalog.event import Event, EventKind
from library.recommend.evidence import FEATURES
from library.recommend.ranker import RANKER_FEATURES, FittedRanker
from story.recommending.reading import HistoryReader
from story.recommending.service import Recommending, Wish
from story.recommending.trained import keep, kept

WIDTH = len(RANKER_FEATURES)


def against(feature: str) -> FittedRanker:
    weights = np.zeros((WIDTH + 1, 1), np.float32)
    weights[RANKER_FEATURES.index(feature)] = -4
    layers = ((weights, np.zeros(1, np.float32)),)
    return FittedRanker(np.zeros(WIDTH, np.float32), np.ones(WIDTH, np.float32), layers)


def folder(shelf: Any) -> Path:
    return shelf.library.folder / "cache" / "recommending"


def scores(recommending: Recommending) -> dict[int, float]:
    return {one.hit.scene.id: one.hit.score for one in recommending.recommend(Wish(limit=200)).scenes}


def test_a_ranker_that_took_over_is_kept_and_orders_what_is_recommended(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    trained = recommending.learn()
    assert trained.ranker is None  # nothing was shown yet
    by_blend = scores(recommending)
    keep(replace(trained, ranker=against("popular")), folder(shelf))
    read = kept(folder(shelf))
    assert read is not None
    assert read.ranker is not None
    by_ranker = scores(Recommending.over(shelf.library))
    much_used, never_used = shelf.sea[0], shelf.other[0]
    assert by_blend[much_used] > by_blend[never_used]
    assert by_ranker[much_used] < by_ranker[never_used]
    assert FEATURES.index("popular") == RANKER_FEATURES.index("popular")


def test_a_scene_that_came_later_is_placed_among_those_with_its_score(
    shelf: Any, recommending: Recommending, many: Callable[[], None]
) -> None:
    many()
    keep(replace(recommending.learn(), ranker=against("popular")), folder(shelf))
    later = Recommending.over(shelf.library)
    later._holder._learn_behind = lambda: None  # type: ignore[method-assign]  # what is there stays in use
    later._holder._is_small = lambda: False  # type: ignore[method-assign]
    (new,) = shelf.put("dd", "Later", ["A boat comes home to the harbour at night."])
    found = scores(later)
    assert 0 <= found[new] <= 1


@pytest.mark.parametrize(
    ("kind", "details", "hours", "share"),
    [
        (EventKind.ADDED, {}, 1, 1.0),
        (EventKind.PREVIEWED, {"seconds": 5, "of": 10}, 1, 0.5),
        (EventKind.ADDED, {}, 30, 0.0),
        (EventKind.NOT_FOR_ME, {}, 1, 0.0),
    ],
)
def test_what_is_done_with_a_scene_within_a_day_counts_for_where_it_was_shown(
    shelf: Any, kind: EventKind, details: dict[str, Any], hours: int, share: float
) -> None:
    scene, other = shelf.sea[:2]
    begun = datetime.now(UTC) - timedelta(days=3)
    shown = [
        Event("u", "s", EventKind.SHOWN, one, None, {"position": at}, begun)
        for at, one in enumerate((scene, other))
    ]
    taken = Event("u", "s", kind, scene, None, details, begun + timedelta(hours=hours))
    assert shelf.library.catalog.append_events([*shown, taken]).kept == 3
    reader = HistoryReader(shelf.library.catalog)
    reader.interactions(np.array(sorted([scene, other]), np.int64))
    read = reader.showings()
    assert dict(zip(read.items.tolist(), read.shares.tolist(), strict=True)) == {scene: share, other: 0.0}
    assert sorted(read.places.tolist()) == [0, 1]
