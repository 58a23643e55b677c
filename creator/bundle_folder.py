"""A bundle's folder: built beside its place and put there whole, so that a failed publish harms nothing."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from creator.archive import files_in
from creator.errors import BundleFolderInUse, writing_to
from creator.manifest import MANIFEST, MOST_BYTES, Published, manifest_text, read_manifest
from library.atomic_file import sync

BUILDING, REPLACED = ".building-", ".replaced-"


@contextmanager
def bundle_being_built(folder: Path, published: Published) -> Iterator[Path]:
    """Give an empty folder beside `folder` to fill; on success it gets a manifest and takes its place.

    Files in the old folder that no bundle wrote are kept. On any error the old bundle stays as it was.

    Raises:
        BundleFolderInUse: `folder` holds something that is not a bundle of ours.
        NoSpaceLeft: There is no room for it.
    """
    folder = folder.absolute()
    with writing_to(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _clear_up(folder)
    if not _is_ours(folder):
        raise BundleFolderInUse(folder)
    fresh = folder.with_name(f".{folder.name}{BUILDING}{uuid4().hex[:8]}")
    try:
        with writing_to(folder):
            fresh.mkdir()
            yield fresh
            _write_manifest(fresh, published)
            _keep_others(folder, fresh)
            _swap(fresh, folder)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def files_of_bundle(folder: Path) -> dict[str, str]:
    """Return the SHA-256 of each file of a bundle by its path, or nothing if the folder is not a bundle."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            listed = read_manifest(file.read(MOST_BYTES))
    except OSError:
        return {}
    return {name: one.sha256 for name, one in (listed or {}).items()}


def _is_ours(folder: Path) -> bool:
    """Say whether a folder is free to be written: not there, empty, or a bundle."""
    if not folder.exists() and not folder.is_symlink():
        return True
    return folder.is_dir() and (not any(folder.iterdir()) or bool(files_of_bundle(folder)))


def _clear_up(folder: Path) -> None:
    """Undo what a publish left that was killed: bring a replaced bundle back, remove half-built ones."""
    for old in folder.parent.glob(f".{folder.name}{REPLACED}*"):
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)
    for half in folder.parent.glob(f".{folder.name}{BUILDING}*"):
        shutil.rmtree(half)


def _write_manifest(folder: Path, published: Published) -> None:
    files = files_in(folder)
    for path in files.values():
        sync(path)
    (folder / MANIFEST).write_text(manifest_text(files, published), encoding="utf-8")
    sync(folder / MANIFEST)


def _keep_others(old: Path, fresh: Path) -> None:
    """Copy what somebody else put into the old bundle."""
    if not old.is_dir():
        return
    ours = {*files_of_bundle(old), MANIFEST}
    for path in sorted(old.rglob("*")):
        name = path.relative_to(old)
        if path.is_file() and name.as_posix() not in ours and not (fresh / name).exists():
            (fresh / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(path, fresh / name)


def _swap(fresh: Path, folder: Path) -> None:
    """Put `fresh` in the place of `folder`. Killed between the two renames, `_clear_up` brings the old one back."""
    old = folder.with_name(f".{folder.name}{REPLACED}{uuid4().hex[:8]}")
    there = folder.exists()
    if there:
        folder.rename(old)
    try:
        fresh.rename(folder)
    except OSError:
        if there:
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)
