"""What is different between two stories, told to people: what was added, taken away, changed, or only moved."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from story.document.story_document import story_document
from story.history.change import LISTS, Change, change_between, record_key
from story.history.difference_words import message
from story.model import LocalText, Story

_COUNTERS = ("schema", "version", "last_node", "last_choice")
"""What a document keeps for the program alone."""


class How(StrEnum):
    """What happened to something."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"
    REORDERED = "reordered"


@dataclass(frozen=True)
class FieldDifference:
    """A field that is different: its name (`title`, `label.ko`) and what a document holds there before and after."""

    field: str
    before: object
    after: object


@dataclass(frozen=True)
class Entry:
    """Something that is different.

    Attributes:
        what: The list of the story in which it stands (`nodes`, `choices`, …), or `story` for the story itself.
        id: Its id, a variable's name, or `""` for the story and for a list whose order is another.
        how: What happened to it; what lies elsewhere on the canvas and is otherwise the same was moved.
        fields: What it consists of now and before; empty if it was added or taken away.
        message: A sentence by language, `en` and `ko`.
    """

    what: str
    id: str
    how: How
    fields: tuple[FieldDifference, ...]
    message: LocalText


Difference = tuple[Entry, ...]
"""Everything that is different: the story itself first, then list by list."""


def difference_between(before: Story, after: Story) -> Difference:
    """Return what is different between two stories; nothing if a person could not tell them apart."""
    return difference_of(change_between(before, after))


def difference_of(change: Change) -> Difference:
    """Return what a change changes."""
    before, after = story_document(change.before), story_document(change.after)
    return (*_of_story(before, after), *_of_lists(change, before, after))


def difference_document(difference: Difference) -> list[dict[str, object]]:
    """Return a difference as JSON values."""
    return [
        {
            "what": entry.what,
            "id": entry.id,
            "how": entry.how.value,
            "fields": [vars(one) for one in entry.fields],
            "message": dict(entry.message),
        }
        for entry in difference
    ]


def changed_fields(
    before: Mapping[str, Any], after: Mapping[str, Any], within: str = ""
) -> Iterator[FieldDifference]:
    """Yield what is different between two objects; of texts in several languages, each language alone."""
    for name in dict.fromkeys((*before, *after)):
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            yield from changed_fields(old, new, f"{within}{name}.")
        elif old != new:
            yield FieldDifference(within + name, old, new)


def _of_story(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Entry]:
    old, new = (
        {name: value for name, value in document.items() if name not in (*LISTS, *_COUNTERS)}
        for document in (before, after)
    )
    if fields := tuple(changed_fields(old, new)):
        yield _entry("story", "", How.CHANGED, new, fields)


def _of_lists(change: Change, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Entry]:
    for name in LISTS:
        old = _by_key(getattr(change.before, name), before[name])
        new = _by_key(getattr(change.after, name), after[name])
        for key in dict.fromkeys((*old, *new)):
            yield from _of_record(name, key, old.get(key), new.get(key))
        if any(None not in spot for spot in change.spots.get(name, {}).values()):
            yield _entry(name, "", How.REORDERED, {}, ())


def _of_record(
    name: str, key: str, old: Mapping[str, Any] | None, new: Mapping[str, Any] | None
) -> Iterator[Entry]:
    if old is None:
        yield _entry(name, key, How.ADDED, new or {}, ())
    elif new is None:
        yield _entry(name, key, How.REMOVED, old, ())
    elif fields := tuple(changed_fields(old, new)):
        moved = all(one.field == "position" for one in fields)
        yield _entry(name, key, How.MOVED if moved else How.CHANGED, old, fields)


def _by_key(records: Sequence[Any], documents: Sequence[Any]) -> dict[str, Any]:
    return {record_key(one): document for one, document in zip(records, documents, strict=True)}


def _entry(
    what: str, key: str, how: How, document: Mapping[str, Any], fields: tuple[FieldDifference, ...]
) -> Entry:
    told = message(what, key, how, document, [(one.field, one.before, one.after) for one in fields])
    return Entry(what, key, how, fields, told)
