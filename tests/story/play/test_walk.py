from dataclasses import replace

import pytest

from story.errors import StoryError
from story.model import (
    Checkpoint,
    Choice,
    Clip,
    Ending,
    EndingKind,
    Node,
    Story,
    Variable,
    VariableKind,
)
from story.play.compiled import compile_story
from story.play.events import event_document
from story.play.walk import MOST_PLAYS, MOST_UNASKED, Walker, default_path, walk


def clip(ms: int) -> tuple[Clip, ...]:
    return (Clip("f" * 64, 1000, 1000 + ms),)


# home -(Walk, default)-> alley -> square -(Stay)-> home | -(Leave)-> end ; home -(Ride)-> bus -> end
STORY = Story(
    id="s",
    title="Two ways",
    start="home",
    nodes=(
        Node("home", "Home", clip(1000)),
        Node("alley", "Alley", clip(2000)),
        Node("bus", "Bus", clip(500)),
        Node("square", "Square", clip(4000)),
        Node("end", "End", clip(100), Ending()),
    ),
    choices=(
        Choice("ride", "home", "bus", {"en": "Ride"}, order=0),
        Choice("walk", "home", "alley", {"en": "Walk"}, order=1, default=True),
        Choice("on", "alley", "square"),
        Choice("leave", "square", "end", {"en": "Leave"}, order=1),
        Choice("stay", "square", "home", {"en": "Stay"}, order=0),
        Choice("out", "bus", "end"),
        Choice("never", "end", "home", {"en": "Again"}),
        Choice("loose", "home", "nowhere", {"en": "Vanish"}, order=5),
    ),
)


def test_a_walker_takes_times_out_and_goes_on() -> None:
    walker = Walker(STORY)
    assert [choice.id for choice in walker.choices] == ["ride", "walk"]
    assert (walker.goes_on, walker.ended) == (False, False)
    assert walker.time_out().id == "alley"
    assert walker.goes_on
    assert walker.advance().id == "square"
    assert walker.take("leave").id == "end"
    assert (walker.node.id, walker.ended, walker.choices) == ("end", True, ())


def test_a_walker_refuses_what_the_node_does_not_offer() -> None:
    walker = Walker(STORY)
    with pytest.raises(StoryError, match=r"'home' offers no choice 'leave'\. It offers ride, walk\."):
        walker.take("leave")
    with pytest.raises(StoryError, match="'home' does not go on by itself"):
        walker.advance()
    with pytest.raises(StoryError, match="no choice 'loose'"):
        walker.take("loose")
    walker.take("walk")
    walker.advance()
    with pytest.raises(StoryError, match="'square' has no default choice"):
        walker.time_out()
    walker.take("leave")
    with pytest.raises(StoryError, match=r"It offers nothing: the story has ended\."):
        walker.take("never")


def test_walk_names_every_node_and_the_choice_that_left_it() -> None:
    steps = walk(STORY, ["walk", "stay", "ride"])
    assert [(step.node.id, step.choice and step.choice.id) for step in steps] == [
        ("home", "walk"),
        ("alley", "on"),
        ("square", "stay"),
        ("home", "ride"),
        ("bus", "out"),
        ("end", None),
    ]


def test_walk_stops_where_a_choice_is_asked_for_and_refuses_one_too_many() -> None:
    assert [step.node.id for step in walk(STORY, ["walk"])] == ["home", "alley", "square"]
    with pytest.raises(StoryError, match="'end' offers no choice 'walk'"):
        walk(STORY, ["ride", "walk"])


def test_walk_stops_in_a_loop_that_asks_nothing() -> None:
    nodes = (Node("a", ""), Node("b", ""))
    story = Story("s", "", "en", "a", nodes, (Choice("x", "a", "b"), Choice("y", "b", "a")))
    assert [step.node.id for step in walk(story, [])] == ["a", "b", "a"]


def test_the_default_path_prefers_the_default_then_the_first_and_stops_before_a_repeat() -> None:
    assert [node.id for node in default_path(STORY)] == ["home", "alley", "square"]


