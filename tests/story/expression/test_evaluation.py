import math
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.errors import StoryError
from story.expression import Expression, evaluate, kind_of, kind_of_value, read_expression, tidy_number
from story.model import Value, VariableKind


@dataclass
class Remembered:
    """What a story remembers in these tests."""

    variables: dict[str, Value] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()

    def variable(self, name: str) -> Value:
        return self.variables[name]

    def visits(self, node_id: str) -> int:
        return self.counts.get(node_id, 0)

    def chosen(self, choice_id: str) -> bool:
        return choice_id in self.taken


MEMORY = Remembered(
    {"courage": 3, "met_lena": True, "name": "미나", "half": 0.5, "least": -0.0, "한": False},
    {"n1": 2},
    frozenset({"c1"}),
)


def worked_out(text: str) -> Value:
    return evaluate(read_expression(text), MEMORY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("courage >= 2 and not met_lena", False),
        ("courage >= 2 and met_lena", True),
        ("한 or met_lena", True),
        ("not 한 == met_lena", True),
        ("name == '미나'", True),
        ("name != '미나'", False),
        ("'2' == \"2\"", True),
        ("courage + 1", 4.0),
        ("7 - 2 - 3", 2.0),
        ("-courage * 2", -6.0),
        ("7 / 2", 3.5),
        ("7 / 0", 0.0),
        ("0 / 0", 0.0),
        ("7 % 0", 0.0),
        ("7 % 3", 1.0),
        ("-7 % 3", 2.0),
        ("7 % -3", -2.0),
        ("-7 % -3", -1.0),
        ("5.5 % 2", 1.5),
        ("0.1 + 0.2", 0.30000000000000004),
        ("0.3 % 0.1", 0.3 - 0.1 * 2),
        ("1000000000 + 1", 1e9),
        ("-1000000000 * 1000000000", -1e9),
        ("1000000000 / 1e-300", 1e9),
        ("1000000000 % 5e-324", -1e9),
        ("1e-200 * 1e-200", 0.0),
        ("min(courage, 2)", 2.0),
        ("max(courage, 2)", 3.0),
        ("visits(n1)", 2.0),
        ("visits(n2)", 0.0),
        ("visited(n1) and not visited(n2)", True),
        ("chosen(c1) and not chosen(c2)", True),
        ("1 < 2", True),
        ("2 <= 2", True),
        ("2 > 2", False),
        ("3 >= courage", True),
        ("true != false", True),
    ],
)
def test_what_an_expression_gives(text: str, value: Value) -> None:
    found = worked_out(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "text", ["0 * -1", "-0", "least", "-(0 / 5)", "0 % -5", "min(0, least)", "-1e-200 * 1e-200"]
)
def test_there_is_no_minus_zero(text: str) -> None:
    found = worked_out(text)
    assert found == 0.0
    assert math.copysign(1, float(found)) == 1


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("courage and met_lena", "and cannot work on a number"),
        ("false and courage", "and cannot work on a number"),
        ("not name", "not cannot work on a text"),
        ("-met_lena", "- cannot work on a flag"),
        ("met_lena + 1", "+ cannot work on a flag"),
        ("'a' + 'b'", "+ cannot work on a text"),
        ("name < 'z'", "< cannot work on a text"),
        ("max(true, 1)", "max cannot work on a flag"),
        ("true == 1", "A flag cannot be compared with a number"),
        ("'1' != 1", "A text cannot be compared with a number"),
    ],
)
def test_what_does_not_fit_is_refused(text: str, message: str) -> None:
    with pytest.raises(StoryError) as caught:
        worked_out(text)
    assert message in str(caught.value)


@given(st.from_type(Expression), st.data())
def test_what_is_proved_to_fit_gives_its_kind_and_a_number_within_bounds(
    expression: Expression, data: st.DataObject
) -> None:
    of_kind = {
        VariableKind.FLAG: st.booleans(),
        VariableKind.NUMBER: st.floats(-1e9, 1e9) | st.sampled_from([0.0, -0.0, 1, -3]),
        VariableKind.TEXT: st.text(max_size=3),
    }

    class Kinds(dict[str, VariableKind]):
        """Decides what a variable holds when it is asked for first."""

        def __contains__(self, name: object) -> bool:
            return True

        def __missing__(self, name: str) -> VariableKind:
            return self.setdefault(name, data.draw(st.sampled_from(VariableKind)))

    kinds = Kinds()
    memory = Remembered({}, {"n1": 3}, frozenset({"c1"}))
    try:
        kind = kind_of(expression, kinds)
    except StoryError:
        memory.variables = {name: data.draw(of_kind[kind]) for name, kind in kinds.items()}
        with pytest.raises((StoryError, KeyError)):  # KeyError: the proof stopped before it saw the variable
            evaluate(expression, memory)
        return
    memory.variables = {name: data.draw(of_kind[held]) for name, held in kinds.items()}
    value = evaluate(expression, memory)
    assert kind_of_value(value) is kind
    if isinstance(value, float):
        assert abs(value) <= 1e9
        assert str(value) != "-0.0"


def test_numbers_are_tidied() -> None:
    assert [tidy_number(number) for number in (2, 1e10, -math.inf, 0.1)] == [2.0, 1e9, -1e9, 0.1]
    assert str(tidy_number(-0.0)) == "0.0"
