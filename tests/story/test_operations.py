import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from story.document import story_document, story_from_document
from story.errors import StoryError
from story.model import Choice, Clip, Ending, Node, Story, new_story
from story.operations import apply_operation, apply_operations

START = new_story("Two ways")


def test_a_story_is_made_by_operations() -> None:
    story = apply_operations(
        START,
        [
            {"op": "add_node", "title": "Home", "position": [0, 1]},
            {
                "op": "add_node",
                "title": "Bus",
                "id": "bus",
                "clips": [{"film": "f", "start_ms": 1, "end_ms": 2}],
            },
            {"op": "connect", "source": "n1", "target": "bus", "label": {"en": "Ride"}, "default": True},
            {"op": "connect", "source": "n1", "target": "n1", "label": {"en": "Wait"}},
            {"op": "change_node", "id": "bus", "ending": {"title": {"en": "Gone"}}},
            {"op": "move_node", "id": "bus", "position": [10, 20.5]},
            {"op": "change_choice", "id": "c2", "order": -1, "closes_ms": 4000},
            {"op": "change_story", "title": "Zwei Wege", "language": "de"},
            {"op": "set_start", "id": "bus"},
        ],
    )
    assert (story.title, story.language, story.start) == ("Zwei Wege", "de", "bus")
    assert story.nodes == (
        Node("n1", "Home", position=(0, 1)),
        Node("bus", "Bus", (Clip("f", 1, 2),), Ending({"en": "Gone"}), position=(10, 20.5)),
    )
    assert story.choices == (
        Choice("c1", "n1", "bus", {"en": "Ride"}, 0, True),
        Choice("c2", "n1", "n1", {"en": "Wait"}, -1, closes_ms=4000),
    )


def test_removing() -> None:
    story = apply_operations(
        START,
        [
            *({"op": "add_node"} for _ in range(3)),
            *({"op": "connect", "source": "n1", "target": target} for target in ("n2", "n3")),
            {"op": "disconnect", "id": "c2"},
            {"op": "remove_node", "id": "n2"},
            {"op": "add_node"},
        ],
    )
    assert [node.id for node in story.nodes] == ["n1", "n3", "n4"]
    assert story.choices == ()


def test_what_is_absent_stays_and_null_takes_away() -> None:
    node = {"op": "add_node", "title": "Home", "beat": "At home.", "ending": {}, "position": [1, 2]}
    story = apply_operations(
        START, [node, {"op": "change_node", "id": "n1", "ending": None, "position": None}]
    )
    assert story.nodes == (Node("n1", "Home", beat="At home."),)


@pytest.mark.parametrize(
    ("operation", "message"),
    [
        ({"op": "explode"}, "operation: op: must be one of add_node, change_node,"),
        ({}, "operation: op: must be one of"),
        ({"op": ["add_node"]}, "operation: op: must be one of"),
        ([], "operation: the document: must be an object"),
        ({"op": "add_node", "colour": "red"}, "operation: 'colour': is not a field"),
        ({"op": "add_node", "id": "n1"}, "has a node 'n1' already"),
        ({"op": "add_node", "title": None}, "operation: title: must be text, not None"),
        ({"op": "add_node", "clips": [{"film": "f"}]}, "operation: clips[0].start_ms: is missing"),
        ({"op": "change_node", "title": "x"}, "operation: id: is missing"),
        ({"op": "change_node", "id": "n9", "title": "x"}, "has no node 'n9'"),
        (
            {"op": "change_node", "id": "n1", "position": [float("nan"), 0]},
            "operation: position[0]: must lie within",
        ),
        ({"op": "move_node", "id": "n1"}, "operation: position: is missing"),
        (
            {"op": "move_node", "id": "n1", "position": [1, 2], "title": "x"},
            "operation: 'title': is not a field",
        ),
        ({"op": "remove_node", "id": "n9"}, "has no node 'n9'"),
        ({"op": "connect", "source": "n1"}, "operation: target: is missing"),
        ({"op": "connect", "source": "n1", "target": "n9"}, "has no node 'n9'"),
        ({"op": "change_choice", "id": "c1", "target": "n9"}, "has no node 'n9'"),
        ({"op": "change_choice", "id": "c1", "default": "yes"}, "operation: default: must be true or false"),
        ({"op": "disconnect", "id": "c9"}, "has no choice 'c9'"),
        ({"op": "set_start", "id": ""}, "operation: id: must be 1 to 64 letters"),
        ({"op": "change_story", "id": "x"}, "operation: 'id': is not a field"),
        (
            {"op": "change_story", "title": "\udcff"},
            "operation: title: holds a character that cannot be stored",
        ),
    ],
)
def test_a_wrong_operation_is_refused(operation, message: str) -> None:
    story = apply_operations(START, [{"op": "add_node"}, {"op": "connect", "source": "n1", "target": "n1"}])
    with pytest.raises(StoryError) as caught:
        apply_operation(story, operation)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)
ids = st.sampled_from(["n1", "n2", "n3", "c1", "c2", "n999999999", "n1000000000", "x y", ""])
likely = {
    "id": ids,
    "source": ids,
    "target": ids,
    "title": st.text(max_size=3),
    "label": st.dictionaries(st.sampled_from(["en", "ko"]), st.text(max_size=3)),
    "position": st.none() | st.lists(st.floats(), min_size=2, max_size=2),
    "order": st.integers(-(10**9), 10**9),
    "default": st.booleans(),
    "ending": st.none() | st.fixed_dictionaries({"title": st.just({"en": "End"})}),
    "clips": st.just([{"film": "f", "start_ms": 0, "end_ms": 5}]) | st.just([]),
    "opens_ms": st.none() | st.integers(-1, 10**9 + 1),
}
names = st.sampled_from(
    [
        *("add_node", "change_node", "move_node", "remove_node"),
        *("connect", "change_choice", "disconnect", "set_start", "change_story"),
    ]
)


@st.composite
def operations(draw: st.DrawFn) -> dict[str, object]:
    keys = draw(st.lists(st.sampled_from(sorted(likely)), unique=True, max_size=4))
    values = {key: draw(likely[key] if draw(st.integers(0, 9)) else anything) for key in keys}
    return {"op": draw(names), **values}


@settings(max_examples=150)
@given(st.from_type(Story), st.lists(operations(), max_size=8))
def test_whatever_is_applied_the_story_can_be_saved_and_loaded(
    story: Story, edits: list[dict[str, object]]
) -> None:
    for edit in edits:
        before = story_document(story)
        try:
            changed = apply_operation(story, edit)
        except StoryError:
            changed = story
        assert story_document(story) == before
        assert (
            story_from_document(json.loads(json.dumps(story_document(changed), allow_nan=False)), "t")
            == changed
        )
        story = changed


@given(
    st.lists(names.filter(lambda name: name in ("add_node", "remove_node", "connect")), max_size=25),
    st.data(),
)
def test_no_id_is_ever_given_twice(kinds: list[str], data: st.DataObject) -> None:
    story, given_ids = START, list[str]()
    for kind in kinds:
        present = [node.id for node in story.nodes]
        if kind == "add_node" or not present:
            story = apply_operation(story, {"op": "add_node"})
            given_ids.append(story.nodes[-1].id)
        elif kind == "remove_node":
            story = apply_operation(story, {"op": kind, "id": data.draw(st.sampled_from(present))})
        else:
            ends = [data.draw(st.sampled_from(present)) for _ in range(2)]
            story = apply_operation(story, {"op": kind, "source": ends[0], "target": ends[1]})
            given_ids.append(story.choices[-1].id)
    assert len(set(given_ids)) == len(given_ids)
