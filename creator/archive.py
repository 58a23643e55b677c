"""ZIP files that are the same byte for byte whenever they hold the same: fixed times, sorted names, safe names."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from creator.errors import CreatorError, writing_to
from library.atomic_file import replaced_when_whole

Content = bytes | Path
"""What a file of an archive holds: bytes, or those of a file."""

EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The time that every file of an archive gets; a ZIP cannot tell an earlier one."""

PACKED = frozenset({".mp4", ".jpg", ".jpeg", ".png", ".zip"})
"""Suffixes of files that packing would not make smaller."""

_UNIX = 3
_PLAIN_FILE = 0o100644 << 16
_ODD = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def is_safe_name(name: str) -> bool:
    """Say whether a name is a file's place inside a folder on every system, and nothing outside of it.

    >>> [is_safe_name(name) for name in ("media/a.mp4", "../a", "/a", "a//b", "C:/a", "a/./b", "nul.txt")]
    [True, False, False, False, False, False, False]
    """
    parts = name.split("/")
    return len(name) <= 240 and all(
        part
        and not _ODD.search(part)
        and not _RESERVED.fullmatch(part)
        and part not in (".", "..")
        and not part.endswith((".", " "))
        for part in parts
    )


def write_archive(files: Mapping[str, Content], target: Path, *, first: str = "") -> None:
    """Write a ZIP file; it is there and whole afterwards, or as it was before.

    Args:
        files: What it holds, by the place of each.
        target: The file to write.
        first: The file that must come first; all others follow by name.

    Raises:
        CreatorError: A name is not safe, or the file cannot be written.
        NoSpaceLeft: There is no room for it.
    """
    for name in files:
        if not is_safe_name(name):
            raise CreatorError(
                f"{name!r} cannot be a file's name in {target}.", "Give that file another name."
            )
    ordered = sorted(files, key=lambda name: (name != first, name))
    with writing_to(target), replaced_when_whole(target) as unfinished, ZipFile(unfinished, "w") as archive:
        for name in ordered:
            _write(archive, name, files[name])


def files_in(folder: Path) -> dict[str, Path]:
    """Return every file of a folder by its place in it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path for path in found}


def _write(archive: ZipFile, name: str, content: Content) -> None:
    entry = ZipInfo(name, EARLIEST)
    entry.create_system, entry.external_attr = _UNIX, _PLAIN_FILE
    entry.compress_type = ZIP_STORED if PurePosixPath(name).suffix.lower() in PACKED else ZIP_DEFLATED
    if isinstance(content, bytes):
        archive.writestr(entry, content)
        return
    entry.file_size = content.stat().st_size  # so that a large one gets the room that its size takes
    with content.open("rb") as source, archive.open(entry, "w") as place:
        shutil.copyfileobj(source, place, 1 << 20)
