"""The states of a walk as a graph with times: how long a node plays before each way out, and what can still end."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from story.model import Choice, Leaving, Node, choice_window
from story.play.components import strong_components
from story.play.state import Moves
from story.play.state_space import StateSpace


@dataclass(frozen=True)
class Time:
    """How long a node plays before it is left, in ms: at least, at most, and expected."""

    least: int
    most: int
    expected: float


class PlayGraph:
    """What statistics ask of a walk.

    Args:
        space: The walk.

    Attributes:
        space: The walk.
        parts: Its strongly connected components; every edge leads into the same or an earlier one.
        part_of: Of each state, the place of its component in `parts`.
        looping: Of each component, whether a play can go round in it.
        useful: Of each state, whether an ending can still be reached.
    """

    def __init__(self, space: StateSpace) -> None:
        self.space = space
        self.parts = strong_components(space.first, space.targets)
        self.part_of = array("i", [0]) * len(space)
        for number, part in enumerate(self.parts):
            for state in part:
                self.part_of[state] = number
        self.looping = bytearray(len(part) > 1 or self._leads_to_itself(part[0]) for part in self.parts)
        self._ends = [node.ending is not None for node in space.story.nodes]
        self.useful = self._useful()
        self._times = [self._times_of(kind) for kind in self._nodes_of_kinds()]
        self._chances = [tuple(_chances(moves)) for moves in space.kinds]

    def ends(self, state: int) -> bool:
        """Say whether an ending plays in a state."""
        return self._ends[self.space.nodes[state]]

    def duration(self, state: int) -> int:
        """Return how long the clips of the node run that plays in a state, in ms."""
        return self.space.story.nodes[self.space.nodes[state]].duration_ms

    def steps(self, state: int) -> Iterator[tuple[int, Time, float]]:
        """Yield each way out of a state: where it leads, how long the node plays before, how likely it is taken."""
        kind = self.space.situations[state]
        if kind >= 0:
            targets = (self.space.targets[edge] for edge in self.space.edges(state))
            yield from zip(targets, self._times[kind], self._chances[kind], strict=True)

    def _leads_to_itself(self, state: int) -> bool:
        return any(self.space.targets[edge] == state for edge in self.space.edges(state))

    def _useful(self) -> bytearray:
        useful = bytearray(len(self.space))
        for part in self.parts:
            if any(self.ends(state) or self._leads_on(state, useful) for state in part):
                for state in part:
                    useful[state] = 1
        return useful

    def _leads_on(self, state: int, useful: bytearray) -> bool:
        return any(useful[self.space.targets[edge]] for edge in self.space.edges(state))

    def _nodes_of_kinds(self) -> list[tuple[Node, Moves]]:
        nodes: dict[int, Node] = {}
        for state, kind in enumerate(self.space.situations):
            if kind not in nodes:
                nodes[kind] = self.space.story.nodes[self.space.nodes[state]]
        return [(nodes[kind], moves) for kind, moves in enumerate(self.space.kinds)]

    def _times_of(self, situation: tuple[Node, Moves]) -> tuple[Time, ...]:
        node, moves = situation
        whole = Time(node.duration_ms, node.duration_ms, node.duration_ms)
        if moves.offered:
            return tuple(
                _time_cut(node, moves.offered) if one.leaving is Leaving.AT_ONCE else whole
                for one in moves.offered
            )
        return (whole,) * (len(moves.unasked) + moves.comes_back)


def _time_cut(node: Node, offered: tuple[Choice, ...]) -> Time:
    """Return how long a node plays that is left at once: viewers are taken to choose halfway through the window."""
    window = choice_window(node, offered)
    least = min(window.opens_ms, node.duration_ms)
    closes = node.duration_ms if window.closes_ms is None else window.closes_ms
    most = max(least, min(closes, node.duration_ms))
    return Time(least, most, (least + most) / 2)


def _chances(moves: Moves) -> Iterator[float]:
    """Yield how likely each way on is, in order: viewers choose by weight, 1 where none is said, as chance does."""
    choices = moves.offered or moves.unasked
    weights = [1.0 if one.weight is None else one.weight for one in choices] or [1.0] * moves.comes_back
    total = sum(weights)
    for weight in weights:
        yield weight / total if total else 1 / len(weights)
