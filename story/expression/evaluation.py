"""Works expressions out. Every step is total and rounds as IEEE doubles do, so a browser gets the same bits.

Division and modulo by zero give 0, `%` is floored, every number is brought within `LARGEST_NUMBER`, and minus zero is
zero. Both sides of `and` and `or` are always worked out.
"""

import math
import operator as python
from collections.abc import Callable
from functools import lru_cache
from typing import Protocol, TypeAlias, cast

from story.errors import StoryError
from story.expression.expressions import Expression
from story.expression.kinds import kind_of_value
from story.expression.syntax import EQUALITY, LARGEST_NUMBER, LOGICAL, Tree
from story.model import Value


class Memory(Protocol):
    """What a story remembers while it plays."""

    def variable(self, name: str) -> Value:
        """Return what a variable holds; one that the story does not have is a `StoryError`."""

    def visits(self, node_id: str) -> int:
        """Return how often a node was entered."""

    def chosen(self, choice_id: str) -> bool:
        """Say whether a choice was taken."""


Program: TypeAlias = Callable[[Memory], Value]
"""An expression made ready to be worked out quickly, again and again."""


def evaluate(expression: Expression, memory: Memory) -> Value:
    """Return what an expression gives; numbers are always `float`.

    Raises:
        StoryError: An operator gets what it cannot work on; `kind_of` says so without playing.
    """
    return program(expression)(memory)


@lru_cache(maxsize=4096)
def program(expression: Expression) -> Program:
    """Return the function that `evaluate` calls: a function for each operator, joined once instead of each time."""
    return _program(expression.tree)


def tidy_number(number: float) -> float:
    """Return a number as variables hold it: a double within `LARGEST_NUMBER`, and no minus zero."""
    if -LARGEST_NUMBER <= number <= LARGEST_NUMBER:
        return number + 0.0
    return LARGEST_NUMBER if number > 0 else -LARGEST_NUMBER


def _program(tree: Tree) -> Program:
    if not isinstance(tree, tuple):
        literal = _tidy(tree)
        return lambda _: literal
    sign = cast(str, tree[0])
    if asks := _ASKING.get(sign):
        return asks(cast(str, tree[1]))
    operands = [_program(operand) for operand in tree[1:]]
    if sign in EQUALITY:
        return _equality(sign == "==", *operands)
    if sign in LOGICAL or sign == "not":
        return _on_flags(sign, operands)
    if sign == "neg":
        return _negative(*operands)
    return _on_numbers(sign, *operands)


def _equality(wanted: bool, left: Program, right: Program) -> Program:
    def compare(memory: Memory) -> Value:
        one, other = left(memory), right(memory)
        if type(one) is type(other):
            return (one == other) is wanted
        kinds = f"A {kind_of_value(one)} cannot be compared with a {kind_of_value(other)}."
        raise StoryError(kinds, "Check the story: it says which expression this is.")

    return compare


def _on_flags(sign: str, operands: list[Program]) -> Program:
    """Return the program of `and`, `or` or `not`; both sides are worked out, so that a misfit never hides."""
    if sign == "not":
        inner = operands[0]
        return lambda memory: not _flag(inner(memory), sign)
    left, right = operands

    def both(memory: Memory) -> Value:
        one, other = _flag(left(memory), sign), _flag(right(memory), sign)
        return one and other

    def either(memory: Memory) -> Value:
        one, other = _flag(left(memory), sign), _flag(right(memory), sign)
        return one or other

    return both if sign == "and" else either


def _negative(inner: Program) -> Program:
    return lambda memory: tidy_number(-_number(inner(memory), "neg"))


def _on_numbers(sign: str, left: Program, right: Program) -> Program:
    if order := _ORDERS.get(sign):
        return lambda memory: order(_number(left(memory), sign), _number(right(memory), sign))
    work = _SUMS[sign]
    return lambda memory: tidy_number(work(_number(left(memory), sign), _number(right(memory), sign)))


def _flag(value: Value, operator: str) -> bool:
    if value is True or value is False:
        return value
    raise _misfit(value, operator)


def _number(value: Value, operator: str) -> float:
    if type(value) is float:
        return value
    raise _misfit(value, operator)


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


_ASKING: dict[str, Callable[[str], Program]] = {
    "get": lambda name: lambda memory: _tidy(memory.variable(name)),
    "visited": lambda node_id: lambda memory: memory.visits(node_id) > 0,
    "visits": lambda node_id: lambda memory: tidy_number(memory.visits(node_id)),
    "chosen": lambda choice_id: lambda memory: memory.chosen(choice_id),
}
_ORDERS: dict[str, Callable[[float, float], bool]] = {
    "<": python.lt,
    "<=": python.le,
    ">": python.gt,
    ">=": python.ge,
}
_SUMS: dict[str, Callable[[float, float], float]] = {
    "+": python.add,
    "-": python.sub,
    "*": python.mul,
    "/": _divided,
    "%": _floored_rest,
    "min": min,
    "max": max,
}
