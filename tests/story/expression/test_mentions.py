import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.errors import StoryError
from story.expression import (
    Expression,
    Names,
    names_in,
    read_effect,
    read_expression,
    renamed,
    renamed_effect,
)

TEXT = "courage > 1 and visited(n1) or visits(courage) == max(luck, 2) and chosen(n1) and name == 'luck'"


def test_what_an_expression_speaks_of() -> None:
    assert names_in(read_expression(TEXT)) == Names(
        frozenset({"courage", "luck", "name"}), frozenset({"n1", "courage"}), frozenset({"n1"})
    )
    assert names_in(read_expression("1 < 2")) == Names(frozenset(), frozenset(), frozenset())


def test_renaming_touches_only_what_is_meant() -> None:
    assert renamed(
        read_expression(TEXT), {"courage": "용기", "luck": "name", "name": "luck"}, {"n1": "n2"}
    ).text == (
        '용기 > 1 and visited(n2) or visits(courage) == max(name, 2) and chosen(n1) and luck == "luck"'
    )
    assert renamed(read_expression("chosen(c1) and visited(c1)"), choices={"c1": "c9"}).text == (
        "chosen(c9) and visited(c1)"
    )


def test_renaming_an_assignment_renames_what_is_set() -> None:
    effect = renamed_effect(read_effect("a = a + b"), {"a": "x"})
    assert effect.text == "x = x + b"


def test_a_name_that_makes_it_too_long_is_refused() -> None:
    crowded = read_expression(" + ".join("(" + " * ".join(["a"] * 20) + ")" for _ in range(20)))
    with pytest.raises(StoryError, match="more than 2000"):
        renamed(crowded, {"a": "a" * 20})


@given(st.from_type(Expression))
def test_renaming_there_and_back_changes_nothing(expression: Expression) -> None:
    names = names_in(expression)
    there = {name: f"v_{number}_" for number, name in enumerate(sorted(names.variables))}
    back = {new: old for old, new in there.items()}
    away = renamed(expression, there)
    assert names_in(away).variables == frozenset(back)
    assert renamed(away, back) == expression
