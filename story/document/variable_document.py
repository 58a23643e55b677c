"""A variable as a JSON document and back."""

from story.document.expression_fields import START_VALUES, value_of, variable_name
from story.document.fields import Fields, Place, member_of
from story.model import Variable, VariableKind

VARIABLE_FIELDS = ("name", "kind", "start")


def variable_document(variable: Variable) -> dict[str, object]:
    """Return a variable as JSON values."""
    return {"name": variable.name, "kind": str(variable.kind), "start": variable.start}


def variable_from_document(value: object, place: Place) -> Variable:
    """Read a variable; `start` may be absent: then a flag is false, a number 0 and a text empty."""
    found = Fields(value, place, VARIABLE_FIELDS)
    kind = found.take("kind", member_of(VariableKind))
    return Variable(
        name=found.take("name", variable_name),
        kind=kind,
        start=found.take("start", value_of(kind), START_VALUES[kind]),
    )
