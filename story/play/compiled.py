"""A story made ready to be walked quickly: its expressions parsed, its choices by node, its groups resolved.

Any story that can be loaded can be compiled. What is broken in it is left out as a viewer would never meet it: a
condition that cannot be read never holds, an effect that cannot be read is skipped, a score that cannot be read is 0,
and a choice or candidate that leads to nothing is not there. `story.check.proof` reports all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from story.errors import StoryError
from story.expression import (
    Effect,
    Expression,
    Program,
    Tree,
    program,
    read_effect,
    read_expression,
    tidy_number,
)
from story.model import (
    Candidate,
    Choice,
    Group,
    Node,
    Pick,
    Story,
    Variable,
    VariableKind,
    goes_on_by_itself,
)
from story.play.asked import Asked, asked_by


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition, parsed; `None` for one that always holds or never does."""

    expression: Expression | None
    always: bool = False
    program: Program | None = None


ALWAYS, NEVER = Condition(None, True), Condition(None)


@dataclass(frozen=True, slots=True)
class Assignment:
    """An effect on the variable at a place of `Story.variables`, which takes values of one Python type."""

    place: int
    kind: type
    expression: Expression
    program: Program


@dataclass(frozen=True, slots=True)
class Way:
    """A choice that leads somewhere.

    Attributes:
        choice: The choice.
        bit: What it adds to `State.taken`; 0 if nothing asks whether it was taken.
        automatic: Whether it is taken without asking.
        condition: When it is there.
        effects: What it changes.
    """

    choice: Choice
    bit: int
    automatic: bool
    condition: Condition
    effects: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A node and what happens there.

    Attributes:
        node: The node.
        ways: The choices that lead on from it, in order; none from an ending.
        fixed: Whether all of them are always there.
        counter: Where `State.visits` counts its visits, or -1.
        most: Up to which number they are counted.
        orders: Where `State.recent` keeps the groups of which it is a candidate.
        effects: What entering it changes.
    """

    node: Node
    ways: tuple[Way, ...]
    fixed: bool
    counter: int
    most: int
    orders: tuple[int, ...]
    effects: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class Option:
    """A candidate of a group; `score` is `None` for 0."""

    node: str
    condition: Condition
    score: Expression | None
    score_program: Program | None


@dataclass(frozen=True, slots=True)
class Options:
    """A group's candidates that are there, at least one; `order` is its place in `State.recent`, or -1."""

    pick: Pick
    options: tuple[Option, ...]
    order: int


@dataclass(frozen=True)
class CompiledStory:
    """A story made ready to be walked; `story.play.state` does that.

    Attributes:
        story: The story.
        start: Values of the variables when it starts, in order.
        variables: The place of each variable in `State.values`, by name.
        counters: The place of each node whose visits are counted in `State.visits`, by id.
        bits: What each remembered choice adds to `State.taken`, by id.
        orders: Ids of the groups of which `State.recent` keeps the order.
        places: By node id.
        ways: By choice id.
        groups: By group id.
    """

    story: Story
    start: tuple[bool | float | str, ...]
    variables: dict[str, int]
    counters: dict[str, int]
    bits: dict[str, int]
    orders: tuple[str, ...]
    places: dict[str, Place]
    ways: dict[str, Way]
    groups: dict[str, Options]


def compile_story(story: Story) -> CompiledStory:
    """Make a story ready to be walked; takes some milliseconds for hundreds of nodes."""
    return _Compiling(story).compiled()


def value_type(kind: VariableKind) -> type:
    """Return the Python type of the values of a kind of variable."""
    return {VariableKind.FLAG: bool, VariableKind.NUMBER: float, VariableKind.TEXT: str}[kind]


