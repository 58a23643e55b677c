import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from story.document.story_document import story_document
from story.errors import StoryError, StoryFileError
from story.graph import StoryGraph
from story.history.change import (
    LISTS,
    Change,
    all_applied,
    applied,
    change_between,
    change_document,
    change_from_document,
    inverse,
    record_key,
)
from story.model import Choice, Node, Story, new_story


def line(count: int) -> StoryGraph:
    graph = StoryGraph(new_story("A line"))
    for number in range(1, count + 1):
        graph.add_node(f"Node {number}")
    for number in range(1, count):
        graph.connect(f"n{number}", f"n{number + 1}")
    return graph


@st.composite
def edited(draw: st.DrawFn) -> tuple[Story, Story]:
    """Two stories that share some records, some of them changed, in any order."""
    before, other = draw(st.from_type(Story)), draw(st.from_type(Story))
    lists: dict[str, Any] = {}
    taken: set[str] = set()  # a node and a group never have one id
    for name in LISTS:
        pool = {record_key(one): one for one in (*getattr(other, name), *getattr(before, name))}
        news = [_again(one) if draw(st.booleans()) else one for one in pool.values()]
        found = draw(st.lists(st.sampled_from(news), unique_by=record_key)) if news else []
        if name in ("nodes", "groups"):
            found = [one for one in found if one.id not in taken]
            taken |= {one.id for one in found}
        lists[name] = tuple(found)
    return before, replace(draw(st.sampled_from((before, other))), **lists)


def _again(record: Any) -> Any:
    """A record with the same key that may differ."""
    if hasattr(record, "title"):
        return replace(record, title=record.title + "!")
    return replace(record, order=record.order + 1) if hasattr(record, "order") else record


@settings(max_examples=50)
@given(edited())
def test_a_change_leads_exactly_there_and_back(pair: tuple[Story, Story]) -> None:
    before, after = pair
    change = change_between(before, after)
    assert applied(before, change) == after
    assert applied(after, inverse(change)) == before
    assert inverse(inverse(change)) == change
    assert bool(change) == (before != after)


@settings(max_examples=50)
@given(edited())
def test_a_change_survives_being_written(pair: tuple[Story, Story]) -> None:
    change = change_between(*pair)
    written = json.dumps(change_document(change), allow_nan=False)
    assert change_from_document(json.loads(written), "t") == change


@settings(max_examples=15)
@given(st.lists(st.from_type(Story), min_size=1, max_size=4))
def test_many_changes_make_what_each_alone_makes(states: list[Story]) -> None:
    changes = [change_between(one, other) for one, other in pairwise(states)]
    assert all_applied(states[0], changes) == states[-1]


def moved(graph: StoryGraph) -> None:
    graph.move_node("n3", (7, 8))


def removed(graph: StoryGraph) -> None:
    graph.remove_node("n3")


def renamed(graph: StoryGraph) -> None:
    graph.change_story(title="A row")


@pytest.mark.parametrize(
    ("edit", "nodes", "choices"),
    [
        (moved, (["n3"], ["n3"]), ([], [])),
        (removed, (["n3"], []), (["c2", "c3"], [])),
        (renamed, ([], []), ([], [])),
    ],
)
def test_a_change_holds_only_what_differs(
    edit: Callable[[StoryGraph], None],
    nodes: tuple[list[str], list[str]],
    choices: tuple[list[str], list[str]],
) -> None:
    graph = line(6)
    before = graph.story
    edit(graph)
    change = change_between(before, graph.story)
    assert ([one.id for one in change.before.nodes], [one.id for one in change.after.nodes]) == nodes
    assert ([one.id for one in change.before.choices], [one.id for one in change.after.choices]) == choices


def test_only_the_record_that_moved_in_its_list_moves() -> None:
    story = line(6).story
    first, *others = story.nodes
    change = change_between(story, replace(story, nodes=(*others, first)))
    assert change.spots["nodes"] == {"n1": (0, 5)}


def test_one_removed_from_the_middle_comes_back_to_its_place() -> None:
    story = line(5).story
    graph = StoryGraph(story)
    graph.remove_node("n2")
    change = change_between(story, graph.story)
    later = StoryGraph(graph.story)
    later.move_node("n5", (1, 1))
    back = applied(later.story, inverse(change))
    assert [one.id for one in back.nodes] == ["n1", "n2", "n3", "n4", "n5"]
    assert back.nodes[4].position == (1, 1)


def change_of(edit: Callable[[StoryGraph], None]) -> Change:
    graph = line(4)
    before = graph.story
    edit(graph)
    return change_between(before, graph.story)


STORY = line(4).story


@pytest.mark.parametrize(
    ("story", "change", "message"),
    [
        (replace(STORY, nodes=(*STORY.nodes[:2], Node("n3", "Other"), STORY.nodes[3])), moved, "n3 among"),
        (replace(STORY, nodes=STORY.nodes[:2]), moved, "n3 among the story's nodes is not what it was"),
        (replace(STORY, title="Other"), renamed, "title is not 'A line' any more"),
        (replace(STORY, nodes=STORY.nodes[::-1]), removed, "n3 stands elsewhere"),
        (replace(STORY, nodes=(*STORY.nodes, Node("n5", ""))), lambda graph: graph.add_node(), "n5 is among"),
        (
            replace(STORY, nodes=STORY.nodes[:1]),
            lambda graph: graph.add_node(),
            "n5 would stand after the end",
        ),
        (
            replace(STORY, choices=(*STORY.choices, Choice("c4", "n1", "n1"))),
            lambda graph: graph.connect("n1", "n1"),
            "c4 is among",
        ),
    ],
)
def test_a_change_of_something_else_is_refused(
    story: Story, change: Callable[[StoryGraph], None], message: str
) -> None:
    with pytest.raises(StoryError, match=message):
        applied(story, change_of(change))


@pytest.mark.parametrize(
    "document", [{}, {"before": 1, "after": 2}, {"before": {}, "after": {}, "spots": []}, []]
)
def test_what_is_no_change_is_said_to_be_none(document: Any) -> None:
    with pytest.raises(StoryFileError, match="edit 3"):
        change_from_document(document, "edit 3")


def test_an_unchanged_story_has_no_change() -> None:
    story = line(3).story
    change = change_between(story, replace(story))
    assert not change
    assert applied(story, change) == story
    assert story_document(change.before)["nodes"] == []
