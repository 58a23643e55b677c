"""Picking from arrays: what is picked is what sorting would pick, and the same each time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from library.index.selection import largest, ranges


def by_sorting(values: np.ndarray, count: int, least: float) -> list[int]:
    order = [place for place in np.argsort(-values, kind="stable") if values[place] > least]
    return sorted(int(place) for place in order[:count])


@settings(deadline=None)
@given(st.lists(st.integers(-3, 6), max_size=60), st.integers(0, 70), st.sampled_from([0.0, -2.0, 3.0]))
def test_the_largest_are_picked_and_of_equal_ones_the_first(
    numbers: list[int], count: int, least: float
) -> None:
    values = np.array(numbers, np.float32)
    assert largest(values, count, least).tolist() == by_sorting(values, count, least)


@pytest.mark.parametrize(
    "kind", ["scattered", "few levels", "all at the end", "all the same", "mostly nothing"]
)
def test_long_arrays_too(kind: str) -> None:
    chance = np.random.default_rng(4)
    values = {
        "scattered": chance.random(50_000),
        "few levels": chance.integers(0, 5, 50_000),
        "all at the end": np.concatenate([np.zeros(49_000), chance.random(1000)]),
        "all the same": np.ones(50_000),
        "mostly nothing": (np.arange(50_000) % 9000 == 8999) * chance.random(50_000),
    }[kind].astype(np.float32)
    for count in (1, 20, 300, 5000, 60_000):
        assert largest(values, count).tolist() == by_sorting(values, count, 0.0)


def test_ranges_follow_each_other() -> None:
    starts, ends = np.array([5, 9, 2, 7]), np.array([8, 9, 4, 8])
    assert ranges(starts, ends).tolist() == [5, 6, 7, 2, 3, 7]
    assert ranges(starts[:0], ends[:0]).tolist() == []
