"""The best sequence of a film is that of trying all of them."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from library.search.sequences import Sequence, sequences_in_order

WORTH = st.sampled_from([-np.inf, 0.0, 0.25, 0.5, 1.0, 2.0])


@st.composite
def films(draw: st.DrawFn) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    scenes, steps = draw(st.integers(1, 7)), draw(st.integers(1, 3))
    lengths = draw(
        st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4)), min_size=scenes, max_size=scenes)
    )
    edges = np.cumsum(lengths)
    rows = st.lists(WORTH, min_size=scenes, max_size=scenes)
    values = np.array(draw(st.lists(rows, min_size=steps, max_size=steps)))
    return values, edges[::2], edges[1::2], draw(st.integers(0, 8))


def tried(values: np.ndarray, starts: np.ndarray, ends: np.ndarray, within: int) -> float:
    """The value of the best sequence, found by trying all."""
    steps, scenes = values.shape
    worth = [
        sum(values[step, place] for step, place in enumerate(places))
        for places in combinations(range(scenes), steps)
        if all(starts[other] - ends[one] <= within for one, other in pairwise(places))
    ]
    return max(worth, default=-np.inf)


@given(films())
def test_the_first_is_the_best_there_is(film: tuple[np.ndarray, np.ndarray, np.ndarray, int]) -> None:
    values, starts, ends, within = film
    found = list(sequences_in_order(*film))
    assert max((one.value for one in found), default=-np.inf) == tried(*film)
    assert [one.value for one in found] == sorted((one.value for one in found), reverse=True)
    used: list[int] = []
    for one in found:
        assert list(one.places) == sorted(set(one.places)) and len(one.places) == len(values)
        assert all(starts[b] - ends[a] <= within for a, b in pairwise(one.places))
        assert one.value == sum(values[step, place] for step, place in enumerate(one.places))
        used.extend(one.places)
    assert len(used) == len(set(used))


def test_a_later_better_scene_is_passed_over_when_it_is_too_late() -> None:
    values = np.array([[1.0, 0.0, 0.0, 0.0], [-np.inf, 0.2, 0.3, 0.9]])
    starts, ends = np.array([0, 10, 20, 30]), np.array([10, 20, 30, 40])
    assert next(sequences_in_order(values, starts, ends, 10)) == Sequence((0, 2), 1.3)
    assert next(sequences_in_order(values, starts, ends, 20)) == Sequence((0, 3), 1.9)
