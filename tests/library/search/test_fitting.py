"""A search is fitted to judged queries, and only if queries that the weights were not chosen on gain."""

from collections.abc import Callable
from datetime import UTC, datetime

import numpy as np
import pytest

from library import Library
from library.catalog.judgements import Judgement
from library.search import SceneSearch, SearchRequest
from library.search.fitting import (
    LEAST_QUERIES,
    Found,
    JudgedQuery,
    fit,
    fit_library,
    judged_queries,
)
from library.search.fusion import evidence_of
from library.search.weights import SETTING, SHIPPED, Weights, read_weights, weights_of, written

SCENES = np.arange(1, 31)


def drawn(number: int, chance: np.random.Generator, *, words: float, cosines: float) -> Found:
    """Return a query whose one right scene stands out by so much in words and in cosines, which scatter by 1."""
    right = int(chance.integers(len(SCENES)))
    noise = chance.standard_normal((2, len(SCENES))).astype(np.float32)
    noise[:, right] += (words, cosines)
    evidence = evidence_of(SCENES, words=noise[0] - noise[0].min(), cosines=noise[1] / 10, rarity=6.0)
    return Found(JudgedQuery(f"query {number}", frozenset({int(SCENES[right])})), evidence)


def many(count: int, seed: int = 1, **standing_out: float) -> list[Found]:
    chance = np.random.default_rng(seed)
    return [drawn(number, chance, **standing_out) for number in range(count)]


def test_a_signal_that_misleads_is_turned_down() -> None:
    """Cosines are noise here: the less they count, the better."""
    result = fit(many(120, words=3.0, cosines=0.0))
    assert result.enough and result.better
    assert result.weights.meaning < SHIPPED.meaning
    assert result.proved_after > result.proved_before + 0.1
    assert result.gained > result.lost


def test_a_signal_that_tells_more_is_turned_up() -> None:
    result = fit(many(120, words=0.3, cosines=3.0), Weights(meaning=0.4))
    assert result.better and result.weights.meaning > SHIPPED.meaning / 2


def test_nothing_changes_where_nothing_can_be_learnt() -> None:
    """Every scene that fits is first already."""
    result = fit(many(60, words=30.0, cosines=30.0))
    assert result.chosen_before == result.proved_before == 1.0
    assert not result.better and result.weights == SHIPPED


def test_weights_that_only_suit_their_own_half_are_not_taken() -> None:
    """Nothing here tells the right scene: what is best on one half is so by chance."""
    taken = [fit(many(30, seed, words=0.0, cosines=0.0)).better for seed in range(12)]
    assert sum(taken) <= 3


def test_too_few_queries_fit_nothing() -> None:
    result = fit(many(LEAST_QUERIES - 1, words=3.0, cosines=0.0))
    assert not result.enough and not result.better and result.weights == SHIPPED


def test_the_halves_stay_the_same() -> None:
    halves = [JudgedQuery(f"query {number}", frozenset()).chooses for number in range(100)]
    assert 30 < sum(halves) < 70
    assert halves == [JudgedQuery(f"query {number}", frozenset({1})).chooses for number in range(100)]


def test_a_rank_counts_from_the_first_scene_that_fits() -> None:
    evidence = evidence_of(np.array([7, 8, 9]), words=np.array([5.0, 9.0, 0.0], np.float32))
    ranks = {
        scenes: Found(JudgedQuery("q", frozenset(scenes)), evidence).reciprocal_rank(SHIPPED)
        for scenes in ((8,), (7,), (7, 8), (9,), (1,))
    }
    assert ranks == {(8,): 1.0, (7,): 0.5, (7, 8): 1.0, (9,): 0.0, (1,): 0.0}


def test_most_people_are_right() -> None:
    def said(query: str, scene: int, fits: bool, judge: str) -> Judgement:
        return Judgement(query, scene, fits, judge, datetime.now(UTC))

    judged = judged_queries(
        [
            said("a", 1, True, "x"),
            said("a", 1, True, "y"),
            said("a", 1, False, "z"),
            said("a", 2, True, "x"),
            said("a", 2, False, "y"),
            said("b", 3, False, "x"),
        ]
    )
    assert judged == [JudgedQuery("a", frozenset({1}))]


def test_weights_are_kept_as_text() -> None:
    assert read_weights(written(Weights(passages=0.25, meaning=2.0))) == Weights(passages=0.25, meaning=2.0)
    for text in ("", "{}", "[1]", "null", '{"passages": "much"}', written(Weights(meaning=-1.0)), "{"):
        assert read_weights(text) == SHIPPED


@pytest.fixture
def judged(library: Library, put: Callable, told: type) -> Library:
    """A library in which the words of a query stand together in the scene that fits, and scattered elsewhere."""
    words = [f"{first}{second}" for first in ("bal", "dor", "kem", "lin", "mur") for second in ("ta", "vo")]
    pairs = [(one, other) for one in words for other in words if one < other][:40]
    scenes = []
    for number, (one, other) in enumerate(pairs):
        filling = [f"x{number}y{place}" for place in range(80)]
        scenes.append(told(" ".join([*filling[:40], one, other, *filling[40:]])))
        scenes.append(told(" ".join([one, *filling[:50], other])))
    numbers = put("a1", "Film", scenes)[1]
    for number, (one, other) in enumerate(pairs):
        library.catalog.judge(f"{one} {other}", numbers[2 * number], True)
    return library


def test_a_library_is_fitted_and_searches_with_it(judged: Library) -> None:
    search, before = SceneSearch.over(judged), Weights(passages=0.0, meaning=0.0)
    judged.catalog.set_setting(SETTING, written(before))
    stages: list[tuple[str, int, int]] = []
    result = fit_library(judged.catalog, search, before, lambda *report: stages.append(report))
    assert result.better and result.weights.passages > 0
    assert weights_of(judged.catalog) == result.weights
    assert stages[-1] == ("judged queries", 39, 40)
    one = judged.catalog.judgements()[0]
    assert search.find(SearchRequest(one.query)).hits[0].scene.id == one.scene_id


def test_too_few_judgements_leave_the_library_as_it_is(library: Library) -> None:
    result = fit_library(library.catalog, SceneSearch.over(library), SHIPPED)
    assert (result.queries, result.better) == (0, False)
    assert library.catalog.setting(SETTING) == ""
