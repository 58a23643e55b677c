"""Boundaries of several detectors become one each, and shots."""

import numpy as np

from indexing.boundaries import Boundary, BoundaryKind, Signals, intervals, one_of_each, shot_starts
from indexing.boundaries.merging import after_the_beginning, before_the_end

LEAST = 12


def cut(place: int, score: float = 0.9) -> Boundary:
    return Boundary(place, place, BoundaryKind.CUT, score)


def fade(start: int, end: int, score: float = 0.95) -> Boundary:
    return Boundary(start, end, BoundaryKind.FADE, score)


def dissolve(start: int, end: int, score: float = 0.7) -> Boundary:
    return Boundary(start, end, BoundaryKind.DISSOLVE, score)


def shots(*found: Boundary, pictures: int = 300) -> list[int]:
    return shot_starts(one_of_each(found, LEAST), pictures, LEAST)


def test_shots_begin_at_nought_and_at_each_cut() -> None:
    assert shots(cut(40), cut(20)) == [0, 20, 40]
    assert shots() == [0]


def test_no_shot_is_shorter_than_the_least_and_the_surer_boundary_counts() -> None:
    assert shots(cut(5), cut(30, 0.6), cut(35, 0.8), cut(295)) == [0, 35]


def test_a_dissolve_is_split_in_its_middle() -> None:
    assert shots(dissolve(90, 111)) == [0, 100]


def test_a_cut_that_two_detectors_saw_is_one() -> None:
    assert one_of_each([cut(100), dissolve(98, 104), cut(100, 0.6)], LEAST) == [cut(100)]


def test_what_lies_apart_stays_apart() -> None:
    found = [cut(40), dissolve(90, 110), fade(150, 160)]
    assert one_of_each(reversed(found), LEAST) == found


def test_a_fade_with_steep_ends_is_one_boundary() -> None:
    assert one_of_each([cut(92), cut(108), fade(92, 108)], LEAST) == [
        Boundary(92, 108, BoundaryKind.FADE, 0.95, split=108)
    ]


def test_a_fade_out_before_a_cut_begins_the_shot_at_that_cut() -> None:
    assert shots(cut(110), fade(92, 110)) == [0, 110]


def test_a_soft_fade_is_its_middle_and_takes_in_the_way_there_and_back() -> None:
    [one] = one_of_each([dissolve(80, 93), fade(92, 108), dissolve(110, 130)], LEAST)
    assert (one.start, one.end, one.kind, one.split) == (80, 130, BoundaryKind.FADE, 100)


def test_black_that_lasts_is_a_shot() -> None:
    assert shots(cut(60), cut(160), fade(60, 160)) == [0, 60, 160]
    soft = one_of_each([dissolve(50, 61), fade(60, 160)], LEAST)
    assert [(one.start, one.end) for one in soft] == [(50, 61), (160, 160)]


def lit(dark: slice, pictures: int = 200) -> Signals:
    """Return the signals of a film that is bright but for some pictures."""
    columns = {name: np.full(pictures, 80, np.float32) for name in Signals.__annotations__}
    for name in ("brightness", "spread"):
        columns[name][dark] = 0
    return Signals(**columns)


def test_a_film_that_begins_or_ends_in_black_does_so_there() -> None:
    assert after_the_beginning([cut(50), cut(90)], lit(slice(0, 50))) == [cut(90)]
    assert before_the_end([cut(90), fade(140, 150)], lit(slice(150, None)), LEAST) == [cut(90)]
    assert before_the_end([cut(90)], lit(slice(None)), LEAST) == []


def test_intervals_join_and_end_where_the_film_does() -> None:
    pts = [100 + 10 * place for place in range(6)]
    assert intervals([0, 2, 5], pts, 161) == [(100, 120), (120, 150), (150, 161)]
