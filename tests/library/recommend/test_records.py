"""Events from outside are put in order, bounded, and what is left out is said."""

import numpy as np
import pytest

from library.recommend import (
    BadInteractions,
    best_items,
    histories_in,
    history_of,
    interactions_of,
    leave_out_seen,
    rows_of,
    transitions_in,
    transitions_of,
)
from library.recommend.interactions import MAX_EVENTS_OF_ONE_USER


def test_events_come_in_order_of_user_and_time_even_when_a_clock_goes_back() -> None:
    made = interactions_of(["b", "a", "b", "b"], [7, 5, 9, 5], [1, 1, 1, 0], [30, 10, 20, 20])
    assert made.users == ("a", "b")
    assert made.items.tolist() == [5, 7, 9]
    assert made.items[made.item].tolist() == [5, 9, 5, 7]
    assert made.time.tolist() == [10, 20, 20, 30]
    assert made.counts.tolist() == [1, 1, 1]
    assert made.starts.tolist() == [0, 1, 4]


def test_what_is_no_number_or_no_known_item_is_left_out_and_said() -> None:
    made = interactions_of(
        ["a"] * 5,
        [1, 2, 3, 4, 99],
        [1, np.nan, 1, np.inf, 1],
        [1, 2, np.nan, 4, 5],
        catalogue=[1, 2, 3, 4, 5],
    )
    assert made.items[made.item].tolist() == [1]
    assert made.items.tolist() == [1, 2, 3, 4, 5]
    assert (made.left_out.not_numbers, made.left_out.unknown_items) == (3, 1)
    assert str(made.left_out) == "3 with a time or value that is no number, 1 of unknown scenes"


def test_a_million_events_of_one_user_are_bounded_to_the_newest() -> None:
    count = 1_000_000
    made = interactions_of(["a"] * count, np.arange(count) % 50, np.ones(count), np.arange(count))
    assert len(made) == MAX_EVENTS_OF_ONE_USER
    assert made.time[0] == count - MAX_EVENTS_OF_ONE_USER
    assert made.left_out.too_many == count - MAX_EVENTS_OF_ONE_USER


def test_arrays_of_different_lengths_are_refused() -> None:
    with pytest.raises(BadInteractions, match="2 users, 1 items"):
        interactions_of(["a", "b"], [1], [1], [1])
    with pytest.raises(BadInteractions, match="2 items, 1 times"):
        history_of([1, 2], [1])
    with pytest.raises(BadInteractions, match="2 items, 1 that follow"):
        transitions_of([1, 2], [1])


def test_a_history_holds_each_item_once_at_its_newest_time() -> None:
    history = history_of([4, 5, 4, 6], [3, 2, 1, np.nan], [1, 1, 0, 1])
    assert history.items.tolist() == [5, 4]
    assert history.values.tolist() == [1, 1]
    assert history.moment == 3
    assert history_of([4], [3], asked_at=9).moment == 9
    assert history_of([]).moment == np.inf


def test_histories_of_interactions_are_those_of_their_users() -> None:
    made = interactions_of(["b", "a", "b"], [7, 5, 9], [1, 1, 1], [30, 10, 20])
    assert [history.items.tolist() for history in histories_in(made)] == [[5], [9, 7]]
    assert [history.items.tolist() for history in histories_in(made, [1])] == [[9, 7]]


def test_transitions_add_up_and_never_lead_from_one_user_to_another() -> None:
    made = interactions_of(["a", "a", "a", "b", "b"], [1, 2, 3, 1, 2], [1, 1, 1, 1, 1], [1, 2, 3, 1, 2])
    follows = transitions_in(made)
    assert list(zip(follows.before, follows.after, follows.count, strict=True)) == [(1, 2, 2), (2, 3, 1)]
    assert transitions_in(made, lag=2).before.tolist() == [1]
    assert len(transitions_in(made, lag=9)) == 0
    assert len(transitions_of([1, 2], [3, 4], [np.nan, -1])) == 0


def test_seen_items_are_left_out_and_the_rest_comes_best_first() -> None:
    items = np.array([10, 20, 30, 40])
    scores = np.array([[4, 3, 3, 9]], np.float32)
    left = leave_out_seen(scores, items, [history_of([40, 77])])
    assert best_items(left[0], 9).tolist() == [0, 1, 2]
    assert best_items(left[0], 0).tolist() == []
    assert scores[0, 3] == 9
    assert rows_of(items, np.array([5, 30, 10, 99])).tolist() == [2, 0]
