"""What a story remembers of one play at any moment, and how the play can go on from there: pure functions.

Taking a choice does this, in order: the choice counts as taken, its effects are made, the node from which a tunnel
will come back is put on the stack, a group decides which of its nodes plays, the visit of that node is counted, and
the node's effects are made. An effect that would give a variable a value of another kind is skipped.
"""

from collections.abc import Iterable
from typing import NamedTuple

from story.errors import StoryError
from story.expression import Program
from story.model import Choice, Pick, Value
from story.play.compiled import Assignment, CompiledStory, Condition, Option, Options, Way

DEEPEST_TUNNEL = 32
"""How many tunnels can lead into each other; the outermost is forgotten when there are more."""


class State(NamedTuple):
    """All that matters of a play for how it can go on: of two equal states, the same can follow.

    A tuple, since proofs compare and hash states by the hundred thousand. Which node, variable, choice or group an
    entry belongs to, the `CompiledStory` says.

    Attributes:
        node: Id of the node that plays.
        values: What each variable holds.
        visits: How often each node was visited whose visits anything asks for.
        taken: The bits of the remembered choices that were taken.
        recent: For each group that plays its least recent node: its nodes that were played, the latest last.
        stack: Where tunnels come back to, the innermost last.
    """

    node: str
    values: tuple[Value, ...] = ()
    visits: tuple[int, ...] = ()
    taken: int = 0
    recent: tuple[tuple[str, ...], ...] = ()
    stack: tuple[str, ...] = ()


class Moves(NamedTuple):
    """How a play can go on from a state; at most one of the three is there, and none where the story has ended.

    Attributes:
        offered: What the viewer can choose, in order.
        unasked: The automatic choices of which one is taken; chance decides by their weights if there are several.
        comes_back: Whether a tunnel ends here and the story goes on where it comes back to.
    """

    offered: tuple[Choice, ...] = ()
    unasked: tuple[Choice, ...] = ()
    comes_back: bool = False

    @property
    def ended(self) -> bool:
        """Whether nothing follows."""
        return not (self.offered or self.unasked or self.comes_back)


def start_state(story: CompiledStory) -> State:
    """Return the state in which the first node plays.

    Raises:
        StoryError: The story has no start, or the start is no node of it.
    """
    name = story.story.start
    if name not in story.places:
        raise StoryError(f"The story {story.story.title!r} has no node to start at.", "Set its start.")
    fresh = State("", story.start, (0,) * len(story.counters), 0, ((),) * len(story.orders))
    return _entered(story, _Play(story, fresh), name)


def moves(story: CompiledStory, state: State) -> Moves:
    """Return how a play can go on."""
    place = story.places[state.node]
    if place.node.returns and state.stack and place.node.ending is None:
        return Moves(comes_back=True)
    ways = place.ways if place.fixed else _possible(_Play(story, state), place.ways)
    offered = tuple(way.choice for way in ways if not way.automatic)
    return Moves(offered) if offered else Moves(unasked=_unasked(ways))


def available(story: CompiledStory, state: State) -> tuple[Choice, ...]:
    """Return the choices that can be taken, in order, whether they are offered or taken unasked."""
    found = moves(story, state)
    return found.offered or found.unasked


def offered(story: CompiledStory, state: State) -> tuple[Choice, ...]:
    """Return what the viewer can choose, in order."""
    return moves(story, state).offered


def follow(story: CompiledStory, state: State, choice: Choice) -> State:
    """Return the state after a choice was taken.

    Args:
        story: The story.
        state: The state in which it is taken.
        choice: One of its choices that leads somewhere; whether it can be taken in this state is not asked again.
    """
    way = story.ways[choice.id]
    play = _Play(story, state)
    play.taken |= way.bit
    play.assign(way.effects)
    if choice.returns_to and (choice.returns_to in story.places or choice.returns_to in story.groups):
        play.stack = (*state.stack, choice.returns_to)[-DEEPEST_TUNNEL:]
    return _entered(story, play, choice.target)


