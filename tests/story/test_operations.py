import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from story.document.story_document import story_document, story_from_document
from story.errors import StoryError
from story.graph import StoryGraph
from story.model import (
    Candidate,
    Checkpoint,
    Choice,
    Clip,
    Ending,
    EndingKind,
    Group,
    Leaving,
    Node,
    Pick,
    Story,
    Variable,
    VariableKind,
    Wanted,
    new_story,
)
from story.operations import apply_operation, apply_operations, apply_to_graph

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


def test_groups_variables_and_all_fields() -> None:
    story = apply_operations(
        START,
        [
            {"op": "add_variable", "name": "courage", "kind": "number"},
            {"op": "add_variable", "name": "name", "kind": "text", "start": "미나"},
            {"op": "add_variable", "name": "gone", "kind": "flag"},
            {
                "op": "add_node",
                "effects": ["courage += 1"],
                "wanted": {"facets": {"where": ["alley"]}},
                "to_shoot": {"ko": "골목"},
                "checkpoint": {},
                "loops": True,
                "returns": True,
            },
            {"op": "add_node", "ending": {"title": {"en": "Gone"}, "kind": "bad"}},
            {"op": "add_group", "candidates": [{"node": "n2", "score": "courage"}], "pick": "best"},
            {
                "op": "change_group",
                "id": "n3",
                "title": "Maybe",
                "candidates": [{"node": "n1"}, {"node": "n2"}],
            },
            {"op": "move_group", "id": "n3", "position": [1, 2]},
            {
                "op": "connect",
                "source": "n1",
                "target": "n3",
                "condition": "courage > 1",
                "effects": ["name = 'Lena'"],
                "automatic": True,
                "weight": 2,
                "once": True,
                "leaving": "at_once",
                "returns_to": "n1",
            },
            {"op": "change_choice", "id": "c1", "weight": None, "effects": []},
            {"op": "change_variable", "name": "courage", "new_name": "용기"},
            {"op": "change_variable", "name": "name", "start": "Lena"},
            {"op": "remove_variable", "name": "gone"},
        ],
    )
    assert story.variables == (
        Variable("용기", VariableKind.NUMBER, 0.0),
        Variable("name", VariableKind.TEXT, "Lena"),
    )
    assert story.nodes == (
        Node(
            *("n1", ""),
            effects=("용기 = 용기 + 1",),
            wanted=Wanted({"where": ("alley",)}),
            to_shoot={"ko": "골목"},
            checkpoint=Checkpoint(),
            loops=True,
            returns=True,
        ),
        Node("n2", "", ending=Ending({"en": "Gone"}, EndingKind.BAD)),
    )
    assert story.groups == (Group("n3", "Maybe", Pick.BEST, (Candidate("n1"), Candidate("n2")), (1, 2)),)
    assert story.choices == (
        Choice(
            *("c1", "n1", "n3"),
            condition="용기 > 1",
            automatic=True,
            once=True,
            leaving=Leaving.AT_ONCE,
            returns_to="n1",
        ),
    )
    assert apply_operation(story, {"op": "remove_group", "id": "n3"}).choices == ()


def test_an_operation_that_is_refused_leaves_the_graph_as_it_is() -> None:
    graph = StoryGraph(START)
    apply_to_graph(graph, {"op": "add_node", "title": "Home"})
    before = graph.story
    with pytest.raises(StoryError):
        apply_to_graph(graph, {"op": "change_node", "id": "n1", "title": "Away", "effects": ["a ="]})
    assert graph.story == before