def test_the_default_path_goes_round_while_something_changes_and_comes_out() -> None:
    rounds = Story(
        "s",
        "Rounds",
        "en",
        "a",
        (Node("a", "", effects=("laps += 1",)), Node("b", ""), Node("e", "", ending=Ending())),
        (
            Choice("round", "a", "b", condition="laps < 3"),
            Choice("out", "a", "e", {"en": "Out"}, 1, condition="laps >= 3"),
            Choice("back", "b", "a"),
        ),
        variables=(Variable("laps", VariableKind.NUMBER, 0),),
    )
    assert "".join(node.id for node in default_path(rounds)) == "ababae"
    endless = replace(rounds, choices=(replace(rounds.choices[0], condition=""), rounds.choices[2]))
    assert len(default_path(endless)) == 2 * MOST_PLAYS
    assert len(walk(endless, [])) == MOST_UNASKED + 1


def test_the_default_path_takes_the_likeliest_way() -> None:
    nodes = tuple(Node(name, "") for name in "abc")
    choices = tuple(
        Choice(name, "a", name, automatic=True, weight=weight) for name, weight in (("b", 1.0), ("c", 2.0))
    )
    assert [node.id for node in default_path(Story("s", "", "en", "a", nodes, choices))] == ["a", "c"]


def test_everything_that_happens_is_told() -> None:
    told = Story(
        "s",
        "Told",
        "en",
        "a",
        (
            Node("a", "", clip(12_000), checkpoint=Checkpoint({"en": "Long ago"})),
            Node("t", "", returns=True),
            Node("b", "", clip(3000)),
            Node("e", "", ending=Ending({"en": "Out"}, EndingKind.GOOD)),
        ),
        (
            Choice("in", "a", "t", {"en": "In"}, default=True, returns_to="b"),
            Choice("gone", "a", "b", {"en": "Never"}, condition="false", opens_ms=0),
            Choice("on", "b", "e"),
        ),
    )
    walker = Walker(told)
    walker.time_out()
    assert (walker.goes_on, walker.choices, walker.came_by) == (True, (), told.choices[0])
    walker.advance()
    assert walker.came_by is None
    walker.advance()
    assert [event_document(event) for event in walker.events] == [
        {"event": "started"},
        {"event": "entered", "node": "a"},
        {"event": "checkpoint", "node": "a"},
        {"event": "offered", "choices": ["in"], "window": {"opens_ms": 2000, "closes_ms": 12_000}},
        {"event": "chosen", "choice": "in", "by": "default"},
        {"event": "entered", "node": "t"},
        {"event": "returned", "node": "t"},
        {"event": "entered", "node": "b"},
        {"event": "chosen", "choice": "on", "by": "automatic"},
        {"event": "entered", "node": "e"},
        {"event": "ended", "node": "e", "kind": "good"},
    ]
    steps = walk(told, ["in"])
    assert [(step.node.id, step.choice and step.choice.id) for step in steps] == [
        ("a", "in"),
        ("t", None),
        ("b", "on"),
        ("e", None),
    ]


def test_what_is_taken_unasked_cannot_be_taken_by_the_viewer() -> None:
    nodes = tuple(Node(name, "") for name in "ab")
    choices = (
        Choice("ask", "a", "b", {"en": "Ask"}, condition="visits(a) < 2"),
        Choice("round", "a", "a", automatic=True),
        Choice("back", "b", "a"),
    )
    walker = Walker(Story("s", "", "en", "a", nodes, choices))
    with pytest.raises(StoryError, match=r"'a' offers no choice 'round'\. It offers ask\."):
        walker.take("round")
    walker.take("ask")
    walker.advance()
    assert [choice.id for choice in walker.choices] == ["round"]
    with pytest.raises(StoryError, match="It offers nothing, and goes on by itself"):
        walker.take("round")


def test_chance_follows_the_weights_and_a_seed_repeats_it() -> None:
    nodes = tuple(Node(name, "") for name in "abc")
    ways = (
        Choice("b", "a", "b", automatic=True, weight=3.0),
        Choice("c", "a", "c", automatic=True, weight=1.0),
    )
    told = compile_story(Story("s", "", "en", "a", nodes, ways))
    ends = [Walker(told, seed).advance().id for seed in range(2000)]
    assert ends == [Walker(told, seed).advance().id for seed in range(2000)]
    assert 1400 < ends.count("b") < 1600  # 1500 ± 5 standard deviations of 19


def test_a_story_without_a_start_cannot_be_walked() -> None:
    for start in ("", "gone"):
        with pytest.raises(StoryError, match="'Empty' has no node to start at"):
            Walker(Story("s", "Empty", start=start, nodes=(Node("a", ""),)))
