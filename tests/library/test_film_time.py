"""Film time is exact, and rounding intervals down to milliseconds neither loses nor repeats a frame."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library import FilmClock, clock_text, milliseconds

time_bases = st.sampled_from(
    [Fraction(1, base) for base in (24, 1000, 12_800, 30_000, 90_000)] + [Fraction(1001, 24_000)]
)
clocks = st.builds(FilmClock, time_bases, st.fractions(0, 100, max_denominator=90_000))
ticks = st.integers(0, 10**9)


@given(clocks, ticks)
def test_a_pts_comes_back_from_its_film_time(clock: FilmClock, pts: int) -> None:
    assert clock.pts(clock.seconds(pts)) == pts


@given(clocks, ticks, st.fractions(0, 1, max_denominator=10**6))
def test_pts_is_the_last_that_is_not_after_a_time(clock: FilmClock, pts: int, share: Fraction) -> None:
    between = clock.seconds(pts) + share * clock.time_base
    assert clock.seconds(clock.pts(between)) <= between < clock.seconds(clock.pts(between) + 1)


@given(clocks, ticks, ticks)
def test_film_time_has_no_rounding_to_add_up(clock: FilmClock, one: int, other: int) -> None:
    assert clock.seconds(one) - clock.seconds(other) == (one - other) * clock.time_base


frame_rates = st.sampled_from(
    [Fraction(24_000, 1001), Fraction(25), Fraction(30_000, 1001), Fraction(60), Fraction(120)]
)


@given(
    frame_rates,
    st.lists(st.integers(0, 5000), min_size=2, unique=True),
    st.fractions(0, 1, max_denominator=997),
)
def test_milliseconds_rounded_down_keep_every_frame_in_exactly_one_interval(
    rate: Fraction, cuts: list[int], offset: Fraction
) -> None:
    # An interval of milliseconds [s, e) holds the frames whose own milliseconds, rounded down, lie in it.
    starts = sorted(cuts)
    for first, end in pairwise(starts):
        low, high = milliseconds(offset + first / rate), milliseconds(offset + end / rate)
        held = [
            frame
            for frame in range(max(0, first - 3), end + 3)
            if low <= milliseconds(offset + frame / rate) < high
        ]
        assert held == list(range(first, end))


def test_origin_is_nought_of_film_time() -> None:
    clock = FilmClock(Fraction(1, 90_000), origin=Fraction(7, 5))
    assert clock.seconds(126_000) == 0
    assert clock.seconds(126_000 + 45_000) == Fraction(1, 2)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0:00"), (Fraction(5999, 100), "0:59"), (65, "1:05"), (3600, "1:00:00"), (3723, "1:02:03")],
)
def test_clock_text(seconds: Fraction, text: str) -> None:
    assert clock_text(Fraction(seconds)) == text
