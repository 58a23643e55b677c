"""Writes a tree as text, with the fewest brackets that read back as the same tree."""

from typing import cast

from story.expression.scanner import ESCAPES
from story.expression.syntax import ASKING, ATOM, COMPARISON, FUNCTIONS, INFIX, PREFIX, Tree

_ESCAPED = str.maketrans({letter: f"\\{mark}" for mark, letter in ESCAPES.items() if letter != "'"})


def written(tree: Tree) -> str:
    """Return the canonical text of a tree."""
    if not isinstance(tree, tuple):
        return _literal(tree)
    operator, operands = cast(str, tree[0]), tree[1:]
    if operator == "get":
        return cast(str, operands[0])
    if operator in ASKING:
        return f"{operator}({cast(str, operands[0])})"
    if operator in FUNCTIONS:
        return f"{operator}({', '.join(written(operand) for operand in operands)})"
    if operator in PREFIX:
        sign = "-" if operator == "neg" else "not "
        return sign + _within(operands[0], PREFIX[operator])
    tightness = INFIX[operator]
    # What stands left of an operator of the same tightness is read first, except that comparisons stand alone.
    left = _within(operands[0], tightness + (tightness == COMPARISON))
    return f"{left} {operator} {_within(operands[1], tightness + 1)}"


def _within(tree: Tree, least: int) -> str:
    text = written(tree)
    return text if _tightness(tree) >= least else f"({text})"


def _tightness(tree: Tree) -> int:
    if not isinstance(tree, tuple):
        return ATOM
    operator = cast(str, tree[0])
    return INFIX.get(operator) or PREFIX.get(operator) or ATOM


def _literal(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value.translate(_ESCAPED)}"'
    return repr(value)
