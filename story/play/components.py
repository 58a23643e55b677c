"""Strongly connected components of a graph in arrays (R. Tarjan, Depth-first search and linear graph algorithms, 1972).

Written without recursion, since the states of a story form chains of any length.
"""

from array import array
from collections.abc import Sequence


def strong_components(first: Sequence[int], targets: Sequence[int]) -> list[list[int]]:
    """Return the components, each with its nodes, so that every edge leads into the same or an earlier one.

    Args:
        first: Of each node, and of one behind the last, where its edges begin in `targets`.
        targets: Of each edge, the node to which it leads.
    """
    count = len(first) - 1
    met, low = array("i", [-1]) * count, array("i", [0]) * count
    edge = array("q", first[:count])
    open_nodes: list[int] = []
    done = bytearray(count)
    found: list[list[int]] = []
    clock = 0
    for root in range(count):
        path = [root] if met[root] < 0 else []
        while path:
            node = path[-1]
            if met[node] < 0:
                met[node] = low[node] = clock
                clock += 1
                open_nodes.append(node)
            at, end = edge[node], first[node + 1]
            lowest = low[node]
            while at < end:
                target = targets[at]
                if met[target] < 0:
                    break
                if not done[target]:
                    lowest = min(lowest, low[target])
                at += 1
            edge[node], low[node] = at, lowest
            if at < end:
                path.append(targets[at])
                continue
            path.pop()
            if lowest == met[node]:
                found.append(_closed(node, open_nodes, done))
    return found


def _closed(root: int, open_nodes: list[int], done: bytearray) -> list[int]:
    """Take a component off the open nodes."""
    members = []
    while True:
        node = open_nodes.pop()
        done[node] = 1
        members.append(node)
        if node == root:
            return members
