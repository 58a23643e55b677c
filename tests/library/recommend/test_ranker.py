"""The ranker learns how long scenes are watched, sees through places, and takes over only when it is better."""

import numpy as np
import pytest

from library.recommend import BadInteractions
from library.recommend.ranker import RANKER_FEATURES, Showings, fit_ranker, share_in_length_class
from library.recommend.takeover import compared

WIDTH = len(RANKER_FEATURES)


def showings(count: int, seed: int = 1, by_place: bool = False) -> Showings:
    """The first feature makes a scene taken, the second makes it watched longer; the third says where it stood."""
    chance = np.random.default_rng(seed)
    features = chance.normal(0, 1, (count, WIDTH)).astype(np.float32)
    place = chance.integers(0, 10, count)
    features[:, 2] = -place if by_place else features[:, 2]
    pull = features[:, 0] - 1.5 - (0.5 * place if by_place else 0)
    taken = chance.random(count) < 1 / (1 + np.exp(-pull))
    share = np.where(taken, np.clip(0.5 + 0.3 * features[:, 1], 0.05, 1), 0)
    return Showings(features, place.astype(np.float32), share.astype(np.float32))


def test_what_is_taken_and_watched_longer_is_expected_to_be() -> None:
    ranker = fit_ranker(showings(8000))
    tried = np.zeros((3, WIDTH), np.float32)
    tried[1, 0] = tried[2, 1] = 1
    usual, taken, watched = ranker.expected_share(tried)
    assert taken > 1.5 * usual
    assert watched > 1.15 * usual


def test_the_odds_are_the_expected_watch_share() -> None:
    """With one kind of showing, 300 of 1,000 taken for half: 150 shares on 700 passed over (Covington, section 4.2)."""
    features = np.zeros((1000, WIDTH), np.float32)
    share = np.where(np.arange(1000) < 300, 0.5, 0).astype(np.float32)
    ranker = fit_ranker(Showings(features, np.zeros(1000, np.float32), share))
    assert ranker.expected_share(features[:1])[0] == pytest.approx(150 / 700, rel=0.01)


def test_a_place_is_not_mistaken_for_worth() -> None:
    """A feature that only says where a scene stood gets no weight, for the place itself explains it."""
    ranker = fit_ranker(showings(8000, by_place=False))
    assert abs(ranker.layers[0][0][2, 0]) < 0.1
    shown = showings(8000, by_place=True)
    chance = np.random.default_rng(5).normal(0, 1, len(shown.place)).astype(np.float32)
    shown.features[:, 2] = chance
    aware = fit_ranker(shown)
    assert aware.layers[0][0][-1, 0] < -0.5


def test_many_scenes_taken_bring_a_network_that_learns_what_lines_cannot() -> None:
    chance = np.random.default_rng(4)
    count = 140_000
    features = np.zeros((count, WIDTH), np.float32)
    features[:, :2] = chance.normal(0, 1, (count, 2))
    taken = chance.random(count) < np.where(features[:, 0] * features[:, 1] > 0, 0.8, 0.1)
    ranker = fit_ranker(Showings(features, np.zeros(count, np.float32), taken.astype(np.float32)))
    assert len(ranker.layers) == 2
    tried = np.zeros((2, WIDTH), np.float32)
    tried[:, :2] = [[1, 1], [1, -1]]
    alike, unlike = ranker.expected_share(tried)
    assert alike > 3 * unlike


def test_shares_compare_scenes_of_like_length_only() -> None:
    shares = share_in_length_class(
        np.array([5, 10, 10, 0, 60, 400.0]), np.array([10, 10, 10, 10, 240, 400.0])
    )
    assert shares.tolist() == pytest.approx([1 / 6, 4 / 6, 4 / 6, 0, 0.5, 0.5])


def test_showings_that_cannot_be_learned_from_are_refused() -> None:
    good = showings(100)
    with pytest.raises(BadInteractions, match="no number"):
        fit_ranker(Showings(good.features * np.nan, good.place, good.share))
    with pytest.raises(BadInteractions, match="not of one length"):
        fit_ranker(Showings(good.features, good.place[1:], good.share))
    with pytest.raises(BadInteractions, match="Nothing was taken"):
        fit_ranker(Showings(good.features, good.place, good.share * 0))


def test_a_new_model_takes_over_only_when_better_by_two_standard_errors() -> None:
    old = np.tile([0.2, 0.4], 50)
    better = compared(old, old + np.tile([0.1, 0.0, 0.05, 0.05], 25))
    assert better.takes_over
    assert better.gain == pytest.approx(0.05)
    noisy = compared(old, old + np.tile([0.5, -0.45], 50))
    assert noisy.gain > 0
    assert not noisy.takes_over
    assert not compared(old, old - 0.1).takes_over
    assert not compared(old, old).takes_over


def test_few_cases_or_no_numbers_decide_nothing() -> None:
    assert not compared(np.zeros(29), np.ones(29)).takes_over
    assert compared(np.zeros(30), np.ones(30)).takes_over
    assert not compared(np.zeros(40), np.full(40, np.nan)).takes_over
    assert not compared(np.zeros(0), np.zeros(0)).takes_over
