"""States of a story that somebody gave a name, to come back to."""

from library.catalog import Catalog
from library.catalog.part import now
from library.catalog.story_versions import StoryVersion
from library.errors import NotInLibrary
from story.document.story_document import story_document, story_from_document
from story.errors import StoryError
from story.history.shelf import StoryShelf
from story.history.undo import EditKind
from story.model import Story

LONGEST_NAME = 100
"""Characters in the name of a version."""


class StoryVersions:
    """Keeps named states of the stories of a library.

    Args:
        catalog: The library's catalog.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._shelf = StoryShelf(catalog)

    def keep(self, story_id: str, name: str, editor: str = "") -> StoryVersion:
        """Give a story as it is now a name, under which it can be loaded whatever is done to it later.

        Raises:
            NotInLibrary: There is no such story.
            StoryError: The name is not fit, or an earlier state has it.
        """
        story, revision = self._shelf.load(story_id)
        version = StoryVersion(_checked(name), revision, editor, now())
        if not self._catalog.save_version(story_id, version, story_document(story)):
            raise StoryError(
                f"The story {story.title!r} has a version {version.name!r} already.", "Choose another name."
            )
        return version

    def list(self, story_id: str) -> tuple[StoryVersion, ...]:
        """Return the versions of a story, the oldest first.

        Raises:
            NotInLibrary: There is no such story.
        """
        self._catalog.story_mark(story_id)
        return self._catalog.story_versions(story_id)

    def load(self, story_id: str, name: str) -> Story:
        """Return a story as it was when it was given a name.

        Raises:
            NotInLibrary: There is no such story or version.
            StoryFileError: It was written by a newer version of Gallae, or by something else.
        """
        self._catalog.story_mark(story_id)
        document = self._catalog.version_document(story_id, name)
        if document is None:
            raise _no_version(story_id, name)
        return story_from_document(document, f"version {name!r} of story {story_id}")

    def restore(self, story_id: str, name: str, editor: str = "") -> int:
        """Make a story what it was when it was given a name, as one edit; return its revision now.

        Raises:
            NotInLibrary: There is no such story or version.
        """
        return self._shelf.save(self.load(story_id, name), editor=editor, kind=EditKind.RESTORED)

    def forget(self, story_id: str, name: str) -> None:
        """Remove a name; the edits that led there stay.

        Raises:
            NotInLibrary: There is no such version.
        """
        if not self._catalog.delete_version(story_id, name):
            raise _no_version(story_id, name)


def _checked(name: str) -> str:
    name = " ".join(name.split())
    # A name of digits alone could not be told from a revision in `STORY@7`.
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or name.isdecimal() or "/" in name:
        raise StoryError(
            f"{name[:LONGEST_NAME]!r} cannot be the name of a version.",
            f"Use 1 to {LONGEST_NAME} characters other than /, of which one is no digit.",
        )
    return name


def _no_version(story_id: str, name: str) -> NotInLibrary:
    return NotInLibrary(
        f"The story {story_id} has no version {name!r}.", "See `gallae stories versions` for those it has."
    )
