"""Films are found in folders by their endings or contents, each with the files that are named like it."""

from pathlib import Path
from typing import Any

import pytest

from indexing import FilmUnreadable
from indexing.film_folder import films_in
from library.catalog.films import FilmLabel


def laid_out(folder: Path, files: dict[str, bytes]) -> dict[str, tuple[list[str], str | None]]:
    """Write files; return what belongs to each film that is found, by its path in the folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return {
        film.path.relative_to(folder).as_posix(): (
            [one.name for one in film.subtitles],
            film.screenplay.name if film.screenplay else None,
        )
        for film in films_in(folder)
    }


def test_each_film_gets_what_is_named_like_it(tmp_path: Path) -> None:
    names = (
        *("part1.mp4", "part1.en.srt", "Part1.KO.smi", "part10.mkv", "part10.srt", "part10.fdx"),
        *("part10.fountain", "notes.txt", "deep/er/film.webm", "deep/er/English.vtt", "deep/er/readme.txt"),
    )
    assert laid_out(tmp_path, dict.fromkeys(names, b"x")) == {
        "part1.mp4": (["Part1.KO.smi", "part1.en.srt"], None),
        "part10.mkv": (["part10.srt"], "part10.fountain"),
        "deep/er/film.webm": (["English.vtt"], None),
    }


def test_a_film_is_known_by_its_content_where_its_name_says_nothing(tmp_path: Path, film: Any) -> None:
    head = film.path.read_bytes()[:400]
    files = {
        "film-without-ending": head,
        "download.part": b"\x1a\x45\xdf\xa3" + bytes(50),
        "program.ts": b"export const answer = 42;\n",
        "broadcast.ts": b"G" + bytes(187) + b"G" + bytes(187),
        "song.m4a": b"\0\0\0\x20ftypM4A " + bytes(50),
        "text": b"plain words",
        "sound.wav": b"RIFF\0\0\0\0WAVE",
        ".hidden.mp4": head,
        ".cache/film.mp4": head,
    }
    assert set(laid_out(tmp_path, files)) == {"film-without-ending", "download.part", "broadcast.ts"}


def test_links_that_lead_round_in_a_circle_end(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/film.mp4").write_bytes(b"x")
    (tmp_path / "a/again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "gone.mp4").symlink_to(tmp_path / "nowhere.mp4")
    assert [film.path.name for film in films_in(tmp_path)] == ["film.mp4"]


def test_labels_are_given_to_every_film_and_a_folder_without_films_is_said(tmp_path: Path) -> None:
    with pytest.raises(FilmUnreadable, match="there is no film in it"):
        films_in(tmp_path)
    (tmp_path / "film.mp4").write_bytes(b"x")
    label = FilmLabel(provider="Archive")
    assert [film.label for film in films_in(tmp_path, label)] == [label]
