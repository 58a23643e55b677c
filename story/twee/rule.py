"""Conditions that are put together from several: of branches inside each other, and of an `else`."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from story.expression import DEEPEST_EXPRESSION, LONGEST_EXPRESSION, Expression, names_in
from story.twee.dialect import NotUnderstoodError

_OPPOSITES = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


@dataclass(frozen=True)
class Rule:
    """A condition; one without parts always holds.

    Attributes:
        parts: Expressions that must all hold.
        source: What it was made from, for messages.
        unknown: Whether something that was not understood belongs to it as well.
    """

    parts: tuple[Expression, ...] = ()
    source: str = ""
    unknown: bool = False

    @property
    def variables(self) -> frozenset[str]:
        """The variables of which it speaks."""
        return frozenset().union(*(names_in(part).variables for part in self.parts))

    def and_also(self, other: "Rule") -> "Rule":
        """Return the rule that holds where both hold.

        Raises:
            NotUnderstoodError: It would be longer than a condition can be.
        """
        parts = tuple(dict.fromkeys((*self.parts, *other.parts)))
        if len(parts) > DEEPEST_EXPRESSION // 2 or sum(len(part.text) for part in parts) > LONGEST_EXPRESSION:
            raise NotUnderstoodError("it depends on too many conditions")
        return Rule(parts, other.source or self.source, self.unknown or other.unknown)

    @property
    def expression(self) -> Expression | None:
        """The rule as one expression, or `None` if it always holds."""
        if not self.parts:
            return None
        tree = self.parts[0].tree
        for part in self.parts[1:]:
            tree = ("and", tree, part.tree)
        return Expression(tree)


ALWAYS = Rule()


def rule_of(expression: Expression, source: str = "") -> Rule:
    """Return the rule that an expression must hold; `true` always does."""
    return Rule(() if expression.tree is True else (expression,), source)


def negated(rule: Rule) -> Rule:
    """Return the rule that holds where another does not."""
    if rule.expression is None:
        return replace(rule, parts=(Expression(False),))
    return replace(rule, parts=(opposite(rule.expression),))


def opposite(expression: Expression) -> Expression:
    """Return what holds where an expression does not."""
    tree = expression.tree
    if not isinstance(tree, tuple):
        return Expression(not tree) if isinstance(tree, bool) else Expression(("not", tree))
    if tree[0] == "not":
        return Expression(tree[1])
    turned = _OPPOSITES.get(str(tree[0]))
    return Expression((turned, *tree[1:]) if turned else ("not", tree))


def none_of(rules: Iterable[Rule]) -> Rule:
    """Return the rule that holds where none of some rules does.

    Raises:
        NotUnderstoodError: It would be longer than a condition can be.
    """
    together = ALWAYS
    for rule in rules:
        together = together.and_also(negated(rule))
    return together
