"""Comparing two ways of doing something with people: who gets which, and what can be said of the outcome.

Nothing is stored of who is in which arm: a stable hash says it, and what is shown is recorded with its arm.
"""

from library.experiments.assignment import Experiment, arm_of
from library.experiments.intervals import Interval, difference_interval, unequal_arms, wilson
from library.experiments.report import ArmReport, Report, report
from library.experiments.showing import Showing

__all__ = [
    "ArmReport",
    "Experiment",
    "Interval",
    "Report",
    "Showing",
    "arm_of",
    "difference_interval",
    "report",
    "unequal_arms",
    "wilson",
]
