"""Reads expressions and assignments from their JSON form, which may come from anywhere."""

from typing import TypeGuard

from story.document.fields import IDENTIFIER, UNSTORABLE
from story.errors import StoryError
from story.expression.expressions import Effect, Expression, sized
from story.expression.names import normal_name, wrong_with_name
from story.expression.syntax import (
    ASKING,
    DEEPEST_EXPRESSION,
    FUNCTIONS,
    INFIX,
    LARGEST_NUMBER,
    LONGEST_EXPRESSION,
    PREFIX,
    Tree,
    number_tree,
)

_OPERANDS = dict.fromkeys(PREFIX, 1) | dict.fromkeys((*INFIX, *FUNCTIONS), 2)


def expression_from_json(value: object) -> Expression:
    """Return the expression that JSON values say.

    Args:
        value: What `Expression.json` returned, or anything else.

    Raises:
        StoryError: It is no expression, or one that is too large or too deep.
    """
    tree = _Reading().tree(value, 1)
    return sized(Expression(tree))


def effect_from_json(value: object) -> Effect:
    """Return the assignment that JSON values say.

    Raises:
        StoryError: It is no assignment.
    """
    if not (_is_list(value) and len(value) == 3 and value[0] == "set"):
        raise _wrong('an assignment must be ["set", name, expression]')
    return Effect(_name(value[1]), expression_from_json(value[2]))


class _Reading:
    """One value that is read; counts its parts, since lists that share parts can be endless."""

    def __init__(self) -> None:
        self._parts = 0

    def tree(self, value: object, level: int) -> Tree:
        self._parts += 1
        if self._parts > LONGEST_EXPRESSION:
            raise _wrong(f"it has more than {LONGEST_EXPRESSION} parts")
        if not _is_list(value):
            return _operand(value, level)
        if not value or not isinstance(value[0], str):
            raise _wrong("a list must begin with an operator")
        return self._operation(value[0], value[1:], level)

    def _operation(self, operator: str, operands: "list[object] | tuple[object, ...]", level: int) -> Tree:
        if operator == "get" and len(operands) == 1:
            return ("get", _name(operands[0]))
        if operator in ASKING and len(operands) == 1:
            return (operator, _id(operands[0], ASKING[operator]))
        if _OPERANDS.get(operator) != len(operands):
            raise _wrong(f"there is no operator {operator[:20]!a} with {len(operands)} operands")
        _check_level(level)
        return (operator, *(self.tree(operand, level + 1) for operand in operands))


def _operand(value: object, level: int) -> Tree:
    tree = _literal(value)
    if isinstance(tree, tuple):  # a negative number: a sign and a literal
        _check_level(level)
    return tree


def _check_level(level: int) -> None:
    """Refuse an operator whose operands would lie too deep."""
    if level == DEEPEST_EXPRESSION:
        raise _wrong(f"it is nested deeper than {DEEPEST_EXPRESSION} levels")


def _literal(value: object) -> Tree:
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        if len(value) > LONGEST_EXPRESSION or UNSTORABLE.search(value):
            raise _wrong("a text in it is too long or cannot be stored")
        return value
    if not isinstance(value, (int, float)):
        raise _wrong("it must be made of lists, texts, numbers, true and false")
    if not -LARGEST_NUMBER <= value <= LARGEST_NUMBER:
        raise _wrong(f"a number in it must lie within ±{LARGEST_NUMBER:.0f}")
    return number_tree(value)


def _name(value: object) -> str:
    name = normal_name(value) if isinstance(value, str) and len(value) <= LONGEST_EXPRESSION else ""
    if wrong := wrong_with_name(name):
        raise _wrong(wrong)
    return name


def _id(value: object, kind: str) -> str:
    if not isinstance(value, str) or not IDENTIFIER.fullmatch(value):
        raise _wrong(f"the id of a {kind} in it must be 1 to 64 letters, digits, - and _")
    return value


def _is_list(value: object) -> "TypeGuard[list[object] | tuple[object, ...]]":
    return isinstance(value, (list, tuple))


def _wrong(reason: str) -> StoryError:
    return StoryError(f"The JSON form of an expression is wrong: {reason}.", "Write the expression as text.")
