"""What two states of a story differ in, record by record: it can be made, taken back, and written down.

>>> from story.graph import StoryGraph
>>> from story.model import new_story
>>> graph = StoryGraph(new_story("Two ways"))
>>> before = graph.story
>>> home = graph.add_node("At home")
>>> change = change_between(before, graph.story)
>>> applied(before, change) == graph.story, applied(graph.story, inverse(change)) == before
(True, True)
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter
from typing import Any

from story.document.story_document import story_document, story_from_document
from story.errors import StoryError, StoryFileError
from story.model import Choice, Group, Node, Story, Variable

Record = Node | Choice | Variable | Group

Spot = tuple[int | None, int | None]
"""Where a record stood in its list before and where after, from 0; `None` where it was not there."""

LISTS = tuple(field.name for field in fields(Story) if field.default == ())
"""The fields of a story that are lists of records."""

_SINGLE = tuple(field.name for field in fields(Story) if field.name not in LISTS)
_ID, _NAME = attrgetter("id"), attrgetter("name")
_REMEDY = "Load the story again."


@dataclass(frozen=True)
class Change:
    """A step from one state of a story to another.

    Attributes:
        before: The story as it was, but of its records only those that were changed, moved or taken away.
        after: The story as it is now, but of its records only those that were changed, moved or added.
        spots: By list and record, where each record stood that was added, moved or taken away; every other record
            stays where it is, relative to those that stay.
    """

    before: Story
    after: Story
    spots: Mapping[str, Mapping[str, Spot]]

    def __bool__(self) -> bool:
        """Say whether there is any difference."""
        return self.before != self.after or any(self.spots.values())


def record_key(record: Record) -> str:
    """Return what a record is known by in its list: its id, or a variable's name."""
    return record.name if isinstance(record, Variable) else record.id


def by_key(name: str, records: Iterable[Record]) -> dict[str, Record]:
    """Return the records of a list (`nodes`, `choices`, …) by what they are known by, in their order."""
    key = _NAME if name == "variables" else _ID
    return {key(record): record for record in records}


def change_between(before: Story, after: Story) -> Change:
    """Return what leads from one story to another.

    Records that are the same object cost next to nothing, so a small edit of a large story is found quickly.
    """
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    spots: dict[str, dict[str, Spot]] = {}
    for name in LISTS:
        old[name], new[name], spots[name] = _differing(getattr(before, name), getattr(after, name))
    return Change(replace(before, **old), replace(after, **new), spots)


def inverse(change: Change) -> Change:
    """Return the change that takes a change back."""
    turned = {
        name: {key: (after, before) for key, (before, after) in spots.items()}
        for name, spots in change.spots.items()
    }
    return Change(change.after, change.before, turned)


def applied(story: Story, change: Change) -> Story:
    """Return the story that a change makes of another.

    Raises:
        StoryError: The story is not one that the change starts from.
    """
    return all_applied(story, (change,))


def all_applied(story: Story, changes: Iterable[Change]) -> Story:
    """Return the story that several changes make, one after the other; quicker than making each alone.

    Raises:
        StoryError: One of the changes does not start from what those before it made.
    """
    single = story
    lists = {name: by_key(name, getattr(story, name)) for name in LISTS}
    for change in changes:
        single = _single_applied(single, change)
        for name in LISTS:
            if getattr(change.before, name) or getattr(change.after, name):
                lists[name] = _list_applied(lists[name], change, name)
    made: dict[str, Any] = {name: tuple(records.values()) for name, records in lists.items()}
    return replace(single, **made)


def change_document(change: Change) -> dict[str, object]:
    """Return a change as JSON values: two story documents that hold what differs, and the spots."""
    return {
        "before": story_document(change.before),
        "after": story_document(change.after),
        "spots": {
            name: {key: list(spot) for key, spot in spots.items()}
            for name, spots in change.spots.items()
            if spots
        },
    }


def change_from_document(document: Mapping[str, Any], source_name: str) -> Change:
    """Return the change that JSON values hold, written by this version or an older one.

    Raises:
        StoryFileError: They hold none.
    """
    try:
        before, after, found = (document[name] for name in ("before", "after", "spots"))
        spots = {
            name: {key: (spot[0], spot[1]) for key, spot in found.get(name, {}).items()} for name in LISTS
        }
    except (AttributeError, IndexError, KeyError, TypeError) as error:
        raise StoryFileError(f"{source_name}: is not a change of a story.", _REMEDY) from error
    return Change(story_from_document(before, source_name), story_from_document(after, source_name), spots)


