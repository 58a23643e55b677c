"""Every file that is made to break readers ends in an error or a partial film, in time, and leaves nothing broken."""

import os
import re
import time
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from indexing import FilmToAdd, FilmUnreadable, IndexingError, add_film
from indexing.guard import Guard
from indexing.probe import probe
from indexing.shots import ShotWay
from indexing.watching import watch
from library import Library, no_progress
from library.media_store import MediaStore

LONGEST = 30.0
FILMS = (".mp4", ".mov", ".mkv", ".webm")


def malformed(shared: Path) -> list[Path]:
    return sorted(path for path in (shared / "data/malformed").rglob("*") if path.is_file())


def test_every_malformed_film_ends_in_an_error_or_a_film_within_half_a_minute(
    shared: Path, library: Library
) -> None:
    ends: dict[str, str] = {}
    for path in malformed(shared):
        if path.suffix not in FILMS:
            continue
        begun = time.monotonic()
        try:
            added = add_film(library, FilmToAdd(path))
            assert added.scenes >= 1 and 0 < added.film.duration < 3600
            ends[path.name] = "partial" if added.film.broken_at is not None else "whole"
        except FilmUnreadable as error:
            assert str(path) in error.message and error.remedy and "\n" not in str(error)
            ends[path.name] = "refused"
        assert time.monotonic() - begun < LONGEST + 5, path
    assert len(ends) >= 22
    assert ends["tiny_av1.mp4"] == "whole" and ends["opus_audioinit.mp4"] == "refused"
    assert len(library.catalog.films()) == sum(end != "refused" for end in ends.values())
    assert library.catalog.leases() == ()


def test_no_malformed_file_beside_a_film_does_it_harm(shared: Path, library: Library, film: Any) -> None:
    add_film(library, FilmToAdd(film.path))
    before = library.catalog.scenes(library.catalog.films()[0].id)
    count = 0
    for path in malformed(shared):
        if path.suffix == ".vtt":
            count += 1
            try:
                add_film(library, FilmToAdd(film.path, (path,)))
            except IndexingError as error:
                assert path.name in error.message and error.remedy
    assert count >= 20
    assert library.catalog.scenes(before[0].film_id)[0].start == before[0].start


def claiming(hours: str, films: Any, path: Path) -> Path:
    """Write the plain film as Matroska in which every track claims to last so long."""
    content = films.converted("claims-nothing.mkv", "-c", "copy").read_bytes()
    claims = rb"00:00:0\d\.\d{9}"
    assert len(re.findall(claims, content)) == 2
    path.write_bytes(re.sub(claims, f"{hours}:00:00.000000000".encode(), content))
    return path


def test_a_film_that_says_it_lasts_for_days_is_refused(films: Any, tmp_path: Path) -> None:
    with pytest.raises(FilmUnreadable, match=r"days\.mkv: it lasts 99 hours by its times, more than 24"):
        probe(claiming("99", films, tmp_path / "days.mkv"), no_progress)


def test_a_film_that_claims_less_than_a_day_but_far_too_much_is_partial(
    library: Library, films: Any, tmp_path: Path
) -> None:
    added = add_film(library, FilmToAdd(claiming("10", films, tmp_path / "hours.mkv")))
    assert added.film.broken_at == added.film.duration < 9


def test_a_film_whose_times_jump_to_next_week_is_refused(films: Any, tmp_path: Path) -> None:
    jumps = films.make(
        name="jump.mkv", sound="", times=lambda number: Fraction(number, 24) + (number > 100) * 8 * 24 * 3600
    ).path
    media = MediaStore(tmp_path / "pictures")
    honest = probe(films.make(name="honest.mkv", sound="").path, no_progress)
    with Guard(jumps) as guard, pytest.raises(FilmUnreadable, match="192 hours by its times"):
        guard.run(watch, jumps, honest, ShotWay.AUTO, media, progress=no_progress)


def test_a_film_of_more_pictures_than_a_day_has_is_refused(
    film: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indexing.watching._MOST_PICTURES", 100)
    facts, media = probe(film.path, no_progress), MediaStore(tmp_path / "pictures")
    with pytest.raises(FilmUnreadable, match="more than 100 pictures"):
        watch(film.path, facts, ShotWay.AUTO, media, no_progress)


def test_pictures_that_are_too_large_are_refused_at_the_door_and_in_the_middle(
    tmp_path: Path, run_ffmpeg: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    huge = tmp_path / "huge.mkv"
    run_ffmpeg("-f", "lavfi", "-i", "color=red:s=8200x8200:d=0.04:r=25", "-c:v", "mjpeg", "-q:v", "31", huge)
    with pytest.raises(FilmUnreadable, match=r"8200×8200 pixels, which is too many"):
        probe(huge, no_progress)
    small, large, grows = tmp_path / "small.ts", tmp_path / "large.ts", tmp_path / "grows.ts"
    for path, size, start in ((small, "160x90", "0"), (large, "1280x720", "2")):
        drawn = ("-f", "lavfi", "-i", f"testsrc=s={size}:d=2:r=25", "-output_ts_offset", start)
        run_ffmpeg(*drawn, "-c:v", "libx264", "-preset", "ultrafast", path)
    grows.write_bytes(small.read_bytes() + large.read_bytes())
    media = MediaStore(tmp_path / "pictures")
    whole = watch(grows, probe(grows, no_progress), ShotWay.AUTO, media, no_progress)
    monkeypatch.setattr("indexing.probe.MOST_PIXELS", 200 * 100)
    part = watch(grows, probe(grows, no_progress), ShotWay.AUTO, media, no_progress)
    clock = probe(grows, no_progress).clock
    assert clock.seconds(part.end_pts) <= 2 < 4 == round(clock.seconds(whole.end_pts))


def test_a_file_of_very_many_tracks_is_refused(tmp_path: Path, run_ffmpeg: Callable[..., None]) -> None:
    path = tmp_path / "tracks.mp4"
    run_ffmpeg("-f", "lavfi", "-i", "color=red:s=64x36:d=0.1", *["-map", "0"] * 70, "-c:v", "mpeg4", path)
    with pytest.raises(FilmUnreadable, match=r"70 tracks, more than 64"):
        probe(path, no_progress)


def test_what_is_no_plain_file_is_refused_without_waiting_for_it(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "endless.mp4")
    for path in (tmp_path / "endless.mp4", Path("/dev/zero")):
        with pytest.raises(FilmUnreadable, match="not a file"):
            probe(path, no_progress)
