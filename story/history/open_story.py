"""A story that is being edited: it knows its state, notices what others do, and undoes without limit."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from library.catalog import Catalog
from library.catalog.part import now
from library.catalog.stories import EditNote, NewStoryEdit, StoryMark
from library.errors import StaleRevision
from story.document.story_document import checked, story_document
from story.graph import StoryGraph
from story.history.change import (
    Change,
    all_applied,
    applied,
    change_between,
    change_document,
    inverse,
)
from story.history.replay import changes_of
from story.history.shelf import StoryShelf
from story.history.undo import EditKind, UndoLine, undo_line
from story.model import Story
from story.operations import apply_to_graph

Operations = Sequence[Mapping[str, Any]]

Result = TypeVar("Result")


class OpenStory:
    """A story of a library, held in memory so that an edit costs what the edit is, not what the story is.

    Not for several threads at once. Others may edit the same story through another object or process: every method
    takes in first what they did.

    Args:
        catalog: The library's catalog.
        story_id: The story.

    Raises:
        NotInLibrary: There is no such story.
        StoryFileError: Its row was written by a newer version, or by something else.
    """

    _story: Story
    _mark: StoryMark
    _line: UndoLine
    _graph: StoryGraph | None

    def __init__(self, catalog: Catalog, story_id: str) -> None:
        self._catalog = catalog
        self._shelf = StoryShelf(catalog)
        self._id = story_id
        self._load()

    @property
    def story(self) -> Story:
        """The story as it was when a method was last called."""
        return self._story

    @property
    def revision(self) -> int:
        """The revision that `story` is."""
        return self._mark.revision

    @property
    def line(self) -> UndoLine:
        """What can be undone and redone."""
        return self._line

    def refresh(self) -> None:
        """Take in what others did to the story.

        Raises:
            NotInLibrary: Somebody removed it.
        """
        if self._catalog.story_mark(self._id) == self._mark:
            return
        edits = self._catalog.story_edits(self._id, after=self.revision - 1)
        first = edits[0] if edits else None
        if first is None or StoryMark(first.revision, first.made_at) != self._mark or not _unbroken(edits):
            self._load()
            return
        self._story = all_applied(self._story, changes_of(self._id, edits[1:]))
        self._mark = StoryMark(edits[-1].revision, edits[-1].made_at)
        self._line = undo_line(edits[1:], self._line)
        self._graph = None

    def edit(self, operations: Operations, editor: str = "") -> bool:
        """Make operations, all or none, as one edit; return whether they changed anything.

        Raises:
            StoryError: An operation is malformed, or cannot be made.
            NotInLibrary: Somebody removed the story.
        """
        return self._until_current(lambda: self._edit_now(operations, editor))

    def rework(self, make: Callable[[Story], Story], editor: str = "") -> bool:
        """Put what `make` makes of the story in its place, as one edit; return whether that changed anything.

        Raises:
            StoryError: It makes something that could not be read again.
            NotInLibrary: Somebody removed the story.
        """
        changed = self._until_current(lambda: self._rework_now(make, editor))
        self.refresh()
        return changed

    def undo(self, editor: str = "") -> bool:
        """Take the last edit back; return whether there was one."""
        return self._until_current(lambda: self._take_back(self._line.undo, EditKind.UNDONE, editor))

    def redo(self, editor: str = "") -> bool:
        """Make the edit again that was undone last; return whether there was one."""
        return self._until_current(lambda: self._take_back(self._line.redo, EditKind.REDONE, editor))

    def changes_since(self, revision: int) -> tuple[dict[str, Any], ...] | None:
        """Return what changed since a revision, as `story.history.change` writes it; `None` if nobody wrote it down."""
        if revision == self.revision:
            return ()
        edits = self._catalog.story_edits(self._id, after=revision, until=self.revision)
        if len(edits) != self.revision - revision or edits[0].kind == EditKind.BEGUN:
            return None
        return tuple(edit.change for edit in edits)

    def _until_current(self, step: Callable[[], Result]) -> Result:
        """Make a step from the newest state, again if somebody else was quicker."""
        while True:
            self.refresh()
            try:
                return step()
            except StaleRevision:
                self._graph = None

    def _rework_now(self, make: Callable[[Story], Story], editor: str) -> bool:
        story = checked(make(self._story))
        change = change_between(self._story, story)
        if change:
            edit = NewStoryEdit(EditKind.REPLACED, change_document(change), editor)
            self._catalog.save_story(self._id, story.title, story_document(story), self.revision, edit)
        return bool(change)

    def _edit_now(self, operations: Operations, editor: str) -> bool:
        graph = self._graph or StoryGraph(self._story)
        self._graph = None  # until the library holds what it holds
        for operation in operations:
            apply_to_graph(graph, operation)
        story = graph.story
        change = change_between(self._story, story)
        if change:
            checked(change.after)
            self._append(story, change, EditKind.EDITED, editor)
        self._graph = graph
        return bool(change)

    def _take_back(self, stack: tuple[int, ...], kind: EditKind, editor: str) -> bool:
        if not stack:
            return False
        edits = self._catalog.story_edits(self._id, after=stack[-1] - 1, until=stack[-1])
        (change,) = changes_of(self._id, edits)
        back = inverse(change)
        self._append(applied(self._story, back), back, kind, editor, takes_back=stack[-1])
        self._graph = None
        return True

    def _append(
        self, story: Story, change: Change, kind: EditKind, editor: str, takes_back: int | None = None
    ) -> None:
        edit = NewStoryEdit(kind, change_document(change), editor, takes_back)
        self._mark = self._catalog.append_edit(self._id, self.revision, edit, story.title)
        self._story = story
        self._line = undo_line([_note(self._mark, edit)], self._line)

    def _load(self) -> None:
        self._story, revision = self._shelf.load(self._id)
        notes = [note for note in self._catalog.edit_notes(self._id) if note.revision <= revision]
        made_at = notes[-1].made_at if notes and notes[-1].revision == revision else None
        self._mark = StoryMark(revision, made_at)
        self._line = undo_line(notes)
        self._graph = StoryGraph(self._story)


def _unbroken(edits: Sequence[EditNote]) -> bool:
    return all(later.revision == earlier.revision + 1 for earlier, later in pairwise(edits))


def _note(mark: StoryMark, edit: NewStoryEdit) -> EditNote:
    made_at = mark.made_at or now()
    return EditNote(mark.revision, edit.kind, edit.takes_back, edit.editor, made_at)
