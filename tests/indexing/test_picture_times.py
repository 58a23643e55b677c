"""When pictures begin is read from a film's packets, in every container, also at a variable frame rate."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from indexing import FilmToAdd, FilmUnreadable, add_film
from indexing.picture_times import MOST_PICTURES, picture_times
from indexing.shots import ShotWay
from library import Film, Library

STEPS = (Fraction(1, 60), Fraction(1, 24), Fraction(1, 10), Fraction(3, 50))
B_FRAMES = (("preset", "fast"), ("g", "60"), ("bf", "3"))


def uneven(number: int) -> Fraction:
    """Return the time of a picture where each of four lasts differently."""
    rounds, rest = divmod(number, len(STEPS))
    return rounds * sum(STEPS, Fraction(0)) + sum(STEPS[:rest], Fraction(0))


def added(library: Library, path: Path) -> Film:
    return add_film(library, FilmToAdd(path, shots=ShotWay.QUICK)).film


@pytest.mark.parametrize("name", ["uneven.mp4", "uneven.mkv", "uneven.ts"])
def test_times_are_those_of_the_pictures_at_a_variable_rate(library: Library, films: Any, name: str) -> None:
    made = films.make(name=name, times=uneven, options=B_FRAMES)
    film = added(library, made.path)
    off = made.times[0] - picture_times(film, Fraction(0), Fraction(1)).times[0]
    tick = 2 * max(film.clock.time_base, Fraction(1, 90_000))
    for start, end in ((0, 2), (3, 5), (7, 20)):
        true = [time for time in made.times if start + Fraction(1, 100) <= time - off]
        found = picture_times(film, Fraction(start) + Fraction(1, 100), Fraction(end))
        true = [time for time in true if time - off < end]
        assert len(true) > 30
        assert len(found.times) == len(true)
        assert all(abs(one + off - other) <= tick for one, other in zip(found.times, true, strict=True))


def test_a_stretch_before_the_film_is_cut_off_and_one_behind_it_is_empty(library: Library, film: Any) -> None:
    known = added(library, film.path)
    found = picture_times(known, Fraction(-3), Fraction(1, 10))
    assert (found.start, found.times) == (0, film.times[:3])
    assert picture_times(known, Fraction(100), Fraction(106)).times == ()


def test_of_very_many_pictures_the_first_are_told_and_how_far_they_reach(
    library: Library, films: Any
) -> None:
    many = films.folder / "many.mkv"
    if not many.exists():
        films.converted("many.mkv", "-vf", "fps=600", "-an", "-c:v", "libx264", "-preset", "ultrafast")
    found = picture_times(added(library, many), Fraction(1), Fraction(7))
    assert len(found.times) == MOST_PICTURES
    assert found.times[0] >= 1 and found.times[-1] < found.end < 5


def test_a_film_whose_file_has_gone_is_named(library: Library, film: Any, tmp_path: Path) -> None:
    gone = replace(added(library, film.path), path=tmp_path / "gone.mp4")
    with pytest.raises(FilmUnreadable, match=r"gone\.mp4"):
        picture_times(gone, Fraction(0), Fraction(1))