def come_back(story: CompiledStory, state: State) -> State:
    """Return the state after a tunnel ended: the story goes on where the innermost one comes back to.

    Args:
        story: The story.
        state: One whose `Moves.comes_back` holds.
    """
    play = _Play(story, state)
    play.stack = state.stack[:-1]
    return _entered(story, play, state.stack[-1])


def likeliest(choices: Iterable[Choice]) -> Choice:
    """Return the heaviest of some automatic choices; the first of equals."""
    return max(choices, key=lambda choice: choice.weight or 0)


def variables_of(story: CompiledStory, state: State) -> dict[str, Value]:
    """Return what each variable holds, by name."""
    return dict(zip(story.variables, state.values, strict=True))


class _Play:
    """A state that is being changed into the next; answers the questions of expressions (`Memory`)."""

    __slots__ = ("_story", "recent", "stack", "taken", "values", "visited")

    def __init__(self, story: CompiledStory, state: State) -> None:
        self._story = story
        _, self.values, self.visited, self.taken, self.recent, self.stack = state

    def variable(self, name: str) -> Value:
        place = self._story.variables.get(name)
        if place is None:
            raise StoryError(f"There is no variable {name}.", "Add it to the story.")
        return self.values[place]

    def visits(self, node_id: str) -> int:
        counter = self._story.counters.get(node_id)
        return 0 if counter is None else self.visited[counter]

    def chosen(self, choice_id: str) -> bool:
        return bool(self.taken & self._story.bits.get(choice_id, 0))

    def assign(self, effects: tuple[Assignment, ...]) -> None:
        for effect in effects:
            value = _value(effect.program, self)
            if value is not None and type(value) is effect.kind:
                place = effect.place
                self.values = (*self.values[:place], value, *self.values[place + 1 :])


def _entered(story: CompiledStory, play: _Play, name: str) -> State:
    """Return the state after a node, or what a group picks, was entered."""
    if name in story.groups:
        name = _picked(story.groups[name], play)
    place = story.places[name]
    if place.counter >= 0:
        count = min(place.most, play.visited[place.counter] + 1)
        play.visited = (*play.visited[: place.counter], count, *play.visited[place.counter + 1 :])
    for order in place.orders:
        latest = (*(one for one in play.recent[order] if one != name), name)
        play.recent = (*play.recent[:order], latest, *play.recent[order + 1 :])
    play.assign(place.effects)
    return State(name, play.values, play.visited, play.taken, play.recent, play.stack)


def _picked(group: Options, play: _Play) -> str:
    holding = [option for option in group.options if _holds(option.condition, play)]
    if not holding:
        return group.options[-1].node
    if group.pick is Pick.BEST:
        return max(holding, key=lambda option: _score(option, play)).node
    if group.pick is Pick.LEAST_RECENT:
        recent = play.recent[group.order]
        return min(holding, key=lambda option: _last_played(option.node, recent)).node
    return holding[0].node


def _last_played(node: str, recent: tuple[str, ...]) -> int:
    return recent.index(node) if node in recent else -1


def _possible(play: _Play, ways: tuple[Way, ...]) -> tuple[Way, ...]:
    return tuple(
        way for way in ways if not (way.choice.once and play.taken & way.bit) and _holds(way.condition, play)
    )


def _unasked(ways: tuple[Way, ...]) -> tuple[Choice, ...]:
    """Return which of some automatic choices can follow: the first, or all with a weight if the first has one."""
    if not ways:
        return ()
    first = ways[0].choice
    if first.weight is None:
        return (first,)
    return tuple(way.choice for way in ways if (way.choice.weight or 0) > 0) or (first,)


def _holds(condition: Condition, play: _Play) -> bool:
    if condition.program is None:
        return condition.always
    return _value(condition.program, play) is True


def _score(option: Option, play: _Play) -> float:
    value = None if option.score_program is None else _value(option.score_program, play)
    return value if type(value) is float else 0.0


def _value(program: Program, play: _Play) -> Value | None:
    """Return what an expression gives now, or `None` if it cannot be worked out."""
    try:
        return program(play)
    except StoryError:
        return None
