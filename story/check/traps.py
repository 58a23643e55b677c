"""Checks that every play can end: loops that nothing leaves, in the graph of nodes and among the states of plays."""

from collections.abc import Iterable, Iterator

import networkx as nx

from story.check.example_play import shown_in
from story.check.problems import Problem, problem
from story.model import Node, Story
from story.play.components import strong_components
from story.play.state_space import StateSpace
from story.titles import node_name

_NAMED = 5
"""Nodes of a loop that a message names."""


def edge_traps(story: Story, graph: "nx.DiGraph[str]", reached: set[str]) -> list[set[str]]:
    """Return the ids of nodes of loops that no choice leaves, whatever its condition.

    These are strongly connected parts with edges inside and none to the outside.
    """
    found = []
    within = graph.subgraph(reached)
    for part in nx.strongly_connected_components(within):
        targets = {target for name in part for target in within.successors(name)}
        if targets and targets <= part:
            found.append(part)
    order = {node.id: number for number, node in enumerate(story.nodes)}
    return sorted(found, key=lambda part: min(order[name] for name in part))


def edge_trap_problems(story: Story, traps: Iterable[set[str]]) -> Iterator[Problem]:
    """Yield the problem of each trap that `edge_traps` found."""
    for trap in traps:
        members = [node for node in story.nodes if node.id in trap]
        yield problem("G016", node_id=members[0].id, node=node_name(members[0]), nodes=_names(members))


def state_trap_problems(space: StateSpace, known: Iterable[set[str]]) -> Iterator[Problem]:
    """Yield the loops of states from which no ending is reached; certain even if the walk stopped at its bound.

    Args:
        space: The states.
        known: Traps of which it was said already; what happens within them is left out.
    """
    nodes, said = space.story.nodes, set[frozenset[int]]()
    for first, loop in _lost_states(space):
        members = frozenset(space.nodes[state] for state in loop)
        ids = {nodes[number].id for number in members}
        if members in said or any(ids <= trap for trap in known):
            continue
        said.add(members)
        inside = [nodes[number] for number in sorted(members)]
        yield shown_in(space, first, "G031", inside[0], nodes=_names(inside))


def _lost_states(space: StateSpace) -> list[tuple[int, list[int]]]:
    """Return the first state from which plays only come to a loop that nothing leaves, and that loop."""
    parts = strong_components(space.first, space.targets)
    part_of = [0] * len(space)
    for number, part in enumerate(parts):
        for state in part:
            part_of[state] = number
    loop_of: dict[int, int] = {}
    first: dict[int, int] = {}
    for number, part in enumerate(parts):
        loop = _only_loop(space, number, part, part_of, loop_of)
        if loop is not None:
            loop_of[number] = loop
            first[loop] = min(first.get(loop, len(space)), *part)
    return sorted((state, parts[loop]) for loop, state in first.items())


def _only_loop(
    space: StateSpace, number: int, part: list[int], part_of: list[int], loop_of: dict[int, int]
) -> int | None:
    """Return a loop to which a part leads if it leads to such loops only, after all parts behind it were seen."""
    after = {part_of[space.targets[edge]] for state in part for edge in space.edges(state)}
    if not after or any(space.situations[state] < 0 for state in part):
        return None
    after.discard(number)
    if not all(one in loop_of for one in after):
        return None
    return loop_of[min(after)] if after else number


def _names(members: list[Node]) -> str:
    return ", ".join(node.id for node in members[:_NAMED]) + (" …" if len(members) > _NAMED else "")
