import doctest
import sys
from time import thread_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from story.errors import ExpressionError, StoryError
from story.expression import (
    DEEPEST_EXPRESSION,
    LONGEST_EXPRESSION,
    Effect,
    Expression,
    effect_from_json,
    expression_from_json,
    read_effect,
    read_expression,
)
from story.expression import expressions as module


@pytest.mark.parametrize(
    ("text", "canonical", "json"),
    [
        ("courage>=2", "courage >= 2", [">=", ["get", "courage"], 2]),
        ("a and b or c", "a and b or c", ["or", ["and", ["get", "a"], ["get", "b"]], ["get", "c"]]),
        ("a and (b or c)", "a and (b or c)", ["and", ["get", "a"], ["or", ["get", "b"], ["get", "c"]]]),
        ("(a and b) and c", "a and b and c", ["and", ["and", ["get", "a"], ["get", "b"]], ["get", "c"]]),
        ("not a == b", "not a == b", ["not", ["==", ["get", "a"], ["get", "b"]]]),
        ("(not a) == b", "(not a) == b", ["==", ["not", ["get", "a"]], ["get", "b"]]),
        ("not a and b", "not a and b", ["and", ["not", ["get", "a"]], ["get", "b"]]),
        ("(1 < 2) == (3<4)", "(1 < 2) == (3 < 4)", ["==", ["<", 1, 2], ["<", 3, 4]]),
        ("1+2*3", "1 + 2 * 3", ["+", 1, ["*", 2, 3]]),
        ("(1+2)*3", "(1 + 2) * 3", ["*", ["+", 1, 2], 3]),
        ("1-2-3", "1 - 2 - 3", ["-", ["-", 1, 2], 3]),
        ("1-(2-3)", "1 - (2 - 3)", ["-", 1, ["-", 2, 3]]),
        ("8 / 4 % 3", "8 / 4 % 3", ["%", ["/", 8, 4], 3]),
        ("-a*b", "-a * b", ["*", ["neg", ["get", "a"]], ["get", "b"]]),
        ("-(a*b)", "-(a * b)", ["neg", ["*", ["get", "a"], ["get", "b"]]]),
        ("1 - -2", "1 - -2", ["-", 1, ["neg", 2]]),
        ("min(a,max(1 , 2))", "min(a, max(1, 2))", ["min", ["get", "a"], ["max", 1, 2]]),
        (
            "visited( night-harbour )or visits(3)>1",
            "visited(night-harbour) or visits(3) > 1",
            ["or", ["visited", "night-harbour"], [">", ["visits", "3"], 1]],
        ),
        ("chosen(c2) == true", "chosen(c2) == true", ["==", ["chosen", "c2"], True]),
        ("visited", "visited", ["get", "visited"]),
        ("min", "min", ["get", "min"]),
        ("용기 >= 2", "용기 >= 2", [">=", ["get", "용기"], 2]),
        ("नीति", "नीति", ["get", "नीति"]),
        ("cafe\u0301", "caf\u00e9", ["get", "caf\u00e9"]),
        ("1.50", "1.5", 1.5),
        ("2.0", "2", 2),
        ("1e3", "1000", 1000),
        ("0.0000001", "1e-07", 1e-7),
        ("'it'", '"it"', "it"),
        (r"'it\'s'", '"it\'s"', "it's"),
        (r'"a \"b\" \\ \n"', r'"a \"b\" \\ \n"', 'a "b" \\ \n'),
        ("(((a)))", "a", ["get", "a"]),
        ("\n\ta\u3000", "a", ["get", "a"]),
    ],
)
def test_what_a_text_says(text: str, canonical: str, json: object) -> None:
    expression = read_expression(text)
    assert expression.text == canonical
    assert expression.json() == json
    assert read_expression(canonical) == expression_from_json(json) == expression


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", 1, "it ends where a value should stand"),
        ("  ", 3, "it ends where a value should stand"),
        ("courage >=", 11, "it ends where a value should stand"),
        ("and a", 1, "and stands where a value should stand"),
        ("a b", 3, "b cannot follow here"),
        ("a = 2", 3, "= cannot follow here"),
        ("a < b < c", 7, "comparisons cannot follow each other"),
        ("a == b != c", 8, "comparisons cannot follow each other"),
        ("(a", 3, ") is missing for the bracket that opens at column 1"),
        ("a)", 2, ") cannot follow here"),
        ("()", 2, ") stands where a value should stand"),
        ("min(1)", 6, ", is missing for min, which begins at column 1"),
        ("min(1, 2, 3)", 9, ") is missing for the bracket that opens at column 4"),
        ("1 + not a", 5, "not stands in brackets beside this operator"),
        ("visited()", 1, "visited takes the id of a node in brackets"),
        ('visits("n3")', 1, "visits takes the id of a node in brackets"),
        ("chosen(c 2)", 1, "chosen takes the id of a choice in brackets"),
        ("__import__('os')", 1, "there is no function __import__"),
        ("().__class__", 3, ". means nothing here"),
        ("a.b", 2, ". means nothing here"),
        ("a[0]", 2, "[ means nothing here"),
        ("lambda: 0", 7, ": means nothing here"),
        ("a && b", 3, "& means nothing here"),
        ("!a", 1, "! means nothing here"),
        ("2x", 1, "a name cannot begin with a digit"),
        ("1.", 2, ". means nothing here"),
        ("0x10", 1, "a name cannot begin with a digit"),
        ("1000000001", 1, "a number must lie within ±1000000000"),
        ("9" * 400, 1, "a number must lie within ±1000000000"),
        ("1e999", 1, "a number must lie within ±1000000000"),
        ("٣", 1, "٣ means nothing here"),
        ("x" * 41, 1, "a name has at most 40 characters, this one has 41"),
        ("a == 'b", 6, "the quote that opens here is never closed"),
        ("'\\", 2, "nothing is known by this backslash"),
        (r"'\x41'", 2, "nothing is known by this backslash"),
        ("a\0", 2, "a character that cannot be stored stands here"),
        ("'\ud800'", 2, "a character that cannot be stored stands here"),
        ("a;b\nc", 2, "; means nothing here"),
        ("a\u202eb", 2, r"'\u202e' means nothing here"),
    ],
)
def test_what_is_no_expression_is_refused_at_its_column(text: str, column: int, reason: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_expression(text)
    assert (caught.value.column, caught.value.reason) == (column, reason)
    assert f"column {column}: {reason}." in str(caught.value)
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    "text",
    [
        *("(" * 10**6, "not " * 10**6, "-" * 10**6, "a" * 10**6, "[" * 10**6, "'" + "\\" * 10**6),
        *("(" * 1999, "not " * 499, "-" * 1999, "min(" * 490, "a-(" * 660, "1+" * 999 + "1", "a or " * 390),
        *("a == (" * 330, "(" * 999 + "a" + ")" * 999, "e\u0301" * 999, "1" * 1999, "visited(" * 240),
    ],
)
def test_what_is_hostile_is_refused_at_once(text: str) -> None:
    begun = thread_time()
    with pytest.raises(ExpressionError) as caught:
        read_expression.__wrapped__(text)  # type: ignore[attr-defined] # as if it were never read before
    assert thread_time() - begun < 2
    assert 1 <= caught.value.column <= LONGEST_EXPRESSION + 1
    assert len(str(caught.value)) < 250


