"""Words and meaning become one order: each alone decides where the other is silent, telling words outweigh nearness."""

from collections.abc import Mapping

import numpy as np
import pytest

from library.search.fusion import MEANING_WEIGHT, Evidence, evidence_of
from library.search.hits import Signal


def evidence(
    words: Mapping[int, float], cosines: Mapping[int, float], coverage: Mapping[int, float] | None = None
) -> Evidence:
    scenes = sorted({*words, *cosines})

    def values(known: Mapping[int, float], otherwise: float) -> np.ndarray:
        return np.array([known.get(scene, otherwise) for scene in scenes], np.float32)

    return evidence_of(
        np.array(scenes, np.int64),
        words=values(words, 0.0),
        coverage=values(coverage or {}, 0.0),
        cosines=values(cosines, np.nan),
    )


def order(found: Evidence) -> list[int]:
    return [int(scene) for scene in found.scenes[np.argsort(-found.scores(), kind="stable")]]


def score(found: Evidence, scene: int) -> float:
    return float(found.scores()[np.flatnonzero(found.scenes == scene)[0]])


def test_words_alone_keep_their_order() -> None:
    assert order(evidence({1: 2.0, 2: 5.0, 3: 3.0}, {})) == [2, 3, 1]


def test_meaning_alone_keeps_its_order() -> None:
    assert order(evidence({}, {1: 0.2, 2: 0.6, 3: 0.4})) == [2, 3, 1]


def test_the_best_has_one_and_none_has_less_than_nought() -> None:
    scores = evidence({1: 4.0, 2: 1.0}, {2: 0.3, 3: -0.2}).scores()
    assert scores.max() == 1.0
    assert scores.min() == 0.0


def test_a_telling_word_outweighs_a_little_nearness_and_a_common_one_does_not() -> None:
    cosines = {1: 0.3, 2: 0.5}
    gap = MEANING_WEIGHT * 0.2
    assert order(evidence({1: gap + 1}, cosines)) == [1, 2]
    assert order(evidence({1: gap - 1}, cosines)) == [2, 1]


def test_a_scene_without_vectors_is_as_near_as_the_last_of_them() -> None:
    found = evidence({1: 1.0, 2: 1.0}, {2: 0.1, 3: 0.4})
    assert score(found, 1) == score(found, 2)


def test_shares_say_what_spoke_for_a_scene() -> None:
    found = evidence({1: 2.0, 2: 2.0}, {2: 0.4, 3: 0.3})
    assert found.shares(0) == {Signal.WORDS: 1.0, Signal.MEANING: 0.0}
    assert found.shares(1)[Signal.MEANING] == pytest.approx(0.5)
    assert sum(found.shares(1).values()) == pytest.approx(1.0)


def test_relevance_can_be_compared_between_queries() -> None:
    assert evidence({1: 9.0}, {}, {1: 0.5}).relevance(0) == 0.5
    assert evidence({1: 9.0}, {1: 0.5}, {1: 1.0}).relevance(0) == pytest.approx(0.8)
    assert evidence({1: 9.0}, {2: -0.5}).relevance(1) == 0.0
