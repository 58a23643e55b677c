"""A path by choices that are named by id or label, and the default path where none is named."""

import pytest

from story.errors import StoryError
from story.model import Choice, Ending, Node, Story
from story.play.chosen_path import chosen_path
from story.play.walk import default_path

STORY = Story(
    "s",
    "Fork",
    "en",
    "a",
    (Node("a", "A"), Node("b", "B"), Node("c", "C", ending=Ending()), Node("d", "D", ending=Ending())),
    (
        Choice("stay", "a", "b", {"en": "Stay", "ko": "머문다"}, default=True),
        Choice("go", "a", "c", {"en": "Go"}, 1),
        Choice("back", "b", "a", {"en": "Back"}, 1),
        Choice("on", "b", "d", {"en": "On"}, default=True),
    ),
)


def ids(*choices: str) -> list[str]:
    return [step.node.id for step in chosen_path(STORY, choices)]


def test_without_choices_it_is_the_default_path() -> None:
    assert ids() == [node.id for node in default_path(STORY)] == ["a", "b", "d"]


def test_choices_are_taken_by_id_or_label_where_they_are_offered() -> None:
    assert ids("go") == ids("Go") == ["a", "c"]
    assert ids("머문다", "back", " GO ") == ids("Back", "go") == ["a", "b", "a", "c"]
    assert [step.choice and step.choice.id for step in chosen_path(STORY, ["Back", "go"])] == [
        "stay",
        "back",
        "go",
        None,
    ]


def test_a_choice_that_is_never_offered_is_named() -> None:
    with pytest.raises(StoryError, match='"fly"') as refusal:
        chosen_path(STORY, ["go", "fly"])
    assert refusal.value.remedy
