"""Finding films in folders, and the subtitle and screenplay files that lie beside them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from indexing.errors import FilmUnreadable
from indexing.file_kinds import FILM_SUFFIXES, SCREENPLAY_SUFFIXES, SUBTITLE_SUFFIXES
from indexing.film_files import match_files
from indexing.pipeline import FilmToAdd
from library.catalog.films import FilmLabel

_TRANSPORT_STREAMS = (".ts", ".m2ts", ".mts")
_BEGINNINGS = {
    4: (b"ftyp", b"moov", b"mdat"),
    0: (b"\x1a\x45\xdf\xa3", b"OggS", b"FLV\x01", b"\x30\x26\xb2\x75"),
}


def films_in(folder: Path, label: FilmLabel | None = None) -> tuple[FilmToAdd, ...]:
    """Return the films in a folder and the folders in it, by name, each with the files that go with it.

    A film is known by its ending, or else by how its content begins. With it goes what is named like it; see
    `indexing.film_files.match_files`. Hidden files and folders are left out.

    Raises:
        FilmUnreadable: The folder cannot be read, or there is no film in it.
    """
    found = [film for files in _folders(folder) for film in _with_files_beside(files, label or FilmLabel())]
    if not found:
        raise FilmUnreadable(f"{folder}: there is no film in it.", "Name a folder that holds video files.")
    return tuple(found)


def _folders(folder: Path) -> Iterator[list[Path]]:
    """Yield the files of each folder, in order; links to folders are not followed, so that this ends."""

    def refuse(error: OSError) -> None:
        raise FilmUnreadable(
            f"{error.filename}: {error.strerror}.", "Allow reading it and try again."
        ) from error

    for place, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        files = (Path(place, name) for name in sorted(names) if not name.startswith("."))
        yield [file for file in files if file.is_file()]


def _with_files_beside(files: Sequence[Path], label: FilmLabel) -> Iterator[FilmToAdd]:
    for one in match_files(files, _is_film).films:
        yield FilmToAdd(one.film, one.subtitles, one.screenplay, label)


def _is_film(file: Path) -> bool:
    suffix = file.suffix.lower()
    if suffix in (*SUBTITLE_SUFFIXES, *SCREENPLAY_SUFFIXES):
        return False
    if suffix in FILM_SUFFIXES and suffix not in _TRANSPORT_STREAMS:
        return True
    try:
        with file.open("rb") as opened:
            begin = opened.read(200)
    except OSError:
        return suffix in FILM_SUFFIXES  # adding it will say what is wrong
    if suffix in _TRANSPORT_STREAMS:  # programs are written in files of the same ending
        return begin[:1] == b"G" == begin[188:189] or begin[4:5] == b"G"
    return _begins_like_a_film(begin)


def _begins_like_a_film(begin: bytes) -> bool:
    if begin[:4] == b"RIFF":
        return begin[8:12] == b"AVI "
    if begin[4:8] == b"ftyp" and begin[8:11] in (b"M4A", b"M4B", b"avi", b"hei", b"mif"):
        return False  # songs and pictures in the same container
    return any(begin[place:].startswith(marks) for place, marks in _BEGINNINGS.items())
