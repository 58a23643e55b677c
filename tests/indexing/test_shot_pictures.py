"""Every shot has a picture of its own middle, upright and small, whatever else happens to the film."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from indexing import FilmToAdd, add_film, remove_film
from indexing.album import Album
from indexing.frames import FilmReader
from indexing.shots import ShotWay
from indexing.small_pictures import Pictures
from indexing.stills import Still, still_size
from library import Cancelled, GallaeError, Library
from library.findings import NewShot
from library.media_store import MediaStore
from tests.indexing.added import Report, pictures, shot_pictures
from tests.indexing.conftest import COLOURS

RED, GREEN, BLUE, YELLOW = COLOURS


def shown(library: Library, film_id: int, jpeg: Callable) -> list[np.ndarray]:
    names = library.catalog.shot_thumbnails(film_id)
    return [jpeg(library.media.path(name).read_bytes()) for name in names]


def colour_of(picture: np.ndarray) -> tuple[int, int, int]:
    """Return which of the films' colours fills the lower part of a picture, above which nothing moves."""
    low = picture[-picture.shape[0] // 4 :].reshape(-1, 3).mean(axis=0)
    return min(COLOURS, key=lambda one: float(np.abs(low / low.max() - np.array(one) / max(one)).sum()))


def test_each_shot_has_a_picture_of_its_middle(library: Library, film: Any, jpeg: Callable) -> None:
    added = add_film(library, FilmToAdd(film.path, shots=ShotWay.QUICK))
    seen = shown(library, added.film.id, jpeg)
    assert [one.shape for one in seen] == [(90, 160, 3)] * 4
    assert [colour_of(one) for one in seen] == [RED, GREEN, BLUE, YELLOW]
    # A white square moves by one point a frame, from 30 points further right in each take.
    for number, (picture, frames) in enumerate(zip(seen, (48, 36, 60, 48), strict=True)):
        top = 20 + 10 * (number % 4)
        white = (picture[top + 4 : top + 16].min(axis=2) > 200).all(axis=0)
        place = int(np.flatnonzero(white)[0]) - 30 * number
        assert abs(place - frames / 2) <= 7, "at most a quarter of a second beside the middle"


def test_shots_too_short_for_the_pass_are_taken_later(
    library: Library, films: Any, take: Callable, jpeg: Callable
) -> None:
    # Stills are taken at frames 48 and 60, and of the second take, from 49 to 58, none.
    takes = (take(RED, 49), take(BLUE, 10), take(YELLOW, 61))
    made = films.make(name="short.mp4", takes=takes, sound="")
    added = add_film(library, FilmToAdd(made.path, shots=ShotWay.QUICK))
    seen = shown(library, added.film.id, jpeg)
    assert [colour_of(one) for one in seen] == [RED, BLUE, YELLOW]
    assert len(set(library.catalog.shot_thumbnails(added.film.id))) == 3


def test_they_are_upright_and_as_wide_as_shown(library: Library, films: Any, jpeg: Callable) -> None:
    turned = films.converted("rotated.mp4", "-c", "copy", before=("-display_rotation", "90"))
    wide = films.converted("wide.mp4", "-vf", "setsar=4/3")
    for path, height in ((turned, 284), (wide, 68)):
        added = add_film(library, FilmToAdd(path, shots=ShotWay.QUICK))
        seen = shown(library, added.film.id, jpeg)
        assert {one.shape for one in seen} == {(height, 160, 3)}
        if path == turned:  # drawn brighter to the right: turned a quarter counter-clockwise, that is up
            assert seen[2][:40, :, 2].mean() > seen[2][-40:, :, 2].mean() + 20


def test_a_film_watched_in_another_way_leaves_no_picture_of_shots_that_are_no_more(
    library: Library, film: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    added = add_film(library, FilmToAdd(film.path, shots=ShotWay.QUICK))
    catalog = library.catalog
    first, *rest = catalog.new_shots(added.film.id)
    gone = MediaStore.name_for("jpg", "another")
    library.media.write(gone, b"picture")
    changed = NewShot(first.start_pts, first.end_pts - 1, first.features, gone)
    catalog.replace_shots(added.film.id, (changed, *rest), "")
    library.media.remove(first.thumbnail)
    add_film(library, FilmToAdd(film.path))
    assert not library.media.has(gone) and library.media.has(first.thumbnail)
    assert len(shot_pictures(library)) == 4 and set(shot_pictures(library)) < set(pictures(library))


def test_a_removed_film_takes_only_its_own_along(library: Library, film: Any, long_film: Any) -> None:
    one = add_film(library, FilmToAdd(film.path, shots=ShotWay.QUICK))
    before = pictures(library)
    other = add_film(library, FilmToAdd(long_film.path, shots=ShotWay.QUICK))
    shots = len(library.catalog.shots(other.film.id))
    assert shots >= 16 and len(pictures(library)) == len(before) + shots + other.scenes
    remove_film(library, other.film.id)
    assert pictures(library) == before
    remove_film(library, one.film.id)
    assert pictures(library) == []


def test_what_is_stopped_or_cannot_be_written_leaves_none(tmp_path: Path) -> None:
    media = MediaStore(tmp_path / "pictures")
    shots = [NewShot(10 * number, 10 * number + 10, b"") for number in range(4)]
    told = 0

    def stop() -> None:
        nonlocal told
        told += 1
        if told == 3:
            raise Cancelled

    with Album() as album:
        album.add([Still(10 * number + 4, np.zeros((90, 160, 3), np.uint8)) for number in range(4)])
        with pytest.raises(Cancelled):
            album.given_to(shots, "film", media, stop)
        assert told == 3 and not list(media.folder.rglob("*.jpg"))
        names = [one.thumbnail for one in album.given_to(shots, "film", media, lambda: None)]
        assert all(map(media.has, names)) and len(set(names)) == 4
        (tmp_path / "file").write_text("where a folder should be")
        with pytest.raises(GallaeError, match="a picture cannot be written"):
            album.given_to(shots, "film", MediaStore(tmp_path / "file"), lambda: None)


def test_stills_come_twice_a_second_whatever_the_frame_rate(film: Any) -> None:
    parts = [part for part in FilmReader(film.path).parts() if isinstance(part, Pictures)]
    times = [Fraction(still.pts, 90_000) for part in parts for still in part.stills]
    assert times == [Fraction(number, 2) for number in range(16)]


def test_films_of_any_shape_have_small_stills() -> None:
    assert still_size(Fraction(9, 16)) == (160, 90)
    assert still_size(Fraction(1, 4000)) == (160, 2) and still_size(Fraction(4000)) == (160, 640)


def test_a_library_from_before_gets_them_without_watching_again(
    library: Library, film: Any, jpeg: Callable
) -> None:
    added = add_film(library, FilmToAdd(film.path, shots=ShotWay.QUICK))
    catalog, names = library.catalog, library.catalog.shot_thumbnails(added.film.id)
    for name in names:
        library.media.remove(name)
    catalog.set_shot_thumbnails(added.film.id, dict.fromkeys(range(4), ""))
    catalog.set_thumbnails(added.film.id, {}, "an older version")
    report = Report()
    add_film(library, FilmToAdd(film.path), report)
    assert "watching" not in report.stages and catalog.shot_thumbnails(added.film.id) == names
    assert [colour_of(one) for one in shown(library, added.film.id, jpeg)] == [RED, GREEN, BLUE, YELLOW]
