import pytest
from hypothesis import given
from hypothesis import strategies as st

from story.draft.synopsis import LONGEST_SYNOPSIS, Beat, End, Fork, Item, read_synopsis
from story.errors import StoryError

Shape = str | tuple[str, ...] | list[object]


def shape(items: tuple[Item, ...]) -> list[object]:
    """Return items as nested lists: beats as text, ends as `=title`, forks as lists of branches."""
    return [
        item.text
        if isinstance(item, Beat)
        else f"={item.title}"
        if isinstance(item, End)
        else [shape(option.items) for option in item.options]
        for item in items
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A one. A two.\nB", ["A one.", "A two.", "B"]),
        ("A\nB\nor C\nOr: D\nE", ["A", [["B"], ["C"], ["D"]], "E"]),
        ("A\n\nB\n\n  or C\n\nE", ["A", [["B"], ["C"]], "E"]),
        ("A\nB goes. B stays.\n  B1\n  B2\nor C\n\tC1", ["A", [["B goes.", "B stays.", "B1", "B2"], ["C", "C1"]]]),
        ("A\nB\n  B1\n  or B2\n    B21\n  B3\nor C\nD", ["A", [["B", [["B1"], ["B2", "B21"]], "B3"], ["C"]], "D"]),
        ("A\n  A1\n  or A2\nB", ["A", [["A1"], ["A2"]], "B"]),
        ("A\nB\n  The end: Bad. Very bad.\nor C", ["A", [["B", "=Bad. Very bad"], ["C"]]]),
        ("A\nB\nThe end: Bad\nor C\nThe end: Good", ["A", [["B", "=Bad"], ["C"]], "=Good"]),
        ("A\nB\nor the end: Nothing", ["A", [["B"], ["=Nothing"]]]),
        ("Ana goes. The end.", ["Ana goes.", "="]),
        ("A\nthe END!", ["A", "="]),
        ("A\nThe end of the road is near.", ["A", "The end of the road is near."]),
        ("He. Either she runs or she hides. Me.", ["He.", [["She runs"], ["She hides."]], "Me."]),
        ("A\nEither x, or y or z, or w.", ["A", [["X"], ["Y or z"], ["W."]]]),
        ("A\nEither way, she goes.", ["A", "Either way, she goes."]),
        ("A\nShe goes left or right.", ["A", "She goes left or right."]),
        ("B\nor C", [[["B"], ["C"]]]),
        ("or B", ["B"]),
        ("or B\nor C", [[["B"], ["C"]]]),
        ("A\nOracles speak.", ["A", "Oracles speak."]),
        ("- A\n- B\n- or C\n3. D\n---", ["A", [["B"], ["C"]], "D"]),
        ("    A\n    B\n    or C", ["A", [["B"], ["C"]]]),
        ("집이다.\n골목으로 간다.\n  누가 있다.\n  끝: 덫\n또는 버스를 탄다.\n아니면 남는다.\n밤이다.\n끝",
         ["집이다.", [["골목으로 간다.", "누가 있다.", "=덫"], ["버스를 탄다."], ["남는다."]], "밤이다.", "="]),
        ("집이다.\n도망친다, 아니면 숨는다.", ["집이다.", [["도망친다"], ["숨는다."]]]),
        ("끝에 도착한다.", ["끝에 도착한다."]),
        ("A\nB\n      B1\n   B2\nor C", ["A", [["B", "B1", "B2"], ["C"]]]),
        ("\ufeffA\r\nB\r\nor C\r\n", ["A", [["B"], ["C"]]]),
        ("A\nor\n  B1\nor C", [[["A"], ["B1"], ["C"]]]),
    ],
)  # fmt: skip
def test_what_a_synopsis_tells(text: str, expected: list[object]) -> None:
    assert shape(read_synopsis(text).items) == expected


def test_language_and_lines() -> None:
    assert read_synopsis("Ana goes.").language == "en"
    assert read_synopsis("미나가 OK 한다.").language == "ko"
    assert read_synopsis("Ana (아나) goes to the harbour.").language == "en"
    items = read_synopsis("A\n\nIt is so. Is it?").items
    assert [item.line for item in items if isinstance(item, Beat)] == [1, 3, 3]


def test_labels_are_the_first_sentence_or_the_title_of_the_end() -> None:
    fork = read_synopsis("A\nB goes. B stays.\nor the end: Nothing\nor either X or Y").items[1]
    assert isinstance(fork, Fork)
    assert [option.label for option in fork.options] == ["B goes.", "Nothing", "X"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "The synopsis is empty."),
        (" \n\t", "The synopsis is empty."),
        ("... !?\n---\n12", "has no sentence in it"),
        ("The end", "has no sentence in it"),
        ("A\nB\nor", "Line 3 of the synopsis says “or” and nothing else."),
        ("A\nB\nor ...\nC", "Line 3 of the synopsis says “or” and nothing else."),
        ("She goes.\n" * 501, "The synopsis has 501 beats, more than 500."),
        ("She goes. " * (LONGEST_SYNOPSIS // 10 + 1), "The synopsis has 200010 characters"),
        ("word " * 500, "Line 1 of the synopsis has a sentence of 2499 characters."),
        ("A\nB\n" + "or C\n" * 9, "The choice at line 2 of the synopsis has 10 options."),
        ("\n".join(" " * (2 * level) + "A" for level in range(25)), "is indented more than 20 levels."),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(text: str, message: str) -> None:
    with pytest.raises(StoryError) as caught:
        read_synopsis(text)
    assert message in str(caught.value)
    assert caught.value.remedy
    assert "\n" not in str(caught.value)


lines = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "  ", "    ", "\t", " "]),
    st.sampled_from(["", "", "or ", "또는 ", "The end: ", "끝", "Either "]),
    st.sampled_from(["She runs.", "She runs or hides. He waits!", "골목이다.", "The end", "a"]),
)


@given(st.lists(lines, min_size=1, max_size=12).map("\n".join))
def test_every_branch_of_every_choice_has_something_in_it(text: str) -> None:
    def look(items: tuple[Item, ...]) -> None:
        assert items
        for item in items:
            if isinstance(item, Fork):
                assert 2 <= len(item.options) <= 12
                for option in item.options:
                    look(option.items)

    try:
        look(read_synopsis(text).items)
    except StoryError as error:
        assert "options" in error.message or "no sentence" in error.message
