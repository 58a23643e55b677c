"""A stored story as it is now: its document, and the edits that lead on from it."""

from collections.abc import Sequence

from library.catalog.stories import StoredStory, StoryEdit
from story.document.story_document import story_from_document
from story.errors import StoryError, StoryFileError
from story.history.change import Change, all_applied, change_from_document
from story.model import Story

_REMEDY = "Go back to a version of it with `gallae stories restore`."


def replayed(stored: StoredStory) -> Story:
    """Return a story at its newest revision.

    Raises:
        StoryFileError: Its document or an edit was written by a newer version, or by something else.
    """
    name = f"story {stored.id} of the library"
    story = story_from_document(stored.document, name)
    expected = range(stored.document_revision + 1, stored.revision + 1)
    if [edit.revision for edit in stored.edits] != list(expected):
        raise StoryFileError(f"{name}: edits of it are missing.", _REMEDY)
    try:
        return all_applied(story, changes_of(stored.id, stored.edits))
    except StoryFileError:
        raise
    except StoryError as error:
        raise StoryFileError(f"{name}: its edits do not fit together: {error.message}", _REMEDY) from error


def changes_of(story_id: str, edits: Sequence[StoryEdit]) -> list[Change]:
    """Return what edits changed, in their order.

    Raises:
        StoryFileError: An edit was written by a newer version, or by something else.
    """
    name = f"story {story_id} of the library"
    return [change_from_document(edit.change, f"{name}, edit {edit.revision}") for edit in edits]
