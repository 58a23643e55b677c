"""Words and meaning become one order: each alone decides where the other is silent, telling words outweigh nearness."""

import pytest

from library.search.fusion import MEANING_WEIGHT, Evidence
from library.search.hits import Signal


def order(evidence: Evidence) -> list[int]:
    scores = evidence.scores()
    return sorted(scores, key=lambda scene: -scores[scene])


def test_words_alone_keep_their_order() -> None:
    assert order(Evidence({1: 2.0, 2: 5.0, 3: 3.0}, {})) == [2, 3, 1]


def test_meaning_alone_keeps_its_order() -> None:
    assert order(Evidence({}, {1: 0.2, 2: 0.6, 3: 0.4})) == [2, 3, 1]


def test_the_best_has_one_and_none_has_less_than_nought() -> None:
    scores = Evidence({1: 4.0, 2: 1.0}, {2: 0.3, 3: -0.2}).scores()
    assert max(scores.values()) == 1.0
    assert min(scores.values()) == 0.0


def test_a_telling_word_outweighs_a_little_nearness_and_a_common_one_does_not() -> None:
    cosines = {1: 0.3, 2: 0.5}
    gap = MEANING_WEIGHT * 0.2
    assert order(Evidence({1: gap + 1}, cosines)) == [1, 2]
    assert order(Evidence({1: gap - 1}, cosines)) == [2, 1]


def test_a_scene_beyond_the_nearest_is_as_near_as_the_last_of_them() -> None:
    scores = Evidence({1: 1.0, 2: 1.0}, {2: 0.1, 3: 0.4}).scores()
    assert scores[1] == scores[2]


def test_shares_say_what_spoke_for_a_scene() -> None:
    evidence = Evidence({1: 2.0, 2: 2.0}, {2: 0.4, 3: 0.3})
    assert evidence.shares(1) == {Signal.WORDS: 1.0, Signal.MEANING: 0.0}
    assert evidence.shares(2)[Signal.MEANING] == pytest.approx(0.5)
    assert sum(evidence.shares(2).values()) == pytest.approx(1.0)


def test_relevance_can_be_compared_between_queries() -> None:
    assert Evidence({1: 9.0}, {}).relevance(1, coverage=0.5) == 0.5
    assert Evidence({1: 9.0}, {1: 0.5}).relevance(1, coverage=1.0) == pytest.approx(0.8)
    assert Evidence({1: 9.0}, {2: -0.5}).relevance(2, coverage=0.0) == 0.0
