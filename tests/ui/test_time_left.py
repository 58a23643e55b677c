"""Time left: right where the truth is known, steady, and silent where nobody can tell."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from library.catalog.jobs import Job, JobState
from ui.jobs.steps import step_of
from ui.jobs.time_left import TimesLeft

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
JOB = Job(7, "add", {}, JobState.RUNNING, "watching", 0, 600, "", {}, BEGUN, BEGUN)


def at(seconds: float, done: int, job: Job = JOB) -> Job:
    return replace(job, done=done, changed_at=BEGUN + timedelta(seconds=seconds))


def test_an_even_pace_is_told_within_a_step_of_the_truth_and_only_falls() -> None:
    times = TimesLeft()
    told = {second: times.seconds(at(second, second)) for second in range(600)}
    assert [told[second] for second in range(3)] == [None] * 3
    known = [(600 - second, left) for second, left in told.items() if left is not None]
    assert len(known) == 597
    assert all(truth - 60 <= left <= truth + 60 for truth, left in known if truth > 120)
    assert all(truth - 10 <= left <= truth + 10 for truth, left in known if truth <= 120)
    assert all(before >= after for (_, before), (_, after) in pairwise(known))
    assert {left for truth, left in known if truth > 130} <= {minutes * 60 for minutes in range(1, 11)}


def test_one_slow_piece_does_not_change_what_is_told_until_it_is_done() -> None:
    times = TimesLeft()
    times.seconds(at(0, 0))
    before = times.seconds(at(60, 60))
    assert before == 540
    assert [times.seconds(at(second, 60)) for second in range(61, 90)] == [540] * 29
    assert times.seconds(at(90, 90)) == 540, "within half a step of what was told"


@pytest.mark.parametrize("change", [{"stage": "vectors"}, {"state": JobState.PAUSED}, {"done": 5}])
def test_what_begins_anew_is_watched_anew(change: dict[str, object]) -> None:
    times = TimesLeft()
    times.seconds(at(0, 0))
    assert times.seconds(at(60, 60)) is not None
    assert times.seconds(replace(at(61, 61), **change)) is None  # type: ignore[arg-type]  # of several fields
    assert times.seconds(at(62, 62)) is None


def test_nothing_is_told_of_work_whose_end_nobody_knows() -> None:
    times = TimesLeft()
    assert [times.seconds(replace(at(second, second), total=0)) for second in range(20)] == [None] * 20


def test_stages_are_steps_of_their_kind_of_job() -> None:
    assert step_of("add", "reading") == (1, 6)
    assert step_of("add", "watching") == step_of("add", "shots") == (3, 6)
    assert step_of("publish", "bundle") == (4, 4)
    assert step_of("add", "waiting for another") == step_of("export", "clips") == (0, 0)
