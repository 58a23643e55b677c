"""Puts the work of two people together who both went on from one story (a three-way merge).

Record by record and field by field, so that both keep what they did; what both did to the same field is listed as a
conflict, with mine kept for the time being.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from story.document.story_document import story_document, story_from_document
from story.errors import StoryError
from story.history.change import LISTS
from story.history.conflict import Conflict, field_conflict, whole_conflict
from story.history.merge_fields import Clash, merged_fields, merged_order
from story.history.merge_ids import apart
from story.model import Story

_COUNTERS = ("last_node", "last_choice")
_PLACES = ("nodes", "groups")

Record = dict[str, Any]
"""What a document holds of a node, choice, variable or group."""


@dataclass(frozen=True)
class Merge:
    """How a merge ended.

    Attributes:
        story: Both people's work.
        conflicts: What somebody has to look at.
        renumbered: New ids, by those in theirs, of what theirs made under an id that mine gave to something else;
            under `nodes` those of nodes and groups, under `choices` those of choices.
    """

    story: Story
    conflicts: tuple[Conflict, ...]
    renumbered: Mapping[str, Mapping[str, str]]


def merge(base: Story, mine: Story, theirs: Story) -> Merge:
    """Return what two stories make that both came from a third.

    Args:
        base: What both went on from.
        mine: What one made of it; kept where both changed the same.
        theirs: What the other made of it.

    Raises:
        StoryError: Together they hold more than a story may.
    """
    theirs, ids = apart(base, mine, theirs)
    merging = _Merging(base, mine, theirs)
    story = story_from_document(merging.document(), "the merged story")
    return Merge(story, tuple(merging.conflicts), ids)


class _Side:
    """One of the three stories, each of its lists by id or name."""

    def __init__(self, story: Story) -> None:
        document: Record = story_document(story)
        self.lists: dict[str, dict[str, Record]] = {
            name: {entry["name" if name == "variables" else "id"]: entry for entry in document[name]}
            for name in LISTS
        }
        self.single: Record = {name: value for name, value in document.items() if name not in LISTS}

    def list_of(self, place: str) -> str:
        """Return the list in which a node or group stands, or `""`."""
        return next((name for name in _PLACES if place in self.lists[name]), "")


class _Merging:
    def __init__(self, base: Story, mine: Story, theirs: Story) -> None:
        self.base, self.mine, self.theirs = _Side(base), _Side(mine), _Side(theirs)
        self.sides = (self.mine, self.theirs)
        self.conflicts: list[Conflict] = []
        self.kept: set[str] = set()  # nodes and groups that one side had removed
        self.single = self._single()
        self.lists = {name: self._list(name) for name in LISTS}

    def document(self) -> Record:
        while self._bring_back_what_is_led_to():
            pass
        self._bring_back_choices()
        self._leave_one_default()
        return {**self.single, **{name: self._ordered(name) for name in LISTS}}

    def _single(self) -> Record:
        base, mine, theirs = (side.single for side in (self.base, *self.sides))
        merged, clashes = merged_fields(base, mine, theirs)
        for clash in clashes:
            if clash.field in _COUNTERS:
                merged[clash.field] = max(mine[clash.field], theirs[clash.field])
            else:
                self.conflicts.append(field_conflict("story", "", mine, clash))
        return merged

    def _list(self, name: str) -> dict[str, Record]:
        keys = dict.fromkeys((*self.mine.lists[name], *self.theirs.lists[name]))
        found = {key: self._record(name, key) for key in keys}
        return {key: record for key, record in found.items() if record is not None}

    def _record(self, name: str, key: str) -> Record | None:
        base, mine, theirs = (side.lists[name].get(key) for side in (self.base, *self.sides))
        if base == mine == theirs:
            return mine  # nearly always
        if mine is not None and theirs is not None:
            return self._both(name, key, base or {}, mine, theirs)
        record = mine or theirs
        if base is None:
            return record
        if record == base:
            return None
        self._keep(name, key)
        return record

    def _both(self, name: str, key: str, base: Record, mine: Record, theirs: Record) -> Record:
        merged, clashes = merged_fields(base, mine, theirs)
        if merged not in (mine, theirs) and not self._can_be_read(name, merged):
            self.conflicts.append(whole_conflict(name, key, base or None, mine, theirs))
            return mine
        self.conflicts.extend(field_conflict(name, key, mine, clash) for clash in clashes)
        return merged

    def _can_be_read(self, name: str, record: Record) -> bool:
        try:
            story_from_document({**self.single, **{key: [] for key in LISTS}, name: [record]}, "the merge")
        except StoryError:
            return False
        return True

    def _keep(self, name: str, key: str) -> None:
        """Say that something stays which one side removed."""
        base, mine, theirs = (side.lists[name].get(key) for side in (self.base, *self.sides))
        self.conflicts.append(whole_conflict(name, key, base, mine, theirs))
        if name in _PLACES:
            self.kept.add(key)

    def _bring_back_what_is_led_to(self) -> bool:
        """Keep the nodes and groups to which something leads that only one side removed; return whether there were."""
        found = False
        for name, key, place in list(self._leads()):
            if self._is_there(place) or self._led_nowhere(name, key, place):
                continue
            side = next(side for side in self.sides if side.list_of(place))
            which = side.list_of(place)
            self.lists[which][place] = side.lists[which][place]
            self._keep(which, place)
            found = True
        return found

    def _leads(self) -> Iterator[tuple[str, str, str]]:
        yield from (("story", "", place) for place in _led_to("story", self.single))
        for name in LISTS:
            for key, record in self.lists[name].items():
                yield from ((name, key, place) for place in _led_to(name, record))

    def _is_there(self, place: str) -> bool:
        return any(place in self.lists[name] for name in _PLACES)

    def _led_nowhere(self, name: str, key: str, place: str) -> bool:
        """Say whether a side leads there though it has no such place itself, or whether none has it."""
        for side in self.sides:
            record = side.single if name == "story" else side.lists[name].get(key, {})
            if place in _led_to(name, record) and not side.list_of(place):
                return True
        return not any(side.list_of(place) for side in self.sides)

    def _bring_back_choices(self) -> None:
        """Keep the choices that went only because a node went which stays after all."""
        choices = self.lists["choices"]
        for side in self.sides:
            for key, record in side.lists["choices"].items():
                ends = _led_to("choices", record)
                if key not in choices and self.kept & ends and all(map(self._is_there, ends)):
                    choices[key] = record

    def _leave_one_default(self) -> None:
        """Where each side chose another default choice of a node, leave mine."""
        mine_of, theirs_of = (_defaults(side.lists["choices"]) for side in self.sides)
        for source, merged in _defaults(self.lists["choices"]).items():
            mine, theirs = mine_of.get(source, []), theirs_of.get(source, [])
            if len(merged) < 2 or set(merged) in (set(mine), set(theirs)):
                continue
            keep = next((key for key in merged if key in mine), merged[0])
            for key in merged:
                if key != keep:
                    self._no_default(key)

    def _no_default(self, key: str) -> None:
        record = self.lists["choices"][key]
        was = self.base.lists["choices"].get(key, {}).get("default")
        self.lists["choices"][key] = {**record, "default": False}
        self.conflicts.append(field_conflict("choices", key, record, Clash("default", was, False, True)))

    def _ordered(self, name: str) -> list[Record]:
        base, mine, theirs = (list(side.lists[name]) for side in (self.base, *self.sides))
        return [self.lists[name][key] for key in merged_order(base, mine, theirs, self.lists[name].keys())]


def _defaults(choices: Mapping[str, Record]) -> dict[str, list[str]]:
    """Return the default choices of each node that has any."""
    found: dict[str, list[str]] = {}
    for key, choice in choices.items():
        if choice["default"]:
            found.setdefault(choice["source"], []).append(key)
    return found


def _led_to(name: str, record: Mapping[str, Any]) -> set[str]:
    """Return the nodes and groups that a record needs."""
    if name == "story":
        named = {record.get("start", "")}
    elif name == "choices":
        named = {record.get(end, "") for end in ("source", "target", "returns_to")}
    elif name == "groups":
        named = {candidate["node"] for candidate in record.get("candidates", ())}
    else:
        named = set()
    return named - {""}
