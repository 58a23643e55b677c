"""What an expression is made of: its tree, its operators and how tightly they bind, and the bounds of all of it.

A tree is the JSON form with tuples for lists: a literal is itself (`true`, `2`, `"text"`), everything else a tuple
of an operator and its operands: `["get", "courage"]`, `["visited", "n3"]`, `["visits", "n3"]`, `["chosen", "c2"]`,
`["not", x]`, `["neg", x]`, `["and", a, b]`, `["+", a, b]`, `["==", a, b]`, `["min", a, b]`. Numbers in it are never
negative, and whole ones are integers, so that each expression has one tree and one JSON text.
"""

from typing import TypeAlias

Tree: TypeAlias = "bool | float | str | tuple[Tree, ...]"

LONGEST_EXPRESSION = 2_000
"""Characters of one expression or assignment."""

DEEPEST_EXPRESSION = 64
"""Levels of one expression's tree, and pairs of brackets inside each other."""

LARGEST_NUMBER = 1_000_000_000.0
"""Bound of every number: whatever is larger or smaller becomes this or its negative."""

OR, AND, NOT, COMPARISON, SUM, PRODUCT, SIGN, ATOM = range(1, 9)

LOGICAL = {"or": OR, "and": AND}
ORDERING = {"<": COMPARISON, "<=": COMPARISON, ">": COMPARISON, ">=": COMPARISON}
EQUALITY = {"==": COMPARISON, "!=": COMPARISON}
ARITHMETIC = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT, "%": PRODUCT}
INFIX = LOGICAL | ORDERING | EQUALITY | ARITHMETIC
"""How tightly each operator between two operands binds; more is tighter."""

PREFIX = {"not": NOT, "neg": SIGN}
"""How tightly the operators before one operand bind; `neg` is written `-`."""

FUNCTIONS = ("min", "max")
"""Functions of two numbers."""

ASKING = {"visited": "node", "visits": "node", "chosen": "choice"}
"""Functions that ask how the story went so far, and what the id in their brackets names."""

KEYWORDS = frozenset({"and", "or", "not", "true", "false"})


def number_tree(number: float) -> Tree:
    """Return the tree of a number that lies within `LARGEST_NUMBER`."""
    size = abs(number)
    literal = int(size) if size == int(size) else float(size)
    return ("neg", literal) if number < 0 else literal
