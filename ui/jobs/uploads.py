"""Takes in files that came over the web: finds which belong together and gives them a place in the library."""

import re
import shutil
import unicodedata
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from uuid import uuid4

from indexing.film_files import FilmFiles, LeftOut, match_files
from ui.errors import UploadRefused

LARGEST_BYTES = 20 << 30
"""How much may be handed in at once."""

MOST_FILES = 1000
"""How many files may be handed in at once."""

_LONGEST_STEM = 100
_DEEPEST = 12

Upload = FilmFiles[Path]
"""A film and the files that go with it, as they were handed in."""


def match_uploads(files: Sequence[Path]) -> tuple[Upload, ...]:
    """Return each film with the subtitle and screenplay files that go with it; see `indexing.film_files`.

    Raises:
        UploadRefused: There is no film, or a file goes with none: nobody hands in what is then left behind unsaid.
    """
    matched = match_files(files)
    for file, reason in matched.left_out:
        raise UploadRefused(*_said(file, reason))
    if not matched.films:
        raise UploadRefused("There is no film among the files.", "Choose a video file, such as .mp4 or .mkv.")
    return matched.films


def safe_path(name: str) -> PurePosixPath:
    """Return a file's name with the folders that it names, all of them harmless; it never leads upwards."""
    parts = [safe_name(part) for part in name.replace("\\", "/").split("/") if part.strip(" .")]
    return PurePosixPath(*(parts[-_DEEPEST:] or ["file"]))


def _said(file: Path, reason: LeftOut) -> tuple[str, str]:
    if reason is LeftOut.UNKNOWN_KIND:
        return (
            f"{file.name}: neither a film nor a subtitle or screenplay file.",
            "Leave it out and try again.",
        )
    if reason is LeftOut.SECOND_SCREENPLAY:
        return f"{file.name}: its film has another screenplay already.", "Choose one of them."
    remedy = "Name it like its film (film.mp4, film.ko.srt), or leave it out."
    return f"{file.name}: it is not clear to which film it belongs.", remedy


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


def _moved(file: Path, folder: Path) -> Path:
    target = folder / safe_name(file.name)
    if target.exists():
        target = folder / f"{uuid4().hex[:6]}-{target.name}"
    shutil.move(file, target)
    return target
