import pytest

from story.errors import StoryError
from story.model import Choice, Clip, Ending, Node, Story
from story.statistics import PathStatistics, path_statistics
from story.walk import Walker, default_path, walk


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


def test_a_story_without_a_start_cannot_be_walked() -> None:
    for start in ("", "gone"):
        with pytest.raises(StoryError, match="'Empty' has no node to start at"):
            Walker(Story("s", "Empty", start=start, nodes=(Node("a", ""),)))


def test_statistics_of_a_story_with_a_loop() -> None:
    # Shortest: home 1000 + bus 500 + end 100. A viewer may stay for ever.
    assert path_statistics(STORY) == PathStatistics(1600, None, 1)


def test_statistics_without_the_loop() -> None:
    choices = tuple(choice for choice in STORY.choices if choice.id != "stay")
    story = Story("s", "", "en", "home", (*STORY.nodes, Node("far", "", ending=Ending())), choices)
    # Longest: home 1000 + alley 2000 + square 4000 + end 100; the ending `far` cannot be reached.
    assert path_statistics(story) == PathStatistics(1600, 7100, 1)


def test_statistics_leave_out_a_loop_from_which_no_ending_is_reached() -> None:
    nodes = (Node("a", "", clip(10)), Node("trap", "", clip(5)), Node("e", "", clip(7), Ending()))
    choices = (Choice("1", "a", "trap"), Choice("2", "trap", "trap"), Choice("3", "a", "e"))
    assert path_statistics(Story("s", "", "en", "a", nodes, choices)) == PathStatistics(17, 17, 1)


def test_statistics_of_a_story_that_starts_with_its_end_and_of_one_without() -> None:
    ending = Node("e", "", clip(9), Ending())
    assert path_statistics(Story("s", "", "en", "e", (ending,))) == PathStatistics(9, 9, 1)
    assert path_statistics(Story("s", "", "en", "a", (Node("a", ""),))) == PathStatistics(None, None, 0)
