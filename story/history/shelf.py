"""Stories as rows of a library: every edit is kept, and nobody writes over somebody else's work."""

import builtins
from dataclasses import replace
from uuid import uuid4

from library.catalog import Catalog
from library.catalog.stories import ListedStory, NewStoryEdit
from library.errors import NotInLibrary, StaleRevision
from story.document.story_document import checked, story_document
from story.errors import StaleStory, StoryError
from story.history.change import all_applied, change_between, change_document, inverse
from story.history.difference import difference_between
from story.history.replay import changes_of, replayed
from story.history.undo import EditKind
from story.model import Story

EDITS_BEFORE_REFRESH = 200
"""Edits that may lead on from a story's document before whoever loads the story writes the document anew.

Measured: an edit takes 0.25 ms to make again; writing the document takes 15 ms at 250 nodes and 285 ms at 5,000.
"""


class StoryShelf:
    """Keeps stories in a library.

    Args:
        catalog: The library's catalog.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    def save(
        self,
        story: Story,
        base_revision: int | None = None,
        *,
        editor: str = "",
        kind: EditKind = EditKind.REPLACED,
    ) -> int:
        """Save a whole story, as one edit that can be undone, and return its revision now.

        Args:
            story: The story; its id says which row it is. One that is saved as it is there already changes nothing.
            base_revision: The revision that was changed, or `None` for a new story or to write over what is there.
            editor: Who saves it.
            kind: What is said of it in the story's history.

        Raises:
            StoryError: The story holds something that could not be read again.
            StaleStory: Somebody changed it meanwhile; the error says what.
        """
        document = story_document(checked(story))
        while True:
            try:
                found = self.load(story.id)
            except NotInLibrary:
                found = None
            current = 0 if found is None else found[1]
            if base_revision is not None and base_revision != current:
                raise self._stale(story, base_revision, found)
            change = None if found is None else change_between(found[0], story)
            if change is not None and not change:
                return current
            edit = (
                NewStoryEdit(EditKind.BEGUN, editor=editor)
                if change is None
                else NewStoryEdit(kind, change_document(change), editor)
            )
            try:
                return self._catalog.save_story(story.id, story.title, document, current, edit)
            except StaleRevision:
                continue  # somebody was quicker: look at what they made of it

    def add(self, story: Story, *, editor: str = "") -> Story:
        """Keep a story that comes from elsewhere, and return it as it is kept.

        A story that is there under its id stays as it is; the one that comes gets an id of its own beside it.

        Raises:
            StoryError: The story holds something that could not be read again.
        """
        try:
            self.save(story, 0, editor=editor)
        except StaleStory:
            story = replace(story, id=str(uuid4()))
            self.save(story, 0, editor=editor)
        return story

    def load(self, story_id: str) -> tuple[Story, int]:
        """Return a story and its revision.

        Raises:
            NotInLibrary: There is no such story.
            StoryFileError: Its row was written by a newer version, or by something else.
        """
        stored = self._catalog.story(story_id)
        story = replayed(stored)
        if len(stored.edits) >= EDITS_BEFORE_REFRESH:
            self._catalog.refresh_document(story_id, stored.revision, story_document(story))
        return story, stored.revision

    def load_at(self, story_id: str, revision: int) -> Story:
        """Return a story as it was at a revision.

        Raises:
            NotInLibrary: There is no such story.
            StoryError: It never had that revision, or nobody wrote down what it was then.
        """
        story, current = self.load(story_id)
        if not 1 <= revision <= current:
            raise StoryError(
                f"The story {story.title!r} has no revision {revision}.",
                f"Name one from 1 to {current}; `gallae stories history` lists them.",
            )
        edits = self._catalog.story_edits(story_id, after=revision)
        if len(edits) != current - revision:
            raise StoryError(
                f"Nobody wrote down what the story {story.title!r} was at revision {revision}.",
                "`gallae stories history` lists what can be come back to.",
            )
        return all_applied(story, [inverse(change) for change in reversed(changes_of(story_id, edits))])

    def list(self) -> tuple[ListedStory, ...]:
        """Return all stories as the catalog holds them, the last changed first."""
        return self._catalog.stories()

    def delete(self, story_id: str) -> None:
        """Remove a story with its history; one that is not there is no error."""
        self._catalog.delete_story(story_id)

    def _stale(self, story: Story, base: int, found: tuple[Story, int] | None) -> StaleStory:
        theirs, current = found or (Story(story.id, story.title), 0)
        try:
            was, told = self.load_at(story.id, base), "meanwhile"
        except (NotInLibrary, StoryError):
            was, told = story, "against what was to be saved"
        changes: builtins.list[str] = [entry.message["en"] for entry in difference_between(was, theirs)]
        more = f" (and {len(changes) - 3} more)" if len(changes) > 3 else ""
        return StaleStory(
            f"The story {story.title!r} is at revision {current}; this change was made from {base}. "
            f"Changed {told}: {' '.join(changes[:3]) or 'nothing.'}{more}",
            "Load it again and repeat the change, or put both together with `gallae merge`.",
            difference_between(was, theirs),
        )
