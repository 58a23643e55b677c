"""Conditions and assignments as records, read from text and from JSON.

>>> read_expression("(courage>=2) and not met_lena").text
'courage >= 2 and not met_lena'
>>> read_effect("courage += 1").text
'courage = courage + 1'
>>> read_effect("courage += 1").json()
['set', 'courage', ['+', ['get', 'courage'], 1]]
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from story.errors import ExpressionError
from story.expression.parser import Parser
from story.expression.syntax import LONGEST_EXPRESSION, Tree
from story.expression.writer import written


@dataclass(frozen=True, eq=False)
class Expression:
    """A condition, a score or the right side of an assignment; equal to another with the same canonical text.

    Attributes:
        tree: What it says, as `story.expression.syntax` describes.
    """

    tree: Tree

    @cached_property
    def text(self) -> str:
        """The canonical text: one space around operators, the fewest brackets."""
        return written(self.tree)

    def json(self) -> object:
        """Return the JSON form: the tree with lists."""
        return _listed(self.tree)

    # Python holds True, 1 and 1.0 for equal, and so tuples of them.
    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and self.text == other.text

    def __hash__(self) -> int:
        return hash(self.text)


@dataclass(frozen=True)
class Effect:
    """An assignment.

    Attributes:
        variable: The name of what is set.
        expression: What it is set to.
    """

    variable: str
    expression: Expression

    @property
    def text(self) -> str:
        """The canonical text: `courage = courage + 1`."""
        return f"{self.variable} = {self.expression.text}"

    def json(self) -> list[object]:
        """Return the JSON form `["set", name, expression]`."""
        return ["set", self.variable, self.expression.json()]


@lru_cache(maxsize=4096)
def read_expression(text: str) -> Expression:
    """Return the expression that a text says.

    Args:
        text: Such as `courage >= 2 and not met_lena`; at most `LONGEST_EXPRESSION` characters.

    Raises:
        ExpressionError: It is no expression, or one that is too long or too deep.
    """
    return sized(Expression(Parser(text).expression()))


@lru_cache(maxsize=4096)
def read_effect(text: str) -> Effect:
    """Return the assignment that a text says.

    Args:
        text: Such as `courage = courage + 1`, or with `+=`, `-=`, `*=`, `/=`.

    Raises:
        ExpressionError: It is no assignment, or one that is too long or too deep.
    """
    name, tree = Parser(text).assignment()
    effect = Effect(name, Expression(tree))
    _check_length(effect.text)
    return effect


def sized(expression: Expression) -> Expression:
    """Return an expression if its text could be read again.

    Raises:
        ExpressionError: Its canonical text is too long.
    """
    _check_length(expression.text)
    return expression


def _check_length(text: str) -> None:
    if len(text) > LONGEST_EXPRESSION:
        reason = f"written out it has {len(text)} characters, more than {LONGEST_EXPRESSION}"
        raise ExpressionError(text, LONGEST_EXPRESSION + 1, reason, "Keep a part of it in a variable.")


def _listed(tree: Tree) -> object:
    return [_listed(part) for part in tree] if isinstance(tree, tuple) else tree