class _Compiling:
    """Compiles one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.nodes = {node.id: node for node in story.nodes}
        self.variables = {variable.name: place for place, variable in enumerate(story.variables)}
        self.kinds = [value_type(variable.kind) for variable in story.variables]
        self.read: dict[str, Expression | None] = {}
        self.set: dict[str, Effect | None] = {}
        self.candidates = {group.id: found for group in story.groups if (found := self._candidates(group))}
        self.choices = self._leading_on()
        self.asked = asked_by(self._trees())
        self.counters = {
            name: place for place, name in enumerate(name for name in self.nodes if name in self.asked.visits)
        }
        self.bits = self._bits(self.asked)
        self.orders = tuple(
            group.id
            for group in story.groups
            if group.pick is Pick.LEAST_RECENT and group.id in self.candidates
        )

    def compiled(self) -> CompiledStory:
        ways = {name: self._ways(choices) for name, choices in self.choices.items()}
        return CompiledStory(
            story=self.story,
            start=tuple(_start(variable) for variable in self.story.variables),
            variables=self.variables,
            counters=self.counters,
            bits=self.bits,
            orders=self.orders,
            places={name: self._place(node, ways.get(name, ())) for name, node in self.nodes.items()},
            ways={way.choice.id: way for found in ways.values() for way in found},
            groups={
                group.id: self._options(group) for group in self.story.groups if group.id in self.candidates
            },
        )

    def _candidates(self, group: Group) -> tuple[Candidate, ...]:
        return tuple(one for one in group.candidates if one.node in self.nodes)

    def _leading_on(self) -> dict[str, list[Choice]]:
        """Return the choices of each node that lead somewhere, in order; none of an ending."""
        found: dict[str, list[Choice]] = {}
        for choice in sorted(self.story.choices, key=lambda choice: choice.order):
            source = self.nodes.get(choice.source)
            if source and source.ending is None and self._is_there(choice.target):
                found.setdefault(choice.source, []).append(choice)
        return found

    def _is_there(self, name: str) -> bool:
        return name in self.nodes or name in self.candidates

    def _trees(self) -> Iterator[Tree]:
        """Yield the trees of all expressions that can be read."""
        conditions = [choice.condition for choice in self.story.choices]
        for candidates in self.candidates.values():
            conditions += [text for one in candidates for text in (one.condition, one.score)]
        for text in conditions:
            if (expression := self._expression(text)) is not None:
                yield expression.tree
        changing: Iterable[Choice | Node] = (*self.story.choices, *self.story.nodes)
        for text in (text for one in changing for text in one.effects):
            if (effect := self._effect(text)) is not None:
                yield effect.expression.tree

    def _bits(self, asked: Asked) -> dict[str, int]:
        remembered = [one.id for one in self.story.choices if one.once or one.id in asked.chosen]
        return {name: 1 << place for place, name in enumerate(remembered)}

    def _ways(self, choices: list[Choice]) -> tuple[Way, ...]:
        goes_on = goes_on_by_itself(tuple(choices))
        return tuple(
            Way(
                choice,
                self.bits.get(choice.id, 0),
                goes_on or choice.automatic,
                self._condition(choice.condition),
                self._assignments(choice.effects),
            )
            for choice in choices
        )

    def _place(self, node: Node, ways: tuple[Way, ...]) -> Place:
        return Place(
            node=node,
            ways=ways,
            fixed=all(way.condition is ALWAYS and not way.choice.once for way in ways),
            counter=self.counters.get(node.id, -1),
            most=self.asked.visits.get(node.id, 0),
            orders=tuple(
                place
                for place, name in enumerate(self.orders)
                if any(one.node == node.id for one in self.candidates[name])
            ),
            effects=self._assignments(node.effects),
        )

    def _options(self, group: Group) -> Options:
        options = tuple(self._option(one) for one in self.candidates[group.id])
        order = self.orders.index(group.id) if group.id in self.orders else -1
        return Options(group.pick, options, order)

    def _option(self, candidate: Candidate) -> Option:
        score = self._expression(candidate.score)
        worth = None if score is None else program(score)
        return Option(candidate.node, self._condition(candidate.condition), score, worth)

    def _condition(self, text: str) -> Condition:
        if not text.strip():
            return ALWAYS
        expression = self._expression(text)
        return NEVER if expression is None else Condition(expression, program=program(expression))

    def _assignments(self, texts: tuple[str, ...]) -> tuple[Assignment, ...]:
        effects = [effect for text in texts if (effect := self._effect(text)) is not None]
        return tuple(
            Assignment(place, self.kinds[place], effect.expression, program(effect.expression))
            for effect in effects
            if (place := self.variables.get(effect.variable)) is not None
        )

    def _expression(self, text: str) -> Expression | None:
        """Return what a text says, or `None` if it is empty or cannot be read."""
        if text not in self.read:
            self.read[text] = _read(text) if text.strip() else None
        return self.read[text]

    def _effect(self, text: str) -> Effect | None:
        if text not in self.set:
            self.set[text] = _read_effect(text)
        return self.set[text]


def _read(text: str) -> Expression | None:
    try:
        return read_expression(text)
    except StoryError:
        return None


def _read_effect(text: str) -> Effect | None:
    try:
        return read_effect(text)
    except StoryError:
        return None


def _start(variable: Variable) -> bool | float | str:
    return tidy_number(float(variable.start)) if variable.kind is VariableKind.NUMBER else variable.start
