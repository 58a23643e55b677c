"""Walks every play of a story at once: all states that any viewer, time-out or chance can bring about, breadth first.

States that differ only in what can no longer matter count as one (`story.play.relevance`). They are numbered in the
order in which they are met; 0 is the start.
"""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from story.model import Story
from story.play.compiled import CompiledStory, compile_story
from story.play.relevance import Relevance
from story.play.state import Moves, State, come_back, follow, moves, start_state

COMES_BACK = -1
"""In the place of a choice: a tunnel ended."""


@dataclass(frozen=True)
class Bound:
    """How far a story is walked.

    Attributes:
        states: How many states are met at most.
        seconds: How long the walk may take; it stops soon after.
    """

    states: int = 200_000
    seconds: float = 1.0


@dataclass(frozen=True, eq=False)
class StateSpace:
    """The states that were met, and how they follow each other.

    Nodes and choices are numbers: places in `story.nodes` and `story.choices`.

    Attributes:
        story: What was walked.
        bound: How far it might have been walked.
        complete: Whether all that can be reached was met.
        nodes: Of each state, which node plays.
        depths: Of each state, how many tunnels it is in.
        came_from: Of each state, the one before it on a shortest way; -1 for the start.
        came_by: Of each state, the choice by which it was first met, or `COMES_BACK`.
        situations: Of each state, the place of its `Moves` in `kinds`; -1 where the walk did not go on.
        kinds: All ways in which plays went on, each once a node.
        first: Of each state (and one behind the last), where its edges begin in `targets` and `choices`.
        targets: Of each edge, the state to which it leads; edges of a state are in the order of its `Moves`.
        choices: Of each edge, the choice, or `COMES_BACK`.
        endless: States that are another state in yet more tunnels: the walk does not go on there.
    """

    story: Story
    bound: Bound
    complete: bool
    nodes: "array[int]"
    depths: "array[int]"
    came_from: "array[int]"
    came_by: "array[int]"
    situations: "array[int]"
    kinds: tuple[Moves, ...]
    first: "array[int]"
    targets: "array[int]"
    choices: "array[int]"
    endless: tuple[int, ...] = ()

    def __len__(self) -> int:
        """Return how many states were met."""
        return len(self.nodes)

    def edges(self, state: int) -> range:
        """Return the edges that leave a state."""
        return range(self.first[state], self.first[state + 1])

    def moves(self, state: int) -> Moves | None:
        """Return how plays go on from a state, or `None` where the walk did not go on."""
        kind = self.situations[state]
        return None if kind < 0 else self.kinds[kind]

    def choices_to(self, state: int) -> tuple[str, ...]:
        """Return a shortest list of choices that lead to a state: those of viewers, and of chance where it decides."""
        found = []
        while (before := self.came_from[state]) >= 0:
            if self.came_by[state] != COMES_BACK and self._decides(before):
                found.append(self.story.choices[self.came_by[state]].id)
            state = before
        return tuple(reversed(found))

    def _decides(self, state: int) -> bool:
        """Say whether it takes a viewer or chance to leave a state."""
        moves = self.moves(state)
        return moves is None or bool(moves.offered) or len(moves.unasked) > 1


def walk_states(story: Story, bound: Bound | None = None) -> StateSpace:
    """Walk all plays of a story up to a bound.

    Raises:
        StoryError: The story has no start, or the start is no node of it.
    """
    return _Walking(story, bound or Bound()).walked()


