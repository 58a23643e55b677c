"""Stopped or failed anywhere, adding a film goes on to the same library or leaves it as it was."""

import errno
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from indexing import (
    FilmToAdd,
    add_film,
)
from indexing.stages import Stages
from library import Cancelled, GallaeError, Library, open_library
from library.catalog.films import FilmLabel
from tests.indexing.added import Report, pictures, rows, shot_pictures, wanted
from tests.indexing.conftest import SCREENPLAY, SUBTITLES


@pytest.fixture(scope="module")
def in_peace(film: Any, empty_library: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, ...]:
    """The rows and the names of the pictures of a film that was added in one go."""
    folder = tmp_path_factory.mktemp("peace")
    with open_library(shutil.copytree(empty_library, folder / "library")) as library:
        add_film(library, _task(film, folder))
        return rows(library), [path.name for path in pictures(library)]


def _task(film: Any, folder: Path) -> FilmToAdd:
    subtitles, screenplay = folder / "film.en.srt", folder / "film.fountain"
    subtitles.write_text(SUBTITLES)
    screenplay.write_text(SCREENPLAY)
    return wanted(film, subtitles, screenplay)


@pytest.mark.parametrize("stop_at", ["watching", "cues", "scenes", "tags", "vectors", "taking pictures"])
def test_stopped_anywhere_it_goes_on_to_the_same_library(
    library: Library, in_peace: tuple[Any, ...], film: Any, tmp_path: Path, stop_at: str
) -> None:
    task = _task(film, tmp_path)
    with pytest.raises(Cancelled):
        add_film(library, task, Report(stop_at))
    # What finished stages made stays, and nothing else: no picture lies there that no row names.
    assert pictures(library) == shot_pictures(library)
    assert bool(pictures(library)) is (stop_at != "watching")
    report = Report()
    add_film(library, task, report)
    assert ("watching" in report.stages) is (stop_at == "watching")
    assert (rows(library), [path.name for path in pictures(library)]) == in_peace


def test_stopped_with_new_sources_and_given_the_old_again_it_is_as_it_was(
    library: Library, film: Any, subtitles: Path, tmp_path: Path
) -> None:
    add_film(library, FilmToAdd(film.path, (subtitles,)))
    before = rows(library)
    content = subtitles.read_text()
    subtitles.write_text(content.replace("lighthouse", "candle"))
    with pytest.raises(Cancelled):
        add_film(library, FilmToAdd(film.path, (subtitles,)), Report("tags"))
    subtitles.write_text(content)
    with pytest.raises(Cancelled):
        add_film(library, FilmToAdd(film.path, (subtitles,)), Report("texts"))
    add_film(library, FilmToAdd(film.path, (subtitles,)))
    assert rows(library) == before


def full_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    "where", ["_watch", "_write_cues", "_group", "_tell", "_tag", "_embed", "_take_pictures"]
)
def test_a_stage_that_fails_leaves_the_library_as_it_was(
    library: Library,
    film: Any,
    subtitles: Path,
    screenplay: Path,
    where: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = rows(library)
    with monkeypatch.context() as patched:
        patched.setattr(f"indexing.stages.Stages.{where}", full_disk)
        with pytest.raises(OSError, match="No space left"):
            add_film(library, wanted(film, subtitles, screenplay))
    assert rows(library) == before and pictures(library) == []
    assert library.catalog.films() == ()
    assert add_film(library, wanted(film, subtitles, screenplay)).scenes >= 1


def test_new_sources_that_fail_leave_a_film_as_it_was(
    library: Library, film: Any, subtitles: Path, screenplay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_film(library, FilmToAdd(film.path, (subtitles,), label=FilmLabel(title="Before")))
    before = rows(library)
    whole = Stages._take_pictures

    def full_once(*arguments: Any) -> None:
        monkeypatch.setattr(Stages, "_take_pictures", whole)
        full_disk()

    monkeypatch.setattr(Stages, "_take_pictures", full_once)
    monkeypatch.setattr(Stages, "_has_pictures", lambda _: False)
    with pytest.raises(OSError, match="No space left"):
        add_film(library, FilmToAdd(film.path, (), screenplay, FilmLabel(title="After", credit="Somebody")))
    assert rows(library) == before


def test_a_picture_that_cannot_be_written_is_said_in_one_line(
    library: Library, film: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.media.folder.parent.mkdir(exist_ok=True)
    library.media.folder.write_text("a file where the pictures should go")
    with pytest.raises(GallaeError, match="pictures: a picture cannot be written") as raised:
        add_film(library, FilmToAdd(film.path))
    assert raised.value.remedy and library.catalog.films() == ()
