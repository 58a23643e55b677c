"""States of stories that somebody gave a name, each with a document of its own."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from library.catalog.part import CatalogPart
from library.catalog.stories import no_story
from library.schema import StoryRow, StoryVersionRow


@dataclass(frozen=True)
class StoryVersion:
    """A state of a story that somebody gave a name, who and when (UTC)."""

    name: str
    revision: int
    editor: str
    made_at: datetime


class StoryVersionCatalog(CatalogPart):
    """Reads and writes named states of stories."""

    def save_version(self, story_id: str, version: StoryVersion, document: Mapping[str, Any]) -> bool:
        """Keep a state of a story under a name; return whether that name was free.

        Args:
            story_id: The story.
            version: The name, the revision, and who keeps it when.
            document: What a story file would hold.

        Raises:
            NotInLibrary: There is no such story.
        """
        key = {"story_id": story_id, "name": version.name}
        with self._database.writing() as session:
            if session.scalar(select(StoryRow.id).where(StoryRow.id == story_id)) is None:
                raise no_story(story_id)
            if session.get(StoryVersionRow, key) is not None:
                return False
            values = {"revision": version.revision, "editor": version.editor, "made_at": version.made_at}
            session.add(StoryVersionRow(**key, **values, document=dict(document)))
            return True

    def story_versions(self, story_id: str) -> tuple[StoryVersion, ...]:
        """Return the states of a story that have a name, the oldest first."""
        row = StoryVersionRow
        asked = select(row.name, row.revision, row.editor, row.made_at).where(row.story_id == story_id)
        with self._database.reading() as session:
            return tuple(
                StoryVersion(*found) for found in session.execute(asked.order_by(row.made_at, row.name))
            )

    def version_document(self, story_id: str, name: str) -> dict[str, Any] | None:
        """Return what a story file held at the state of that name, or `None` if no state has it."""
        with self._database.reading() as session:
            row = session.get(StoryVersionRow, {"story_id": story_id, "name": name})
            return None if row is None else row.document

    def delete_version(self, story_id: str, name: str) -> bool:
        """Forget a name, not the edits that led there; return whether there was one."""
        row = StoryVersionRow
        with self._database.writing() as session:
            gone = session.execute(delete(row).where(row.story_id == story_id, row.name == name))
            return bool(gone.rowcount)  # type: ignore[attr-defined]  # a DELETE gives a CursorResult
