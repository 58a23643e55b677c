"""Compares a bundle, as a folder or a ZIP file, with its manifest; everything in it is hostile until compared."""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import IO, Protocol
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from creator.archive import is_safe_name
from creator.errors import NotABundle
from creator.manifest import MANIFEST, MOST_BYTES, Listed, read_manifest

MOST_FILES = 100_000
"""Files of a bundle that are looked at."""

MOST_BLOWN_UP = 20
"""How many times as large as a ZIP file all that it holds may be; films cannot be packed, so 2 is much."""

ALWAYS_FINE = 64_000_000
"""Bytes that even a small ZIP file may hold."""

_AT_ONCE = 1 << 20


@dataclass(frozen=True)
class Verdict:
    """How a bundle compares with its manifest; names in order.

    Attributes:
        right: How many files are as the manifest says.
        missing: Files that it lists and that are not there.
        changed: Files with other bytes than it says, or that cannot be read.
        unlisted: Files that it does not list; a name may hold anything.
    """

    right: int
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    unlisted: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Whether the bundle is exactly what was published."""
        return not (self.missing or self.changed or self.unlisted)


class Holder(Protocol):
    """Where the files of a bundle lie."""

    def names(self) -> Iterable[str]:
        """Return the name of every file."""

    def opened(self, name: str) -> IO[bytes]:
        """Open one of them to be read."""


def verify_bundle(path: Path) -> Verdict:
    """Compare a bundle with its manifest; nothing is written, and nothing outside of the bundle is read.

    Args:
        path: The bundle's folder, or its ZIP file.

    Raises:
        NotABundle: There is no manifest of ours there, or the ZIP file is broken or made to do harm.
    """
    with _holder(path) as holder:
        names = list(islice(holder.names(), MOST_FILES + 1))
        if len(names) > MOST_FILES:
            raise NotABundle(f"{path} holds more than {MOST_FILES} files.", "Publish the story again.")
        listed = _listed(holder, names, path)
        there = set(names)
        kept = {name: one for name, one in listed.items() if name in there}
        changed = {name for name, one in kept.items() if not _is_as_listed(holder, name, one)}
        return Verdict(
            right=len(kept) - len(changed),
            missing=tuple(sorted(listed.keys() - there)),
            changed=tuple(sorted(changed)),
            unlisted=tuple(sorted(there - listed.keys() - {MANIFEST})),
        )


class _Folder:
    """A bundle's folder; links are named and never followed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> Iterator[str]:
        waiting = [self._folder]
        while waiting:
            for path in waiting.pop().iterdir():
                if path.is_dir() and not path.is_symlink():
                    waiting.append(path)
                else:
                    yield path.relative_to(self._folder).as_posix()

    def opened(self, name: str) -> IO[bytes]:
        path = self._folder / name
        if path.is_symlink() or not path.is_file():
            raise OSError(f"{name} is no plain file")
        return path.open("rb")


class _Archive:
    """A bundle's ZIP file."""

    def __init__(self, archive: ZipFile, path: Path) -> None:
        self._archive = archive
        self._entries = {entry.filename: entry for entry in archive.infolist() if not entry.is_dir()}
        _refuse_harmful(archive.infolist(), path)

    def names(self) -> Iterator[str]:
        return iter(self._entries)

    def opened(self, name: str) -> IO[bytes]:
        return self._archive.open(self._entries[name])


@contextmanager
def _holder(path: Path) -> Iterator[Holder]:
    if path.is_dir():
        yield _Folder(path)
        return
    if not path.is_file():
        raise NotABundle(f"{path} is not there.", "Name a bundle's folder or ZIP file.")
    try:
        with ZipFile(path) as archive:
            yield _Archive(archive, path)
    except (OSError, BadZipFile, NotImplementedError, ValueError) as error:
        raise NotABundle(
            f"{path} cannot be read as a ZIP file.", "Name a bundle's folder or ZIP file."
        ) from error


def _refuse_harmful(entries: list[ZipInfo], path: Path) -> None:
    """Refuse a ZIP file that says two things of one name, or that would fill the disk of whoever unpacks it."""
    size = path.stat().st_size
    if len({entry.filename for entry in entries}) != len(entries):
        raise NotABundle(f"{path} holds two files of one name.", "Do not unpack it.")
    if sum(entry.compress_size for entry in entries) > size:
        raise NotABundle(f"{path} holds files that lie in one another.", "Do not unpack it.")
    if sum(entry.file_size for entry in entries) > MOST_BLOWN_UP * size + ALWAYS_FINE:
        raise NotABundle(
            f"{path} would grow to more than {MOST_BLOWN_UP} times its size.", "Do not unpack it."
        )
    if any(entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise NotABundle(f"{path} is packed in a way that bundles are not.", "Do not unpack it.")
    unsafe = next((entry.filename for entry in entries if not is_safe_name(entry.filename.rstrip("/"))), None)
    if unsafe is not None:
        raise NotABundle(f"{path} holds a file with an unsafe name, {unsafe[:80]!r}.", "Do not unpack it.")


def _listed(holder: Holder, names: list[str], path: Path) -> Mapping[str, Listed]:
    """Return what the manifest lists."""
    content = b""
    if MANIFEST in names:
        try:
            with holder.opened(MANIFEST) as file:
                content = file.read(MOST_BYTES + 1)
        except (OSError, BadZipFile, RuntimeError, NotImplementedError, zlib.error):
            content = b""
    listed = read_manifest(content) if 0 < len(content) <= MOST_BYTES else None
    if listed is None:
        raise NotABundle(
            f"{path} has no manifest of Gallae, {MANIFEST}.", "Name a bundle's folder or ZIP file."
        )
    unsafe = next((name for name in listed if not is_safe_name(name)), None)
    if unsafe is not None:
        raise NotABundle(
            f"The manifest of {path} names an unsafe file, {unsafe[:80]!r}.", "Do not use this bundle."
        )
    return listed


def _is_as_listed(holder: Holder, name: str, listed: Listed) -> bool:
    """Say whether a file has the bytes that the manifest says; no more of it is read than that many."""
    hashed, left = hashlib.sha256(), listed.bytes
    try:
        with holder.opened(name) as file:
            while part := file.read(_AT_ONCE if left is None else min(_AT_ONCE, left + 1)):
                hashed.update(part)
                if left is not None:
                    left -= len(part)
                    if left < 0:
                        return False
    except (OSError, BadZipFile, RuntimeError, NotImplementedError, EOFError, zlib.error):
        return False
    return left in (None, 0) and hashed.hexdigest() == listed.sha256
