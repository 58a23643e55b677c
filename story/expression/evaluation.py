"""Works expressions out. Every step is total and rounds as IEEE doubles do, so a browser gets the same bits.

Division and modulo by zero give 0, `%` is floored, every number is brought within `LARGEST_NUMBER`, and minus zero is
zero. Both sides of `and` and `or` are always worked out.
"""

import math
import operator as python
from collections.abc import Callable
from typing import Protocol, cast

from story.errors import StoryError
from story.expression.expressions import Expression
from story.expression.kinds import kind_of_value
from story.expression.syntax import EQUALITY, LARGEST_NUMBER, LOGICAL, ORDERING, Tree
from story.model import Value


class Memory(Protocol):
    """What a story remembers while it plays."""

    def variable(self, name: str) -> Value:
        """Return what a variable holds; one that the story does not have is a `StoryError`."""

    def visits(self, node_id: str) -> int:
        """Return how often a node was entered."""

    def chosen(self, choice_id: str) -> bool:
        """Say whether a choice was taken."""


def evaluate(expression: Expression, memory: Memory) -> Value:
    """Return what an expression gives; numbers are always `float`.

    Raises:
        StoryError: An operator gets what it cannot work on; `kind_of` says so without playing.
    """
    return _value(expression.tree, memory)


def tidy_number(number: float) -> float:
    """Return a number as variables hold it: a double within `LARGEST_NUMBER`, and no minus zero."""
    return min(max(float(number), -LARGEST_NUMBER), LARGEST_NUMBER) + 0.0


def _value(tree: Tree, memory: Memory) -> Value:
    if not isinstance(tree, tuple):
        return _tidy(tree)
    operator, operands = cast(str, tree[0]), tree[1:]
    if asks := _ASKING.get(operator):
        return _tidy(asks(memory, cast(str, operands[0])))
    return _calculated(operator, [_value(operand, memory) for operand in operands])


def _calculated(operator: str, values: list[Value]) -> Value:
    if operator in EQUALITY:
        return _equal(*values) is (operator == "==")
    if operator == "not":
        return not _flag(values[0], operator)
    if operator in LOGICAL:
        left, right = (_flag(value, operator) for value in values)
        return (left or right) if operator == "or" else (left and right)
    numbers = [_number(value, operator) for value in values]
    if operator in ORDERING:
        return _ORDERS[operator](*numbers)
    return tidy_number(_SUMS[operator](*numbers))


def _equal(left: Value, right: Value) -> bool:
    if kind_of_value(left) is not kind_of_value(right):
        raise StoryError(
            f"A {kind_of_value(left)} cannot be compared with a {kind_of_value(right)}.",
            "Check the story: it says which expression this is.",
        )
    return left == right


def _flag(value: Value, operator: str) -> bool:
    if not isinstance(value, bool):
        raise _misfit(value, operator)
    return value


def _number(value: Value, operator: str) -> float:
    if not isinstance(value, float):
        raise _misfit(value, operator)
    return value


def _misfit(value: Value, operator: str) -> StoryError:
    sign = "-" if operator == "neg" else operator
    message = f"{sign} cannot work on a {kind_of_value(value)}."
    return StoryError(message, "Check the story: it says which expression this is.")


def _tidy(value: Value) -> Value:
    return value if isinstance(value, (bool, str)) else tidy_number(value)


def _divided(left: float, right: float) -> float:
    return left / right if right else 0.0


def _floored_rest(left: float, right: float) -> float:
    if not right:
        return 0.0
    quotient = left / right
    return left - right * (math.floor(quotient) if math.isfinite(quotient) else quotient)


_ASKING: dict[str, Callable[[Memory, str], Value]] = {
    "get": lambda memory, name: memory.variable(name),
    "visited": lambda memory, node_id: memory.visits(node_id) > 0,
    "visits": lambda memory, node_id: memory.visits(node_id),
    "chosen": lambda memory, choice_id: memory.chosen(choice_id),
}
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}
_SUMS: dict[str, Callable[..., float]] = {
    "neg": python.neg,
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "/": _divided,
    "%": _floored_rest,
    "min": min,
    "max": max,
}
