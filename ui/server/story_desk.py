"""Where stories are edited: operations with a base revision, several tabs at once, undo and redo."""

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from library import Catalog, StaleRevision
from story import Story, StoryError
from story.operations import apply_operations
from story.shelf import StoryShelf

REMEMBERED = 200
"""Edits of a story that can be undone, and that a tab may have missed, while the server runs."""

Operations = Sequence[Mapping[str, Any]]


@dataclass(frozen=True)
class Edited:
    """How an edit ended.

    Attributes:
        ok: Whether it was made.
        revision: The story's revision now.
        missed: Operations of others since the base revision, oldest first, or `None` if the story has to be loaded
            again.
        detail: Why the edit was not made.
    """

    ok: bool
    revision: int
    missed: tuple[Mapping[str, Any], ...] | None
    detail: str = ""


@dataclass
class _Sheet:
    """What is remembered of one story: edits by the revision that each made, and stories before and after."""

    edits: deque[tuple[int, Operations | None]] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    before: deque[Story] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    undone: list[Story] = field(default_factory=list)


class StoryDesk:
    """Edits the stories of a library.

    An edit made from an older revision is made on the newest one: operations name what they change, so that two
    people who change different things both have their way. What can no longer be changed is refused.

    Args:
        catalog: Where the stories are.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._shelf = StoryShelf(catalog)
        self._sheets: dict[str, _Sheet] = defaultdict(_Sheet)
        self._lock = Lock()

    def edit(self, story_id: str, base: int, operations: Operations) -> Edited:
        """Make operations, all or none.

        Args:
            story_id: The story.
            base: The revision from which they were made.
            operations: As `story.operations` has them.

        Raises:
            StoryError: An operation is malformed, or cannot be made though nobody else changed the story.
            NotInLibrary: There is no such story.
        """
        with self._lock:
            story, revision = self._shelf.load(story_id)
            missed = self._missed(story_id, base, revision)
            try:
                changed = apply_operations(story, list(operations))
            except StoryError as error:
                if base == revision:
                    raise
                return Edited(False, revision, None, str(error))
            new = self._shelf.save(changed, revision)
            sheet = self._sheets[story_id]
            sheet.edits.append((new, operations))
            sheet.before.append(story)
            sheet.undone.clear()
            return Edited(True, new, missed)

    def put(self, story: Story) -> int:
        """Put a whole story in the place of what is there, as one edit that can be undone; return its revision."""
        with self._lock:
            old, revision = self._shelf.load(story.id)
            self._sheets[story.id].undone.clear()
            self._sheets[story.id].before.append(old)
            return self._replace(story, revision)

    def undo(self, story_id: str) -> bool:
        """Take the last edit back; return whether there was one."""
        return self._step(story_id, self._sheets[story_id].before, self._sheets[story_id].undone)

    def redo(self, story_id: str) -> bool:
        """Make the edit again that was taken back last; return whether there was one."""
        return self._step(story_id, self._sheets[story_id].undone, self._sheets[story_id].before)

    def can_undo(self, story_id: str) -> tuple[bool, bool]:
        """Return whether there is something to undo and something to redo."""
        sheet = self._sheets[story_id]
        return bool(sheet.before), bool(sheet.undone)

    def _step(
        self, story_id: str, source: deque[Story] | list[Story], target: deque[Story] | list[Story]
    ) -> bool:
        with self._lock:
            if not source:
                return False
            story, revision = self._shelf.load(story_id)
            target.append(story)
            self._replace(source.pop(), revision)
            return True

    def _replace(self, story: Story, revision: int) -> int:
        new = self._shelf.save(story, revision)
        self._sheets[story.id].edits.append((new, None))
        return new

    def _missed(self, story_id: str, base: int, revision: int) -> tuple[Mapping[str, Any], ...] | None:
        if base > revision:
            raise StaleRevision(f"The story is at revision {revision}, not at {base}.", "Load it again.")
        since = [operations for made, operations in self._sheets[story_id].edits if made > base]
        if len(since) != revision - base or any(operations is None for operations in since):
            return None
        return tuple(one for operations in since if operations is not None for one in operations)
