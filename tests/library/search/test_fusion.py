"""Signals become one order: each alone decides where the others are silent, and telling words outweigh nearness."""

from dataclasses import replace

import numpy as np
import pytest

from library.search.fusion import Evidence, evidence_of
from library.search.hits import Signal
from library.search.weights import SHIPPED, Weights

_NAN = float("nan")


def evidence(words: list[float], cosines: list[float] | None = None, **more: object) -> Evidence:
    """Return what speaks for scenes 1, 2, 3…"""
    arrays = {
        name: np.array(value, np.float32) if isinstance(value, list) else value
        for name, value in {"words": words, "cosines": cosines, **more}.items()
    }
    return evidence_of(np.arange(1, len(words) + 1), **arrays)


def order(found: Evidence) -> list[int]:
    return [int(found.scenes[place]) for place in np.argsort(-found.scores(), kind="stable")]


def test_words_alone_keep_their_order() -> None:
    assert order(evidence([2.0, 5.0, 3.0])) == [2, 3, 1]


def test_meaning_alone_keeps_its_order() -> None:
    assert order(evidence([0.0, 0.0, 0.0], [0.2, 0.6, 0.4])) == [2, 3, 1]


def test_the_best_has_one_and_none_has_less_than_nought() -> None:
    scores = evidence([4.0, 1.0, 0.0, 0.0], [_NAN, 0.3, -0.2, _NAN]).scores()
    assert max(scores) == 1.0
    assert min(scores) == 0.0


def test_nothing_that_speaks_is_a_score_of_nought() -> None:
    assert evidence([0.0, 0.0]).scores().tolist() == [0.0, 0.0]
    assert evidence([]).scores().tolist() == []


@pytest.mark.parametrize("rarity", [1.0, 25.0, 100.0])
def test_a_telling_word_outweighs_a_little_nearness_and_a_common_one_does_not(rarity: float) -> None:
    gap = SHIPPED.meaning * (1 + SHIPPED.whole) * 0.2 * rarity**0.5
    all_words = 2 * gap + rarity  # a third scene has them, so that words are to be trusted
    assert order(evidence([gap + 1, 0.0, all_words], [0.3, 0.5, 0.3], rarity=rarity)) == [3, 1, 2]
    assert order(evidence([gap - 0.5, 0.0, all_words], [0.3, 0.5, 0.3], rarity=rarity)) == [3, 2, 1]


def test_the_longer_the_query_the_more_its_meaning_counts_against_one_word() -> None:
    """A word that four words leave ahead is one of chance among forty."""
    assert order(evidence([4.0, 0.0, 80.0], [0.2, 0.4, 0.0], rarity=4.0)) == [3, 1, 2]
    assert order(evidence([4.0, 0.0, 80.0], [0.2, 0.4, 0.0], rarity=160.0)) == [3, 2, 1]


def test_where_the_best_scene_has_few_of_the_words_meaning_counts_more() -> None:
    found = evidence([3.0, 0.0], [0.3, 0.4], rarity=6.0)
    assert order(found) == [1, 2]
    assert order(replace(found, rarity=36.0)) == [2, 1]
    more = replace(found, rarity=36.0).parts[Signal.MEANING].max() / found.parts[Signal.MEANING].max()
    assert more == pytest.approx((36 / 6) ** 0.5 * 6**2, rel=1e-6)


def test_words_that_stand_together_come_before_words_that_are_scattered() -> None:
    assert order(evidence([5.0, 5.1], passages=[6.0, 2.0])) == [1, 2]
    assert order(evidence([5.0, 9.0], passages=[6.0, 2.0])) == [2, 1]


def test_a_scene_that_is_near_throughout_comes_before_one_that_is_near_once() -> None:
    assert order(evidence([0.0, 0.0], [0.5, 0.5], mean_cosines=[0.1, 0.4])) == [2, 1]


def test_a_tag_that_the_query_names_raises_a_scene_and_excludes_none() -> None:
    assert order(evidence([5.0, 5.1, 4.0], tags=[1.0, 0.0, 0.0], rarity=20.0)) == [1, 2, 3]
    assert order(evidence([5.0, 30.0, 4.0], tags=[1.0, 0.0, 0.0], rarity=20.0)) == [2, 1, 3]
    half, whole = evidence([1.0, 1.0], tags=[0.5, 1.0]).scores()
    assert half < whole


def test_what_lies_beside_decides_between_equals_only() -> None:
    assert order(evidence([5.0, 5.0], words_beside=[0.0, 3.0])) == [2, 1]
    assert order(evidence([5.0, 4.0], words_beside=[0.0, 3.0])) == [1, 2]
    assert order(evidence([0.0, 0.0], [0.4, 0.4], cosines_beside=[_NAN, 0.6])) == [2, 1]
    lower = evidence([0.0, 0.0], [0.4, 0.4], cosines_beside=[_NAN, 0.1]).scores()
    assert lower[0] == lower[1], "a neighbour that is less near takes nothing away"


def test_a_scene_without_vectors_is_as_near_as_the_last_that_has_some() -> None:
    scores = evidence([1.0, 1.0, 0.0], [_NAN, 0.1, 0.4]).scores()
    assert scores[0] == scores[1]


def test_shares_say_what_spoke_for_a_scene() -> None:
    found = evidence([2.0, 2.0], [_NAN, 0.3], passages=[2.0, 0.0], weights=Weights(passages=1.0))
    assert found.shares(0) == {
        Signal.WORDS: 0.5,
        Signal.PASSAGES: 0.5,
        Signal.MEANING: 0.0,
        Signal.TAG: 0.0,
    }
    near = evidence([2.0, 0.0, 0.0], [0.5, 0.5, 0.0], tags=[1.0, 0.0, 0.0])
    assert sum(near.shares(0).values()) == pytest.approx(1.0)
    assert all(near.shares(0)[signal] > 0 for signal in (Signal.WORDS, Signal.MEANING, Signal.TAG))
    assert near.shares(1)[Signal.MEANING] == 1.0
    assert set(evidence([0.0]).shares(0).values()) == {0.0}


def test_weights_say_what_counts() -> None:
    found = evidence([1.0, 0.0], [0.1, 0.9], rarity=100.0)
    assert order(found) == [2, 1]
    assert order(replace(found, weights=Weights(meaning=0.0))) == [1, 2]


def test_relevance_can_be_compared_between_queries() -> None:
    assert evidence([9.0], coverage=[0.5]).relevance(0) == 0.5
    assert evidence([9.0], [0.5], coverage=[1.0]).relevance(0) == pytest.approx(0.8)
    assert evidence([9.0, 0.0], [_NAN, -0.5], coverage=[0.0, 0.0]).relevance(1) == 0.0
