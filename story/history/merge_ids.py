"""Keeps things apart that two people made anew under the same id."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from story.history.renumbering import renumbered
from story.ids import fresh_id, highest_number
from story.model import Choice, Group, Node, Story

Made = Mapping[str, Node | Group | Choice]


def apart(base: Story, mine: Story, theirs: Story) -> tuple[Story, Mapping[str, Mapping[str, str]]]:
    """Return theirs without an id that mine gave to something else, and its new ids.

    The new ids stand by the old ones, those of nodes and groups under `nodes`, those of choices under `choices`.
    New ids have numbers that none of the three stories has used. What both made exactly alike is taken for one thing.
    """
    stories = (base, mine, theirs)
    places = _fresh("n", stories, _clashes(*(_places(story) for story in stories)))
    theirs = renumbered(theirs, places, {})  # first: a choice is another if it leads to another node
    choices = _fresh("c", stories, _clashes(_choices(base), _choices(mine), _choices(theirs)))
    theirs = renumbered(theirs, {}, choices)
    counted = replace(
        theirs,
        last_node=max(theirs.last_node, highest_number("n", places.values())),
        last_choice=max(theirs.last_choice, highest_number("c", choices.values())),
    )
    return counted, {"nodes": places, "choices": choices}


def _places(story: Story) -> Made:
    nodes: dict[str, Node | Group | Choice] = {node.id: node for node in story.nodes}
    return nodes | {group.id: group for group in story.groups}


def _choices(story: Story) -> Made:
    return {choice.id: choice for choice in story.choices}


def _clashes(base: Made, mine: Made, theirs: Made) -> list[str]:
    return [name for name in theirs if name in mine and _clash(base.get(name), mine[name], theirs[name])]


def _clash(base: object, mine: object, theirs: object) -> bool:
    """Say whether an id means one thing in mine and another in theirs."""
    if mine == theirs:
        return False
    # A node of which one made a group: both stay only if the other changed it.
    return base is None or (type(mine) is not type(theirs) and base not in (mine, theirs))


def _fresh(prefix: str, stories: Iterable[Story], names: Iterable[str]) -> dict[str, str]:
    last = 0
    for story in stories:
        counted = story.last_node if prefix == "n" else story.last_choice
        ids = _places(story) if prefix == "n" else _choices(story)
        last = max(last, counted, highest_number(prefix, ids))
    found: dict[str, str] = {}
    for number, name in enumerate(names):
        found[name] = fresh_id(prefix, last + number, ())
    return found
