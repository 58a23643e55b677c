"""Proves a story: what would break while it plays, and what its creator should look at.

`story.problems` has the table of all codes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import networkx as nx

from story.check_choices import choice_problems
from story.check_footage import Footage, footage_problems
from story.model import Node, Story
from story.problems import Problem, problem
from story.statistics import played_graph, reach
from story.titles import node_name


def check_story(story: Story, footage: Footage | None = None) -> tuple[Problem, ...]:
    """Return everything that is wrong with a story, in the order of the codes.

    Args:
        story: Any story that could be loaded.
        footage: Where its films are; `None` leaves them unchecked.
    """
    found = [
        *_start_problems(story),
        *_route_problems(story),
        *_ending_problems(story),
        *choice_problems(story),
    ]
    if footage is not None:
        found += footage_problems(story, footage)
    return tuple(sorted(found, key=lambda one: one.code))


def _start_problems(story: Story) -> Iterator[Problem]:
    if not story.start:
        yield problem("G001")
    elif all(node.id != story.start for node in story.nodes):
        yield problem("G002", node_id=story.start, start=story.start)


def _ending_problems(story: Story) -> Iterator[Problem]:
    sources = {choice.source for choice in story.choices}
    for node in story.nodes:
        if node.ending is not None and node.id in sources:
            yield problem("G011", node_id=node.id, node=node_name(node))
        if node.ending is None and node.id not in sources:
            yield problem("G004", node_id=node.id, node=node_name(node))
        if not node.clips:
            yield problem("G010", node_id=node.id, node=node_name(node))


@dataclass(frozen=True)
class _Routes:
    """Where a viewer can go from a start that is there."""

    graph: "nx.DiGraph[str]"
    nodes: dict[str, Node]
    reached: set[str]


def _route_problems(story: Story) -> Iterator[Problem]:
    graph, nodes = played_graph(story), {node.id: node for node in story.nodes}
    if story.start not in nodes:
        return
    routes = _Routes(graph, nodes, reach(graph, [story.start]))
    for node in story.nodes:
        if node.id not in routes.reached:
            yield problem("G003", node_id=node.id, node=node_name(node))
    if all(nodes[name].ending is None for name in routes.reached):
        yield problem("G015")
    yield from _traps(routes)


def _traps(routes: _Routes) -> Iterator[Problem]:
    """Find loops that nothing leaves: strongly connected parts with edges inside and none to the outside."""
    reached = routes.graph.subgraph(routes.reached)
    for part in nx.strongly_connected_components(reached):
        targets = {target for name in part for target in reached.successors(name)}
        if targets and targets <= part:
            members = [node for name, node in routes.nodes.items() if name in part]
            names = ", ".join(node.id for node in members[:5]) + (" …" if len(members) > 5 else "")
            yield problem("G016", node_id=members[0].id, node=node_name(members[0]), nodes=names)