def nested(levels: int) -> str:
    """Return an expression with a tree of so many levels whose operands all stand on the right, in brackets."""
    return "a - (" * (levels - 2) + "a - a" + ")" * (levels - 2)


def test_the_bound_of_depth_is_exact_and_leaves_room_on_the_stack() -> None:
    assert read_expression(nested(DEEPEST_EXPRESSION)).text == nested(DEEPEST_EXPRESSION)
    with pytest.raises(ExpressionError, match="nested deeper than 64 levels"):
        read_expression(nested(DEEPEST_EXPRESSION + 1))
    before = sys.getrecursionlimit()
    signs = "-(" * (DEEPEST_EXPRESSION - 1) + "1" + ")" * (DEEPEST_EXPRESSION - 1)
    sys.setrecursionlimit(600)
    try:
        assert expression_from_json(read_expression(signs).json()) == read_expression(signs)
    finally:
        sys.setrecursionlimit(before)


def test_the_bound_of_length_holds_for_what_is_written_too() -> None:
    fits = "a" + " " * (LONGEST_EXPRESSION - 1)
    assert read_expression(fits).text == "a"
    with pytest.raises(ExpressionError, match=r"has 2001 characters, more than 2000"):
        read_expression(fits + " ")
    quotes = "'" + '"' * 999 + "'"  # each is written with a backslash
    assert len(read_expression(quotes).text) == LONGEST_EXPRESSION
    with pytest.raises(ExpressionError, match="written out it has 2002 characters"):
        read_expression(quotes.replace("'", "'\"", 1))


@given(st.from_type(Expression))
@example(Expression(True))
@example(Expression(1))
def test_what_is_written_reads_back(expression: Expression) -> None:
    assert read_expression(expression.text).json() == expression.json()
    assert read_expression(expression.text) == expression
    assert expression_from_json(expression.json()) == expression


@given(st.from_type(Effect))
def test_an_assignment_that_is_written_reads_back(effect: Effect) -> None:
    assert read_effect(effect.text) == effect
    assert effect_from_json(effect.json()) == effect


@given(st.text(st.sampled_from("ab1. ()+-*/%<>=!,'\"\\ not and or min visited")))
def test_no_text_does_more_than_read_or_be_refused(text: str) -> None:
    try:
        expression = read_expression(text)
    except ExpressionError as error:
        assert 1 <= error.column <= len(text) + 1
    else:
        assert read_expression(expression.text) == expression


