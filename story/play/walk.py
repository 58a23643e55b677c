"""Walks a story by code: the same story, choices and seed always give the same path and the same events.

An ending ends the story even if choices lead on from it, and so does a node from which nothing can follow. A broken
expression or a choice that leads nowhere never stops a walk: `story.play.compiled` says what becomes of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from story.errors import StoryError
from story.model import Choice, Node, Story, choice_window
from story.play.chance import Chance
from story.play.compiled import CompiledStory, compile_story
from story.play.events import By, Checkpointed, Chosen, Ended, Entered, Event, Offered, Returned, Started
from story.play.state import Moves, State, come_back, follow, likeliest, moves, start_state

MOST_UNASKED = 10_000
"""Nodes that play one after the other without asking, after which a story counts as going round for ever."""

MOST_PLAYS = 100
"""How often a node plays on a default path at most, where a loop keeps counting something."""


@dataclass(frozen=True)
class Step:
    """A node that was played, and the choice by which it was left.

    `None` for the last node, and for one at which a tunnel ended.
    """

    node: Node
    choice: Choice | None


class Walker:
    """One viewer's way through a story, beginning at its start.

    Args:
        story: The story, or what was compiled of it.
        seed: Of the chance that decides between weighted automatic choices; nothing else is left to chance.

    Raises:
        StoryError: The story has no start, or the start is no node of it.
    """

    def __init__(self, story: Story | CompiledStory, seed: int = 0) -> None:
        self._story = compile_story(story) if isinstance(story, Story) else story
        self._chance = Chance(seed)
        self._events: list[Event] = [Started()]
        self._came_by: Choice | None = None
        self._arrive(start_state(self._story))

    @property
    def state(self) -> State:
        """All that matters for what can follow."""
        return self._state

    @property
    def events(self) -> tuple[Event, ...]:
        """Everything that has happened so far."""
        return tuple(self._events)

    @property
    def node(self) -> Node:
        """The node that plays now."""
        return self._story.places[self._state.node].node

    @property
    def came_by(self) -> Choice | None:
        """The choice that led here; `None` at the start and where a tunnel came back to."""
        return self._came_by

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be taken here, in order: what is offered, or else what can be taken without asking."""
        return self._moves.offered or self._moves.unasked

    @property
    def ended(self) -> bool:
        """Whether nothing leads on from here."""
        return self._moves.ended

    @property
    def goes_on(self) -> bool:
        """Whether this node asks nothing and plays on by itself."""
        return bool(self._moves.unasked) or self._moves.comes_back

    def take(self, choice_id: str) -> Node:
        """Take a choice that is offered and return the node that plays next.

        Raises:
            StoryError: This node does not offer it now.
        """
        for choice in self._moves.offered:
            if choice.id == choice_id:
                return self._take(choice, By.VIEWER)
        raise StoryError(
            f"Node {self.node.id!r} offers no choice {choice_id!r}.", f"It offers {self._offer()}."
        )

    def time_out(self) -> Node:
        """Let time run out: take the default choice and return the node that plays next.

        Raises:
            StoryError: This node offers no default choice now, so its choices stay open.
        """
        for choice in self._moves.offered:
            if choice.default:
                return self._take(choice, By.DEFAULT)
        raise StoryError(f"Node {self.node.id!r} has no default choice.", f"It offers {self._offer()}.")

    def advance(self) -> Node:
        """Go on from a node that goes on by itself and return the node that plays next.

        Raises:
            StoryError: This node asks the viewer, or the story has ended here.
        """
        if self._moves.comes_back:
            self._events.append(Returned(self._state.node))
            self._came_by = None
            return self._arrive(come_back(self._story, self._state))
        if not self._moves.unasked:
            raise StoryError(
                f"Node {self.node.id!r} does not go on by itself.", f"It offers {self._offer()}."
            )
        weights = [choice.weight or 1.0 for choice in self._moves.unasked]
        return self._take(self._moves.unasked[self._chance.pick(weights)], By.AUTOMATIC)

    def _take(self, choice: Choice, by: By) -> Node:
        self._events.append(Chosen(choice.id, by))
        self._came_by = choice
        return self._arrive(follow(self._story, self._state, choice))

    def _arrive(self, state: State) -> Node:
        self._state = state
        self._moves: Moves = moves(self._story, state)
        node = self.node
        self._events.append(Entered(node.id))
        if node.checkpoint is not None:
            self._events.append(Checkpointed(node.id))
        if self._moves.offered:
            self._events.append(Offered(self._moves.offered, choice_window(node, self._moves.offered)))
        elif self._moves.ended:
            self._events.append(Ended(node.id, node.ending))
        return node

    def _offer(self) -> str:
        if self.goes_on:
            return "nothing, and goes on by itself"
        return ", ".join(choice.id for choice in self._moves.offered) or "nothing: the story has ended"


