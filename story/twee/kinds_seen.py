"""Which kind of value each variable of a Twine story holds, seen from how it is used, and expressions that fit it.

Twine's formats take any value for a condition: a number is as good as `true` unless it is 0. A story's do not.
"""

from collections.abc import Mapping
from typing import cast

from story.errors import StoryError
from story.expression import Effect, Expression, evaluate, kind_of, read_expression
from story.expression.kinds import kind_of_value
from story.expression.syntax import ARITHMETIC, ASKING, EQUALITY, FUNCTIONS, LOGICAL, ORDERING, Tree
from story.model import Value, VariableKind

_FLAG, _NUMBER, _TEXT = VariableKind.FLAG, VariableKind.NUMBER, VariableKind.TEXT
_NOTHING: Mapping[VariableKind, Tree] = {_NUMBER: 0, _TEXT: ""}


class KindsSeen:
    """Gathers what the uses of variables say of their kinds; what is seen first weighs most among equals."""

    def __init__(self) -> None:
        self._seen: dict[str, list[VariableKind]] = {}
        self._maybe_flags: dict[str, None] = {}
        self._same: list[tuple[str, str]] = []

    def assigned(self, effect: Effect) -> None:
        """Take an assignment into account."""
        tree = effect.expression.tree
        self._seen.setdefault(effect.variable, [])
        kind = _shape(tree)
        if kind is not None:
            self._seen[effect.variable].append(kind)
        elif isinstance(tree, tuple) and tree[0] == "get":
            self._same.append((effect.variable, cast(str, tree[1])))
        self._used(tree)

    def asked(self, condition: Expression) -> None:
        """Take a condition into account."""
        self._as_flag(condition.tree)
        self._used(condition.tree)

    def kinds(self) -> dict[str, VariableKind]:
        """Return the kind of every variable that was seen."""
        found = {name: kinds[0] for name, kinds in self._seen.items() if kinds}
        for name, other in (*self._same, *reversed(self._same)):
            for one, two in ((name, other), (other, name)):
                if one not in found and two in found:
                    found[one] = found[two]
        names = (*self._seen, *self._maybe_flags, *(name for pair in self._same for name in pair))
        return {name: found.get(name, _FLAG) for name in names}

    def torn(self) -> list[str]:
        """Return the variables that are used as more than one kind of value."""
        return [name for name, kinds in self._seen.items() if len(set(kinds)) > 1]

    def _used(self, tree: Tree) -> None:
        if not isinstance(tree, tuple) or tree[0] == "get" or tree[0] in ASKING:
            return
        operator, operands = tree[0], tree[1:]
        for operand in operands:
            if operator in ORDERING or operator in ARITHMETIC or operator in ("neg", *FUNCTIONS):
                self._as(operand, _NUMBER)
            elif operator in LOGICAL or operator == "not":
                self._as_flag(operand)
            self._used(operand)
        if operator in EQUALITY:
            for one, other in (operands, operands[::-1]):
                kind = _shape(other)
                if kind is not None:
                    self._as(one, kind)

    def _as(self, tree: Tree, kind: VariableKind) -> None:
        if isinstance(tree, tuple) and tree[0] == "get":
            self._seen.setdefault(cast(str, tree[1]), []).append(kind)

    def _as_flag(self, tree: Tree) -> None:
        if isinstance(tree, tuple) and tree[0] == "get":
            self._maybe_flags[cast(str, tree[1])] = None


def _shape(tree: Tree) -> VariableKind | None:
    """Return what an expression gives whatever its variables hold, or `None` for a variable."""
    if not isinstance(tree, tuple):
        return kind_of_value(tree)
    operator = tree[0]
    if operator == "get":
        return None
    flags = operator in LOGICAL or operator in ORDERING or operator in EQUALITY
    return _FLAG if flags or operator in ("not", "visited", "chosen") else _NUMBER


def fitting_condition(condition: Expression, kinds: Mapping[str, VariableKind]) -> str:
    """Return a condition that gives a flag, as text.

    Raises:
        StoryError: It does not fit together.
    """
    expression = Expression(_as_flag(condition.tree, kinds))
    kind_of(expression, kinds)
    return read_expression(expression.text).text


def fitting_effect(effect: Effect, kinds: Mapping[str, VariableKind]) -> str:
    """Return an assignment of what its variable can hold, as text.

    Raises:
        StoryError: It does not fit together.
    """
    wanted, tree = kinds[effect.variable], effect.expression.tree
    fit = _as_flag(tree, kinds) if wanted is _FLAG else _fit(tree, kinds)
    expression = read_expression(Expression(fit).text)
    if kind_of(expression, kinds) is not wanted:
        raise StoryError(f"{effect.variable} is a {wanted} and cannot be set to {expression.text}.")
    return f"{effect.variable} = {expression.text}"


def _fit(tree: Tree, kinds: Mapping[str, VariableKind]) -> Tree:
    if not isinstance(tree, tuple) or tree[0] == "get" or tree[0] in ASKING:
        return tree
    logical = tree[0] in LOGICAL or tree[0] == "not"
    return (tree[0], *((_as_flag if logical else _fit)(operand, kinds) for operand in tree[1:]))


def _as_flag(tree: Tree, kinds: Mapping[str, VariableKind]) -> Tree:
    """Return what is true where a value counts as true: a number that is not 0, a text that is not empty."""
    if isinstance(tree, tuple) and tree[0] == "visits":
        return ("visited", tree[1])
    fit = _fit(tree, kinds)
    named = isinstance(fit, tuple) and fit[0] == "get"
    kind = kinds.get(cast(str, cast(tuple[Tree, ...], fit)[1]), _FLAG) if named else _shape(fit)
    return ("!=", fit, _NOTHING[kind]) if kind is not None and kind in _NOTHING else fit


class StartValues:
    """What variables hold before anything is played, assignment by assignment.

    Args:
        kinds: What each variable holds.
    """

    def __init__(self, kinds: Mapping[str, VariableKind]) -> None:
        self.values: dict[str, Value] = {}
        self._kinds = kinds

    def assign(self, effect: Effect) -> None:
        """Make an assignment.

        Raises:
            StoryError: It does not fit together.
        """
        value = fitting_effect(effect, self._kinds).partition(" = ")[2]
        self.values[effect.variable] = evaluate(read_expression(value), self)

    def variable(self, name: str) -> Value:
        """Return what a variable holds by now."""
        return self.values.get(name, nothing(self._kinds[name]))

    def visits(self, node_id: str) -> int:  # noqa: ARG002 - the protocol's
        """Return 0: nothing was played."""
        return 0

    def chosen(self, choice_id: str) -> bool:  # noqa: ARG002 - the protocol's
        """Return that nothing was chosen."""
        return False


def nothing(kind: VariableKind) -> Value:
    """Return what a variable of a kind holds that nobody has set."""
    values: dict[VariableKind, Value] = {_FLAG: False, _NUMBER: 0.0, _TEXT: ""}
    return values[kind]
