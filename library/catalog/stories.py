"""Stories in the catalog: the document of each, and which revision it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from library.catalog.part import CatalogPart, now
from library.errors import NotInLibrary, StaleRevision
from library.schema import StoryRow


@dataclass(frozen=True)
class StoredStory:
    """A story as the library holds it.

    Attributes:
        id: Its UUID.
        title: Its title.
        revision: 1 when it was first saved, one more at each change.
        document: What a story file holds; see `story.file`.
        changed_at: When it was last saved (UTC).
    """

    id: str
    title: str
    revision: int
    document: dict[str, Any]
    changed_at: datetime


class StoryCatalog(CatalogPart):
    """Reads and writes stories."""

    def stories(self) -> tuple[StoredStory, ...]:
        """Return all stories, the last changed first."""
        with self._database.reading() as session:
            rows = session.scalars(select(StoryRow).order_by(StoryRow.changed_at.desc(), StoryRow.id))
            return tuple(_record(row) for row in rows)

    def story(self, story_id: str) -> StoredStory:
        """Return one story.

        Raises:
            NotInLibrary: There is no such story.
        """
        with self._database.reading() as session:
            row = session.get(StoryRow, story_id)
            if row is None:
                raise NotInLibrary(f"There is no story {story_id} in this library.", "See `gallae stories`.")
            return _record(row)

    def save_story(
        self, story_id: str, title: str, document: dict[str, Any], base_revision: int | None = None
    ) -> int:
        """Save a story and return its new revision.

        Args:
            story_id: Its UUID; a new one makes a new story.
            title: Its title.
            document: What a story file would hold.
            base_revision: The revision that was changed, or `None` to write over whatever is there.

        Raises:
            StaleRevision: `base_revision` is not the current one: somebody saved meanwhile.
        """
        with self._database.writing() as session:
            row = session.get(StoryRow, story_id)
            current = 0 if row is None else row.revision
            if base_revision is not None and base_revision != current:
                raise StaleRevision(
                    f"The story {title!r} is at revision {current}; this change was made from {base_revision}.",
                    "Load it again and repeat the change.",
                )
            if row is None:
                row = StoryRow(id=story_id)
                session.add(row)
            row.title, row.document, row.changed_at = title, document, now()
            row.revision = row.document_revision = current + 1
            return row.revision

    def delete_story(self, story_id: str) -> None:
        """Remove a story; one that is not there is no error."""
        with self._database.writing() as session:
            row = session.get(StoryRow, story_id)
            if row is not None:
                session.delete(row)


def _record(row: StoryRow) -> StoredStory:
    return StoredStory(row.id, row.title, row.revision, row.document, row.changed_at)
