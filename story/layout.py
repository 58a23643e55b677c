"""Lays a story out on its canvas, left to right: a node stands to the right of every node that leads to it.

Layers come from the longest way to a node (Sugiyama, Tagawa and Toda 1981); a choice that leads back, and so closes a
loop, does not count. Within a layer nodes stand near their neighbours, which keeps most choices from crossing.
"""

from collections.abc import Iterable
from dataclasses import replace

import networkx as nx

from story.model import Story

COLUMN = 320.0
"""Pixels from one layer to the next."""

ROW = 200.0
"""Pixels from one node to the next in a layer."""

_SWEEPS = 4

Position = tuple[float, float]


def lay_out(story: Story, *, again: bool = False) -> Story:
    """Return a story whose nodes all have positions.

    Args:
        story: Any story; loops and loose ends are no trouble.
        again: Lay out every node afresh; otherwise nodes that have a position keep it.
    """
    fresh = _positions(story)
    kept = {} if again else {node.id: node.position for node in story.nodes if node.position is not None}
    spots = dict(kept)
    for node in story.nodes:
        if node.id not in spots:
            spots[node.id] = _free_spot(fresh[node.id], spots.values()) if kept else fresh[node.id]
    return replace(story, nodes=tuple(replace(node, position=spots[node.id]) for node in story.nodes))


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
    """Return the nodes with every edge but those that lead back on the way from the start."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(node.id for node in story.nodes)
    ends = (
        (choice.source, choice.target) for choice in sorted(story.choices, key=lambda choice: choice.order)
    )
    graph.add_edges_from((source, target) for source, target in ends if source in graph and target in graph)
    graph.remove_edges_from(_back_edges(graph, story.start))
    return graph


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