def test_there_is_a_bound_to_variables_and_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("story.graph.MOST_VARIABLES", 1)
    monkeypatch.setattr("story.graph.MOST_GROUPS", 1)
    graph = StoryGraph(START)
    apply_to_graph(graph, {"op": "add_node"})
    apply_to_graph(graph, {"op": "add_variable", "name": "a", "kind": "flag"})
    apply_to_graph(graph, {"op": "add_group", "candidates": [{"node": "n1"}]})
    with pytest.raises(StoryError, match="The story has 1 variables already"):
        apply_to_graph(graph, {"op": "add_variable", "name": "b", "kind": "flag"})
    with pytest.raises(StoryError, match="The story has 1 groups already"):
        apply_to_graph(graph, {"op": "add_group", "candidates": [{"node": "n1"}]})


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
        (
            {"op": "change_choice", "id": "c1", "condition": "a &&"},
            "operation: condition: column 3 (choice c1): & means nothing here. Write and",
        ),
        (
            {"op": "change_node", "id": "n1", "effects": ["a"]},
            "operation: effects[0]: column 2 (node n1): = must",
        ),
        ({"op": "add_group"}, "operation: candidates: is missing"),
        ({"op": "add_group", "candidates": []}, "operation: candidates: must name at least one node"),
        ({"op": "add_group", "candidates": [{"node": "n9"}]}, "has no node 'n9'"),
        ({"op": "change_group", "id": "n1"}, "has no group 'n1'"),
        ({"op": "add_variable", "name": "a"}, "operation: kind: is missing"),
        ({"op": "add_variable", "kind": "flag"}, "operation: name: is missing"),
        (
            {"op": "add_variable", "name": "a", "kind": "flag", "start": 0},
            "operation: start: must be true or false",
        ),
        ({"op": "change_variable", "name": "a"}, "has no variable 'a'"),
        ({"op": "change_variable", "name": "v", "new_name": "or"}, "operation: new_name: “or” is a word"),
        ({"op": "change_variable", "name": "v", "kind": "text"}, "operation: start: must be a text, since"),
        ({"op": "change_variable", "name": "v", "colour": 1}, "operation: 'colour': is not a field"),
        ({"op": "remove_variable", "id": "v"}, "operation: 'id': is not a field"),
        ({"op": "set_start", "id": ""}, "operation: id: must be 1 to 64 letters"),
        ({"op": "change_story", "id": "x"}, "operation: 'id': is not a field"),
        (
            {"op": "change_story", "title": "\udcff"},
            "operation: title: holds a character that cannot be stored",
        ),
    ],
)
def test_a_wrong_operation_is_refused(operation, message: str) -> None:
    story = apply_operations(
        START,
        [
            {"op": "add_node"},
            {"op": "connect", "source": "n1", "target": "n1"},
            {"op": "add_variable", "name": "v", "kind": "number"},
        ],
    )
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
variable_names = st.sampled_from(["courage", "met_lena", "a", "용기", "x y", "or"])
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
    "condition": st.sampled_from(["", "courage > 1", "courage >", "a and (b or c)"]),
    "effects": st.sampled_from([[], ["courage += 1"], ["courage"], ["a = courage == 'x'", "b = a"]]),
    "returns_to": ids,
    "weight": st.none() | st.floats(),
    "candidates": st.lists(st.fixed_dictionaries({"node": ids, "score": st.just("courage")}), max_size=2),
    "name": variable_names,
    "new_name": variable_names,
    "kind": st.sampled_from(["flag", "number", "text"]),
    "start": st.booleans() | st.floats() | st.integers() | st.text(max_size=2),
}
needed = {
    "add_variable": ("name", "kind"),
    "change_variable": ("name",),
    "remove_variable": ("name",),
    "add_group": ("candidates",),
    "connect": ("source", "target"),
}
names = st.sampled_from(
    [
        *("add_node", "change_node", "move_node", "remove_node"),
        *("connect", "change_choice", "disconnect", "set_start", "change_story"),
        *("add_group", "change_group", "move_group", "remove_group"),
        *("add_variable", "change_variable", "remove_variable"),
    ]
)


@st.composite
def operations(draw: st.DrawFn) -> dict[str, object]:
    name = draw(names)
    keys = {*needed.get(name, ("id",)), *draw(st.lists(st.sampled_from(sorted(likely)), max_size=2))}
    values = {key: draw(likely[key] if draw(st.integers(0, 9)) else anything) for key in sorted(keys)}
    return {"op": name, **values}


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
