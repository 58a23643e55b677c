from dataclasses import replace

import pytest

from story.errors import StoryError
from story.graph import StoryGraph
from story.model import Choice, Node, Story, new_story


@pytest.fixture
def graph() -> StoryGraph:
    """n1 offers c1 (to n2, default) and c2 (to n3); n2 goes on to n3 by c3."""
    graph = StoryGraph(new_story("Two ways"))
    for title in ("Home", "Alley", "Bus"):
        graph.add_node(title)
    graph.connect("n1", "n2", "Walk", default=True)
    graph.connect("n1", "n3", {"en": "Ride", "ko": "타기"})
    graph.connect("n2", "n3")
    return graph


def test_ids_titles_and_start_of_a_new_story(graph: StoryGraph) -> None:
    assert [(node.id, node.title) for node in graph.nodes] == [("n1", "Home"), ("n2", "Alley"), ("n3", "Bus")]
    assert [choice.id for choice in graph.choices] == ["c1", "c2", "c3"]
    assert graph.story.start == "n1"
    assert graph.choice("c1").label == {"en": "Walk"}
    assert graph.choice("c3").label == {}


def test_neighbours(graph: StoryGraph) -> None:
    assert [node.id for node in graph.successors("n1")] == ["n2", "n3"]
    assert [node.id for node in graph.predecessors("n3")] == ["n1", "n2"]
    assert [choice.id for choice in graph.choices_to("n3")] == ["c2", "c3"]


def test_removed_ids_do_not_come_back_even_after_a_rebuild(graph: StoryGraph) -> None:
    graph.remove_node("n3")
    assert [choice.id for choice in graph.choices] == ["c1"]
    rebuilt = StoryGraph(graph.story)
    assert rebuilt.add_node("New").id == "n4"
    assert rebuilt.connect("n1", "n4").id == "c4"


def test_given_ids_count_too(graph: StoryGraph) -> None:
    graph.add_node("Far", node_id="n40")
    graph.add_node("Harbour", node_id="harbour")
    assert graph.add_node("Next").id == "n41"


def test_choices_are_offered_by_order_then_as_made() -> None:
    graph = StoryGraph(new_story("Many"))
    graph.add_node("Here")
    for number in range(12):
        graph.add_node(f"There {number}")
        graph.connect("n1", f"n{number + 2}", order=0)
    made = [choice.id for choice in graph.choices_of("n1")]
    assert made == [f"c{number}" for number in range(1, 13)]
    graph.change_choice(replace(graph.choice("c12"), order=-1))
    assert [choice.id for choice in graph.choices_of("n1")] == ["c12", *made[:-1]]
    assert graph.connect("n1", "n1").order == 1


def test_a_new_default_ends_the_old_one(graph: StoryGraph) -> None:
    graph.change_choice(replace(graph.choice("c2"), default=True))
    assert [choice.default for choice in graph.choices_of("n1")] == [False, True]
    graph.connect("n1", "n1", "Stay", default=True)
    assert [choice.default for choice in graph.choices_of("n1")] == [False, False, True]


def test_change_choice_moves_its_ends(graph: StoryGraph) -> None:
    graph.change_choice(replace(graph.choice("c3"), source="n3", target="n1"))
    assert [node.id for node in graph.successors("n3")] == ["n1"]
    assert graph.choices_of("n2") == ()
    assert sorted(graph.digraph.edges(keys=True)) == [
        ("n1", "n2", "c1"),
        ("n1", "n3", "c2"),
        ("n3", "n1", "c3"),
    ]


def test_removing_a_node_with_a_choice_to_itself_and_the_start(graph: StoryGraph) -> None:
    graph.connect("n1", "n1", "Wait")
    graph.remove_node("n1")
    assert [choice.id for choice in graph.choices] == ["c3"]
    assert graph.start == ""
    graph.add_node("Fresh")
    assert graph.start == "n4"


def test_nodes_change_and_move_without_touching_the_story_they_came_from(graph: StoryGraph) -> None:
    before = graph.story
    graph.change_node(replace(graph.node("n2"), title="Dark alley"))
    graph.move_node("n2", (10, 20))
    graph.change_story(title="Three ways")
    graph.set_start("n2")
    assert graph.node("n2") == Node("n2", "Dark alley", position=(10, 20))
    assert (graph.story.title, graph.story.start, graph.story.language) == ("Three ways", "n2", "en")
    assert (before.title, before.start, before.nodes[1].title) == ("Two ways", "n1", "Alley")


def test_a_dangling_choice_is_kept_and_links_once_its_node_is_there() -> None:
    story = Story(
        "s", "Loose", nodes=(Node("a", "A"),), choices=(Choice("x", "a", "gone"), Choice("y", "a", "a"))
    )
    graph = StoryGraph(story)
    assert graph.story.choices == story.choices
    assert [choice.id for choice in graph.choices_of("a")] == ["x", "y"]
    assert [node.id for node in graph.successors("a")] == ["a"]
    assert list(graph.digraph.nodes) == ["a"]
    graph.add_node("Back", node_id="gone")
    assert [node.id for node in graph.successors("a")] == ["gone", "a"]
    graph.disconnect("x")
    assert [choice.id for choice in graph.choices] == ["y"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda graph: graph.node("n9"), "The story has no node 'n9'"),
        (lambda graph: graph.choice("c9"), "The story has no choice 'c9'"),
        (lambda graph: graph.add_node(node_id="n1"), "has a node 'n1' already"),
        (lambda graph: graph.add_node(node_id="n 1"), "'n 1' cannot be a node's id"),
        (lambda graph: graph.connect("n1", "n9"), "no node 'n9'"),
        (lambda graph: graph.connect("n9", "n1"), "no node 'n9'"),
        (lambda graph: graph.connect("n1", "n2", choice_id="c1"), "has a choice 'c1' already"),
        (lambda graph: graph.connect("n1", "n2", choice_id="é"), "cannot be a choice's id"),
        (lambda graph: graph.change_choice(Choice("c1", "n1", "n9")), "no node 'n9'"),
        (lambda graph: graph.change_node(Node("n9", "")), "no node 'n9'"),
        (lambda graph: graph.remove_node("n9"), "no node 'n9'"),
        (lambda graph: graph.disconnect("c9"), "no choice 'c9'"),
        (lambda graph: graph.set_start("n9"), "no node 'n9'"),
        (lambda graph: graph.move_node("n9", None), "no node 'n9'"),
    ],
)
def test_refusals_name_what_is_wrong_and_change_nothing(graph: StoryGraph, change, message: str) -> None:
    before = graph.story
    with pytest.raises(StoryError, match=message):
        change(graph)
    assert graph.story == before
