"""Which story format a file is written for, and how passages of that format are read."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from story.twee.chapbook import chapbook_events
from story.twee.common_markup import links_only
from story.twee.dialect import Dialect
from story.twee.events import Event
from story.twee.formats import CHAPBOOK, HARLOWE, SUGARCUBE
from story.twee.harlowe import harlowe_events
from story.twee.passages import Passage, TwineStory
from story.twee.sugarcube import sugarcube_events


@dataclass(frozen=True)
class StoryFormat:
    """A story format.

    Attributes:
        name: As `StoryData` calls it, in small letters.
        events: Reads a passage's source.
        dialect: How it writes conditions and assignments.
        own: Names of passages that are no scenes in it.
        first: Names and tags of passages that are run before the story starts.
    """

    name: str
    events: Callable[[str], Iterator[Event]]
    dialect: Dialect
    own: frozenset[str] = frozenset()
    first: frozenset[str] = frozenset()


SUGARCUBE_OWN = frozenset(
    {
        *("StoryAuthor", "StoryBanner", "StoryCaption", "StoryDisplayTitle", "StoryIncludes", "StoryInit"),
        *("StoryInterface", "StoryMenu", "StorySettings", "StoryShare", "StorySubtitle"),
        *("PassageDone", "PassageFooter", "PassageHeader", "PassageReady"),
    }
)
"""Passages that SugarCube uses for itself."""

_FORMATS = {
    "sugarcube": StoryFormat(
        "sugarcube", sugarcube_events, SUGARCUBE, SUGARCUBE_OWN, frozenset({"StoryInit", "init"})
    ),
    "harlowe": StoryFormat("harlowe", harlowe_events, HARLOWE, first=frozenset({"startup"})),
    "chapbook": StoryFormat("chapbook", chapbook_events, CHAPBOOK),
}
_OTHER = StoryFormat("", links_only, SUGARCUBE)
_OWN_TAGS = frozenset(
    {
        *("script", "stylesheet", "widget", "init", "startup", "header", "footer", "annotation"),
        *("debug-startup", "debug-header", "debug-footer", "Twine.private", "Twine.image", "Twine.audio"),
    }
)
_SIGNS = {
    "sugarcube": re.compile(r"<</?[a-z]"),
    "harlowe": re.compile(r"\([a-z][a-z-]*:"),
    "chapbook": re.compile(r"^\[(?:if|unless) |^--$|\{(?:embed|reveal|link to)", re.MULTILINE),
}


def format_of(story: TwineStory) -> StoryFormat:
    """Return the format that a story names, else the one whose macros it holds most of, else SugarCube."""
    named = story.data.get("format")
    if isinstance(named, str) and named.strip():
        return _FORMATS.get(named.strip().lower().split()[0].split("-")[0], _OTHER)
    return _FORMATS[max(_SIGNS, key=lambda name: _count(_SIGNS[name], story.passages))]


def is_special(passage: Passage, story_format: StoryFormat) -> bool:
    """Say whether a passage is no scene: a script, a style sheet, a header."""
    return passage.name in story_format.own or bool(_OWN_TAGS & set(passage.tags))


def runs_first(passage: Passage, story_format: StoryFormat) -> bool:
    """Say whether a passage is run before the story starts, and so gives variables their start values."""
    return passage.name in story_format.first or bool(story_format.first & set(passage.tags))


def _count(sign: "re.Pattern[str]", passages: Iterable[Passage]) -> int:
    return sum(1 for passage in passages for _ in sign.finditer(passage.text))
