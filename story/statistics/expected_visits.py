"""How often a play comes through each state on average: the visits of an absorbing Markov chain.

After J. Kemeny and J. Snell, Finite Markov Chains (1960), chapter 3, solved one strongly connected component after
the other, so that only loops need a linear system.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from story.statistics.play_graph import PlayGraph

MOST_SOLVED_AT_ONCE = 1_000
"""States of a loop whose visits are solved exactly; those of a larger one are approached step by step."""

TOLERANCE = 1e-9
"""Of a large loop: the rounds end when the visits that are still to come are this share of all."""

Places = NDArray[np.intp]
Numbers = NDArray[np.float64]

_MOST_ROUNDS = 20_000
_MOST_VISITS = 1e12


def expected_visits(graph: PlayGraph, stops: Callable[[int], bool] | None = None) -> list[float] | None:
    """Return how often each state is visited on average, or `None` where plays may never end.

    Args:
        graph: A walk of all plays.
        stops: Says in which states plays are over, besides those from which nothing follows.
    """
    visits = [0.0] * len(graph.space)
    visits[0] = 1.0
    for part, loops in zip(reversed(graph.parts), reversed(graph.looping), strict=True):
        if not any(visits[state] for state in part):
            continue
        going = [state for state in part if stops is None or not stops(state)]
        if loops and going and not _solve(graph, going, visits):
            return None
        inside = set(going) if loops else set()
        for state in going:
            for target, _, chance in graph.steps(state):
                if target not in inside:
                    visits[target] += visits[state] * chance
    return visits


def _solve(graph: PlayGraph, part: list[int], visits: list[float]) -> bool:
    """Add to the visits of a loop those that come from within; return whether they are finite."""
    place = {state: number for number, state in enumerate(part)}
    edges = [
        (place[state], place[target], chance)
        for state in part
        for target, _, chance in graph.steps(state)
        if target in place
    ]
    sources, targets = (np.array([edge[side] for edge in edges], dtype=np.intp) for side in (0, 1))
    chances = np.array([edge[2] for edge in edges])
    entered = np.array([visits[state] for state in part])
    solve = _exactly if len(part) <= MOST_SOLVED_AT_ONCE else _step_by_step
    found = solve(sources, targets, chances, entered)
    if found is None or not np.isfinite(found).all() or found.max(initial=0) > _MOST_VISITS:
        return False
    for state, number in zip(part, found, strict=True):
        visits[state] = float(number)
    return True


def _exactly(sources: Places, targets: Places, chances: Numbers, entered: Numbers) -> Numbers | None:
    """Return the visits x of n states with x = entered + Pᵀx, or `None` if they are without end."""
    count = len(entered)
    system = np.eye(count)
    np.subtract.at(system, (targets, sources), chances)
    try:
        return np.linalg.solve(system, entered).astype(np.float64)
    except np.linalg.LinAlgError:
        return None


def _step_by_step(sources: Places, targets: Places, chances: Numbers, entered: Numbers) -> Numbers | None:
    """Return the same as `_exactly` up to `TOLERANCE`, or `None` if that takes too many rounds."""
    visits, coming = entered.copy(), entered
    for _ in range(_MOST_ROUNDS):
        coming = np.bincount(targets, coming[sources] * chances, len(entered)).astype(np.float64)
        visits += coming
        if coming.sum() <= TOLERANCE * visits.sum():
            return visits
    return None
