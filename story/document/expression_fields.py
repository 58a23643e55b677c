"""Reads what a document says in the language of `story.expression`: conditions, effects, names, start values."""

from collections.abc import Callable

from story.document import fields
from story.document.fields import Place, Reader
from story.errors import ExpressionError
from story.expression import (
    kind_of_value,
    normal_name,
    read_effect,
    read_expression,
    tidy_number,
    wrong_with_name,
)
from story.model import Value, VariableKind

MOST_EFFECTS = 100
"""Assignments of one node or choice."""

START_VALUES: dict[VariableKind, Value] = {
    VariableKind.FLAG: False,
    VariableKind.NUMBER: 0.0,
    VariableKind.TEXT: "",
}
"""What a variable starts with when nothing is said."""


def expression_of(owner: str) -> Reader[str]:
    """Return what reads the text of an expression, or `""` for none.

    Args:
        owner: Whose it is, for messages: `choice c7`.
    """

    def read(value: object, place: Place) -> str:
        words = fields.text(value, place)
        if words:
            _must_be_read(read_expression, words, place, owner)
        return words

    return read


def effects_of(owner: str) -> Reader[tuple[str, ...]]:
    """Return what reads a list of texts of assignments; `owner` as in `expression_of`."""

    def read(value: object, place: Place) -> tuple[str, ...]:
        found = []
        for entry, spot in fields.items(value, place, MOST_EFFECTS):
            found.append(words := fields.text(entry, spot))
            _must_be_read(read_effect, words, spot, owner)
        return tuple(found)

    return read


def variable_name(value: object, place: Place) -> str:
    """Read a variable's name and return it as it is kept."""
    name = normal_name(fields.text(value, place))
    if wrong := wrong_with_name(name):
        raise place.wrong(wrong)
    return name


def value_of(kind: VariableKind) -> Reader[Value]:
    """Return what reads a value of a kind."""

    def read(value: object, place: Place) -> Value:
        if not isinstance(value, (bool, int, float, str)) or kind_of_value(value) is not kind:
            words = "true or false" if kind is VariableKind.FLAG else f"a {kind}"
            raise place.wrong(f"must be {words}, since the variable is a {kind}")
        if isinstance(value, str):
            return fields.text(value, place)
        return value if isinstance(value, bool) else tidy_number(fields.real(value, place))

    return read


def _must_be_read(read: Callable[[str], object], words: str, place: Place, owner: str) -> None:
    try:
        read(words)
    except ExpressionError as error:
        reason = f"column {error.column} ({owner}): {error.reason}"
        raise place.wrong(reason, error.remedy) from error
