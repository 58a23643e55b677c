"""The story that the passages of a Twine file tell, before scenes are sought for it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeGuard
from uuid import UUID, uuid5

from story.document.choice_document import choice_from_document
from story.document.fields import IDENTIFIER, LANGUAGE, LONGEST_TEXT, Place
from story.document.story_document import story_document, story_from_document
from story.draft.found_scene import FoundScene
from story.errors import StoryFileError
from story.model import Choice, Story
from story.twee.difference import STORY_TOLD, STORY_UNTOLD, restored
from story.twee.nodes import Drawing
from story.twee.notes import ImportNote, import_note
from story.twee.passages import Passage, TwineStory
from story.twee.roles import Roles, roles_of
from story.twee.story_format import format_of, runs_first
from story.twee.telling import NoteList, Told, told_by

VERSION = 1
"""Of what Gallae writes into a Twine file."""

INIT = "StoryInit"
"""The passage in which SugarCube sets variables before the story starts."""

_NAMESPACE = UUID("6f1c1c1e-7a0e-5d5c-9d0c-3a6b1f6c2e11")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_HANGUL, _LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]")
_REMEDY = "Take the key gallae out of StoryData, or mend it there."


@dataclass(frozen=True)
class TwineImport:
    """A story that was brought over from Twine.

    Attributes:
        story: The story; every node has a position, unless Gallae wrote the file and it had none then.
        notes: What was not understood, and what else there is to know.
        candidates: The scenes that fit each node, the best first, by node id: the first is not always the chosen one.
        twine: The file's story, from which an export can take over what a story does not hold.
        missing: Names of passages to which links lead and that are not there, by the id that choices name for them.
        passages: Names of passages by the id of the node that each became.
        queries: What each node tells, without what was not understood, by its id: what scenes are sought by.
        links: Label and target of the link that each choice came from, by the choice's id.
        kept_first: What was not understood of `StoryInit`.
    """

    story: Story
    notes: tuple[ImportNote, ...]
    candidates: Mapping[str, tuple[FoundScene, ...]]
    twine: TwineStory
    missing: Mapping[str, str] = field(default_factory=dict)
    passages: Mapping[str, str] = field(default_factory=dict)
    queries: Mapping[str, str] = field(default_factory=dict)
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    kept_first: tuple[str, ...] = ()

    @property
    def sources(self) -> Mapping[str, Passage]:
        """The passage that each node came from, by the node's id."""
        named = {passage.name: passage for passage in self.twine.passages}
        return {node_id: named[name] for node_id, name in self.passages.items()}


def plain_import(
    twine: TwineStory, *, source_name: str = "the Twine file", title: str = "", language: str | None = None
) -> TwineImport:
    """Return the story that a Twine story tells, without scenes, and with the positions that the file has.

    Args:
        twine: What was read.
        source_name: What people call the file, for messages.
        title: The story's title if the file has none.
        language: Of labels and endings; without one, that of the text.

    Raises:
        StoryFileError: What Gallae wrote into the file cannot be read, or the story cannot be written as a file.
    """
    _check_version(twine, source_name)
    story_format = format_of(twine)
    roles = roles_of(twine, story_format, source_name)
    if not roles.nodes and "version" not in twine.gallae:
        raise StoryFileError(f"{source_name}: holds no passage that plays.", "Add one in Twine.")
    notes = NoteList(twine.notes)
    start = _start(twine, roles, notes)
    told = told_by(twine, roles, story_format, start, notes)
    spoken = _language(twine, roles, language)
    loose = _loose(twine, source_name)
    drawing = Drawing(roles, told, spoken, source_name, notes, frozenset(one.id for one in loose))
    nodes, choices, groups = drawing.draw()
    for passage in roles.special:
        if not runs_first(passage, story_format):
            notes.add(import_note("special", passage.name, passage.line))
    for passage, content in told.first:
        for unknown in content.unknown:
            notes.about("kept", passage, unknown.at, source=unknown.text)
    story = Story(
        id=_story_id(twine),
        title=(twine.title or title or start)[:LONGEST_TEXT],
        language=spoken,
        start=roles.ids.get(start, ""),
        nodes=tuple(nodes),
        choices=_ordered([*choices, *loose], twine),
        last_node=_highest("n", roles.ids.values()),
        last_choice=_highest("c", (one.id for one in choices)),
        variables=told.variables,
        groups=tuple(groups),
    )
    return TwineImport(
        story=_whole(story, twine, source_name),
        notes=notes.all(),
        candidates={},
        twine=twine,
        missing={one: name for name, one in drawing.missing.items()},
        passages={roles.ids[passage.name]: passage.name for passage in roles.nodes},
        queries=drawing.queries,
        links=drawing.links,
        kept_first=_kept_first(told),
    )


