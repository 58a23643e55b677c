from dataclasses import replace

import pytest

from story.errors import StoryError
from story.expression import read_effect, read_expression
from story.graph import StoryGraph
from story.model import Candidate, Choice, Group, Node, Pick, Story, Variable, VariableKind, new_story


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


@pytest.fixture
def grouped(graph: StoryGraph) -> StoryGraph:
    """`graph` with the group n4 of n2 and n3, to which c4 leads from n1, and two variables."""
    graph.add_variable(Variable("courage", VariableKind.NUMBER, 1))
    graph.add_variable(Variable("met_lena", VariableKind.FLAG, False))
    graph.add_group("Somewhere", [Candidate("n2", "courage > 1", "courage"), Candidate("n3")], Pick.BEST)
    graph.connect("n1", "n4", "Anywhere")
    return graph


def test_a_group_is_a_place_and_leads_to_its_candidates(grouped: StoryGraph) -> None:
    assert grouped.group("n4") == grouped.place("n4") == grouped.story.groups[0]
    assert [choice.id for choice in grouped.choices_to("n4")] == ["c4"]
    assert [node.id for node in grouped.nodes_at("n4")] == ["n2", "n3"]
    assert [choice.id for choice in grouped.choices_to("n2")] == ["c1"]
    grouped.disconnect("c1")
    grouped.disconnect("c2")
    assert [node.id for node in grouped.successors("n1")] == ["n2", "n3"]
    assert [node.id for node in grouped.predecessors("n2")] == ["n1"]
    assert sorted(grouped.digraph.edges(keys=True)) == [
        ("n1", "n2", "c4"),
        ("n1", "n3", "c4"),
        ("n2", "n3", "c3"),
    ]


def test_ids_of_groups_count_as_those_of_nodes(grouped: StoryGraph) -> None:
    assert grouped.add_node("Next").id == "n5"
    grouped.remove_group("n4")
    assert grouped.add_group("Again", [Candidate("n1")]).id == "n6"
    assert StoryGraph(grouped.story).add_node().id == "n7"


def test_removing_a_node_takes_it_out_of_groups_and_tunnels(grouped: StoryGraph) -> None:
    grouped.change_choice(replace(grouped.choice("c2"), returns_to="n2"))
    grouped.remove_node("n2")
    assert grouped.group("n4").candidates == (Candidate("n3"),)
    assert grouped.choice("c2").returns_to == ""
    assert [choice.id for choice in grouped.choices] == ["c2", "c4"]


def test_a_group_goes_with_its_last_candidate_and_takes_its_choices_along(grouped: StoryGraph) -> None:
    grouped.connect("n2", "n4", "Once more")
    grouped.remove_node("n3")
    grouped.remove_node("n2")
    assert grouped.groups == ()
    assert grouped.choices == ()
    assert [node.id for node in grouped.nodes] == ["n1"]


def test_groups_change_and_move(grouped: StoryGraph) -> None:
    grouped.change_group(
        Group("n4", "Elsewhere", candidates=(Candidate("n1"), Candidate("n1", "courage > 1")))
    )
    grouped.move_group("n4", (1, 2))
    assert (grouped.group("n4").title, grouped.group("n4").position) == ("Elsewhere", (1, 2))
    assert [node.id for node in grouped.nodes_at("n4")] == ["n1"]
    assert [group.id for group in grouped.groups_with("n1")] == ["n4"]
    assert grouped.groups_with("n2") == ()
    grouped.remove_group("n4")
    assert [choice.id for choice in grouped.choices] == ["c1", "c2", "c3"]
    assert [node.id for node in grouped.nodes] == ["n1", "n2", "n3"]


def test_a_variable_is_renamed_wherever_it_is_spoken_of(grouped: StoryGraph) -> None:
    grouped.change_node(
        replace(grouped.node("n2"), effects=("courage += 1", "met_lena = courage==2", "met_lena=true"))
    )
    grouped.change_choice(
        replace(grouped.choice("c1"), condition="courage>1 or visited(courage)", effects=("x = 'courage'",))
    )
    untouched = grouped.node("n3")
    grouped.change_variable("courage", Variable("용기", VariableKind.NUMBER, 5))
    assert [variable.name for variable in grouped.variables] == ["용기", "met_lena"]
    assert grouped.variable("용기").start == 5
    assert grouped.node("n2").effects == ("용기 = 용기 + 1", "met_lena = 용기 == 2", "met_lena=true")
    assert grouped.choice("c1").condition == "용기 > 1 or visited(courage)"
    assert grouped.choice("c1").effects == ("x = 'courage'",)
    assert grouped.group("n4").candidates == (Candidate("n2", "용기 > 1", "용기"), Candidate("n3"))
    assert grouped.node("n3") is untouched