class _Walking:
    """One walk, as it goes on."""

    def __init__(self, story: Story, bound: Bound) -> None:
        self.story = story
        self.bound = bound
        self.compiled: CompiledStory = compile_story(story)
        self.relevance = Relevance(self.compiled)
        self.node_numbers = {node.id: number for number, node in enumerate(story.nodes)}
        self.choice_numbers = {choice.id: number for number, choice in enumerate(story.choices)}
        self.numbers: dict[State, int] = {}
        self.states: list[State] = []
        self.nodes, self.depths = array("i"), array("B")
        self.came_from, self.came_by, self.situations = array("i"), array("i"), array("i")
        self.kinds: dict[tuple[object, ...], int] = {}
        self.moves: list[Moves] = []
        self.first, self.targets, self.choices = array("q", [0]), array("i"), array("i")
        self.endless: list[int] = []
        self.full = False

    def walked(self) -> StateSpace:
        """Walk until nothing is new or the bound is reached."""
        self._meet(start_state(self.compiled), -1, COMES_BACK)
        late, at = monotonic() + self.bound.seconds, 0
        while at < len(self.states) and not self.full:
            self._leave(at)
            at += 1
            self.full |= monotonic() > late
        complete = at == len(self.states) and not self.endless
        return self._space(complete and -1 not in self.situations)

    def _space(self, complete: bool) -> StateSpace:
        self.first.extend([len(self.targets)] * (len(self.states) + 1 - len(self.first)))
        return StateSpace(
            story=self.story,
            bound=self.bound,
            complete=complete,
            nodes=self.nodes,
            depths=self.depths,
            came_from=self.came_from,
            came_by=self.came_by,
            situations=self.situations,
            kinds=tuple(self.moves),
            first=self.first,
            targets=self.targets,
            choices=self.choices,
            endless=tuple(self.endless),
        )

    def _leave(self, number: int) -> None:
        """Take every way out of a state."""
        if self.endless and number in self.endless:
            self.first.append(len(self.targets))
            return
        state = self.states[number]
        found = moves(self.compiled, state)
        for choice, after in self._followers(state, found):
            target = self._meet(after, number, choice)
            if target is None:
                self._forget(number)
                return
            self.targets.append(target)
            self.choices.append(choice)
        self.situations[number] = self._kind(self.nodes[number], found)
        self.first.append(len(self.targets))

    def _followers(self, state: State, found: Moves) -> Iterator[tuple[int, State]]:
        if found.comes_back:
            yield COMES_BACK, come_back(self.compiled, state)
        for choice in found.offered or found.unasked:
            yield self.choice_numbers[choice.id], follow(self.compiled, state, choice)

    def _forget(self, number: int) -> None:
        """Take back the edges of a state that cannot be left in every way, for the bound is reached."""
        self.full = True
        begin = self.first[number]
        del self.targets[begin:], self.choices[begin:]
        self.first.append(begin)

    def _kind(self, node: int, found: Moves) -> int:
        """Return the number of a way to go on."""
        offered, unasked = (tuple(one.id for one in choices) for choices in (found.offered, found.unasked))
        number = self.kinds.setdefault((node, offered, unasked, found.comes_back), len(self.moves))
        if number == len(self.moves):
            self.moves.append(found)
        return number

    def _meet(self, met: State, before: int, choice: int) -> int | None:
        """Return the number of a state, a new one if it is new; `None` if it is new and there is no room."""
        state = self.relevance.reduced(met)
        number = self.numbers.get(state)
        if number is not None:
            return number
        number = len(self.states)
        if number >= self.bound.states:
            return None
        self.numbers[state] = number
        self.states.append(state)
        self.nodes.append(self.node_numbers[state.node])
        self.depths.append(len(state.stack))
        self.came_from.append(before)
        self.came_by.append(choice)
        self.situations.append(-1)
        if choice != COMES_BACK and self.story.choices[choice].returns_to and self._is_deeper_again(number):
            self.endless.append(number)
        return number

    def _is_deeper_again(self, number: int) -> bool:
        """Say whether a state is an earlier one of its play but for more tunnels, so that they never end."""
        state, choice, before = self.states[number], self.came_by[number], self.came_from[number]
        lowest = len(state.stack)
        while before >= 0 and lowest:
            earlier = self.states[before]
            lowest = min(lowest, len(earlier.stack))
            same = self.came_by[before] == choice and earlier[:-1] == state[:-1]
            if same and lowest == len(earlier.stack) < len(state.stack):
                return True
            before = self.came_from[before]
        return False
