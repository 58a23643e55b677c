"""Interlaced, turned and squeezed films, and films with several sound tracks: true times, and the size as shown."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexing import FilmToAdd, add_film
from indexing.features import SILENCE, ShotFeatures
from indexing.shots import ShotWay
from library import Library
from tests.indexing.watched import FRAME, starts, watch

SHAPES = {
    "interlaced.ts": (
        "-vf",
        "tinterlace=interleave_top,fieldorder=tff",
        "-flags",
        "+ilme+ildct",
        "-c:v",
        "mpeg2video",
    ),
    "anamorphic.mkv": ("-vf", "setsar=16/11", "-c:v", "libx264", "-preset", "ultrafast"),
    "narrow.mp4": ("-vf", "setsar=8/9", "-c:v", "libx264", "-preset", "ultrafast"),
}
SIZES = {"interlaced.ts": (160, 90), "anamorphic.mkv": (232, 90), "narrow.mp4": (142, 90)}


@pytest.mark.parametrize("name", SHAPES)
def test_cuts_and_size_of_films_of_odd_shapes(films: Any, film: Any, name: str) -> None:
    facts, measured = watch(films.converted(name, *SHAPES[name], "-an"))
    assert (facts.width, facts.height) == SIZES[name]
    first = facts.clock.seconds(measured.shots[0].start_pts)
    found = [start - first for start in starts(facts, measured)]
    # Interlacing makes one picture of two: a cut may fall in the middle of one.
    assert len(found) == 3
    assert all(abs(one - true) <= 2 * FRAME for one, true in zip(found, film.cuts, strict=True))


@pytest.mark.parametrize("turned", ["90", "180", "-90"])
def test_a_turned_film_that_is_squeezed_too_is_shown_upright(
    library: Library,
    films: Any,
    jpeg: Callable[[bytes], np.ndarray],
    run_ffmpeg: Callable[..., None],
    turned: str,
) -> None:
    squeezed: Path = films.converted(
        "squeezed.mp4", "-vf", "setsar=2/1", "-c:v", "libx264", "-preset", "ultrafast"
    )
    path = squeezed.with_name(f"squeezed{turned}.mp4")
    run_ffmpeg("-display_rotation", turned, "-i", squeezed, "-c", "copy", path)
    added = add_film(library, FilmToAdd(path, shots=ShotWay.QUICK))
    upright = turned == "180"
    assert (added.film.width, added.film.height) == ((320, 90) if upright else (90, 320))
    picture = jpeg(library.media.path(library.catalog.scenes(added.film.id)[0].thumbnail).read_bytes())
    assert picture.shape[1] == 320 and (picture.shape[0] == 90 if upright else picture.shape[0] > 1000)


def test_the_first_of_several_sound_tracks_is_what_is_heard(
    films: Any, film: Any, run_ffmpeg: Callable[..., None]
) -> None:
    quiet, loud = films.folder / "quiet-first.mkv", films.folder / "loud-first.mkv"
    silence = ("-f", "lavfi", "-i", "anullsrc=r=16000:cl=mono")
    for path, order in ((quiet, ("1:a", "0:a")), (loud, ("0:a", "1:a"))):
        maps = [part for one in ("0:v", *order) for part in ("-map", one)]
        run_ffmpeg("-i", film.path, *silence, *maps, "-c:v", "copy", "-c:a", "flac", "-shortest", path)
    heard = {}
    for path in (quiet, loud):
        facts, measured = watch(path)
        assert facts.has_sound and len(starts(facts, measured)) == 3
        heard[path] = {ShotFeatures.from_bytes(shot.features).loudness for shot in measured.shots}
    assert heard[quiet] == {SILENCE} and min(heard[loud]) > SILENCE / 2