def _differing(
    old: Sequence[Record], new: Sequence[Record]
) -> tuple[tuple[Record, ...], tuple[Record, ...], dict[str, Spot]]:
    if old == new:
        return (), (), {}
    first = _same_at_start(old, new)
    last = _same_at_start(old[first:][::-1], new[first:][::-1])
    was = {record_key(one): (place, one) for place, one in _between(old, first, last)}
    now = {record_key(one): (place, one) for place, one in _between(new, first, last)}
    stay = _staying([now[key][0] for key in was if key in now])
    spots = {
        key: (was[key][0] if key in was else None, now[key][0] if key in now else None)
        for key in dict.fromkeys((*was, *now))
        if key not in was or key not in now or now[key][0] not in stay
    }
    changed = {key for key in was if key in now and was[key][1] != now[key][1]}
    return (
        tuple(one for key, (_, one) in was.items() if key in spots or key in changed),
        tuple(one for key, (_, one) in now.items() if key in spots or key in changed),
        spots,
    )


def _same_at_start(old: Sequence[Record], new: Sequence[Record]) -> int:
    """Return how many records are the same from the start; slices are compared without a step of Python for each."""
    least, most = 0, min(len(old), len(new))
    while least < most:
        middle = (least + most + 1) // 2
        if old[least:middle] == new[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least


def _between(records: Sequence[Record], first: int, last: int) -> Iterable[tuple[int, Record]]:
    return enumerate(records[first : len(records) - last], first)


def _staying(places: list[int]) -> set[int]:
    """Return the most numbers that stand in rising order already (Schensted 1961): their records need not move."""
    ends: list[int] = []  # the least number with which a rising row of each length can end
    at: list[int] = []
    for place in places:
        length = bisect_left(ends, place)
        ends[length : length + 1] = [place]
        at.append(length)
    found: set[int] = set()
    wanted = len(ends) - 1
    for place, length in zip(reversed(places), reversed(at), strict=True):
        if length == wanted:
            found.add(place)
            wanted -= 1
    return found


def _single_applied(story: Story, change: Change) -> Story:
    news: dict[str, Any] = {}
    for name in _SINGLE:
        before, after = getattr(change.before, name), getattr(change.after, name)
        if before == after:
            continue
        if getattr(story, name) != before:
            raise StoryError(f"The story's {name} is not {before!r} any more.", _REMEDY)
        news[name] = after
    return replace(story, **news)


def _list_applied(records: dict[str, Record], change: Change, name: str) -> dict[str, Record]:
    before, after = (by_key(name, getattr(part, name)) for part in (change.before, change.after))
    spots = change.spots.get(name, {})
    _refuse_others(records, before, after, spots, name)
    for key, record in after.items():
        if key not in spots:
            records[key] = record
    for key, (place, _) in spots.items():
        if place is not None:
            del records[key]
    arriving = sorted((place, key) for key, (_, place) in spots.items() if place is not None)
    return _with_arrivals(records, [(place, after[key]) for place, key in arriving])


def _refuse_others(
    records: dict[str, Record],
    before: Mapping[str, Record],
    after: Mapping[str, Record],
    spots: Mapping[str, Spot],
    name: str,
) -> None:
    for key, record in before.items():
        if records.get(key) != record:
            raise StoryError(f"{key} among the story's {name} is not what it was any more.", _REMEDY)
    for key in after:
        if key not in before and key in records:
            raise StoryError(f"{key} is among the story's {name} already.", _REMEDY)
    leaving = {key: place for key, (place, _) in spots.items() if place is not None}
    order = list(records) if leaving else []
    for key, place in leaving.items():
        if key not in before or place >= len(order) or order[place] != key:
            raise StoryError(f"{key} stands elsewhere among the story's {name} by now.", _REMEDY)


def _with_arrivals(records: dict[str, Record], arriving: list[tuple[int, Record]]) -> dict[str, Record]:
    first = len(records)
    if all(place == first + number for number, (place, _) in enumerate(arriving)):
        records.update((record_key(one), one) for _, one in arriving)  # nearly always: they come last
        return records
    order = list(records.values())
    for place, record in arriving:
        if place > len(order):
            raise StoryError(f"{record_key(record)} would stand after the end of its list.", _REMEDY)
        order.insert(place, record)
    return {record_key(one): one for one in order}
