"""Pictures and other small files of a library: a cache, each named by the hash of what it was made from."""

import hashlib
import re
from pathlib import Path

from library.atomic_file import write_whole

_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{1,5}")


class MediaStore:
    """Keeps files in a folder, by name.

    Args:
        folder: Where they lie; made when the first is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @staticmethod
    def name_for(suffix: str, *made_from: object) -> str:
        """Return the name of what is made from these things, for instance a fingerprint, a time and a size."""
        digest = hashlib.sha256("\0".join(str(part) for part in made_from).encode()).hexdigest()
        return f"{digest}.{suffix}"

    def path(self, name: str) -> Path:
        """Return where a file lies or would lie.

        Raises:
            ValueError: It is not a name that `name_for` gives; nothing outside the folder is ever named.
        """
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r} is not a name of the media store")
        return self.folder / name[:2] / name

    def has(self, name: str) -> bool:
        """Say whether a file is there."""
        return bool(name) and self.path(name).is_file()

    def remove(self, name: str) -> None:
        """Take a file away, if it is there."""
        if name:
            self.path(name).unlink(missing_ok=True)

    def write(self, name: str, content: bytes) -> Path:
        """Write a file, whole or not at all, and return where it lies."""
        path = self.path(name)
        for unfinished in path.parent.glob(f".{path.stem}.*"):  # of a process that was killed while it wrote
            unfinished.unlink(missing_ok=True)
        write_whole(path, content)
        return path
