"""How long a story can be and how many ways it can end, without walking every path."""

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from story.model import Story
from story.walk import Walker, offered_choices


@dataclass(frozen=True)
class PathStatistics:
    """What is true of all paths from the start to an ending.

    Attributes:
        shortest_ms: Running time of the shortest path, or `None` if no ending can be reached.
        longest_ms: Running time of the longest, or `None` if there is none or a loop allows any length.
        endings: How many endings can be reached.
    """

    shortest_ms: int | None
    longest_ms: int | None
    endings: int


def path_statistics(story: Story) -> PathStatistics:
    """Return how long the story's paths run, counting clips only and not the time spent on choosing.

    Raises:
        StoryError: The story has no start.
    """
    start = Walker(story).node.id
    graph = played_graph(story)
    reached = reach(graph, [start])
    endings = {node.id for node in story.nodes if node.ending is not None} & reached
    if not endings:
        return PathStatistics(None, None, 0)
    useful = reached & reach(graph.reverse(copy=False), endings)
    weighted = _weighted(graph, useful, endings, {node.id: node.duration_ms for node in story.nodes})
    return PathStatistics(
        shortest_ms=int(nx.dijkstra_path_length(weighted, start, _AFTER, weight="ms")),
        longest_ms=_longest(weighted, start),
        endings=len(endings),
    )


def reach(graph: "nx.DiGraph[str]", starts: Iterable[str]) -> set[str]:
    """Return the nodes that can be reached from any of `starts`, those included."""
    found = set(starts)
    waiting = list(found)
    while waiting:
        fresh = set(graph.successors(waiting.pop())) - found
        found |= fresh
        waiting += fresh
    return found


def played_graph(story: Story) -> "nx.DiGraph[str]":
    """Return node ids with an edge wherever a viewer can go from one to the other."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in story.nodes)
    for source, choices in offered_choices(story).items():
        graph.add_edges_from((source, choice.target) for choice in choices)
    return graph


# No node can have this id: it stands behind every ending.
_AFTER = "<after the ending>"


def _weighted(
    graph: "nx.DiGraph[str]", useful: set[str], endings: set[str], lengths: dict[str, int]
) -> "nx.DiGraph[str]":
    """Return the nodes on ways to an ending; an edge weighs what the node that it leaves plays."""
    weighted: nx.DiGraph[str] = nx.DiGraph()
    for source, target in graph.subgraph(useful).edges:
        weighted.add_edge(source, target, ms=lengths[source])
    for ending in endings:
        weighted.add_edge(ending, _AFTER, ms=lengths[ending])
    return weighted


def _longest(weighted: "nx.DiGraph[str]", start: str) -> int | None:
    if not nx.is_directed_acyclic_graph(weighted):
        return None
    longest = {start: 0}
    for name in nx.topological_sort(weighted):
        for target, edge in weighted[name].items():
            longest[target] = max(longest.get(target, 0), longest[name] + edge["ms"])
    return longest[_AFTER]
