"""Where jobs put what they make of a story."""

import re
from pathlib import Path

from library import Library, NotInLibrary

_STORY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def bundle_folder(library: Library, story_id: str) -> Path:
    """Return where the last published bundle of a story lies or would lie.

    Raises:
        NotInLibrary: It cannot be a story's id; nothing outside the folder is ever named.
    """
    if not _STORY_ID.fullmatch(story_id):
        raise NotInLibrary(f"{story_id[:80]!r} is no story's id.", "Open the story from the list.")
    return library.folder / "bundles" / story_id
