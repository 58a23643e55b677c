"""Disk space set aside while something is written, so that there is room to take it back if the disk fills up."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from library.errors import LibraryUnusable

_RESERVED_BYTES = 16 << 20
"""SQLite needs space to delete: the log grows by every page that changes. A long film has about 10 MB of rows."""


@contextmanager
def reserved_space(folder: Path) -> Iterator[BinaryIO]:
    """Hold some disk space in a folder; closing what this gives, or leaving, frees it.

    Raises:
        LibraryUnusable: There is not that much space.
    """
    try:
        held = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by the `with` below
    except OSError as error:
        raise _no_space(folder, error) from error
    with held:
        try:
            _fill(held)
        except OSError as error:
            raise _no_space(folder, error) from error
        yield held


def _fill(file: BinaryIO) -> None:
    if hasattr(os, "posix_fallocate"):
        os.posix_fallocate(file.fileno(), 0, _RESERVED_BYTES)
    else:
        file.write(bytes(_RESERVED_BYTES))
        file.flush()


def _no_space(folder: Path, error: OSError) -> LibraryUnusable:
    return LibraryUnusable(
        f"{folder}: {os.strerror(error.errno or 0)}.",
        f"Have at least {_RESERVED_BYTES >> 20} MB free on that disk and allow writing there, and try again.",
    )
