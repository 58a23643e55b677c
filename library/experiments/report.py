"""What came of an experiment: what each arm's people were shown and took, and what can be said of the difference."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.experiments.assignment import Experiment
from library.experiments.intervals import (
    Interval,
    difference_interval,
    ratio_difference,
    ratio_interval,
    unequal_arms,
    wilson,
)
from library.experiments.showing import Showing

TOO_UNEQUAL = 0.001


@dataclass(frozen=True)
class ArmReport:
    """What came of an arm.

    Attributes:
        arm: Its name.
        people: How many were shown something.
        shown: How many different scenes they were shown, summed over people.
        taken: How many of these they used.
        share: How much of what was shown was taken; bootstrap over people.
        takers: How many of the people took something; Wilson.
    """

    arm: str
    people: int
    shown: int
    taken: int
    share: Interval
    takers: Interval


@dataclass(frozen=True)
class Report:
    """What came of an experiment.

    Attributes:
        experiment: Which.
        arms: Its arms, the usual one first.
        differences: Of each other arm, by how much its share is greater than that of the first.
        taker_differences: The same of how many people took something.
        chance: How likely chance alone makes the arms as unequal in people.
        moved: How many people were in more than one arm; they are not counted.
    """

    experiment: Experiment
    arms: tuple[ArmReport, ...]
    differences: tuple[Interval, ...]
    taker_differences: tuple[Interval, ...]
    chance: float
    moved: int

    @property
    def is_sound(self) -> bool:
        """Whether the arms are equal enough to be compared."""
        return self.chance >= TOO_UNEQUAL


def report(experiment: Experiment, showings: Iterable[Showing]) -> Report:
    """Return what came of an experiment; showings in arms that it does not have are passed over."""
    people: dict[str, dict[str, dict[int, bool]]] = defaultdict(lambda: defaultdict(dict))
    for one in showings:
        if one.arm in experiment.arms:
            scenes = people[one.user][one.arm]
            scenes[one.scene_id] = scenes.get(one.scene_id, False) or one.taken
    moved = [user for user, arms in people.items() if len(arms) > 1]
    counts = {arm: _counts(people, arm, frozenset(moved)) for arm in experiment.arms}
    arms = tuple(_arm(arm, *counts[arm]) for arm in experiment.arms)
    others = experiment.arms[1:]
    return Report(
        experiment,
        arms,
        tuple(ratio_difference(counts[experiment.arms[0]], counts[arm]) for arm in others),
        tuple(difference_interval(arms[0].takers, arm.takers) for arm in arms[1:]),
        unequal_arms([arm.people for arm in arms]),
        len(moved),
    )


def _counts(
    people: dict[str, dict[str, dict[int, bool]]], arm: str, moved: frozenset[str]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return how much each person of an arm took and was shown."""
    lists = [arms[arm] for user, arms in sorted(people.items()) if arm in arms and user not in moved]
    taken = np.array([sum(scenes.values()) for scenes in lists], np.float64)
    return taken, np.array([len(scenes) for scenes in lists], np.float64)


def _arm(arm: str, taken: NDArray[np.float64], shown: NDArray[np.float64]) -> ArmReport:
    takers = int(np.count_nonzero(taken))
    return ArmReport(
        arm,
        len(shown),
        int(shown.sum()),
        int(taken.sum()),
        ratio_interval(taken, shown),
        wilson(takers, len(shown)),
    )
