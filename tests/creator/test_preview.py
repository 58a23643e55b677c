"""What a preview is told of a story: the same walk as in a bundle, and films in the place of clips."""

from creator.preview import CARD_MS, Piece, preview_data
from story.model import Choice, Clip, Ending, Node, Story, Variable, VariableKind, Wanted
from story.treatment import Treatment

HERE = Clip("f" * 64, 1000, 4000, treatment=Treatment(speed=2.0, volume_db=-20))
GONE = Clip("0" * 64, 0, 5000)
STORY = Story(
    "s",
    "A story",
    start="a",
    nodes=(
        Node("a", "Begin", (HERE, GONE)),
        Node("b", "Open", wanted=Wanted(text="a boat comes"), effects=("courage = 2",)),
        Node("c", "End", to_shoot={"ko": "밤의 등대"}, ending=Ending({"en": "Over"})),
    ),
    choices=(
        Choice("ab", "a", "b", {"en": "Go"}, condition="courage < 2"),
        Choice("bc", "b", "c"),
        Choice("nowhere", "a", "missing", {"en": "Lost"}),
    ),
    variables=(Variable("courage", VariableKind.NUMBER, 1.0),),
)


def piece_of(clip: Clip) -> Piece | None:
    return Piece("/media/films/1", clip.start_ms, clip.end_ms) if clip is HERE else None


def test_films_stand_in_for_clips_and_what_is_missing_is_left_out() -> None:
    nodes = preview_data(STORY, piece_of)["nodes"]
    assert isinstance(nodes, dict)
    assert nodes["a"]["media"] == [
        {"url": "/media/films/1", "start_ms": 1000, "end_ms": 4000, "speed": 2.0, "volume": 0.1, "fit": "pad"}
    ]
    assert nodes["a"]["duration_ms"] == STORY.nodes[0].duration_ms == 1500 + 5000


def test_a_node_without_footage_says_what_is_missing_for_a_while() -> None:
    nodes = preview_data(STORY, piece_of)["nodes"]
    assert isinstance(nodes, dict)
    assert (nodes["b"]["card"], nodes["b"]["duration_ms"]) == ({"en": "a boat comes"}, CARD_MS)
    assert nodes["c"]["card"] == {"ko": "밤의 등대"}


def test_the_walk_is_that_of_a_bundle_and_what_leads_nowhere_is_not_offered() -> None:
    told = preview_data(STORY, piece_of)
    nodes = told["nodes"]
    assert isinstance(nodes, dict)
    assert (told["start"], told["variables"]) == ("a", [["courage", 1.0]])
    assert [choice["id"] for choice in nodes["a"]["choices"]] == ["ab"]
    assert nodes["a"]["choices"][0]["condition"] == ["<", ["get", "courage"], 2]
    assert nodes["b"]["effects"] == [["courage", 2]]
    assert nodes["c"]["ending"]["title"] == {"en": "Over"}
