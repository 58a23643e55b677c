"""The best way to take one scene for each step, in film order and within a time, by dynamic programming."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Sequence:
    """One scene a step.

    Attributes:
        places: Places of the scenes, one a step, each after the one before.
        value: The sum of what they are worth.
    """

    places: tuple[int, ...]
    value: float


def sequences_in_order(
    values: NDArray[np.float64], starts: NDArray[np.int64], ends: NDArray[np.int64], within: int
) -> Iterator[Sequence]:
    """Yield the best sequences of scenes of one film, the best first; no scene is in two of them.

    The first is the best there is: for each step and scene the best way to it is kept (Bellman 1957). Each one after it
    is the best that ends in some scene and has nothing of those before it.

    Args:
        values: What each scene is worth for each step, shape `(steps, scenes)`; -inf where it does not fit.
        starts: When scenes begin, in film order, shape `(scenes,)`.
        ends: When they end, shape `(scenes,)`.
        within: How much later than the end of one scene the next may begin.
    """
    best, came_from = _best_ways(values, starts, ends, within)
    used: set[int] = set()
    for last in np.argsort(-best, kind="stable").tolist():
        if best[last] == -np.inf:
            return
        places = _traced(last, came_from)
        if used.isdisjoint(places):
            used.update(places)
            yield Sequence(places, float(best[last]))


def _best_ways(
    values: NDArray[np.float64], starts: NDArray[np.int64], ends: NDArray[np.int64], within: int
) -> tuple[NDArray[np.float64], list[NDArray[np.int64]]]:
    """Return the best value of a way to each scene as the last step, and for each later step whence it comes."""
    best, came_from = values[0], []
    for of_step in values[1:]:
        before, whence = _best_before(best, starts, ends, within)
        best = of_step + before
        came_from.append(whence)
    return best, came_from


def _best_before(
    best: NDArray[np.float64], starts: NDArray[np.int64], ends: NDArray[np.int64], within: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Return for each scene the best of those that have ended before it begins, not longer ago than `within`.

    Scenes follow each other, so those that are too long ago leave at one end of a queue that is kept falling.
    """
    greatest, whence = np.full(len(best), -np.inf), np.zeros(len(best), np.int64)
    waiting: deque[int] = deque()
    for place in range(1, len(best)):
        while waiting and best[waiting[-1]] < best[place - 1]:
            waiting.pop()
        waiting.append(place - 1)
        while waiting and starts[place] - ends[waiting[0]] > within:
            waiting.popleft()
        if waiting:
            greatest[place], whence[place] = best[waiting[0]], waiting[0]
    return greatest, whence


def _traced(last: int, came_from: list[NDArray[np.int64]]) -> tuple[int, ...]:
    places = [last]
    for whence in reversed(came_from):
        places.append(int(whence[places[-1]]))
    return tuple(reversed(places))
