"""What is done with scores before a person sees a list: variety, exposure, exploration."""

import numpy as np
import pytest

from library.recommend.exploration import explored
from library.recommend.exposure import Showing, attention, less_exposed
from library.recommend.variety import varied

DAY = 86_400.0


def test_of_two_that_are_alike_the_worse_gives_way_to_another() -> None:
    scores = np.array([1.0, 0.95, 0.8, 0.0], np.float32)
    vectors = np.array([[1, 0], [1, 0], [0, 1], [0, 1]], np.float32)
    assert varied(scores, vectors, 3, relevance=1.0).tolist() == [0, 1, 2]
    assert varied(scores, vectors, 2, relevance=1.0).tolist() == [0, 1]
    assert varied(scores, vectors, 2, relevance=0.5).tolist() == [0, 2]


def test_facets_tell_alike_what_vectors_do_not() -> None:
    scores = np.array([1.0, 0.95, 0.9, 0.0], np.float32)
    vectors = np.eye(4, dtype=np.float32)
    facets = np.array([[1, 0], [1, 0], [0, 1], [0, 0]], np.float32)
    assert varied(scores, vectors, 2, relevance=0.5).tolist() == [0, 1]
    assert varied(scores, vectors, 2, facets=facets, relevance=0.5).tolist() == [0, 2]


def test_any_ten_places_in_turn_hold_at_most_two_scenes_of_a_film() -> None:
    scores = np.arange(60, 0, -1).astype(np.float32)
    films = np.arange(60) // 10
    taken = varied(scores, np.zeros((60, 4), np.float32), 24, films=films)
    assert len(taken) == len(set(taken.tolist())) == 24
    windows = np.lib.stride_tricks.sliding_window_view(films[taken][:12], 10)
    assert max(np.bincount(window).max() for window in windows) == 2
    no_film = varied(scores, np.zeros((60, 4), np.float32), 10, films=np.full(60, -1))
    assert no_film.tolist() == list(range(10))


def test_a_list_is_filled_even_when_there_is_only_one_film() -> None:
    scores = np.arange(8, 0, -1).astype(np.float32)
    assert varied(scores, np.zeros((8, 2), np.float32), 5, films=np.zeros(8, np.int64)).tolist() == [
        0,
        1,
        2,
        3,
        4,
    ]


def test_what_is_left_out_never_comes_and_an_empty_list_stays_empty() -> None:
    scores = np.array([-np.inf, 2, -np.inf, 1], np.float32)
    assert varied(scores, np.eye(4, dtype=np.float32), 4).tolist() == [1, 3]
    assert varied(scores[:1], np.eye(1, dtype=np.float32), 4).tolist() == []


def test_what_was_shown_sinks_by_the_formula_and_rises_again_with_time() -> None:
    items, scores = np.array([10, 20, 30]), np.array([1.0, 2.0, 3.0], np.float32)
    showings = [Showing(20, 0.0, place=0), Showing(20, 7 * DAY, place=1), Showing(99, 0.0)]
    lower = less_exposed(scores, items, showings, now=14 * DAY, strength=0.5, steepness=2.0)
    amount = attention(0) / 4 + attention(1) / 2
    assert lower[1] == pytest.approx(2 - 0.5 * scores.std() * np.log1p(2 * amount))
    assert lower[[0, 2]].tolist() == [1, 3]
    later = less_exposed(scores, items, showings, now=70 * DAY, strength=0.5, steepness=2.0)
    assert lower[1] < later[1] < 2


def test_a_preview_makes_up_for_what_was_shown_before_it() -> None:
    items, scores = np.array([10, 20]), np.array([1.0, 2.0], np.float32)
    showings = [
        Showing(20, 5.0),
        Showing(20, 6.0, taken=True),
        Showing(10, 7.0, taken=True),
        Showing(10, 8.0),
    ]
    lower = less_exposed(scores, items, showings, now=9.0)
    assert lower[1] == 2
    assert lower[0] < 1


def test_a_clock_that_goes_back_or_is_no_number_does_no_harm() -> None:
    items, scores = np.array([10, 20]), np.array([1.0, 2.0], np.float32)
    later = less_exposed(scores, items, [Showing(20, 50.0)], now=9.0)
    assert later[1] == less_exposed(scores, items, [Showing(20, 9.0)], now=9.0)[1]
    assert less_exposed(scores, items, [Showing(20, float("nan"))], now=9.0).tolist() == [1, 2]


def test_one_place_in_ten_is_explored_and_nothing_stands_twice() -> None:
    ranked = np.arange(20)
    mixed, marks = explored(ranked, np.arange(15, 60), np.zeros(45), np.zeros(45), seed=3)
    assert np.flatnonzero(marks).tolist() == [9, 19]
    assert len(set(mixed.tolist())) == 20
    assert mixed[~marks].tolist() == ranked[~marks].tolist()
    again, _ = explored(ranked, np.arange(15, 60), np.zeros(45), np.zeros(45), seed=3)
    assert mixed.tolist() == again.tolist()
    assert (
        len(
            {
                explored(ranked, np.arange(15, 60), np.zeros(45), np.zeros(45), seed)[0][9]
                for seed in range(20)
            }
        )
        > 5
    )


def test_what_is_shown_in_vain_is_explored_less_than_what_is_taken() -> None:
    shown, taken = np.array([200.0, 200.0]), np.array([0.0, 100.0])
    picked = [explored(np.arange(10), np.array([50, 51]), shown, taken, seed)[0][9] for seed in range(30)]
    assert set(picked) == {51}


def test_with_nothing_to_explore_the_list_stays() -> None:
    mixed, marks = explored(np.arange(12), np.zeros(0, np.int64), np.zeros(0), np.zeros(0), seed=1)
    assert mixed.tolist() == list(range(12))
    assert not marks.any()
