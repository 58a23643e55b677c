"""Stories as rows of a library: saved with a revision, so that nobody writes over somebody else's work."""

from library.catalog import Catalog
from library.catalog.stories import StoredStory
from story.document import checked, story_document, story_from_document
from story.model import Story


class StoryShelf:
    """Keeps stories in a library.

    Args:
        catalog: The library's catalog.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def save(self, story: Story, base_revision: int | None = None) -> int:
        """Save a story and return its new revision.

        Args:
            story: The story; its id says which row it is.
            base_revision: The revision that was changed, or `None` for a new story or to write over what is there.

        Raises:
            StoryError: The story holds something that could not be read again.
            StaleRevision: Somebody saved a newer revision meanwhile.
        """
        document = story_document(checked(story))
        return self._catalog.save_story(story.id, story.title, document, base_revision)

    def load(self, story_id: str) -> tuple[Story, int]:
        """Return a story and its revision.

        Raises:
            NotInLibrary: There is no such story.
            StoryFileError: Its row was written by a newer version, or by something else.
        """
        stored = self._catalog.story(story_id)
        return story_from_document(stored.document, f"story {story_id} of the library"), stored.revision

    def list(self) -> tuple[StoredStory, ...]:
        """Return all stories as the catalog holds them, the last changed first."""
        return self._catalog.stories()

    def delete(self, story_id: str) -> None:
        """Remove a story; one that is not there is no error."""
        self._catalog.delete_story(story_id)
