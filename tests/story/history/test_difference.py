from dataclasses import fields, replace
from typing import Any

import pytest

from story.graph import StoryGraph
from story.history.difference import Entry, How, difference_between, difference_document
from story.history.difference_words import field_words
from story.model import (
    Candidate,
    Checkpoint,
    Choice,
    Clip,
    Ending,
    Group,
    Node,
    Story,
    Variable,
    VariableKind,
    Wanted,
    new_story,
)


def story() -> Story:
    graph = StoryGraph(new_story("Two ways"))
    for title in ("Home", "Alley", "Bus"):
        graph.add_node(title)
    graph.connect("n1", "n2", "Walk")
    return replace(
        graph.story,
        variables=(Variable("courage", VariableKind.NUMBER, 0.0),),
        groups=(Group("g1", "Any", candidates=(Candidate("n2"),)),),
    )


STORY = story()


def with_node(**news: Any) -> Story:
    return replace(STORY, nodes=(replace(STORY.nodes[0], **news), *STORY.nodes[1:]))


def with_choice(**news: Any) -> Story:
    return replace(STORY, choices=(replace(STORY.choices[0], **news),))


def only(before: Story, after: Story) -> Entry:
    (entry,) = difference_between(before, after)
    return entry


def test_stories_that_nobody_can_tell_apart_have_no_difference() -> None:
    assert difference_between(STORY, replace(STORY, last_node=12, last_choice=7)) == ()


@pytest.mark.parametrize(
    ("after", "english", "korean"),
    [
        (
            with_node(title="House"),
            "Node n1 “Home”: title “Home” → “House”.",
            "장면 칸 n1 “Home”: 제목 “Home” → “House”.",
        ),
        (
            with_node(clips=(Clip("f" * 64, 0, 1),), loops=True),
            "Node n1 “Home”: clips nothing → 1; loops no → yes.",
            "장면 칸 n1 “Home”: 클립 없음 → 1; 되풀이 아니요 → 예.",
        ),
        (
            with_node(ending=Ending({"en": "Over"})),
            "Node n1 “Home”: ending nothing → title en “Over”, kind “neutral”.",
            "장면 칸 n1 “Home”: 결말 없음 → 제목 en “Over”, 종류 “neutral”.",
        ),
        (
            with_node(effects=("courage = 1", "courage = 2")),
            "Node n1 “Home”: effects nothing → (“courage = 1”, “courage = 2”).",
            "장면 칸 n1 “Home”: 효과 없음 → (“courage = 1”, “courage = 2”).",
        ),
        (
            with_choice(label={"en": "Walk", "ko": "걷기"}, opens_ms=500),
            "Choice c1 “Walk”: label (ko) nothing → “걷기”; opening time in ms nothing → 500.",
            "선택지 c1 “Walk”: 글 (ko) 없음 → “걷기”; 열리는 때(ms) 없음 → 500.",
        ),
        (
            replace(STORY, variables=(Variable("courage", VariableKind.NUMBER, 2.5),)),
            "Variable courage: start 0 → 2.5.",
            "변수 courage: 시작 0 → 2.5.",
        ),
        (
            replace(STORY, groups=()),
            "Group g1 “Any” was removed.",
            "묶음 g1 “Any”: 지워졌습니다.",
        ),
        (
            replace(STORY, nodes=STORY.nodes[::-1]),
            "The nodes stand in another order.",
            "장면 칸의 차례가 바뀌었습니다.",
        ),
    ],
)
def test_a_difference_is_told_in_both_languages(after: Story, english: str, korean: str) -> None:
    assert only(STORY, after).message == {"en": english, "ko": korean}


def test_a_node_that_only_lies_elsewhere_was_moved() -> None:
    moved = only(STORY, with_node(position=(3, 4)))
    assert (moved.how, moved.message["en"]) == (How.MOVED, "Node n1 “Home” was moved on the canvas.")
    assert only(STORY, with_node(position=(3, 4), title="House")).how is How.CHANGED


def test_two_values_that_look_alike_are_said_to_be_others() -> None:
    before, after = (with_node(clips=(Clip("f" * 64, start, 9),)) for start in (0, 5))
    assert only(before, after).message["en"] == "Node n1 “Home”: clips 1 → 1, others."


def test_added_removed_and_changed_come_list_by_list() -> None:
    graph = StoryGraph(STORY)
    graph.remove_node("n2")
    graph.add_node("Roof")
    graph.change_story(title="Three ways")
    entries = difference_between(STORY, replace(graph.story, groups=STORY.groups))
    assert [(one.what, one.id, one.how.value) for one in entries] == [
        ("story", "", "changed"),
        ("nodes", "n2", "removed"),
        ("nodes", "n4", "added"),
        ("choices", "c1", "removed"),
    ]


def test_as_json_values() -> None:
    (entry,) = difference_document(difference_between(STORY, with_node(title="House")))
    assert {key: value for key, value in entry.items() if key != "message"} == {
        "what": "nodes",
        "id": "n1",
        "how": "changed",
        "fields": [{"field": "title", "before": "Home", "after": "House"}],
    }


@pytest.mark.parametrize("record", [Node, Choice, Variable, Group, Ending, Wanted, Checkpoint])
def test_every_field_has_words_in_both_languages(record: Any) -> None:
    for field in fields(record):
        words = field_words(field.name)
        assert field.name == "id" or (words["ko"] != field.name and "_" not in words["en"])
