"""Writes conditions and assignments as SugarCube 2 does, as far as SugarCube can say them."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import cast

from story.errors import StoryError
from story.expression import Effect, read_effect, read_expression
from story.expression.syntax import FUNCTIONS, Tree

_SUGAR_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_OPERATORS = {"==": "is", "!=": "isnot", "<": "lt", "<=": "lte", ">": "gt", ">=": "gte"}


class UnsayableError(Exception):
    """SugarCube has no words for something."""


def variable_names(names: Iterable[str]) -> dict[str, str]:
    """Return what SugarCube calls each variable: the same where it can, else the letters' numbers."""
    found: dict[str, str] = {}
    for name in names:
        plain = name if _SUGAR_NAME.fullmatch(name) else "v_" + "_".join(f"{ord(one):x}" for one in name)
        while plain in found.values():
            plain += "_"
        found[name] = plain
    return found


@dataclass(frozen=True)
class Sugar:
    """Writes expressions of one story.

    Attributes:
        variables: SugarCube's name of each variable.
        passages: Name of each node's passage, by id.
    """

    variables: Mapping[str, str]
    passages: Mapping[str, str]

    def condition(self, text: str) -> str:
        """Return a condition for `<<if>>`, or `""` if there is none, or none that SugarCube can say."""
        try:
            return self._said(read_expression(text).tree) if text else ""
        except (StoryError, UnsayableError):
            return ""

    def effect(self, text: str) -> str:
        """Return an assignment for `<<set>>`, or `""` if SugarCube cannot say it."""
        try:
            effect = read_effect(text)
            return f"${self._variable(effect)} to {self._said(effect.expression.tree)}"
        except (StoryError, UnsayableError):
            return ""

    def _variable(self, effect: Effect) -> str:
        if effect.variable not in self.variables:
            raise UnsayableError(effect.variable)
        return self.variables[effect.variable]

    def _said(self, tree: Tree) -> str:
        if not isinstance(tree, tuple):
            return literal(tree)
        operator, operands = cast(str, tree[0]), tree[1:]
        if operator in ("get", "visited", "visits", "chosen"):
            return self._named(operator, cast(str, operands[0]))
        if operator in FUNCTIONS:
            return f"Math.{operator}({', '.join(self._said(operand) for operand in operands)})"
        if operator in ("not", "neg"):
            sign = "-" if operator == "neg" else "not "
            return sign + self._within(operands[0])
        left, right = (self._within(operand) for operand in operands)
        return f"{left} {_OPERATORS.get(operator, operator)} {right}"

    def _named(self, operator: str, name: str) -> str:
        if operator == "get" and name in self.variables:
            return f"${self.variables[name]}"
        if operator in ("visited", "visits") and name in self.passages:
            function = "hasVisited" if operator == "visited" else "visited"
            return f"{function}({literal(self.passages[name])})"
        raise UnsayableError(name)

    def _within(self, tree: Tree) -> str:
        plain = not isinstance(tree, tuple) or tree[0] in ("get", "visited", "visits", *FUNCTIONS)
        return self._said(tree) if plain else f"({self._said(tree)})"


def literal(value: bool | float | str) -> str:
    """Return a value as SugarCube writes it."""
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)
