"""Files that are either whole or not there: written beside their place, synced, then renamed."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def replaced_when_whole(target: Path) -> Iterator[Path]:
    """Give a temporary path beside `target` to write to; on success it becomes `target`.

    The temporary name keeps the target's suffix, by which encoders choose a format. On any error it is removed
    and `target` stays as it was.

    Raises:
        OSError: The folder cannot be made or written, or the disk is full.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f".{target.stem}.{uuid4().hex[:8]}{target.suffix}")
    try:
        yield unfinished
        sync(unfinished)
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Make sure that a file's bytes have reached the disk."""
    with path.open("rb") as file:
        os.fsync(file.fileno())


def write_whole(target: Path, content: bytes) -> None:
    """Write `content` to `target`, or leave `target` as it was."""
    with replaced_when_whole(target) as unfinished:
        unfinished.write_bytes(content)
