"""Stories of any size in the proportions of Bandersnatch, the best-known branching film."""

import random
from dataclasses import dataclass

import package_first  # noqa: F401 - for what it does

from story import Candidate, Choice, Clip, Ending, Group, Node, Story, Variable, VariableKind

_FILM = "f" * 64
_AHEAD = 6
_COUNTED = 10  # every tenth variable counts up to three; the others are flags


@dataclass(frozen=True)
class Size:
    """How much of what a story has: nodes, of which `moments` offer a choice, variables, conditions, groups."""

    nodes: int
    moments: int
    variables: int
    conditions: int
    groups: int

    def times(self, factor: int) -> "Size":
        """Return a size with so many times the nodes, moments, conditions and groups; variables stay."""
        return Size(
            self.nodes * factor,
            self.moments * factor,
            self.variables,
            self.conditions * factor,
            self.groups * factor,
        )


BANDERSNATCH = Size(nodes=250, moments=172, variables=62, conditions=240, groups=111)
"""As published: 250 segments, 172 choice moments, 62 variables, 240 conditions, 111 groups of candidates."""


def generated_story(size: Size, seed: int = 1) -> Story:
    """Return a story that begins at `n1`, goes forward from node to node, and sometimes back.

    Every moment offers two choices, of which the first has no condition and leads on, so that nobody is stuck; the
    second sets something, and may ask for something.
    """
    return _Generated(size, random.Random(seed)).story()


class _Generated:
    def __init__(self, size: Size, chance: random.Random) -> None:
        self._size = size
        self._chance = chance
        self._groups: list[Group] = []
        self._choices: list[Choice] = []
        self._conditions = size.conditions

    def story(self) -> Story:
        size = self._size
        moments = set(self._chance.sample(range(1, size.nodes), size.moments))
        for number in range(1, size.nodes):
            if number in moments:
                self._offer(number)
            else:
                self._choose(number, self._onward(number), automatic=True)
        return Story(
            id="generated",
            title="Generated",
            start="n1",
            nodes=tuple(self._node(number) for number in range(1, size.nodes + 1)),
            choices=tuple(self._choices),
            last_node=size.nodes,
            last_choice=len(self._choices),
            variables=tuple(self._variable(number) for number in range(size.variables)),
            groups=tuple(self._groups),
        )

    def _node(self, number: int) -> Node:
        start = number * 10_000
        return Node(
            f"n{number}",
            f"Segment {number}",
            (Clip(_FILM, start, start + 9_000, f"Scene {number}"),),
            Ending({"en": "The end", "ko": "끝"}) if number == self._size.nodes else None,
            f"What happens in segment {number} is told in a sentence.",
            (320.0 * (number % 40), 200.0 * (number // 40)),
        )

    def _variable(self, number: int) -> Variable:
        counted = number % _COUNTED == 0
        kind = VariableKind.NUMBER if counted else VariableKind.FLAG
        return Variable(f"v{number}", kind, 0.0 if counted else False)

    def _offer(self, number: int) -> None:
        self._choose(number, self._onward(number), label=f"Go on {number}", default=True)
        back = self._chance.random() < 0.05
        ends = (1, number) if back else (number + 1, min(self._size.nodes, number + _AHEAD))
        variable = self._chance.randrange(self._size.variables)
        self._choose(
            number,
            f"n{self._chance.randint(*ends)}",
            label=f"Dare {number}",
            condition=self._condition(),
            effects=(self._effect(variable),),
        )

    def _choose(self, number: int, target: str, *, label: str = "", **more: object) -> None:
        self._choices.append(
            Choice(
                f"c{len(self._choices) + 1}",
                f"n{number}",
                target,
                {"en": label, "ko": f"{label} 한국어"} if label else {},
                order=len(self._choices) % 2,
                **more,  # type: ignore[arg-type]  # they are fields of a choice
            )
        )

    def _onward(self, number: int) -> str:
        """Return the next node, or a group of which it is the last candidate."""
        if len(self._groups) == self._size.groups or number + 2 > self._size.nodes:
            return f"n{number + 1}"
        nodes = (number + 2, number + 1)
        candidates = (Candidate(f"n{nodes[0]}", self._condition()), Candidate(f"n{nodes[1]}"))
        name = f"g{len(self._groups) + 1}"
        self._groups.append(Group(name, f"Either {number}", candidates=candidates))
        return name

    def _condition(self) -> str:
        if not self._conditions:
            return ""
        self._conditions -= 1
        first, second = self._chance.sample(range(self._size.variables), 2)
        return f"{self._asked(first)} or not {self._asked(second)}"

    def _asked(self, variable: int) -> str:
        return f"(v{variable} >= 2)" if variable % _COUNTED == 0 else f"v{variable}"

    def _effect(self, variable: int) -> str:
        counted = variable % _COUNTED == 0
        return f"v{variable} = min(3, v{variable} + 1)" if counted else f"v{variable} = true"
