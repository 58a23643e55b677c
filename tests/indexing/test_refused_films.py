"""What is no film is refused in one line, before anything is written."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from indexing import (
    FilmToAdd,
    FilmUnreadable,
    ScreenplayUnreadable,
    SubtitlesUnreadable,
    add_film,
)
from indexing.probe import probe
from library import Library, no_progress
from tests.indexing.added import rows
from tests.indexing.watched import truncated


def refused(path: Path) -> str:
    """Return in which words a file is refused, having seen that it is one line with a remedy."""
    with pytest.raises(FilmUnreadable) as raised:
        probe(path, no_progress)
    assert raised.value.remedy and str(path) in raised.value.message and "\n" not in str(raised.value)
    return raised.value.message


PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"


def test_what_is_no_film_is_refused_in_one_line(films: Any, film: Any, tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "missing.mp4")
    assert "not a file" in refused(tmp_path)
    contents = {
        "empty.mp4": b"",
        "text.mp4": b"This is a text, whatever its name says.\n" * 100,
        "picture.mp4": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "list.m3u8": PLAYLIST.encode(),
        "list.mp4": PLAYLIST.encode(),
        "list.m3u": f"#EXTM3U\n{film.path}\n".encode(),
        "concat.txt": f"ffconcat version 1.0\nfile '{film.path}'\n".encode(),
        "concat.mp4": f"ffconcat version 1.0\nfile '{film.path}'\n".encode(),
        "manifest.mpd": b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>',
        "session.sdp": b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\n",
    }
    for name, content in contents.items():
        path = tmp_path / name
        path.write_bytes(content)
        assert ("is empty" if name == "empty.mp4" else "not a film that can be read") in refused(path)


def test_an_mp4_cut_off_before_its_index_is_refused(films: Any, tmp_path: Path) -> None:
    late_index = films.converted("late-index.mp4", "-c", "copy")
    assert "not a film" in refused(truncated(late_index, tmp_path / "film.mp4", 0.6))


def test_a_film_without_picture_is_refused(films: Any) -> None:
    assert "no moving picture" in refused(films.converted("sound.m4a", "-vn"))


def test_a_song_with_a_cover_is_no_film(films: Any, film: Any, tmp_path: Path, run_ffmpeg: Callable) -> None:
    cover, song = tmp_path / "cover.png", tmp_path / "song.m4a"
    run_ffmpeg("-i", film.path, "-frames:v", "1", cover)
    run_ffmpeg(
        "-i",
        film.path,
        "-i",
        cover,
        "-map",
        "0:a",
        "-map",
        "1:v",
        "-disposition:v",
        "attached_pic",
        "-c:v",
        "png",
        song,
    )
    assert "no moving picture" in refused(song)


def test_what_cannot_be_used_is_refused_before_anything_is_written(
    library: Library, film: Any, subtitles: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.mp4").write_text("text")
    (tmp_path / "bad.srt").write_text("no subtitle")
    (tmp_path / "bad.fountain").write_text("no screenplay")
    before = rows(library)
    for task, error in (
        (FilmToAdd(tmp_path / "text.mp4", (subtitles,)), FilmUnreadable),
        (FilmToAdd(tmp_path / "none.mp4"), FilmUnreadable),
        (FilmToAdd(film.path, (subtitles, tmp_path / "bad.srt")), SubtitlesUnreadable),
        (FilmToAdd(film.path, (), tmp_path / "bad.fountain"), ScreenplayUnreadable),
    ):
        with pytest.raises(error) as raised:
            add_film(library, task)
        assert "\n" not in str(raised.value) and raised.value.remedy
        assert rows(library) == before


def test_pictures_without_times_are_refused(library: Library, films: Any) -> None:
    path = films.converted("raw.h264", "-an", "-c", "copy", "-bsf:v", "h264_mp4toannexb")
    with pytest.raises(FilmUnreadable, match=r"raw\.h264: no picture in it has a time"):
        add_film(library, FilmToAdd(path))
    assert library.catalog.films() == ()


def test_a_name_that_is_no_unicode_is_no_crash(library: Library, film: Any, tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.mp4"))
    path.write_bytes(film.path.read_bytes())
    with pytest.raises(FilmUnreadable, match="name") as raised:
        add_film(library, FilmToAdd(path))
    str(raised.value).encode()
    assert library.catalog.films() == ()
