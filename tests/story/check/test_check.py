from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.errors import NotInLibrary
from library.film_time import FilmClock
from library.records import Film
from story.check.problems import Severity
from story.check.proof import check_story
from story.model import Choice, Clip, Ending, Node, Story

PLAYED = (Clip("f" * 64, 0, 20_000),)

GOOD = Story(
    id="s",
    title="Good",
    start="a",
    nodes=(
        Node("a", "Home", PLAYED),
        Node("b", "Alley", PLAYED),
        Node("c", "Bus", PLAYED),
        Node("e", "End", PLAYED, Ending({"en": "Home again"})),
    ),
    choices=(
        Choice("ab", "a", "b", {"en": "Walk", "ko": "걷기"}, 0, True),
        Choice("ac", "a", "c", {"en": "Ride", "ko": "타기"}, 1),
        Choice("be", "b", "e"),
        Choice("ca", "c", "a", {"en": "Back", "ko": "돌아가기"}, 0),
        Choice("ce", "c", "e", {"en": "Go on", "ko": "계속"}, 1),
    ),
)


def with_node(**changes: object) -> Story:
    """Return GOOD with its node b changed."""
    nodes = tuple(replace(node, **changes) if node.id == "b" else node for node in GOOD.nodes)
    return replace(GOOD, nodes=nodes)


def with_choice(choice_id: str, **changes: object) -> Story:
    choices = tuple(replace(one, **changes) if one.id == choice_id else one for one in GOOD.choices)
    return replace(GOOD, choices=choices)


def without(*choice_ids: str) -> Story:
    return replace(GOOD, choices=tuple(one for one in GOOD.choices if one.id not in choice_ids))


def found(story: Story) -> list[tuple[str, str, str]]:
    return [(one.code, one.node_id, one.choice_id) for one in check_story(story)]


def test_a_good_story_with_a_loop_has_no_problem() -> None:
    assert found(GOOD) == []


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (replace(GOOD, start=""), [("G001", "", "")]),
        (replace(GOOD, start="zz"), [("G002", "zz", "")]),
        (without("ab"), [("G003", "b", "")]),
        (without("be"), [("G004", "b", "")]),
        (with_choice("be", target="zz"), [("G005", "b", "be")]),
        (replace(GOOD, choices=(*GOOD.choices, Choice("x", "zz", "a"))), [("G006", "", "x")]),
        (with_node(clips=()), [("G010", "b", "")]),
        (with_node(ending=Ending()), [("G011", "b", "")]),
        (with_choice("ac", default=True), [("G012", "a", "")]),
        (with_choice("ce", target="a"), [("G013", "c", "ce")]),
        (with_choice("ce", label={"en": " ", "ko": ""}), [("G014", "c", "ce")]),
        (with_choice("ab", opens_ms=500, closes_ms=500), [("G017", "a", "ab")]),
        # It opens 10 s before the end of 20 s by itself, and its time is over at 4 s.
        (with_choice("ab", closes_ms=4000), [("G017", "a", "ab")]),
        (with_choice("ab", label={"en": "Walk"}), [("G018", "a", "ab")]),
        (with_choice("ab", opens_ms=20_001), [("G019", "a", "ab")]),
        (with_choice("ca", closes_ms=15_000), [("G020", "c", "ca")]),
        # c and a lead into each other only, and so does b: the whole story is one trap.
        (
            replace(with_choice("be", target="a"), choices=with_choice("be", target="a").choices[:4]),
            [("G003", "e", ""), ("G015", "", ""), ("G016", "a", "")],
        ),
    ],
)
def test_each_problem_is_found_where_it_is_and_nothing_else(
    story: Story, expected: list[tuple[str, str, str]]
) -> None:
    assert found(story) == expected


def test_a_trap_beside_an_ending_is_found_and_names_its_nodes() -> None:
    choices = (
        *(one for one in GOOD.choices if one.id != "ce"),
        Choice("cc", "c", "c", {"en": "Wait", "ko": "기다리기"}),
    )
    story = replace(GOOD, choices=tuple(one for one in choices if one.id != "ca"))
    (trap,) = check_story(story)
    assert (trap.code, trap.node_id) == ("G016", "c")
    assert trap.message["en"] == "c “Bus” is in a loop without a way out (c): lead a choice out of it."