def _kept_first(told: Told) -> tuple[str, ...]:
    found = (content for passage, content in told.first if passage.name == INIT)
    return tuple(unknown.text for content in found for unknown in content.unknown)


def _check_version(twine: TwineStory, source_name: str) -> None:
    version = twine.gallae.get("version", VERSION)
    if version != VERSION:
        raise StoryFileError(
            f"{source_name}: StoryData: gallae: is of version {str(version)[:20]}, this Gallae reads {VERSION}.",
            "Update Gallae.",
        )


def _start(twine: TwineStory, roles: Roles, notes: NoteList) -> str:
    """Return the name of the passage at which the story starts."""
    names = [passage.name for passage in roles.nodes]
    fallback = "Start" if "Start" in names else next(iter(names), "")
    if twine.start in names or "version" in twine.gallae:
        return twine.start if twine.start in names else ""
    if twine.start:
        notes.add(import_note("start", wanted=twine.start, start=fallback))
    return fallback


def _language(twine: TwineStory, roles: Roles, asked: str | None) -> str:
    """Return the language of a story; if nobody says it, Korean for a text that is Korean for the most part."""
    given = asked or twine.gallae.get("language")
    if isinstance(given, str) and LANGUAGE.fullmatch(given):
        return given
    hangul = sum(len(_HANGUL.findall(passage.text)) for passage in roles.nodes)
    latin = sum(len(_LATIN.findall(passage.text)) for passage in roles.nodes)
    return "ko" if 2 * hangul > latin else "en"


def _story_id(twine: TwineStory) -> str:
    """Return the same id for the same file each time: its IFID, if that is a UUID."""
    given, ifid = twine.gallae.get("id"), twine.data.get("ifid")
    if isinstance(given, str) and IDENTIFIER.fullmatch(given):
        return given
    if isinstance(ifid, str) and _UUID.fullmatch(ifid):
        return ifid.lower()
    if isinstance(ifid, str) and ifid:
        return str(uuid5(_NAMESPACE, ifid))
    told = sha256()
    for passage in twine.passages:
        told.update(f"{passage.name}\0{passage.text}\0".encode())
    return str(uuid5(_NAMESPACE, f"{twine.title}\0{told.hexdigest()}"))


def _loose(twine: TwineStory, source_name: str) -> list[Choice]:
    """Return the choices that come from no node."""
    entries = twine.gallae.get("loose")
    place = Place(f"{source_name}: StoryData: gallae", error=StoryFileError, remedy=_REMEDY).field("loose")
    entries = entries if isinstance(entries, list) else []
    return [choice_from_document(entry, place.item(number)) for number, entry in enumerate(entries)]


def _ordered(choices: list[Choice], twine: TwineStory) -> tuple[Choice, ...]:
    """Return choices in the order in which they were made."""
    order = twine.gallae.get("choices")
    places = {name: number for number, name in enumerate(order)} if _are_names(order) else {}
    return tuple(sorted(choices, key=lambda choice: places.get(choice.id, len(places))))


def _are_names(value: object) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)


def _whole(story: Story, twine: TwineStory, source_name: str) -> Story:
    """Return a story with what StoryData says of it, once it is sure that it can be written and read."""
    known = (*STORY_TOLD, "language", "last_node", "last_choice", *STORY_UNTOLD)
    added = {name: value for name, value in twine.gallae.items() if name in known}
    document = restored(story_document(story), added, STORY_TOLD)
    return story_from_document(document, source_name)


def _highest(prefix: str, ids: Iterable[str]) -> int:
    numbers = (re.fullmatch(prefix + "([1-9][0-9]{0,8})", name) for name in ids)
    return max((int(match[1]) for match in numbers if match), default=0)
