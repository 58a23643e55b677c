"""Takes in files that came over the web: finds which belong together and gives them a place in the library."""

import re
import shutil
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from indexing.file_kinds import FILM_SUFFIXES, SCREENPLAY_SUFFIXES, SUBTITLE_SUFFIXES
from ui.errors import UploadRefused

ACCEPTED_SUFFIXES = (*FILM_SUFFIXES, *SUBTITLE_SUFFIXES, *SCREENPLAY_SUFFIXES)

_LONGEST_STEM = 100


@dataclass(frozen=True)
class Upload:
    """A film and the files that belong to it, as they were handed in."""

    film: Path
    subtitles: tuple[Path, ...] = ()
    screenplay: Path | None = None


@dataclass
class _Found:
    film: Path
    subtitles: list[Path] = field(default_factory=list)
    screenplays: list[Path] = field(default_factory=list)


def match_uploads(files: Sequence[Path]) -> tuple[Upload, ...]:
    """Return each film with the subtitle and screenplay files whose names begin like its own.

    `Popeye.ko.srt` belongs to `popeye.mp4`; of several films the one with the longest such name has it. Beside a
    single film, files of any name belong to it.

    Raises:
        UploadRefused: There is no film, a file is of no known kind, or one fits no film or is a second screenplay.
    """
    found = [_Found(file) for file in files if _suffix(file) in FILM_SUFFIXES]
    if not found:
        raise UploadRefused("There is no film among the files.", "Choose a video file, such as .mp4 or .mkv.")
    for file in files:
        if _suffix(file) in SUBTITLE_SUFFIXES:
            _owner(file, found).subtitles.append(file)
        elif _suffix(file) in SCREENPLAY_SUFFIXES:
            _owner(file, found).screenplays.append(file)
        elif _suffix(file) not in FILM_SUFFIXES:
            raise UploadRefused(
                f"{file.name}: neither a film nor a subtitle or screenplay file.",
                "Leave it out and try again.",
            )
    return tuple(_upload(one) for one in found)


def store_upload(upload: Upload, films_folder: Path) -> Upload:
    """Move what was handed in into a folder of its own below `films_folder`, under names that harm nobody."""
    folder = films_folder / uuid4().hex[:12]
    folder.mkdir(parents=True)
    return Upload(
        film=_moved(upload.film, folder),
        subtitles=tuple(_moved(file, folder) for file in upload.subtitles),
        screenplay=_moved(upload.screenplay, folder) if upload.screenplay else None,
    )


def safe_name(name: str) -> str:
    """Return a file name that is the same on every system: no folders, no control characters, no leading dots."""
    plain = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    plain = re.sub(r'[\x00-\x1f\x7f<>:"/\\|?*]+', "_", plain).strip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        return plain[:_LONGEST_STEM] or "file"
    return f"{stem[:_LONGEST_STEM].rstrip(' .') or 'file'}.{suffix[:10].lower()}"


def _owner(file: Path, found: list[_Found]) -> _Found:
    if len(found) == 1:
        return found[0]
    name = file.name.casefold()
    fitting = [one for one in found if name.startswith(one.film.stem.casefold())]
    if not fitting:
        remedy = "Name it like its film (film.mp4, film.ko.srt), or add the films one by one."
        raise UploadRefused(f"{file.name}: it is not clear to which film it belongs.", remedy)
    return max(fitting, key=lambda one: len(one.film.stem))


def _upload(found: _Found) -> Upload:
    if len(found.screenplays) > 1:
        names = ", ".join(file.name for file in found.screenplays)
        raise UploadRefused(f"{found.film.name}: more than one screenplay ({names}).", "Choose one of them.")
    return Upload(found.film, tuple(found.subtitles), next(iter(found.screenplays), None))


def _moved(file: Path, folder: Path) -> Path:
    target = folder / safe_name(file.name)
    if target.exists():
        target = folder / f"{uuid4().hex[:6]}-{target.name}"
    shutil.move(file, target)
    return target


def _suffix(file: Path) -> str:
    return file.suffix.lower()