class Shelf:
    """Films by fingerprint; every question is counted."""

    def __init__(self, *films: Film) -> None:
        self.films = {film.fingerprint: film for film in films}
        self.asked: list[str] = []

    def film(self, fingerprint: str) -> Film:
        self.asked.append(fingerprint)
        if fingerprint not in self.films:
            raise NotInLibrary("No such film.")
        return self.films[fingerprint]


@pytest.fixture
def film(tmp_path: Path) -> Film:
    """A film of 20.0001 s whose file is there."""
    path = tmp_path / "film.mp4"
    path.touch()
    seconds = Fraction(200_001, 10_000)
    clock = FilmClock(Fraction(1, 1000))
    return Film(
        1,
        "f" * 64,
        path,
        "Film",
        "",
        "CC0-1.0",
        "",
        seconds,
        clock,
        Fraction(24),
        640,
        360,
        True,
        None,
        datetime.now(UTC),
    )


def test_footage_that_is_there_is_asked_for_once(film: Film) -> None:
    shelf = Shelf(film)
    assert check_story(GOOD, shelf) == ()
    assert shelf.asked == [film.fingerprint]


@pytest.mark.parametrize(
    ("harm", "code", "count"),
    [
        (lambda film: replace(film, fingerprint="0" * 64), "G007", 4),
        (lambda film: replace(film, path=film.path.with_name("gone.mp4")), "G008", 4),
        (lambda film: replace(film, path=film.path.parent), "G008", 4),
        (lambda film: replace(film, duration=Fraction(19)), "G009", 4),
        (lambda film: replace(film, broken_at=Fraction(10)), "G009", 4),
        (lambda film: replace(film, duration=Fraction(199_995, 10_000)), "G009", 0),
    ],
)
def test_missing_and_short_footage(film: Film, harm: Callable[[Film], Film], code: str, count: int) -> None:
    assert [one.code for one in check_story(GOOD, Shelf(harm(film)))] == [code] * count


@pytest.mark.parametrize(
    ("licence", "code"),
    [
        (" ", "G048"),
        *(
            (name, "G047")
            for name in ("CC BY-ND 4.0", "cc-by-nc-nd-3.0", "CC BY-NC-ND", "Attribution-NoDerivatives")
        ),
        *(
            (name, "G047")
            for name in ("All rights reserved.", "공공누리 제4유형", "KOGL Type 3", "저작자표시-변경금지")
        ),
        *(
            (name, "")
            for name in ("CC0-1.0", "CC BY-SA 4.0", "CC-BY-NC-3.0", "Public domain", "공공누리 제1유형")
        ),
        ("No rights reserved", ""),
        ("By Andy and friends, BBC", "G054"),
    ],
)
def test_what_a_licence_allows_is_said_once_a_film(film: Film, licence: str, code: str) -> None:
    found = check_story(GOOD, Shelf(replace(film, licence=licence)))
    assert [(one.code, one.node_id) for one in found] == ([(code, "a")] if code else [])


def test_a_message_names_the_film_and_how_far_it_goes(film: Film) -> None:
    story = replace(
        GOOD, nodes=(replace(GOOD.nodes[0], clips=(Clip(film.fingerprint, 0, 25_000),)), *GOOD.nodes[1:])
    )
    (one,) = check_story(story, Shelf(film))
    assert "“Film” up to 25000 ms, but it can be played up to 20001 ms only" in one.message["en"]
    assert "25000 ms" in one.message["ko"]


@given(st.from_type(Story))
def test_any_story_can_be_checked(story: Story) -> None:
    names = {"", story.start, *(node.id for node in story.nodes), *(group.id for group in story.groups)}
    ids = {"", *(choice.id for choice in story.choices)}
    for one in check_story(story):
        assert one.choice_id in ids
        assert one.node_id in names | {choice.source for choice in story.choices}
        assert one.severity in Severity
        assert set(one.message) == {"en", "ko"}
        assert not any("\n" in words for words in one.message.values())
