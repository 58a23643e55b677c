"""Boundaries of several detectors become shots."""

from indexing.shots import Boundary, BoundaryKind, intervals, shot_starts


def cut(place: int) -> Boundary:
    return Boundary(place, BoundaryKind.CUT, place, place)


def fade(first: int, last: int) -> Boundary:
    return Boundary((first + last) // 2, BoundaryKind.FADE, first, last)


def test_shots_begin_at_nought_and_at_each_cut() -> None:
    assert shot_starts([cut(40), cut(20)], 60, 12) == [0, 20, 40]
    assert shot_starts([], 60, 12) == [0]


def test_no_shot_is_shorter_than_the_least() -> None:
    assert shot_starts([cut(5), cut(30), cut(35), cut(55)], 60, 12) == [0, 30]


def test_a_fade_with_steep_ends_is_one_boundary() -> None:
    assert shot_starts([cut(90), cut(110), fade(92, 108)], 200, 12) == [0, 100]


def test_a_fade_out_before_a_cut_is_that_cut() -> None:
    assert shot_starts([cut(110), fade(92, 110)], 200, 12) == [0, 110]


def test_a_soft_fade_is_its_middle() -> None:
    assert shot_starts([fade(92, 108)], 200, 12) == [0, 100]


def test_black_that_lasts_keeps_its_cuts() -> None:
    assert shot_starts([cut(60), cut(160), fade(60, 160)], 300, 12) == [0, 60, 110, 160]


def test_intervals_join_and_end_where_the_film_does() -> None:
    pts = [100 + 10 * place for place in range(6)]
    assert intervals([0, 2, 5], pts, 161) == [(100, 120), (120, 150), (150, 161)]
