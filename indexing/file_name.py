"""Names of files that can be written down: the library keeps them as text."""

import os
from pathlib import Path

from indexing.errors import IndexingError


def require_unicode_name(path: Path, error: type[IndexingError]) -> None:
    """Raise `error` if a path has bytes that are no text, as names from old disks may."""
    try:
        str(path).encode()
    except UnicodeEncodeError as problem:
        shown = os.fsencode(path).decode("utf-8", "replace")
        raise error(
            f"{shown}: its name is not in Unicode.", "Rename the file or its folder, and try again."
        ) from problem