def test_a_name_typed_in_single_letters_is_found_when_its_variable_is_renamed(graph: StoryGraph) -> None:
    graph.add_variable(Variable("caf\u00e9", VariableKind.NUMBER, 1))
    graph.change_choice(replace(graph.choice("c1"), condition="cafe\u0301 > 1", effects=("cafe\u0301 += 1",)))
    graph.change_variable("caf\u00e9", Variable("bar", VariableKind.NUMBER, 1))
    assert graph.choice("c1").condition == "bar > 1"
    assert graph.choice("c1").effects == ("bar = bar + 1",)


def test_a_rename_that_one_expression_cannot_take_changes_nothing(grouped: StoryGraph) -> None:
    crowded = " + ".join(["(" + " * ".join(["courage"] * 12) + ")"] * 12)
    assert read_expression(crowded).text and read_effect(f"courage = {crowded}")
    grouped.change_node(replace(grouped.node("n3"), effects=(f"courage = {crowded}",)))
    before = grouped.story
    with pytest.raises(StoryError, match="written out it has"):
        grouped.change_variable("courage", Variable("x" * 40, VariableKind.NUMBER, 5))
    assert grouped.story == before


def test_a_variable_that_is_removed_leaves_expressions_as_they_are(grouped: StoryGraph) -> None:
    grouped.remove_variable("courage")
    assert [variable.name for variable in grouped.variables] == ["met_lena"]
    assert grouped.group("n4").candidates[0].condition == "courage > 1"


def test_records_are_added_as_they_are(graph: StoryGraph) -> None:
    node = graph.insert_node(Node("", "Tunnel", loops=True, returns=True, effects=("a = 1",)))
    assert node == Node("n4", "Tunnel", loops=True, returns=True, effects=("a = 1",))
    choice = graph.insert_choice(
        Choice("", "n1", "n4", condition="true", once=True, returns_to="n2", default=True)
    )
    assert choice == graph.choice("c4")
    assert (choice.once, choice.returns_to, choice.condition) == (True, "n2", "true")
    assert [choice.default for choice in graph.choices_of("n1")] == [False, True, False]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda graph: graph.add_group("", []), "A group needs at least one candidate"),
        (lambda graph: graph.add_group("", [Candidate("n9")]), "has no node 'n9'"),
        (lambda graph: graph.add_group("", [Candidate("n4")]), "has no node 'n4'"),
        (lambda graph: graph.add_group("", [Candidate("n1")], group_id="n1"), "has a node 'n1' already"),
        (
            lambda graph: graph.add_group("", [Candidate("n1")], group_id="n 1"),
            "'n 1' cannot be a group's id",
        ),
        (lambda graph: graph.add_node(node_id="n4"), "has a group 'n4' already"),
        (lambda graph: graph.change_group(Group("n4", "")), "needs at least one candidate"),
        (lambda graph: graph.change_group(Group("n2", "", candidates=(Candidate("n1"),))), "no group 'n2'"),
        (lambda graph: graph.move_group("n2", None), "no group 'n2'"),
        (lambda graph: graph.remove_group("n2"), "no group 'n2'"),
        (lambda graph: graph.remove_node("n4"), "no node 'n4'"),
        (lambda graph: graph.set_start("n4"), "no node 'n4'"),
        (lambda graph: graph.connect("n4", "n1"), "no node 'n4'"),
        (lambda graph: graph.insert_choice(Choice("", "n1", "n2", returns_to="n4")), "no node 'n4'"),
        (lambda graph: graph.change_choice(Choice("c1", "n1", "n2", returns_to="n9")), "no node 'n9'"),
        (lambda graph: graph.add_variable(Variable("courage", VariableKind.FLAG, True)), "'courage' already"),
        (
            lambda graph: graph.add_variable(Variable("a", VariableKind.FLAG, 1.0)),
            "start: must be true or false",
        ),
        (
            lambda graph: graph.add_variable(Variable("a b", VariableKind.FLAG, True)),
            "name: a name is a letter",
        ),
        (
            lambda graph: graph.change_variable("courage", Variable("met_lena", VariableKind.NUMBER, 1)),
            "has a variable 'met_lena' already",
        ),
        (
            lambda graph: graph.change_variable("luck", Variable("luck", VariableKind.NUMBER, 1)),
            "has no variable 'luck'",
        ),
        (lambda graph: graph.remove_variable("luck"), "has no variable 'luck'"),
    ],
)
def test_refusals_about_groups_and_variables_change_nothing(
    grouped: StoryGraph, change, message: str
) -> None:
    before = grouped.story
    with pytest.raises(StoryError) as caught:
        change(grouped)
    assert message in str(caught.value)
    assert grouped.story == before


def test_a_loaded_group_may_name_what_is_not_there() -> None:
    group = Group("g", "", candidates=(Candidate("gone"), Candidate("a")))
    graph = StoryGraph(
        Story("s", "Loose", nodes=(Node("a", ""),), groups=(group,), choices=(Choice("x", "a", "g"),))
    )
    assert list(graph.digraph.edges(keys=True)) == [("a", "a", "x")]
    assert graph.story.groups == (group,)
    graph.remove_node("a")
    assert graph.group("g").candidates == (Candidate("gone"),)


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