def offered_choices(story: Story) -> dict[str, tuple[Choice, ...]]:
    """Return the choices that may be there at each node, in order, by node id; nodes without are left out.

    Choices of endings and choices that lead to no node and no group are never there. Conditions are not asked:
    `Walker` and `story.play.state` say what is there at a moment of a play.
    """
    nodes = {node.id: node for node in story.nodes}
    targets = nodes.keys() | {
        group.id for group in story.groups if any(one.node in nodes for one in group.candidates)
    }
    found: dict[str, list[Choice]] = {}
    for choice in sorted(story.choices, key=lambda choice: choice.order):
        source = nodes.get(choice.source)
        if source and source.ending is None and choice.target in targets:
            found.setdefault(choice.source, []).append(choice)
    return {node_id: tuple(choices) for node_id, choices in found.items()}


def walk(story: Story, choices: Iterable[str], seed: int = 0) -> tuple[Step, ...]:
    """Return the path of a viewer who takes these choices one after the other.

    Nodes that go on by themselves take none of them. The path stops where the story ends, where the choices are
    used up, or where it would go round for ever without asking.

    Args:
        story: The story.
        choices: Ids of choices.
        seed: Of chance.

    Raises:
        StoryError: A choice is not offered where it is taken, or the story has ended before.
    """
    walker, steps = Walker(story, seed), list[Step]()
    for choice_id in choices:
        steps += _unasked(walker)
        node = walker.node
        taken = next((choice for choice in walker.choices if choice.id == choice_id), None)
        walker.take(choice_id)
        steps.append(Step(node, taken))
    steps += _unasked(walker)
    return (*steps, Step(walker.node, None))


def _unasked(walker: Walker) -> Iterator[Step]:
    """Advance until something is asked, the story has ended, or it would go round for ever."""
    seen: set[State] = set()
    for _ in range(MOST_UNASKED):
        certain = (
            len(walker.choices) < 2
        )  # where chance decides, a state that comes again may go on otherwise
        if not walker.goes_on or (certain and walker.state in seen):
            return
        seen.add(walker.state)
        node = walker.node
        walker.advance()
        yield Step(node, walker.came_by)


def default_path(story: Story) -> tuple[Node, ...]:
    """Return the nodes of a viewer who never chooses: the default choices, else the first in order.

    Where chance decides, the likeliest way is taken. The path stops at an ending, where nothing leads on, before
    a state in which it has been, and before a node that would play more than `MOST_PLAYS` times.

    Raises:
        StoryError: The story has no start.
    """
    compiled = compile_story(story)
    state = start_state(compiled)
    path, seen = [state], {state}
    plays = {state.node: 1}
    while (after := _by_default(compiled, state)) is not None:
        state = after
        plays[state.node] = plays.get(state.node, 0) + 1
        if state in seen or plays[state.node] > MOST_PLAYS:
            break
        path.append(state)
        seen.add(state)
    return tuple(compiled.places[one.node].node for one in path)


def _by_default(story: CompiledStory, state: State) -> State | None:
    """Return the state that follows if the viewer does nothing, or `None` where the story has ended."""
    found = moves(story, state)
    if found.comes_back:
        return come_back(story, state)
    if found.unasked:
        return follow(story, state, likeliest(found.unasked))
    if not found.offered:
        return None
    return follow(story, state, next((one for one in found.offered if one.default), found.offered[0]))
