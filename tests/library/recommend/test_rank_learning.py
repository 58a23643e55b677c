"""A ranker learns from what was shown, and takes over only where it foretells later lists better than the blend."""

import numpy as np
import pytest
from numpy.typing import NDArray

from library.recommend import BadInteractions, Interactions, interactions_of
from library.recommend.rank_learning import LearnedRanking, learned_ranking
from library.recommend.ranker import RANKER_FEATURES, FittedRanker
from library.recommend.shown_items import ShownItems, shown_items

ITEMS, USERS, LISTS, LONG = 120, 80, 30, 10
WEEK = 7 * 86_400.0
SECONDS = np.where(np.arange(ITEMS) % 2, 14.0, 5.0)


def world(tiring: float, taking: float = 0.35) -> tuple[ShownItems, Interactions]:
    """Users who take what they are shown by chance, and tire of what they were shown in vain before."""
    chance = np.random.default_rng(7)
    rows = []
    for user in range(USERS):
        tired: set[int] = set()
        for number in range(LISTS):
            time = 1.6e9 + number * 50_000 + user * 100
            for place, item in enumerate(chance.permutation(ITEMS)[:LONG].tolist()):
                taken = chance.random() < taking * (1 - tiring * (item in tired))
                rows.append((f"u{user:03}", item, place, time, float(taken)))
                (tired.discard if taken else tired.add)(item)
    users, items, places, times, taken = (list(column) for column in zip(*rows, strict=True))
    used = [row for row in rows if row[4]]
    done = interactions_of(
        [row[0] for row in used],
        [row[1] for row in used],
        np.ones(len(used)),
        [row[3] + 30 for row in used],
        catalogue=np.arange(ITEMS),
    )
    return shown_items(users, items, places, times, taken), done


def learned(tiring: float, taking: float = 0.35) -> LearnedRanking:
    shown, done = world(tiring, taking)
    return learned_ranking(shown, done, SECONDS)


def test_it_takes_over_where_it_sees_what_the_blend_does_not() -> None:
    found = learned(tiring=0.8)
    assert found.comparison is not None
    assert found.comparison.cases == USERS
    assert found.comparison.takes_over
    assert found.ranker is not None
    tried = np.zeros((2, len(RANKER_FEATURES)), np.float32)
    tried[1, -1] = np.log1p(1.0)
    new, shown_before = found.ranker.expected_share(tried)
    assert new > 2 * shown_before


def test_the_blend_stands_where_there_is_nothing_to_see() -> None:
    found = learned(tiring=0.0)
    assert found.ranker is None
    assert found.comparison is not None
    assert not found.comparison.takes_over


def test_too_little_that_was_taken_teaches_nothing() -> None:
    found = learned(tiring=0.8, taking=0.03)
    assert found.ranker is None
    assert found.comparison is None


def test_what_is_shown_in_vain_counts_until_it_is_taken_and_fades_in_a_week() -> None:
    shown = shown_items(
        ["a", "a", "a", "b"], [5, 5, 5, 5], [0, 0, 0, 0], [0, WEEK, 2 * WEEK, 0], [0, 1, 0, 0]
    )
    assert shown.exposures[shown.users == "a"].tolist() == pytest.approx([0, 0.5, 0])
    assert shown.exposures[shown.users == "b"].tolist() == [0]


def test_what_one_person_was_shown_at_once_is_one_list_best_place_first() -> None:
    shown = shown_items(["b", "a", "a", "a"], [1, 2, 3, 4], [0, 1, 0, 0], [10, 5, 5, 6], [0, 0, 0, 0])
    assert [shown.items[rows].tolist() for rows in shown.lists()] == [[3, 2], [4], [1]]


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_showings_that_hold_no_numbers_are_refused(bad: float) -> None:
    with pytest.raises(BadInteractions, match="no number"):
        shown_items(["a"], [1], [0], [bad], [0])
    with pytest.raises(BadInteractions, match="length"):
        shown_items(["a"], [1, 2], [0], [0], [0])


def test_a_ranker_is_stored_as_numbers() -> None:
    chance = np.random.default_rng(3)
    width = len(RANKER_FEATURES)

    def numbers(*shape: int) -> NDArray[np.float32]:
        return chance.normal(size=shape).astype(np.float32)

    layers = ((numbers(width + 1, 4), numbers(4)), (numbers(4, 1), numbers(1)))
    ranker = FittedRanker(numbers(width), np.ones(width, np.float32), layers)
    again = FittedRanker.restored(ranker.arrays())
    tried = numbers(6, width)
    assert again.expected_share(tried).tolist() == ranker.expected_share(tried).tolist()
