"""Experiments: stable arms, intervals with known values, and arms that are too unequal for chance."""

from collections import Counter

import numpy as np
import pytest

from library.experiments import (
    Experiment,
    Showing,
    arm_of,
    difference_interval,
    report,
    unequal_arms,
    wilson,
)
from library.experiments.intervals import ratio_difference, ratio_interval

TRIAL = Experiment("trial", ("without", "with"))


def test_a_person_stays_in_their_arm() -> None:
    # Pinned: whoever changes how arms are chosen moves everybody.
    assert [arm_of(TRIAL, f"u{number}") for number in range(8)] == [
        *("with", "without", "without", "with", "without", "with", "without", "without")
    ]


def test_arms_are_even_and_independent_of_other_experiments() -> None:
    other = Experiment("other", ("a", "b", "c"))
    both = Counter((arm_of(TRIAL, f"u{number}"), arm_of(other, f"u{number}")) for number in range(6_000))
    assert len(both) == 6 and all(900 < count < 1100 for count in both.values())


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605)],
)
def test_wilson_intervals_are_those_of_the_literature(
    successes: int, trials: int, low: float, high: float
) -> None:
    # 81/263 and 15/148: Newcombe, Statistics in Medicine 17 (1998) 857-872, table I.
    found = wilson(successes, trials)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_the_difference_of_rates_is_that_of_the_literature() -> None:
    # 56/70 and 48/80: Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10.
    found = difference_interval(wilson(48, 80), wilson(56, 70))
    assert (round(found.low, 4), round(found.high, 4)) == (0.0524, 0.3339)


def test_no_trials_say_nothing_and_impossible_ones_are_refused() -> None:
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)
    for successes, trials in ((2, 1), (-1, 1)):
        with pytest.raises(ValueError, match="no rate"):
            wilson(successes, trials)


def test_the_bootstrap_covers_the_truth_about_as_often_as_it_says() -> None:
    chance, covered = np.random.default_rng(1), 0
    for trial in range(100):
        shown = chance.integers(1, 30, 120).astype(float)
        liking = chance.beta(
            2, 8, 120
        )  # people differ, and those who see more are no different: 0.2 on average
        taken = chance.binomial(shown.astype(int), liking).astype(float)
        found = ratio_interval(taken, shown, trial)
        covered += found.low <= 0.2 <= found.high
    assert 88 <= covered <= 100


def test_a_difference_that_is_there_is_seen_and_one_that_is_not_is_not() -> None:
    chance = np.random.default_rng(2)
    shown = np.full(400, 20.0)
    low, high = (chance.binomial(20, rate, 400).astype(float) for rate in (0.1, 0.14))
    assert ratio_difference((low, shown), (high, shown)).low > 0
    same = ratio_difference((low[:200], shown[:200]), (low[200:], shown[200:]))
    assert same.low < 0 < same.high


def test_arms_that_are_too_unequal_are_noticed() -> None:
    assert unequal_arms([500, 500]) == 1.0 and unequal_arms([0, 0]) == 1.0
    assert unequal_arms([520, 480]) > 0.1
    assert unequal_arms([60, 40]) == pytest.approx(0.0455, abs=1e-4)  # chi-squared of 4 with one degree
    assert unequal_arms([600, 400]) < 1e-6


def showings(arm: str, people: int, taken: int, shown: int = 10) -> list[Showing]:
    return [
        Showing(f"{arm}{person}", arm, scene, scene < taken)
        for person in range(people)
        for scene in range(shown)
    ]


def test_a_report_counts_people_and_scenes_once() -> None:
    told = [*showings("without", 40, 1), *showings("with", 40, 2)]
    found = report(TRIAL, told * 3)
    assert [(arm.arm, arm.people, arm.shown, arm.taken) for arm in found.arms] == [
        ("without", 40, 400, 40),
        ("with", 40, 400, 80),
    ]
    assert [round(arm.share.value, 3) for arm in found.arms] == [0.1, 0.2]
    assert found.is_sound and found.moved == 0 and found.differences[0].value == pytest.approx(0.1)


def test_who_was_in_both_arms_is_not_counted_and_is_said() -> None:
    told = [*showings("without", 5, 1), Showing("without0", "with", 1, True), *showings("gone", 5, 1)]
    found = report(TRIAL, told)
    assert (found.moved, [arm.people for arm in found.arms]) == (1, [4, 0])


def test_a_report_with_unequal_arms_is_not_sound() -> None:
    assert not report(TRIAL, [*showings("without", 200, 1, 1), *showings("with", 100, 1, 1)]).is_sound
    assert report(TRIAL, []).is_sound
