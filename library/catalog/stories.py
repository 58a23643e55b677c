"""Stories in the catalog: a document of each, and the edits that lead on from it.

An edit is one small row. The document is written anew only now and then: a row that holds megabytes is slow to update.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select, update
from sqlalchemy.orm import Session

from library.catalog.part import CatalogPart, now
from library.errors import NotInLibrary, StaleRevision
from library.schema import StoryEditRow, StoryRow


@dataclass(frozen=True)
class NewStoryEdit:
    """An edit to be kept.

    Attributes:
        kind: What people call it; see `story.history.undo`.
        change: What it changed from and to; see `story.history.change`.
        editor: Who made it, or `""`.
        takes_back: The revision that an earlier edit made and this one takes back, or `None`.
    """

    kind: str
    change: Mapping[str, Any] = field(default_factory=dict)
    editor: str = ""
    takes_back: int | None = None


@dataclass(frozen=True)
class EditNote:
    """That an edit was made: the revision it made, its kind, what it takes back, by whom and when (UTC)."""

    revision: int
    kind: str
    takes_back: int | None
    editor: str
    made_at: datetime


@dataclass(frozen=True)
class StoryEdit(EditNote):
    """An edit with what it changed."""

    change: dict[str, Any]


@dataclass(frozen=True)
class StoryMark:
    """Tells two states of a story apart, also of one that was removed and came back under the same id.

    Attributes:
        revision: 1 when it was first saved, one more at each edit.
        made_at: When the edit was made that made this revision (UTC), or `None` where nobody wrote it down.
    """

    revision: int
    made_at: datetime | None


@dataclass(frozen=True)
class ListedStory:
    """A story in the list of stories.

    Attributes:
        id: Its UUID.
        title: Its title.
        revision: 1 when it was first saved, one more at each edit.
        changed_at: When its last edit was made (UTC).
    """

    id: str
    title: str
    revision: int
    changed_at: datetime


@dataclass(frozen=True)
class StoredStory(ListedStory):
    """A story as the library holds it.

    Attributes:
        document: What a story file held at `document_revision`; see `story.document.file`.
        document_revision: The revision that `document` is.
        edits: The edits since then, oldest first.
    """

    document: dict[str, Any]
    document_revision: int
    edits: tuple[StoryEdit, ...] = ()


class StoryCatalog(CatalogPart):
    """Reads and writes stories."""

    def stories(self) -> tuple[ListedStory, ...]:
        """Return all stories, the last changed first."""
        row, last = StoryRow, _last_edits()
        columns = (row.id, row.title, row.revision, row.changed_at, last.c.revision, StoryEditRow.made_at)
        with self._database.reading() as session:
            found = session.execute(
                select(*columns)
                .outerjoin(last, last.c.story_id == row.id)
                .outerjoin(
                    StoryEditRow,
                    (StoryEditRow.story_id == row.id) & (StoryEditRow.revision == last.c.revision),
                )
            ).all()
        listed = [
            ListedStory(name, title, max(revision, edit or 0), max(changed, made or changed))
            for name, title, revision, changed, edit, made in found
        ]
        return tuple(sorted(listed, key=lambda one: (-one.changed_at.timestamp(), one.id)))

    def story(self, story_id: str) -> StoredStory:
        """Return one story.

        Raises:
            NotInLibrary: There is no such story.
        """
        with self._database.reading() as session:
            row = session.get(StoryRow, story_id)
            if row is None:
                raise no_story(story_id)
            edits = _edits(session, story_id, row.revision)
            last = edits[-1] if edits else None
            return StoredStory(
                id=row.id,
                title=row.title,
                revision=row.revision if last is None else last.revision,
                changed_at=row.changed_at if last is None else max(last.made_at, row.changed_at),
                document=row.document,
                document_revision=row.revision,
                edits=edits,
            )

    def story_mark(self, story_id: str) -> StoryMark:
        """Return which state a story is in, without reading it.

        Raises:
            NotInLibrary: There is no such story.
        """
        with self._database.reading() as session:
            current = _current(session, story_id)
        if current is None:
            raise no_story(story_id)
        return current.mark

    def save_story(
        self,
        story_id: str,
        title: str,
        document: Mapping[str, Any],
        base_revision: int | None = None,
        edit: NewStoryEdit | None = None,
    ) -> int:
        """Save a whole story and return its new revision.

        Args:
            story_id: Its UUID; a new one makes a new story.
            title: Its title.
            document: What a story file would hold.
            base_revision: The revision that was changed, or `None` to write over whatever is there.
            edit: What it changed. Without one, nothing before this revision can be come back to.

        Raises:
            StaleRevision: `base_revision` is not the current one: somebody saved meanwhile.
        """
        with self._database.writing() as session:
            found = _current(session, story_id)
            current = 0 if found is None else found.mark.revision
            if base_revision is not None and base_revision != current:
                raise _stale(title, current, base_revision)
            if found is None:
                session.add(StoryRow(id=story_id, title=title, document={}, changed_at=now()))
                session.flush()
            session.execute(
                update(StoryRow)
                .where(StoryRow.id == story_id)
                .values(title=title, document=dict(document), changed_at=now(), revision=current + 1)
            )
            if edit is not None:
                _insert(session, story_id, current + 1, edit)
            return current + 1

    def append_edit(self, story_id: str, base_revision: int, edit: NewStoryEdit, title: str) -> StoryMark:
        """Add an edit to a story and return the state that it makes.

        Args:
            story_id: The story.
            base_revision: The revision that was changed.
            edit: What it changed.
            title: The story's title after it.

        Raises:
            NotInLibrary: There is no such story.
            StaleRevision: `base_revision` is not the current one: somebody saved meanwhile.
        """
        with self._database.writing() as session:
            found = _current(session, story_id)
            if found is None:
                raise no_story(story_id)
            current = found.mark.revision
            if base_revision != current:
                raise _stale(title, current, base_revision)
            if title != found.title:
                session.execute(update(StoryRow).where(StoryRow.id == story_id).values(title=title))
            return StoryMark(current + 1, _insert(session, story_id, current + 1, edit))

    def refresh_document(self, story_id: str, revision: int, document: Mapping[str, Any]) -> None:
        """Write down what a story was at a revision, so that fewer edits lead on from there.

        Nothing happens if a newer document is there already.
        """
        with self._database.writing() as session:
            session.execute(
                update(StoryRow)
                .where(StoryRow.id == story_id, StoryRow.revision < revision)
                .values(document=dict(document), revision=revision)
            )

    def story_edits(self, story_id: str, after: int = 0, until: int | None = None) -> tuple[StoryEdit, ...]:
        """Return the edits that made the revisions in `(after, until]`, oldest first; `None` is the newest."""
        with self._database.reading() as session:
            return _edits(session, story_id, after, until)

    def edit_notes(self, story_id: str, after: int = 0) -> tuple[EditNote, ...]:
        """Return who made which kind of edit when, oldest first, without what each changed.

        Args:
            story_id: The story.
            after: Only edits that made a later revision than this.
        """
        row = StoryEditRow
        columns = (row.revision, row.kind, row.takes_back, row.editor, row.made_at)
        asked = select(*columns).where(row.story_id == story_id, row.revision > after).order_by(row.revision)
        with self._database.reading() as session:
            return tuple(EditNote(*found) for found in session.execute(asked))

    def delete_story(self, story_id: str) -> None:
        """Remove a story with its edits and versions; one that is not there is no error."""
        with self._database.writing() as session:
            session.execute(delete(StoryRow).where(StoryRow.id == story_id))


def _last_edits() -> Any:
    row = StoryEditRow
    return select(row.story_id, func.max(row.revision).label("revision")).group_by(row.story_id).subquery()


@dataclass(frozen=True)
class _Current:
    title: str
    mark: StoryMark


def _current(session: Session, story_id: str) -> _Current | None:
    """Return a story's title and state without reading its document, which may be megabytes."""
    row, edit = StoryRow, StoryEditRow
    found = session.execute(select(row.title, row.revision).where(row.id == story_id)).one_or_none()
    if found is None:
        return None
    asked = select(edit.revision, edit.made_at).where(edit.story_id == story_id)
    last = session.execute(asked.order_by(edit.revision.desc()).limit(1)).one_or_none()
    if last is None or last.revision < found.revision:
        return _Current(found.title, StoryMark(found.revision, None))
    return _Current(found.title, StoryMark(last.revision, last.made_at))


def _edits(session: Session, story_id: str, after: int, until: int | None = None) -> tuple[StoryEdit, ...]:
    row = StoryEditRow
    columns = (row.revision, row.kind, row.takes_back, row.editor, row.made_at, row.change)
    asked = select(*columns).where(row.story_id == story_id, row.revision > after).order_by(row.revision)
    if until is not None:
        asked = asked.where(row.revision <= until)
    return tuple(StoryEdit(*found) for found in session.execute(asked))


def _insert(session: Session, story_id: str, revision: int, edit: NewStoryEdit) -> datetime:
    made_at = now()
    session.execute(
        insert(StoryEditRow).values(
            story_id=story_id,
            revision=revision,
            kind=edit.kind,
            takes_back=edit.takes_back,
            editor=edit.editor,
            change=dict(edit.change),
            made_at=made_at,
        )
    )
    return made_at


def _stale(title: str, current: int, base: int) -> StaleRevision:
    return StaleRevision(
        f"The story {title!r} is at revision {current}; this change was made from {base}.",
        "Load it again and repeat the change.",
    )


def no_story(story_id: str) -> NotInLibrary:
    """Return the error which says that a story is not there."""
    return NotInLibrary(f"There is no story {story_id} in this library.", "See `gallae stories`.")
