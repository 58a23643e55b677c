import pytest

from story.errors import StoryError
from story.expression import check_effect, kind_of, kind_of_value, read_effect, read_expression
from story.model import VariableKind

KINDS = {
    "courage": VariableKind.NUMBER,
    "met_lena": VariableKind.FLAG,
    "name": VariableKind.TEXT,
}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("courage", "number"),
        ("met_lena", "flag"),
        ("name", "text"),
        ("'x'", "text"),
        ("true", "flag"),
        ("2", "number"),
        ("-courage % 2", "number"),
        ("min(courage, 1)", "number"),
        ("visits(n1)", "number"),
        ("visited(n1)", "flag"),
        ("chosen(c1)", "flag"),
        ("not met_lena", "flag"),
        ("courage < 2 or name == 'a'", "flag"),
        ("met_lena == (courage != 1)", "flag"),
    ],
)
def test_what_kind_an_expression_is_of(text: str, kind: str) -> None:
    assert kind_of(read_expression(text), KINDS) is VariableKind(kind)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("courage == 'a'", "courage is a number and cannot be compared with text."),
        ("met_lena != 1", "met_lena is a flag and cannot be compared with a number."),
        ("courag > 2", "There is no variable courag."),
        ("courage and met_lena", "courage is a number and cannot be used with and. and takes flags."),
        ("not name", "name is text and cannot be used with not. not takes flags."),
        ("-met_lena", "met_lena is a flag and cannot be used with -. - takes numbers."),
        ("name < 'b'", "name is text and cannot be used with <. < takes numbers."),
        ("name + 'b'", "name is text and cannot be used with +."),
        ("max(1, met_lena)", "met_lena is a flag and cannot be used with max."),
        ("1 + (courage < 2)", "courage < 2 is a flag and cannot be used with +."),
        ("true and '" + "x" * 99 + "'", "x… is text and cannot be used with and."),
    ],
)
def test_what_does_not_fit_is_named(text: str, message: str) -> None:
    with pytest.raises(StoryError) as caught:
        kind_of(read_expression(text), KINDS)
    assert message in str(caught.value)


@pytest.mark.parametrize("text", ["courage = courage + 1", "met_lena = courage > 1", "name = 'Lena'"])
def test_assignments_that_fit(text: str) -> None:
    check_effect(read_effect(text), KINDS)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("courage = true", "courage is a number and cannot be set to a flag. Set it to a number."),
        ("name = 1", "name is text and cannot be set to a number."),
        ("luck = 1", "There is no variable luck."),
        ("courage = luck", "There is no variable luck."),
        ("met_lena += 1", "met_lena is a flag and cannot be used with +."),
    ],
)
def test_assignments_that_do_not_fit_are_named(text: str, message: str) -> None:
    with pytest.raises(StoryError) as caught:
        check_effect(read_effect(text), KINDS)
    assert message in str(caught.value)


def test_kinds_of_values() -> None:
    assert [kind_of_value(value) for value in (True, 1, 1.5, "1")] == ["flag", "number", "number", "text"]
