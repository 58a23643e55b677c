"""The shortest path to each ending, by running time, over what a play remembers."""

from itertools import product

from story.errors import StoryError
from story.model import Choice, Clip, Ending, Node, Story, Variable, VariableKind
from story.play.chosen_path import chosen_path
from story.play.ending_paths import ending_paths


def node(name: str, seconds: int, **more: object) -> Node:
    return Node(name, name, (Clip("f", 0, seconds * 1000),), **more)  # type: ignore[arg-type]  # as the test names them


STORY = Story(
    "s",
    "The key",
    "en",
    "hall",
    (
        node("hall", 1),
        node("key", 2, effects=("has = true",)),
        node("door", 1),
        node("long", 60),
        node("out", 1, ending=Ending()),
        node("lost", 1, ending=Ending()),
    ),
    (
        Choice("take", "hall", "key", {"en": "Take"}),
        Choice("go", "hall", "door", {"en": "Go"}, 1),
        Choice("back", "key", "hall"),
        Choice("open", "door", "out", {"en": "Open"}, condition="has"),
        Choice("wait", "door", "long", {"en": "Wait"}, 1),
        Choice("give-up", "door", "lost", {"en": "Give up"}, 2),
        Choice("on", "long", "out"),
    ),
    variables=(Variable("has", VariableKind.FLAG, False),),
)


def test_the_way_round_is_taken_where_it_is_shorter() -> None:
    found = {name: [step.node.id for step in way] for name, way in ending_paths(STORY).items()}
    assert found == {"lost": ["hall", "door", "lost"], "out": ["hall", "key", "hall", "door", "out"]}


def test_no_path_of_a_viewer_is_shorter() -> None:
    found = ending_paths(STORY)
    for choices in product(("Take", "Go"), ("Go", "Wait", "Give up"), ("Open", "Wait", "Give up")):
        for taken in (choices, choices[:2]):
            try:
                way = chosen_path(STORY, taken)
            except StoryError:
                continue  # no way offers these choices in this order
            best = found[way[-1].node.id]
            assert sum(s.node.duration_ms for s in best) <= sum(s.node.duration_ms for s in way)


def test_it_stops_at_its_bound() -> None:
    assert ending_paths(STORY, most=2) == {}
    endless = Story("s", "S", "en", "a", (node("a", 1),), (Choice("again", "a", "a", {"en": "Again"}),))
    assert ending_paths(endless) == {}
