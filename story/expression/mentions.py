"""Which variables, nodes and choices an expression speaks of, and how to give them other names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from story.expression.expressions import Effect, Expression, sized
from story.expression.syntax import ASKING, Tree


@dataclass(frozen=True)
class Names:
    """What an expression speaks of: names of variables, ids of nodes and of choices."""

    variables: frozenset[str]
    nodes: frozenset[str]
    choices: frozenset[str]


def names_in(expression: Expression) -> Names:
    """Return everything that an expression speaks of."""
    found: dict[str, set[str]] = {"variable": set(), "node": set(), "choice": set()}
    for operator, name in _mentions(expression.tree):
        found[ASKING.get(operator, "variable")].add(name)
    return Names(frozenset(found["variable"]), frozenset(found["node"]), frozenset(found["choice"]))


def renamed(
    expression: Expression,
    variables: Mapping[str, str] | None = None,
    nodes: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
) -> Expression:
    """Return an expression that speaks of others instead.

    Args:
        expression: The expression.
        variables: New name by old name; what is absent keeps its name.
        nodes: New id by old id.
        choices: New id by old id.

    Raises:
        StoryError: The new names make it too long.
    """
    tables = {"variable": variables or {}, "node": nodes or {}, "choice": choices or {}}
    return sized(Expression(_renamed(expression.tree, tables)))


def renamed_effect(
    effect: Effect,
    variables: Mapping[str, str] | None = None,
    nodes: Mapping[str, str] | None = None,
    choices: Mapping[str, str] | None = None,
) -> Effect:
    """Return an assignment that speaks of others instead, as `renamed` does for an expression."""
    variable = (variables or {}).get(effect.variable, effect.variable)
    return Effect(variable, renamed(effect.expression, variables, nodes, choices))


def _mentions(tree: Tree) -> Iterator[tuple[str, str]]:
    if not isinstance(tree, tuple):
        return
    operator = cast(str, tree[0])
    if _names_something(operator):
        yield operator, cast(str, tree[1])
        return
    for operand in tree[1:]:
        yield from _mentions(operand)


def _renamed(tree: Tree, tables: Mapping[str, Mapping[str, str]]) -> Tree:
    if not isinstance(tree, tuple):
        return tree
    operator = cast(str, tree[0])
    if _names_something(operator):
        name = cast(str, tree[1])
        return (operator, tables[ASKING.get(operator, "variable")].get(name, name))
    return (operator, *(_renamed(operand, tables) for operand in tree[1:]))


def _names_something(operator: str) -> bool:
    return operator == "get" or operator in ASKING
