"""Proves before the story plays that every operator of an expression gets what it can work on."""

from collections.abc import Mapping
from typing import cast

from story.errors import StoryError
from story.expression.expressions import Effect, Expression
from story.expression.syntax import EQUALITY, LOGICAL, ORDERING, Tree
from story.expression.writer import written
from story.model import Value, VariableKind

Kinds = Mapping[str, VariableKind]

_TOLD = {VariableKind.FLAG: "a flag", VariableKind.NUMBER: "a number", VariableKind.TEXT: "text"}
_MANY = {VariableKind.FLAG: "flags", VariableKind.NUMBER: "numbers", VariableKind.TEXT: "texts"}
_ASKED = {"visited": VariableKind.FLAG, "visits": VariableKind.NUMBER, "chosen": VariableKind.FLAG}


def kind_of_value(value: Value) -> VariableKind:
    """Return what kind a value is of."""
    if isinstance(value, bool):
        return VariableKind.FLAG
    return VariableKind.TEXT if isinstance(value, str) else VariableKind.NUMBER


def kind_of(expression: Expression, kinds: Kinds) -> VariableKind:
    """Return what an expression gives: a flag, a number or text.

    Args:
        expression: The expression.
        kinds: What each variable of the story holds, by name.

    Raises:
        StoryError: A variable is unknown, or an operator gets what it cannot work on.
    """
    return _kind(expression.tree, kinds)


def check_effect(effect: Effect, kinds: Kinds) -> None:
    """See that an assignment gives its variable what the variable can hold.

    Raises:
        StoryError: It does not, or its expression does not fit together.
    """
    wanted, found = _variable(effect.variable, kinds), kind_of(effect.expression, kinds)
    if found is not wanted:
        message = f"{effect.variable} is {_TOLD[wanted]} and cannot be set to {_TOLD[found]}."
        raise StoryError(message, f"Set it to {_TOLD[wanted]}.")


def _kind(tree: Tree, kinds: Kinds) -> VariableKind:
    if not isinstance(tree, tuple):
        return kind_of_value(tree)
    operator, operands = cast(str, tree[0]), tree[1:]
    if operator == "get":
        return _variable(cast(str, operands[0]), kinds)
    if operator in _ASKED:
        return _ASKED[operator]
    found = [(operand, _kind(operand, kinds)) for operand in operands]
    if operator in EQUALITY:
        return _of_equals(*found)
    if operator in LOGICAL or operator == "not":
        return _of_all(VariableKind.FLAG, operator, found)
    numbers = _of_all(VariableKind.NUMBER, operator, found)
    return VariableKind.FLAG if operator in ORDERING else numbers


def _variable(name: str, kinds: Kinds) -> VariableKind:
    if name not in kinds:
        raise StoryError(f"There is no variable {name}.", "Add it to the story, or correct its name.")
    return kinds[name]


def _of_equals(left: tuple[Tree, VariableKind], right: tuple[Tree, VariableKind]) -> VariableKind:
    if left[1] is not right[1]:
        raise StoryError(
            f"{_short(left[0])} is {_TOLD[left[1]]} and cannot be compared with {_TOLD[right[1]]}.",
            f"Compare it with {_TOLD[left[1]]}.",
        )
    return VariableKind.FLAG


def _of_all(wanted: VariableKind, operator: str, operands: list[tuple[Tree, VariableKind]]) -> VariableKind:
    for tree, found in operands:
        if found is not wanted:
            sign = "-" if operator == "neg" else operator
            raise StoryError(
                f"{_short(tree)} is {_TOLD[found]} and cannot be used with {sign}.",
                f"{sign} takes {_MANY[wanted]}.",
            )
    return wanted


def _short(tree: Tree) -> str:
    text = written(tree)
    return text if len(text) <= 40 else f"{text[:39]}…"
