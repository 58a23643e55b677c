"""What the expressions of a story ask about the past, so that a state need remember nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import floor

from story.expression import Tree

_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">="})

UNBOUNDED = 1_000_000_000
"""A count of visits that is compared with something other than a fixed number goes on up to here."""


@dataclass(frozen=True)
class Asked:
    """What expressions ask.

    Attributes:
        visits: By node: up to which number its visits have to be counted. A number beyond everything with which the
            count is compared says as much as any greater one, which keeps the states of a story few.
        chosen: Ids of choices.
    """

    visits: dict[str, int]
    chosen: frozenset[str]


def asked_by(trees: Iterable[Tree]) -> Asked:
    """Return what some expressions ask about the past.

    Args:
        trees: What they say.
    """
    visits: dict[str, int] = defaultdict(int)
    chosen: set[str] = set()
    for operator, name, most in (one for tree in trees for one in _questions(tree)):
        if operator == "chosen":
            chosen.add(name)
        else:
            visits[name] = max(visits[name], most)
    return Asked(dict(visits), frozenset(chosen))


def _questions(tree: Tree, most: int = UNBOUNDED) -> Iterator[tuple[str, str, int]]:
    """Yield operator, name and greatest count that matters, for each question about the past in a tree."""
    if not isinstance(tree, tuple):
        return
    operator, operands = tree[0], tree[1:]
    if operator in ("visited", "visits", "chosen"):
        yield str(operator), str(operands[0]), 1 if operator == "visited" else most
    elif operator != "get":
        bound = _bound(operands) if operator in _COMPARISONS else UNBOUNDED
        for operand in operands:
            yield from _questions(operand, bound if _counts(operand) else UNBOUNDED)


def _bound(operands: tuple[Tree, ...]) -> int:
    """Return the first whole number above all literals of a comparison, if it has one."""
    numbers = [one for one in operands if isinstance(one, int | float) and not isinstance(one, bool)]
    return min(UNBOUNDED, max(0, floor(max(numbers)) + 1)) if numbers else UNBOUNDED


def _counts(tree: Tree) -> bool:
    return isinstance(tree, tuple) and tree[0] == "visits"
