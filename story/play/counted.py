"""Finds the variables that only count, and how far they have to: no further than what they are compared with.

Such a variable is only given literals or moved by a literal in one direction, and only compared with literals. Past
the greatest of these (or, counting down, below the least) one number is as good as any other.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import inf

from story.expression import Tree
from story.expression.syntax import EQUALITY, ORDERING
from story.model import VariableKind
from story.play.compiled import Assignment, CompiledStory

Limits = tuple[float, float]


@dataclass
class _Use:
    """What is known of a variable: the literals it is compared with, how it moves, whether it does nothing else."""

    literals: list[float] = field(default_factory=list)
    up: bool = False
    down: bool = False
    simple: bool = True

    @property
    def counts(self) -> bool:
        """Whether it moves in one direction only and has something to reach."""
        return self.simple and self.up != self.down and bool(self.literals)

    @property
    def limits(self) -> Limits:
        """Below the first and above the second, one number is as good as any other."""
        return (min(self.literals), inf) if self.down else (-inf, max(self.literals))


def count_limits(story: CompiledStory) -> dict[int, Limits]:
    """Return beyond which numbers a variable need not be told apart, by its place in `State.values`.

    Variables that do not only count, or that count both ways, are left out.
    """
    uses = {one.name: _Use() for one in story.story.variables if one.kind is VariableKind.NUMBER}
    names = {place: name for name, place in story.variables.items()}
    for tree in _asking(story):
        _note_reads(tree, uses)
    for effect in _effects(story):
        _note_effect(names[effect.place], effect.expression.tree, uses)
    return {story.variables[name]: use.limits for name, use in uses.items() if use.counts}


def _asking(story: CompiledStory) -> Iterator[Tree]:
    """Yield the trees of all conditions and scores."""
    found = [way.condition.expression for way in story.ways.values()]
    for group in story.groups.values():
        for option in group.options:
            found += [option.condition.expression, option.score]
    return (expression.tree for expression in found if expression is not None)


def _effects(story: CompiledStory) -> Iterator[Assignment]:
    for way in story.ways.values():
        yield from way.effects
    for place in story.places.values():
        yield from place.effects


def _note_reads(tree: Tree, uses: dict[str, _Use]) -> None:
    if not isinstance(tree, tuple):
        return
    if tree[0] == "get":
        if (use := uses.get(str(tree[1]))) is not None:
            use.simple = False
        return
    if tree[0] in ORDERING or tree[0] in EQUALITY:
        compared = _name_and_literal(tree)
        if compared is not None and compared[0] in uses:
            uses[compared[0]].literals.append(compared[1])
            return
    for operand in tree[1:]:
        _note_reads(operand, uses)


def _note_effect(name: str, tree: Tree, uses: dict[str, _Use]) -> None:
    use, step = uses.get(name), _step(name, tree)
    if use is None or step is None:
        _note_reads(tree, uses)
        return
    use.up |= step > 0
    use.down |= step < 0


def _step(name: str, tree: Tree) -> float | None:
    """Return by how much an assignment moves its own variable, or `None` if it does something else."""
    if not isinstance(tree, tuple) or tree[0] not in ("+", "-"):
        return None
    found = _name_and_literal(tree)
    if found is None or found[0] != name:
        return None
    if tree[0] == "+":
        return found[1]
    return -found[1] if tree[1] == ("get", name) else None


def _name_and_literal(tree: tuple[Tree, ...]) -> tuple[str, float] | None:
    """Return a variable and a literal if an operator has just these, in either order."""
    _, left, right = tree
    for one, other in ((left, right), (right, left)):
        number = _literal(other)
        if isinstance(one, tuple) and one[0] == "get" and number is not None:
            return str(one[1]), number
    return None


def _literal(tree: Tree) -> float | None:
    if isinstance(tree, tuple):
        inner = _literal(tree[1]) if tree[0] == "neg" else None
        return None if inner is None else -inner
    return None if isinstance(tree, bool | str) else float(tree)
