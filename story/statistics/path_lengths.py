"""How long the paths of a story run and how many there are, from the states of a walk."""

from heapq import heappop, heappush
from math import inf

from story.statistics.play_graph import PlayGraph


def shortest_ms(graph: PlayGraph) -> int | None:
    """Return the running time of the shortest path to an ending that was met, or `None` if none was.

    After E. Dijkstra, A note on two problems in connexion with graphs (1959).
    """
    known = [inf] * len(graph.space)
    waiting: list[tuple[int, int]] = [(0, 0)]
    best: float = inf
    while waiting:
        ms, state = heappop(waiting)
        if ms >= best:
            break
        if ms >= known[state]:
            continue
        known[state] = ms
        if graph.ends(state):
            best = min(best, ms + graph.duration(state))
        for target, time, _ in graph.steps(state):
            if graph.useful[target] and ms + time.least < known[target]:
                heappush(waiting, (ms + time.least, target))
    return None if best == inf else int(best)


def longest_ms(graph: PlayGraph) -> int | None:
    """Return the running time of the longest path to an ending, or `None` if there is none or loops allow any."""
    if not graph.useful[0] or _can_go_round(graph):
        return None
    longest = [0] * len(graph.space)
    for (state,) in _useful_parts(graph):
        ways = [time.most + longest[target] for target, time, _ in graph.steps(state) if graph.useful[target]]
        longest[state] = max(ways) if ways else graph.duration(state)
    return longest[0]


def count_paths(graph: PlayGraph) -> int | None:
    """Return how many paths lead to an ending, or `None` if loops allow any number."""
    if not graph.useful[0]:
        return 0
    if _can_go_round(graph):
        return None
    count = [0] * len(graph.space)
    for (state,) in _useful_parts(graph):
        ways = sum(count[target] for target, _, _ in graph.steps(state) if graph.useful[target])
        count[state] = ways or 1
    return count[0]


def _useful_parts(graph: PlayGraph) -> list[list[int]]:
    return [part for part in graph.parts if graph.useful[part[0]]]


def _can_go_round(graph: PlayGraph) -> bool:
    """Say whether a play can go round on its way to an ending."""
    return any(
        loops and graph.useful[part[0]] for part, loops in zip(graph.parts, graph.looping, strict=True)
    )
