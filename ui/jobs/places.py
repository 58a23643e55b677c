"""Where jobs put what they make of a story, and whether a story has been published."""

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


def published_bundle(library: Library, story_id: str) -> Path | None:
    """Return the folder of the last published bundle of a story, or `None` while it was never published.

    Raises:
        NotInLibrary: It cannot be a story's id.
    """
    folder = bundle_folder(library, story_id)
    return folder if (folder / "index.html").is_file() else None


def played_at(library: Library, story_id: str) -> str:
    """Return the address, on the studio, of the last published bundle of a story, or `""` if there is none."""
    return f"/play/{story_id}/" if published_bundle(library, story_id) else ""


def export_file(library: Library, story_id: str, name: str) -> Path:
    """Return where a file that was made of a story lies or would lie."""
    return library.folder / "exports" / bundle_folder(library, story_id).name / name
