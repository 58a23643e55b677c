"""Which subtitle and screenplay files go with which film: one rule for folders on a disk and files handed in."""

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Generic, TypeVar

from indexing.file_kinds import FILM_SUFFIXES, SCREENPLAY_SUFFIXES, SUBTITLE_SUFFIXES

File = TypeVar("File", bound=PurePath)

_ENDS_A_NAME = ".-_ ([,"
_ALSO_OTHER_TEXTS = (".txt", ".pdf")
"""Such a file is a screenplay only if it has its film's name: others lie about everywhere."""


class LeftOut(StrEnum):
    """Why a file goes with no film."""

    UNKNOWN_KIND = "unknown_kind"
    """It is no film, and neither subtitles nor a screenplay by its ending."""

    OTHER_NAME = "other_name"
    """It is not named like a film beside it."""

    SECOND_SCREENPLAY = "second_screenplay"
    """Its film has another screenplay already, in a format that tells more."""


@dataclass(frozen=True)
class FilmFiles(Generic[File]):
    """A film and the files that go with it."""

    film: File
    subtitles: tuple[File, ...] = ()
    screenplay: File | None = None


@dataclass(frozen=True)
class MatchedFiles(Generic[File]):
    """What goes with what: the films in the order of their names, and the files that go with none."""

    films: tuple[FilmFiles[File], ...]
    left_out: tuple[tuple[File, LeftOut], ...]


def is_named_like_a_film(file: PurePath) -> bool:
    """Say whether a file is a film by its ending."""
    return file.suffix.lower() in FILM_SUFFIXES


def match_files(
    files: Iterable[File], is_film: Callable[[File], bool] = is_named_like_a_film
) -> MatchedFiles[File]:
    """Find what goes with what, folder by folder.

    A subtitle or screenplay file goes with the film in its folder that has its name, or whose name it begins with
    before a separator: `Part 1.ko.srt` goes with `part 1.mp4`, and `part 10.srt` does not. Of several such films,
    the one with the longest name has it. In a folder with one film only, subtitles go with it under any name, and so
    do screenplays, unless they are plain text or PDF. Capital letters do not count, nor how accents are written.
    Of several screenplays, the one whose format tells most is taken.

    Args:
        files: In any number of folders.
        is_film: Says which of them are films.
    """
    folders: dict[PurePath, list[File]] = {}
    for file in files:
        folders.setdefault(file.parent, []).append(file)
    found: list[FilmFiles[File]] = []
    left_out: list[tuple[File, LeftOut]] = []
    for beside in folders.values():
        films = [file for file in beside if is_film(file)]
        others = [file for file in beside if file not in films]
        owners = {file: _owner(file, films) for file in others if _kind(file)}
        found += [_with_its_files(film, [file for file in owners if owners[file] == film]) for film in films]
        taken = {one for film in found for one in (*film.subtitles, film.screenplay)}
        left_out += [(file, _reason(file, owners)) for file in others if file not in taken]
    return MatchedFiles(tuple(found), tuple(left_out))


def _kind(file: PurePath) -> tuple[str, ...]:
    suffix = file.suffix.lower()
    return next((kind for kind in (SUBTITLE_SUFFIXES, SCREENPLAY_SUFFIXES) if suffix in kind), ())


def _owner(file: File, films: Sequence[File]) -> File | None:
    named = [one for one in films if _named_after(file, one)]
    if named:
        return max(named, key=lambda one: len(one.stem))
    alone = len(films) == 1 and file.suffix.lower() not in _ALSO_OTHER_TEXTS
    return films[0] if alone else None


def _named_after(file: PurePath, film: PurePath) -> bool:
    name, stem = _plain(file.name), _plain(film.stem)
    return name.startswith(stem) and name[len(stem) : len(stem) + 1] in _ENDS_A_NAME


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _with_its_files(film: File, files: Sequence[File]) -> FilmFiles[File]:
    subtitles = tuple(file for file in files if _kind(file) is SUBTITLE_SUFFIXES)
    screenplays = [file for file in files if _kind(file) is SCREENPLAY_SUFFIXES]
    best = min(screenplays, key=lambda file: SCREENPLAY_SUFFIXES.index(file.suffix.lower()), default=None)
    return FilmFiles(film, subtitles, best)


def _reason(file: File, owners: dict[File, File | None]) -> LeftOut:
    if file not in owners:
        return LeftOut.UNKNOWN_KIND
    return LeftOut.OTHER_NAME if owners[file] is None else LeftOut.SECOND_SCREENPLAY
