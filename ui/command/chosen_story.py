"""The story that a command is given: a file, or one of the library by its id."""

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

if TYPE_CHECKING:
    from library import Library
    from story import Story


def chosen_story(name: str, library: "Library") -> "Story":
    """Return the story in the file of that name, or the one of the library with that id.

    Raises:
        StoryFileError: The file is not there, or holds no story.
        NotInLibrary: There is no story with that id.
    """
    from story import read_story
    from story.shelf import StoryShelf

    path = Path(name)
    if not path.exists() and _is_id(name):
        return StoryShelf(library.catalog).load(name)[0]
    return read_story(path)


def _is_id(name: str) -> bool:
    try:
        UUID(name)
    except ValueError:
        return False
    return True
