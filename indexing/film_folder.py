"""Finding films in folders, and the subtitle and screenplay files that lie beside them."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from indexing.errors import FilmUnreadable
from indexing.file_kinds import FILM_SUFFIXES, SCREENPLAY_SUFFIXES, SUBTITLE_SUFFIXES
from indexing.pipeline import FilmToAdd
from library.catalog.films import FilmLabel

_ALSO_OTHER_TEXTS = (".txt", ".pdf")
"""Such a file is a screenplay only if it has its film's name: others lie about everywhere."""

_TRANSPORT_STREAMS = (".ts", ".m2ts", ".mts")
_BEGINNINGS = {
    4: (b"ftyp", b"moov", b"mdat"),
    0: (b"\x1a\x45\xdf\xa3", b"OggS", b"FLV\x01", b"\x30\x26\xb2\x75"),
}
_ENDS_A_NAME = ".-_ ([,"


def films_in(folder: Path, label: FilmLabel | None = None) -> tuple[FilmToAdd, ...]:
    """Return the films in a folder and the folders in it, by name, each with the files that go with it.

    A film is known by its ending, or else by how its content begins. With it goes every subtitle file and screenplay
    in its folder whose name begins like its own (`film.mp4`, `film.ko.srt`); beside the only film of a folder,
    subtitles and screenplays of any name. Hidden files and folders are left out.

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
    films = [file for file in files if _is_film(file)]
    for film in films:
        beside = [file for file in files if file not in films and _belongs(file, film, films)]
        subtitles = tuple(file for file in beside if file.suffix.lower() in SUBTITLE_SUFFIXES)
        screenplays = sorted(
            (file for file in beside if file.suffix.lower() in SCREENPLAY_SUFFIXES),
            key=lambda file: SCREENPLAY_SUFFIXES.index(file.suffix.lower()),
        )
        yield FilmToAdd(film, subtitles, next(iter(screenplays), None), label)


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


def _belongs(file: Path, film: Path, films: Iterable[Path]) -> bool:
    """Say whether a file goes with a film: of several whose names it begins with, with that of the longest."""
    owners = [one for one in films if _named_after(file, one)]
    if owners:
        return max(owners, key=lambda one: len(one.stem)) == film
    return [film] == list(films) and file.suffix.lower() not in _ALSO_OTHER_TEXTS


def _named_after(file: Path, film: Path) -> bool:
    name, stem = file.name.casefold(), film.stem.casefold()
    return name.startswith(stem) and name[len(stem) : len(stem) + 1] in _ENDS_A_NAME
