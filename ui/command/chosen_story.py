"""The story that a command is given: a file, or one of the library by its id, as it is or as it was."""

from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ui.command.terminal import opened_library

if TYPE_CHECKING:
    from library import Library
    from story import Story


def chosen_story(name: str, library: "Library") -> "Story":
    """Return the story in the file of that name, or the one of the library with that id.

    Args:
        name: A file; an id; or an id with `@` and the name of a version or the number of a revision.
        library: Where ids are looked up.

    Raises:
        StoryFileError: The file is not there, or holds no story.
        NotInLibrary: There is no story with that id, or it has no such version.
        StoryError: The story has no such revision.
    """
    return story_and_revision(name, library)[0]


def story_and_revision(name: str, library: "Library") -> tuple["Story", int | None]:
    """Return the story of that name, as `chosen_story` does, and its revision where it has a number.

    Raises:
        StoryFileError, NotInLibrary, StoryError: As `chosen_story`.
    """
    from story import read_story
    from story.history.shelf import StoryShelf

    if not _is_in_library(name):
        return read_story(Path(name)), None
    story_id, _, state = name.partition("@")
    if not state:
        return StoryShelf(library.catalog).load(story_id)
    return _state_of(story_id, state, library), int(state[:9]) if state.isdecimal() else None


def chosen_stories(*names: str) -> list["Story"]:
    """Return several stories, as `chosen_story` does; the library is opened only if one of them is in it."""
    from story import read_story

    with ExitStack() as stack:
        library = stack.enter_context(opened_library()) if any(map(_is_in_library, names)) else None
        return [chosen_story(name, library) if library else read_story(Path(name)) for name in names]


def _state_of(story_id: str, state: str, library: "Library") -> "Story":
    from story.history.shelf import StoryShelf
    from story.history.versions import StoryVersions

    if state.isdecimal():
        return StoryShelf(library.catalog).load_at(story_id, int(state[:9]))
    return StoryVersions(library.catalog).load(story_id, state)


def _is_in_library(name: str) -> bool:
    if Path(name).exists():
        return False
    try:
        UUID(name.partition("@")[0])
    except ValueError:
        return False
    return True
