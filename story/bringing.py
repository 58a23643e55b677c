"""Brings a story in from the text of a file that somebody hands over: Gallae's own, or one of Twine's."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from library.progress import Progress, no_progress
from story.document.fields import LONGEST_TEXT, UNSTORABLE
from story.document.file import story_from_text
from story.document.upgrades import SCHEMA
from story.draft.draft_notes import Note
from story.draft.found_scene import FindScenes
from story.model import Story
from story.titles import shortened
from story.twee.importing import import_twine
from story.twee.passages import TwineStory
from story.twee.reading import chosen, twine_stories

_ADDRESS = {
    "en": "The address for viewing data ({address}) was left out: write it yourself if it is yours.",
    "ko": "시청 기록을 보낼 주소({address})는 빼고 가져왔습니다. 당신의 주소라면 직접 쓰세요.",
}
_SAYS_GALLAE = re.compile(rf'"schema"\s*:\s*"{SCHEMA}"')


@dataclass(frozen=True)
class BroughtIn:
    """A story that came from a file.

    Attributes:
        story: The story.
        notes: What did not come along, and what else there is to know, with the node that it is about.
        titles: Titles of all stories that the file holds.
        own: Whether the file is one of Gallae's own, which holds everything.
    """

    story: Story
    notes: tuple[Note, ...] = ()
    titles: tuple[str, ...] = ()
    own: bool = False


def bring_in(
    text: str,
    name: str,
    find: FindScenes | None = None,
    *,
    wanted: str = "",
    progress: Progress = no_progress,
) -> BroughtIn:
    """Return the story that the text of a file holds.

    Args:
        text: What stands in the file: a story file of Gallae, Twee 3, or Twine 2 HTML or JSON; it says itself which.
        name: The file's name, for messages, and for the title of a story without one.
        find: Finds scenes for the passages of a Twine story; `None` leaves its nodes without clips.
        wanted: Title of the story to take from a Twine file with several, or `""` for its first.
        progress: Told about the stage `scenes`, in nodes.

    Raises:
        StoryFileError: It holds no story, or something in it is not as it must be.
    """
    if UNSTORABLE.search(name) or not name.strip():
        name = "the file"
    if _is_own(text):
        story = story_from_text(text.removeprefix("\ufeff"), name)
        # Whoever wrote the file would be told what the viewers of somebody else's film do.
        return BroughtIn(replace(story, report_to=""), _not_reporting(story), (story.title,), own=True)
    found = twine_stories(text, name)
    told = import_twine(
        chosen(found, wanted, name), find, source_name=name, title=_title(name), progress=progress
    )
    notes = tuple(Note(one.message, one.node_id) for one in told.notes)
    return BroughtIn(told.story, notes, _titles(found))


def _is_own(text: str) -> bool:
    """Say whether a text is a story file of Gallae, whole or broken: in JSON, words of a passage never stand so."""
    return text.lstrip("\ufeff \t\r\n").startswith("{") and _SAYS_GALLAE.search(text) is not None


def _not_reporting(story: Story) -> tuple[Note, ...]:
    """Return a note on the address for viewing data of a story, if it has one."""
    if not story.report_to:
        return ()
    shown = shortened(story.report_to)
    return (Note({language: text.format(address=shown) for language, text in _ADDRESS.items()}),)


def _title(name: str) -> str:
    return PurePath(name.replace("\\", "/")).stem[:LONGEST_TEXT]


def _titles(stories: Sequence[TwineStory]) -> tuple[str, ...]:
    return tuple(story.title[:LONGEST_TEXT] for story in stories)
