"""Where stories are edited: operations with a base revision, several tabs at once, undo and redo."""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from threading import RLock
from typing import Any

from library import Catalog, StaleRevision
from story import Story, StoryError
from story.history.open_story import OpenStory, Operations
from story.history.shelf import StoryShelf
from ui.server.story_clash import clash

MOST_OPEN = 16
"""Stories kept in memory; the one that was asked for longest ago makes room."""

MOST_MISSED = 200
"""Edits that a tab is told; one that missed more has to load the story again."""


@dataclass(frozen=True)
class Edited:
    """How an edit ended.

    Attributes:
        ok: Whether it was made.
        revision: The story's revision now.
        missed: What others changed since the base revision, oldest first, as `story.history.change` writes it; `None`
            if the story has to be loaded again.
        detail: Why the edit was not made.
    """

    ok: bool
    revision: int
    missed: tuple[Mapping[str, Any], ...] | None
    detail: str = ""


class StoryDesk:
    """Edits the stories of a library, and keeps those in memory that are being edited; the library holds the truth.

    An edit made from an older revision is made on the newest one: operations name what they change, so that two
    people who change different things both have their way. What can no longer be changed is refused, and what would
    overwrite somebody else's words.

    Args:
        catalog: Where the stories are.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._shelf = StoryShelf(catalog)
        self._open: OrderedDict[str, OpenStory] = OrderedDict()
        self._lock = RLock()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep everybody else in this studio from changing stories for a moment."""
        with self._lock:
            yield

    def story(self, story_id: str) -> tuple[Story, int]:
        """Return a story and its revision.

        Raises:
            NotInLibrary: There is no such story.
        """
        with self._lock:
            opened = self._opened(story_id)
            opened.refresh()
            return opened.story, opened.revision

    def can_undo(self, story_id: str) -> tuple[bool, bool]:
        """Return whether there is something to undo and something to redo."""
        with self._lock:
            opened = self._opened(story_id)
            opened.refresh()
            return bool(opened.line.undo), bool(opened.line.redo)

    def edit(self, story_id: str, base: int, operations: Operations, editor: str = "") -> Edited:
        """Make operations, all or none.

        Args:
            story_id: The story.
            base: The revision from which they were made.
            operations: As `story.operations` has them.
            editor: Who makes them.

        Raises:
            StoryError: An operation is malformed, or cannot be made though nobody else changed the story.
            NotInLibrary: There is no such story.
            StaleRevision: `base` is a revision that the story never had.
        """
        with self._lock:
            opened = self._opened(story_id)
            opened.refresh()
            if base > opened.revision:
                raise StaleRevision(
                    f"The story is at revision {opened.revision}, not at {base}.", "Load it again."
                )
            overwritten = clash(operations, opened.changes_since(base) or ())
            if overwritten:
                return Edited(False, opened.revision, None, overwritten)
            try:
                made = opened.edit(operations, editor)
            except StoryError as error:
                if base == opened.revision:
                    raise
                return Edited(False, opened.revision, None, str(error))
            return Edited(True, opened.revision, _missed(opened, base, int(made)))

    def rework(self, story_id: str, make: Callable[[Story], Story], editor: str = "") -> None:
        """Put what `make` makes of a story in its place, as one edit that can be undone."""
        with self._lock:
            self._opened(story_id).rework(make, editor)

    def save(self, story: Story, base: int, editor: str = "") -> int:
        """Save a whole story as one edit that can be undone; return its revision.

        Raises:
            NotInLibrary: There is no such story.
            StaleStory: Somebody changed it since revision `base`.
        """
        with self._lock:
            self._catalog.story_mark(story.id)
            return self._shelf.save(story, base, editor=editor)

    def undo(self, story_id: str, editor: str = "") -> bool:
        """Take the last edit back; return whether there was one."""
        with self._lock:
            return self._opened(story_id).undo(editor)

    def redo(self, story_id: str, editor: str = "") -> bool:
        """Make the edit again that was taken back last; return whether there was one."""
        with self._lock:
            return self._opened(story_id).redo(editor)

    def _opened(self, story_id: str) -> OpenStory:
        opened = self._open.pop(story_id, None) or OpenStory(self._catalog, story_id)
        self._open[story_id] = opened
        if len(self._open) > MOST_OPEN:
            self._open.popitem(last=False)
        return opened


def _missed(opened: OpenStory, base: int, own: int) -> tuple[Mapping[str, Any], ...] | None:
    """Return what others changed since `base`; of the changes since then, the last `own` are not theirs."""
    count = opened.revision - base - own
    if count > MOST_MISSED:
        return None
    changes = opened.changes_since(base) if count else ()
    return None if changes is None else changes[:count]
