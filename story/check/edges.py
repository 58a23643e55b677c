"""Where a viewer might go from a node if every condition held: the story as a plain graph of nodes."""

from collections.abc import Iterable

import networkx as nx

from story.model import Story
from story.play.walk import offered_choices


def played_graph(story: Story) -> "nx.DiGraph[str]":
    """Return node ids with an edge wherever a viewer might go from one to the other.

    A choice to a group leads to each of its candidates, and a node that returns to wherever any tunnel comes back to.
    """
    nodes = {node.id for node in story.nodes}
    members = {
        group.id: [one.node for one in group.candidates if one.node in nodes] for group in story.groups
    }
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in story.nodes)
    offers = offered_choices(story)
    for source, choices in offers.items():
        for choice in choices:
            graph.add_edges_from((source, target) for target in members.get(choice.target, [choice.target]))
    back = {choice.returns_to for choices in offers.values() for choice in choices}
    targets = [target for name in back for target in members.get(name, [name] if name in nodes else [])]
    for node in story.nodes:
        if node.returns and node.ending is None:
            graph.add_edges_from((node.id, target) for target in targets)
    return graph


def reach(graph: "nx.DiGraph[str]", starts: Iterable[str]) -> set[str]:
    """Return the nodes that can be reached from any of `starts`, those included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        fresh = set(graph.successors(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found
