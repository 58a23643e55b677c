from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from story.graph import StoryGraph
from story.layout import COLUMN, ROW, lay_out
from story.model import Candidate, Story, new_story


def story_of(*edges: tuple[str, str], size: int = 5) -> Story:
    graph = StoryGraph(new_story("Laid out"))
    for _ in range(size):
        graph.add_node()
    for source, target in edges:
        graph.connect(source, target)
    return graph.story


def columns(story: Story) -> list[float]:
    return [node.position[0] / COLUMN for node in story.nodes if node.position]


def test_nodes_stand_to_the_right_of_all_that_lead_to_them() -> None:
    story = lay_out(story_of(("n1", "n2"), ("n1", "n3"), ("n3", "n4"), ("n2", "n5"), ("n4", "n5")))
    assert columns(story) == [0, 1, 1, 2, 3]


def test_a_way_back_does_not_count() -> None:
    story = lay_out(
        story_of(("n1", "n2"), ("n2", "n3"), ("n3", "n1"), ("n3", "n3"), ("n3", "n4"), ("n4", "n5"))
    )
    assert columns(story) == [0, 1, 2, 3, 4]


def test_options_stand_above_each_other_in_order_and_do_not_cross() -> None:
    edges = [("n1", "n2"), ("n1", "n3"), ("n1", "n4"), ("n2", "n7"), ("n3", "n6"), ("n4", "n5")]
    story = lay_out(story_of(*edges, size=7))
    rows = {node.id: node.position[1] for node in story.nodes if node.position}
    assert rows["n2"] < rows["n3"] < rows["n4"]
    assert rows["n7"] < rows["n6"] < rows["n5"]
    assert rows["n1"] == rows["n3"] == 0


def test_nodes_with_a_position_keep_it_and_others_get_a_free_spot() -> None:
    graph = StoryGraph(story_of(("n1", "n2"), ("n1", "n3"), size=3))
    graph.move_node("n1", (0, 0))
    graph.move_node("n2", (COLUMN, -ROW / 2))
    graph.move_node("n3", (COLUMN, ROW / 2))
    graph.add_node("New")
    graph.connect("n1", "n4")
    story = lay_out(graph.story)
    assert story.nodes[:3] == graph.story.nodes[:3]
    assert story.nodes[3].position == (COLUMN, ROW * 1.5)
    again = lay_out(graph.story, again=True)
    assert [node.position for node in again.nodes[1:]] == [(COLUMN, -ROW), (COLUMN, 0), (COLUMN, ROW)]


def test_a_group_lies_between_what_leads_to_it_and_its_candidates() -> None:
    graph = StoryGraph(story_of(("n2", "n4"), size=4))
    graph.add_group("Either", [Candidate("n2"), Candidate("n3"), Candidate("n1")])
    graph.connect("n1", "n5")
    story = lay_out(graph.story)
    assert columns(story) == [0, 2, 2, 3]
    assert story.groups[0].position == (COLUMN, 0)


@given(st.from_type(Story))
def test_any_story_is_laid_out_without_covering_anything(story: Story) -> None:
    laid = lay_out(story, again=True)
    places = (*laid.nodes, *laid.groups)
    assert len({place.position for place in places}) == len(places)
    assert lay_out(laid) == laid
    assert replace(laid, nodes=(), groups=()) == replace(story, nodes=(), groups=())
