"""What of a state can still matter for how a play goes on, so that a proof need not tell apart what nobody will ask.

Both reductions are exact: the same is offered and the same nodes play, now and ever after. What is set again before
anything asks for it, or never asked for again, is forgotten (`story.play.liveness`); a number that only counts does so
no further than what it is compared with (`story.play.counted`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from story.model import Value
from story.play.compiled import CompiledStory
from story.play.counted import Limits, count_limits
from story.play.liveness import Cells, Liveness
from story.play.state import State

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class _AtNode:
    """What matters at a node.

    Attributes:
        values, visits, recent: Places in those parts of a state that no longer matter.
        taken: The bits of `State.taken` that still matter.
        limits: Variables that still matter but only count: place, least and greatest number to be told apart.
    """

    values: tuple[int, ...]
    visits: tuple[int, ...]
    recent: tuple[int, ...]
    taken: int
    limits: tuple[tuple[int, float, float], ...]


class Relevance:
    """Knows what can matter at each node of a story.

    Args:
        story: The story.
    """

    def __init__(self, story: CompiledStory) -> None:
        cells, limits = Cells(story), count_limits(story)
        self._start = story.start
        self._visits = (0,) * len(story.counters)
        self._recent = ((),) * len(story.orders)
        self._parts: dict[object, object] = {}
        live = Liveness(story, cells).by_node()
        self._at = {name: _at_node(story, cells, bits, limits) for name, bits in live.items()}

    def reduced(self, state: State) -> State:
        """Return the state that stands for all those that differ from this one only in what cannot matter."""
        at = self._at[state.node]
        values = _blanked(state.values, at.values, self._start)
        return State(
            state.node,
            self._one(_limited(values, at.limits)),
            self._one(_blanked(state.visits, at.visits, self._visits)),
            state.taken & at.taken,
            self._one(_blanked(state.recent, at.recent, self._recent)),
            state.stack,
        )

    def _one(self, part: Part) -> Part:
        """Return the one of all equal parts that is kept, so that states share what they have in common."""
        return self._parts.setdefault(part, part)  # type: ignore[return-value] # equal parts are of one type


def _at_node(story: CompiledStory, cells: Cells, live: int, limits: Mapping[int, Limits]) -> _AtNode:
    def dead(first: int, count: int) -> tuple[int, ...]:
        return tuple(place for place in range(count) if not live >> (first + place) & 1)

    return _AtNode(
        values=dead(0, len(story.start)),
        visits=dead(cells.visits, len(story.counters)),
        recent=dead(cells.orders, len(story.orders)),
        taken=live >> cells.taken & ((1 << len(story.bits)) - 1),
        limits=tuple((place, *limit) for place, limit in limits.items() if live >> place & 1),
    )


def _blanked(held: tuple[Part, ...], places: tuple[int, ...], blank: tuple[Part, ...]) -> tuple[Part, ...]:
    """Return `held` with what stands at some places as in `blank`."""
    if not places:
        return held
    if len(places) == len(held):
        return blank
    changed = list(held)
    for place in places:
        changed[place] = blank[place]
    return tuple(changed)


def _limited(values: tuple[Value, ...], limits: tuple[tuple[int, float, float], ...]) -> tuple[Value, ...]:
    """Return values with the numbers beyond a limit brought just beyond it."""
    for place, least, greatest in limits:
        number = values[place]
        assert isinstance(number, float), "only numbers have limits"
        if number > greatest and number != greatest + 1:
            values = (*values[:place], greatest + 1, *values[place + 1 :])
        elif number < least and number != least - 1:
            values = (*values[:place], least - 1, *values[place + 1 :])
    return values
