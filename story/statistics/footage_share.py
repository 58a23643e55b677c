"""Which share of a story's footage a viewer sees: on average, and at most."""

from dataclasses import dataclass
from random import Random

from story.model import Clip, Story
from story.statistics.expected_visits import expected_visits
from story.statistics.play_graph import PlayGraph

PLAYS = 2_000
"""Plays that are drawn where the average cannot be worked out in time; its standard error is at most 0.012."""

_MOST_WORK = 1_000_000
_MOST_PARTS = 20_000
_MOST_SETS = 24
_MOST_BITS = 400_000_000
_LONGEST_PLAY = 10_000


@dataclass(frozen=True)
class Share:
    """Which share of the footage is seen, from 0 to 1.

    Attributes:
        average: By a viewer on average.
        most: By any viewer at most; where that takes too long to find, a bound that no viewer can pass.
        plays: How many plays were drawn for the average; 0 where it is exact.
    """

    average: float
    most: float
    plays: int = 0


@dataclass(frozen=True)
class _Footage:
    """The distinct clips of a story: those that the same nodes play are one piece.

    Attributes:
        lengths: Of each piece, in ms.
        nodes: Of each piece, the nodes that play it.
        shown: Of each node, the pieces that it plays, as bits.
    """

    lengths: tuple[int, ...]
    nodes: tuple[tuple[int, ...], ...]
    shown: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.lengths)

    def ms(self, pieces: int) -> int:
        """Return how long some pieces run together."""
        total = 0
        while pieces:
            lowest = pieces & -pieces
            total += self.lengths[lowest.bit_length() - 1]
            pieces ^= lowest
        return total


def share_seen(graph: PlayGraph, visits: list[float]) -> Share | None:
    """Return which share of the footage is seen, or `None` for a story without any.

    Args:
        graph: A walk of all plays.
        visits: How often each of its states is visited on average.
    """
    footage = _footage(graph.space.story)
    if not footage.total:
        return None
    again = _seen_again(graph, footage)
    loops = sum(len(part) ** 2 for part, loops in zip(graph.parts, graph.looping, strict=True) if loops)
    work = again.bit_count() * (len(graph.space.targets) + loops)
    most = _most(graph, footage) / footage.total
    if work > _MOST_WORK:
        return Share(_drawn(graph, footage) / footage.total, most, PLAYS)
    often = _visits_of_nodes(graph, visits)
    seen = 0.0
    for piece, length in enumerate(footage.lengths):
        nodes = footage.nodes[piece]
        once = not again >> piece & 1
        seen += length * (sum(often[node] for node in nodes) if once else _chance(graph, set(nodes)))
    return Share(seen / footage.total, most)


def _footage(story: Story) -> _Footage:
    nodes_of: dict[Clip, list[int]] = {}
    for place, node in enumerate(story.nodes):
        for clip in {Clip(clip.film, clip.start_ms, clip.end_ms): None for clip in node.clips}:
            nodes_of.setdefault(clip, []).append(place)
    pieces: dict[tuple[int, ...], int] = {}
    for clip, nodes in nodes_of.items():
        pieces[tuple(nodes)] = pieces.get(tuple(nodes), 0) + clip.duration_ms
    shown = [0] * len(story.nodes)
    for piece, places in enumerate(pieces):
        for place in places:
            shown[place] |= 1 << piece
    return _Footage(tuple(pieces.values()), tuple(pieces), tuple(shown))


def _shown_in(graph: PlayGraph, footage: _Footage, part: list[int]) -> int:
    shown = 0
    for state in part:
        shown |= footage.shown[graph.space.nodes[state]]
    return shown


def _seen_again(graph: PlayGraph, footage: _Footage) -> int:
    """Return the pieces that a play may come to more than once."""
    if len(graph.parts) * len(footage.lengths) > _MOST_BITS:
        return (1 << len(footage.lengths)) - 1
    before, again = [0] * len(graph.parts), 0
    for number in reversed(range(len(graph.parts))):
        part = graph.parts[number]
        shown = _shown_in(graph, footage, part)
        again |= shown & before[number] | (shown if graph.looping[number] else 0)
        for after in _parts_after(graph, part):
            before[after] |= before[number] | shown
    return again


def _parts_after(graph: PlayGraph, part: list[int]) -> set[int]:
    """Return the parts to which edges lead from a part, but for itself."""
    space = graph.space
    found = {graph.part_of[space.targets[edge]] for state in part for edge in space.edges(state)}
    return found - {graph.part_of[part[0]]}


def _visits_of_nodes(graph: PlayGraph, visits: list[float]) -> list[float]:
    often = [0.0] * len(graph.space.story.nodes)
    for node, count in zip(graph.space.nodes, visits, strict=True):
        often[node] += count
    return often


def _chance(graph: PlayGraph, shown_by: set[int]) -> float:
    """Return how likely a play comes to any of some nodes."""
    nodes = graph.space.nodes
    visits = expected_visits(graph, lambda state: nodes[state] in shown_by)
    if visits is None:  # rounding alone: the visits of all plays are known to be finite
        return 1.0
    return min(1.0, sum(often for node, often in zip(nodes, visits, strict=True) if node in shown_by))


def _drawn(graph: PlayGraph, footage: _Footage) -> float:
    """Return how long the pieces run that a play shows, on average over plays that are drawn."""
    chance = Random(0)
    return sum(footage.ms(_one_play(graph, footage, chance)) for _ in range(PLAYS)) / PLAYS


def _one_play(graph: PlayGraph, footage: _Footage, chance: Random) -> int:
    state, shown = 0, 0
    for _ in range(_LONGEST_PLAY):
        shown |= footage.shown[graph.space.nodes[state]]
        steps = list(graph.steps(state))
        if not steps:
            break
        state = chance.choices(steps, [step[2] for step in steps])[0][0]
    return shown


def _most(graph: PlayGraph, footage: _Footage) -> int:
    """Return how long the pieces run that a play shows at most, or a bound of it."""
    exact = _most_exactly(graph, footage) if len(graph.parts) <= _MOST_PARTS else None
    return _most_at_all(graph, footage) if exact is None else exact


def _most_exactly(graph: PlayGraph, footage: _Footage) -> int | None:
    """Follow the sets of pieces that no other set contains; `None` if there are too many."""
    sets: list[set[int]] = [set() for _ in graph.parts]
    sets[graph.part_of[0]] = {0}
    best = 0
    for number in reversed(range(len(graph.parts))):
        part = graph.parts[number]
        shown = _shown_in(graph, footage, part)
        largest = _largest({one | shown for one in sets[number]})
        if len(largest) > _MOST_SETS:
            return None
        sets[number].clear()
        after = _parts_after(graph, part)
        for target in after:
            sets[target] |= largest
        if not after:
            best = max(best, *map(footage.ms, largest)) if largest else best
    return best


def _largest(sets: set[int]) -> set[int]:
    """Return the sets (as bits) that no other contains."""
    return {one for one in sets if not any(one != other and one & other == one for other in sets)}


def _most_at_all(graph: PlayGraph, footage: _Footage) -> int:
    """Return a bound: pieces count as often as a play comes to them, up to all that any play shows."""
    longest, everything = [0] * len(graph.parts), 0
    for number, part in enumerate(graph.parts):
        shown = _shown_in(graph, footage, part)
        everything |= shown
        after = _parts_after(graph, part)
        longest[number] = footage.ms(shown) + max((longest[one] for one in after), default=0)
    return min(longest[graph.part_of[0]], footage.ms(everything))