def test_true_is_not_one() -> None:
    assert read_expression("true") != read_expression("1")
    assert len({read_expression(text) for text in ("true", "1", "1.0", "0", "false", "'1'")}) == 5
    assert read_expression("true") != "true"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("courage = courage + 1", "courage = courage + 1"),
        ("courage+=1", "courage = courage + 1"),
        ("courage -= 1 - 2", "courage = courage - (1 - 2)"),
        ("courage *= a + 2", "courage = courage * (a + 2)"),
        ("courage /= 2", "courage = courage / 2"),
        ("met_lena = not met_lena", "met_lena = not met_lena"),
        ("용기 = '크다'", '용기 = "크다"'),
    ],
)
def test_what_an_assignment_says(text: str, canonical: str) -> None:
    assert read_effect(text).text == canonical
    assert read_effect(canonical) == read_effect(text)


@pytest.mark.parametrize(
    ("text", "column", "reason"),
    [
        ("", 1, "an assignment begins with a variable"),
        ("true = 1", 1, "an assignment begins with a variable"),
        ("visited(n3) = 1", 1, "an assignment begins with a variable"),
        ("a", 2, "= must follow the variable"),
        ("not a", 1, "an assignment begins with a variable"),
        ("a == 1", 3, "= must follow the variable"),
        ("a %= 1", 3, "= must follow the variable"),
        ("a =", 4, "it ends where a value should stand"),
        ("a = b = 1", 7, "= cannot follow here"),
        ("a = 1; b = 2", 6, "; means nothing here"),
        ("a += " + nested(64), 3, "it is nested deeper than 64 levels"),
    ],
)
def test_what_is_no_assignment_is_refused_at_its_column(text: str, column: int, reason: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_effect(text)
    assert (caught.value.column, caught.value.reason) == (column, reason)


def shared(levels: int) -> object:
    """Return a tree in which both sides of every operator are the same list: 2^levels parts in little memory."""
    tree: object = 1
    for _ in range(levels):
        tree = ["+", tree, tree]
    return tree


circle: list[object] = ["not"]
circle.append(circle)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (None, "it must be made of lists, texts, numbers, true and false"),
        ({"op": "+"}, "it must be made of lists"),
        ([], "a list must begin with an operator"),
        ([["+"], 1, 2], "a list must begin with an operator"),
        (["+", 1], "there is no operator '+' with 1 operands"),
        (["**", 1, 2], "there is no operator '**' with 2 operands"),
        (["__import__", "os"], "there is no operator '__import__' with 1 operands"),
        (["get", "a", "b"], "there is no operator 'get' with 2 operands"),
        (["get", 3], "a name is a letter or _"),
        (["get", "a b"], "a name is a letter or _"),
        (["get", "true"], "“true” is a word of the language"),
        (["get", "x" * 41], "at most 40 characters"),
        (["get", "x" * 10**6], "a name is a letter or _"),
        (["visited", "n 1"], "the id of a node in it must be"),
        (["chosen", 1], "the id of a choice in it must be"),
        (["+", 1, float("nan")], "must lie within"),
        (["+", 1, float("inf")], "must lie within"),
        (["+", 1, 10**400], "must lie within"),
        (["==", "a", "\ud800"], "cannot be stored"),
        ("x" * 10**6, "is too long"),
        (circle, "nested deeper than 64 levels"),
        (shared(60), "more than 2000 parts"),
        (["neg", shared(64)], "nested deeper than 64 levels"),
        (["==", "x" * 1500, "y" * 1500], "characters, more than 2000"),
    ],
)
def test_json_that_is_hostile_is_refused(value: object, reason: str) -> None:
    begun = thread_time()
    with pytest.raises(StoryError) as caught:
        expression_from_json(value)
    assert thread_time() - begun < 2
    assert reason in str(caught.value)
    assert len(str(caught.value)) < 250


def test_negative_numbers_in_json_become_signs() -> None:
    assert expression_from_json(-2.0).json() == ["neg", 2]
    assert expression_from_json(-0.0).json() == 0
    deepest: object = -1
    for _ in range(DEEPEST_EXPRESSION - 2):
        deepest = ["not", deepest]
    expression = expression_from_json(deepest)
    assert read_expression(expression.text) == expression
    with pytest.raises(StoryError, match="nested deeper"):
        expression_from_json(["not", deepest])


@pytest.mark.parametrize(
    "value", [None, [], ["set", "a"], ["get", "a", 1], ["set", "a", 1, 2], ["set", 1, 1]]
)
def test_json_that_is_no_assignment_is_refused(value: object) -> None:
    with pytest.raises(StoryError):
        effect_from_json(value)


def test_the_examples_in_docstrings_hold() -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
