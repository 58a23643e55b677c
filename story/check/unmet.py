"""Checks that every node, choice and candidate comes up in some play."""

from collections.abc import Iterator, Set
from dataclasses import dataclass

from story.check.problems import Problem, problem
from story.model import Choice, Group, LocalText, Node
from story.play.state_space import COMES_BACK, StateSpace
from story.play.walk import offered_choices
from story.titles import choice_name, node_name

_NAMED = 5
"""What was not met that a message names."""


@dataclass(frozen=True)
class Unmet:
    """What no play of a walk met, though it was reached: nodes by edges, choices and groups by plays."""

    nodes: tuple[Node, ...]
    choices: tuple[Choice, ...]
    candidates: tuple[tuple[Group, Node], ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Ids of all of them, each once."""
        nodes = [*self.nodes, *(node for _, node in self.candidates)]
        return tuple(dict.fromkeys([*(node.id for node in nodes), *(choice.id for choice in self.choices)]))


def unmet_in(space: StateSpace, reached: Set[str], broken: Set[tuple[str, str]]) -> Unmet:
    """Return what a walk did not meet.

    Args:
        space: The walk.
        reached: Ids of the nodes that can be reached by edges.
        broken: Places (node or group, choice) of conditions that cannot hold for a reason that is said elsewhere.
    """
    story = space.story
    met = {story.nodes[number].id for number in set(space.nodes)}
    taken = {story.choices[number].id for number in set(space.choices) - {COMES_BACK}}
    ways = offered_choices(story)
    return Unmet(
        nodes=tuple(node for node in story.nodes if node.id in reached and node.id not in met),
        choices=tuple(
            choice
            for node in story.nodes
            if node.id in met
            for choice in ways.get(node.id, ())
            if choice.id not in taken and (choice.source, choice.id) not in broken
        ),
        candidates=tuple(_unmet_candidates(space, broken)),
    )


def unmet_problems(space: StateSpace, unmet: Unmet) -> Iterator[Problem]:
    """Yield what never comes up, or, where the walk stopped at its bound, one note of what is not known."""
    if space.complete:
        yield from _impossible(unmet)
    elif not space.endless:
        yield problem("G032", states=f"{len(space):,}", names=_names(unmet.ids))


def _impossible(unmet: Unmet) -> Iterator[Problem]:
    for choice in unmet.choices:
        yield problem("G027", node_id=choice.source, choice_id=choice.id, choice=choice_name(choice))
    candidates = {node.id for _, node in unmet.candidates}
    for node in (one for one in unmet.nodes if one.id not in candidates):
        yield problem("G028", node_id=node.id, node=node_name(node))
    for group, node in unmet.candidates:
        yield problem("G029", node_id=group.id, group=node_name(group), node=node_name(node))


def _unmet_candidates(space: StateSpace, broken: Set[tuple[str, str]]) -> Iterator[tuple[Group, Node]]:
    nodes = {node.id: node for node in space.story.nodes}
    played = _played(space)
    for group in space.story.groups:
        if group.id not in played or (group.id, "") in broken:
            continue
        for name in dict.fromkeys(one.node for one in group.candidates):
            if name in nodes and name not in played[group.id]:
                yield group, nodes[name]


def _played(space: StateSpace) -> dict[str, set[str]]:
    """Return which nodes played where a group was reached, by group; where tunnels come back, by any group there."""
    story = space.story
    members = {group.id: {one.node for one in group.candidates} for group in story.groups}
    back = {choice.returns_to for choice in story.choices} & members.keys()
    found: dict[str, set[str]] = {}
    if not members:
        return found
    for number, target in set(zip(space.choices, (space.nodes[one] for one in space.targets), strict=True)):
        name = story.nodes[target].id
        reached = back if number == COMES_BACK else {story.choices[number].target} & members.keys()
        for group in reached:
            if name in members[group]:
                found.setdefault(group, set()).add(name)
    return found


def _names(ids: tuple[str, ...]) -> LocalText:
    if not ids:
        return {
            "en": "every node and choice was met, but not in every state",
            "ko": "모든 장면과 선택지가 나왔지만 모든 경우를 본 것은 아닙니다.",
        }
    more = len(ids) - _NAMED
    names = ", ".join(ids[:_NAMED])
    return {
        "en": f"{names}{f' and {more} more' if more > 0 else ''} did not come up, but might later",
        "ko": f"{names}{f' 외 {more}개' if more > 0 else ''}은(는) 나오지 않았지만 나중에 나올 수도 있습니다.",
    }
