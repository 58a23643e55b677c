"""Files that come over the web: which belong together, and where they go."""

from pathlib import Path

import pytest

from ui.errors import UploadRefused
from ui.jobs.uploads import Upload, match_uploads, safe_name, store_upload


def matched(*names: str) -> dict[str, tuple[list[str], str | None]]:
    return {
        one.film.name: ([file.name for file in one.subtitles], one.screenplay and one.screenplay.name)
        for one in match_uploads([Path("/upload", name) for name in names])
    }


def test_files_go_with_the_film_whose_name_they_begin_with() -> None:
    assert matched("Popeye.mp4", "popeye.ko.srt", "Sindbad.mkv", "POPEYE.en.vtt", "sindbad.fountain") == {
        "Popeye.mp4": (["popeye.ko.srt", "POPEYE.en.vtt"], None),
        "Sindbad.mkv": ([], "sindbad.fountain"),
    }


def test_of_two_films_the_longer_name_has_it() -> None:
    assert matched("part1.mp4", "part10.mp4", "part10.srt") == {
        "part1.mp4": ([], None),
        "part10.mp4": (["part10.srt"], None),
    }


def test_beside_a_single_film_any_name_will_do() -> None:
    assert matched("film.mp4", "subs.srt", "script.fountain") == {
        "film.mp4": (["subs.srt"], "script.fountain")
    }


@pytest.mark.parametrize(
    "names",
    [
        (),
        ("alone.srt",),
        ("film.mp4", "letter.docx"),
        ("a.mp4", "b.mp4", "c.srt"),
        ("a.mp4", "x.fountain", "y.txt"),
    ],
)
def test_what_cannot_be_told_apart_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(UploadRefused):
        matched(*names)


def test_uploads_get_a_folder_of_their_own(tmp_path: Path) -> None:
    for name in ("a.mp4", "a.srt"):
        (tmp_path / name).write_text(name)
    kept = store_upload(Upload(tmp_path / "a.mp4", (tmp_path / "a.srt",)), tmp_path / "films")
    assert (kept.film.read_text(), kept.subtitles[0].read_text()) == ("a.mp4", "a.srt")
    assert kept.film.parent == kept.subtitles[0].parent
    assert kept.film.parent.parent == tmp_path / "films"
    assert not (tmp_path / "a.mp4").exists()


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\films\\a.MP4", "a.mp4"),
        ("...", "file"),
        (".hidden.mp4", "hidden.mp4"),
        ("a\nb<c>.mp4", "a_b_c_.mp4"),
        ("\u1112\u1161\u11ab.mp4", "한.mp4"),
        ("x" * 300 + ".mp4", "x" * 100 + ".mp4"),
    ],
)
def test_names_from_outside_harm_nobody(name: str, safe: str) -> None:
    assert safe_name(name) == safe
