"""Draws stories by lot that use everything a walk can meet: variables, groups, tunnels, once, weights, broken parts."""

from random import Random

from story.model import (
    Candidate,
    Checkpoint,
    Choice,
    Clip,
    Ending,
    EndingKind,
    Group,
    Leaving,
    Node,
    Pick,
    Story,
    Variable,
    VariableKind,
)

FLAGS, NUMBERS, TEXTS = ("met", "용기있음"), ("courage", "coins", "_q"), ("coat", "__proto__")
BROKEN = (
    "courage >=",
    "coat > 1",
    "met + 1 == 2",
    "nobody == 3",
    "courage",
    "__import__('os')",
    "met == coat",
)
BROKEN_EFFECTS = ("courage = ", "met = 3", "nobody = 1", "coat = met", "courage = coat + 1", "")


def made_story(seed: int) -> Story:
    """Return the story of a seed; it can be loaded, though not everything in it makes sense."""
    return _Making(Random(seed)).story(seed)


class _Making:
    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.nodes = [f"n{number}" for number in range(chance.randint(4, 14))]
        if chance.random() < 0.1:
            self.nodes.append("constructor")
        self.quiet = {name for name in self.nodes if chance.random() < 0.3}  # that ask nothing
        self.groups = [f"g{number}" for number in range(chance.randint(1, 4))]
        self.choices = [f"c{number}" for number in range(chance.randint(6, 36))]

    def story(self, seed: int) -> Story:
        return Story(
            id=f"made-{seed}",
            title=f"Story {seed}",
            language=self.chance.choice(["en", "ko"]),
            start="n0",
            nodes=tuple(map(self.node, self.nodes)),
            choices=tuple(map(self.choice, self.choices)),
            variables=self.variables(),
            groups=tuple(map(self.group, self.groups)),
        )

    def maybe(self, share: float) -> bool:
        return self.chance.random() < share

    def variables(self) -> tuple[Variable, ...]:
        chance = self.chance
        return (
            *(Variable(name, VariableKind.FLAG, self.maybe(0.5)) for name in FLAGS),
            *(Variable(name, VariableKind.NUMBER, chance.choice([0, 2, -1.5, 1e9])) for name in NUMBERS),
            *(Variable(name, VariableKind.TEXT, chance.choice(["", "red", "빨강"])) for name in TEXTS),
        )

    def node(self, name: str) -> Node:
        lengths = [self.chance.randint(1, 20_000) for _ in range(self.chance.randint(1, 3))]
        ends = name != "n0" and self.maybe(0.15)
        return Node(
            id=name,
            title=self.chance.choice(["", "Node", "장면"]),
            clips=tuple(Clip("f" * 64, 500, 500 + length) for length in lengths),
            ending=Ending({"en": "End"}, self.chance.choice(list(EndingKind))) if ends else None,
            effects=self.effects(),
            checkpoint=Checkpoint({"en": "So far"}) if self.maybe(0.2) else None,
            loops=self.maybe(0.2),
            returns=self.maybe(0.2),
        )

    def choice(self, name: str) -> Choice:
        chance = self.chance
        return Choice(
            id=name,
            source=(source := chance.choice(self.nodes)),
            target="nowhere" if self.maybe(0.05) else chance.choice(self.nodes + self.groups),
            label={} if self.maybe(0.2) else {"en": f"Take {name}"},
            order=chance.randint(-2, 2),
            default=self.maybe(0.3),
            opens_ms=chance.choice([None, None, 0, 1500]),
            closes_ms=chance.choice([None, None, 3000, 25_000]),
            condition=self.condition(0.4),
            effects=self.effects(),
            automatic=source in self.quiet or self.maybe(0.15),
            weight=chance.choice([None, None, 0, 1, 2.5, 0.1]),
            once=self.maybe(0.2),
            leaving=chance.choice(list(Leaving)),
            returns_to=self.returns_to(),
        )

    def returns_to(self) -> str:
        if not self.maybe(0.3):
            return ""
        return self.chance.choice([*self.nodes, *self.nodes, *self.groups, "nowhere"])

    def group(self, name: str) -> Group:
        members = self.chance.choices([*self.nodes, "nowhere"], k=self.chance.randint(1, 5))
        return Group(
            id=name,
            title=name,
            pick=self.chance.choice(list(Pick)),
            candidates=tuple(
                Candidate(one, self.condition(0.5), self.number() if self.maybe(0.7) else "")
                for one in members
            ),
        )

    def condition(self, share: float) -> str:
        if not self.maybe(share):
            return ""
        return self.chance.choice(BROKEN) if self.maybe(0.05) else self.flag()

    def effects(self) -> tuple[str, ...]:
        return tuple(self.effect() for _ in range(self.chance.choice([0, 0, 1, 2])))

    def effect(self) -> str:
        if self.maybe(0.06):
            return self.chance.choice(BROKEN_EFFECTS)
        kind = self.chance.choice("fnnnt")
        if kind == "f":
            return f"{self.chance.choice(FLAGS)} = {self.flag()}"
        if kind == "n":
            return (
                f"{self.chance.choice(NUMBERS)} {self.chance.choice(['=', '+=', '-=', '*='])} {self.number()}"
            )
        return f"{self.chance.choice(TEXTS)} = {self.text()}"

    def flag(self, depth: int = 0) -> str:
        chance = self.chance
        if depth < 3 and self.maybe(0.45):
            left, right = self.flag(depth + 1), self.flag(depth + 1)
            return chance.choice([f"({left} and {right})", f"({left} or {right})", f"not ({left})"])
        return chance.choice(
            [
                chance.choice([*FLAGS, "true"]),
                f"{self.number()} {chance.choice(['<', '<=', '>', '>=', '==', '!='])} {self.number()}",
                f"{self.text()} {chance.choice(['==', '!='])} {self.text()}",
                f"visited({chance.choice(self.nodes)})",
                f"visits({chance.choice(self.nodes)}) {chance.choice(['<', '>=', '=='])} {chance.randint(0, 4)}",
                f"chosen({chance.choice(self.choices)})",
            ]
        )

    def number(self, depth: int = 0) -> str:
        chance = self.chance
        if depth < 3 and self.maybe(0.4):
            left, right = self.number(depth + 1), self.number(depth + 1)
            made = f"({left} {chance.choice('+-*/%')} {right})"
            return chance.choice([made, made, f"min({left}, {right})", f"max({left}, {right})", f"-({left})"])
        asked = f"visits({chance.choice(self.nodes)})"
        return chance.choice([*NUMBERS, asked, "0", "1", "3", "0.1", "-2.5", "1000000000"])

    def text(self) -> str:
        return self.chance.choice([*TEXTS, '"red"', '""', "'빨강'"])
