"""How loud a film is in each bin of its time, also where its clock does not begin at zero."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from indexing import FilmToAdd, add_film, remove_film
from indexing.shots import ShotWay
from indexing.waveform import MOST_BINS, bins_of, waveform, waveform_name
from library import Film, Library
from library.progress import no_progress


def level(decibels: float) -> float:
    return 255 * (1 + decibels / 60)


def added(library: Library, path: Path) -> Film:
    return add_film(library, FilmToAdd(path, shots=ShotWay.QUICK)).film


@pytest.mark.parametrize("late", [0, 5])
def test_each_bin_is_as_loud_as_its_loudest_moment(
    library: Library, films: Any, take: Any, late: int
) -> None:
    takes = tuple(take((90, 90, 200), 48, amplitude=loud) for loud in (0.5, 0.0, 0.05))
    made = films.make(
        name=f"steps{late}.mkv", takes=takes, times=lambda number: late + Fraction(number, 24), sound="flac"
    )
    film = added(library, made.path)
    assert film.clock.origin == late
    bins = bins_of(film)
    levels = waveform(made.path, film.clock.origin, bins, no_progress)
    assert bins.bin_ms == 100 and len(levels) == bins.count == 60
    assert all(abs(one - level(-9)) < 5 for one in levels[:19])
    assert set(levels[21:39]) == {0}
    assert all(abs(one - level(-29)) < 5 for one in levels[42:58])


def test_a_long_film_has_longer_bins_and_no_more_of_them(library: Library, film: Any) -> None:
    known = added(library, film.path)
    for hours in (1, 3, 24):
        bins = bins_of(replace(known, duration=Fraction(3600 * hours)))
        assert bins.count <= MOST_BINS and bins.bin_ms * bins.count >= 3_600_000 * hours


def test_a_film_that_breaks_off_is_told_up_to_there(library: Library, films: Any, tmp_path: Path) -> None:
    whole = films.converted("streamed.mkv", "-c", "copy")
    film = added(library, whole)
    cut = tmp_path / "cut.mkv"
    cut.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    levels = waveform(cut, film.clock.origin, bins_of(film), no_progress)
    assert len(levels) == bins_of(film).count
    assert levels[5] and not levels[-5]


def test_a_waveform_goes_with_its_film(library: Library, film: Any) -> None:
    known = added(library, film.path)
    path = library.sounds.write(waveform_name(known), b"1")
    remove_film(library, known.id)
    assert not path.exists()
