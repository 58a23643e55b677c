"""Lays a story out on its canvas, left to right: a node stands to the right of every node that leads to it.

A group lies between the nodes that lead to it and its candidates.

Layers come from the longest way to a node (Sugiyama, Tagawa and Toda 1981); a choice that leads back, and so closes a
loop, does not count. Within a layer nodes stand near their neighbours, which keeps most choices from crossing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import networkx as nx

from story.model import Group, Node, Story

COLUMN = 320.0
"""Pixels from one layer to the next."""

ROW = 200.0
"""Pixels from one node to the next in a layer."""

_SWEEPS = 4

Position = tuple[float, float]


def lay_out(story: Story, *, again: bool = False) -> Story:
    """Return a story whose nodes and groups all have positions.

    Args:
        story: Any story; loops and loose ends are no trouble.
        again: Lay out everything afresh; otherwise what has a position keeps it.
    """
    places = _places(story)
    kept = {} if again else {place.id: place.position for place in places if place.position is not None}
    if len(kept) == len(places):
        return story
    fresh, spots = _positions(story), dict(kept)
    for place in places:
        if place.id not in spots:
            spots[place.id] = _free_spot(fresh[place.id], spots.values()) if kept else fresh[place.id]
    return replace(
        story,
        nodes=tuple(replace(node, position=spots[node.id]) for node in story.nodes),
        groups=tuple(replace(group, position=spots[group.id]) for group in story.groups),
    )


def _free_spot(wanted: Position, taken: Iterable[Position]) -> Position:
    """Return `wanted`, or the next place below it at which a node covers no other."""
    x, y = wanted
    column = sorted(top for left, top in taken if abs(left - x) < COLUMN * 0.8)
    for top in column:
        if abs(top - y) < ROW * 0.8:
            y = top + ROW
    return x, y


def _positions(story: Story) -> dict[str, Position]:
    forward = _without_back_edges(story)
    made = {name: number for number, name in enumerate(forward)}
    layers = [sorted(layer, key=made.__getitem__) for layer in nx.topological_generations(forward)]
    for sweep in range(_SWEEPS):
        _order_by_neighbours(layers, forward, rightward=sweep % 2 == 0)
    return {
        name: (column * COLUMN, (row - (len(layer) - 1) / 2) * ROW)
        for column, layer in enumerate(layers)
        for row, name in enumerate(layer)
    }


def _order_by_neighbours(layers: list[list[str]], forward: "nx.DiGraph[str]", *, rightward: bool) -> None:
    """Sort each layer by the mean place of each node's neighbours on the side that is sorted already."""
    neighbours = forward.pred if rightward else forward.succ
    places: dict[str, float] = {}
    for layer in layers if rightward else reversed(layers):
        middle = (len(layer) - 1) / 2
        places.update({name: row - middle for row, name in enumerate(layer)})
        means = {
            name: _mean([places[other] for other in neighbours[name] if other in places], places[name])
            for name in layer
        }
        layer.sort(key=means.__getitem__)
        places.update({name: row - middle for row, name in enumerate(layer)})


def _mean(numbers: list[float], otherwise: float) -> float:
    return sum(numbers) / len(numbers) if numbers else otherwise


def _without_back_edges(story: Story) -> "nx.DiGraph[str]":
    """Return nodes and groups with every edge but those that lead back on the way from the start."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(place.id for place in _places(story))
    graph.add_edges_from(edge for edge in _edges(story) if edge[0] in graph and edge[1] in graph)
    graph.remove_edges_from(_back_edges(graph, story.start))
    return graph


def _places(story: Story) -> tuple[Node | Group, ...]:
    return (*story.nodes, *story.groups)


def _edges(story: Story) -> Iterator[tuple[str, str]]:
    for choice in sorted(story.choices, key=lambda choice: choice.order):
        yield choice.source, choice.target
    for group in story.groups:
        for candidate in group.candidates:
            yield group.id, candidate.node


def _back_edges(graph: "nx.DiGraph[str]", start: str) -> list[tuple[str, str]]:
    """Return the edges that lead to a node on the way to themselves, in a depth-first walk."""
    found, done, on_the_way = list[tuple[str, str]](), set[str](), set[str]()
    for first in sorted(graph, key=lambda name: name != start):
        waiting = [(first, iter(graph.succ[first]))] if first not in done else []
        on_the_way |= {first} if waiting else set()
        while waiting:
            name, targets = waiting[-1]
            target = next((target for target in targets if target not in done), None)
            if target is None:
                waiting.pop()
                on_the_way.discard(name)
                done.add(name)
            elif target in on_the_way:
                found.append((name, target))
            else:
                on_the_way.add(target)
                waiting.append((target, iter(graph.succ[target])))
    return found
