from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from library.progress import Cancelled
from story.check.proof import check_story
from story.document.story_document import checked
from story.draft import CANDIDATES, Draft, draft_story
from story.draft.found_scene import FoundScene
from story.errors import StoryError
from story.model import Clip, Ending
from story.play.walk import default_path, walk

SHELF = {
    "crossroads": FoundScene("one", 0, 1000, "Crossroads", 0.9, 1),
    "alley": FoundScene("one", 2000, 3000, "Alley", 0.8, 2),
    "stranger": FoundScene("two", 0, 500, "Stranger", 0.7, 3),
    "bus": FoundScene("two", 500, 900, "Bus", 0.6, 4),
    "home": FoundScene("one", 5000, 6000, "Home", 0.9, 5),
}


def find(text: str, limit: int) -> Sequence[FoundScene]:
    """Find the scenes whose key stands in the text."""
    return [scene for key, scene in SHELF.items() if key in text.lower()][:limit]


TEXT = """Ana stands at the crossroads.
She takes the alley.
  A stranger waits there.
  The end: Caught
or she takes the bus through the long, long night, past the sleeping harbour and the mill.
She comes home.
"""


def test_a_synopsis_becomes_a_story_that_plays() -> None:
    draft = draft_story(TEXT, find, title="Two ways")
    story = draft.story
    assert (story.title, story.language, story.start) == ("Two ways", "en", "n1")
    assert [(node.id, node.title) for node in story.nodes] == [
        ("n1", "Ana stands at the crossroads"),
        ("n2", "She takes the alley"),
        ("n3", "A stranger waits there"),
        ("n4", "She takes the bus through the long, long night, past the…"),
        ("n5", "She comes home"),
    ]
    assert [
        (choice.source, choice.target, dict(choice.label), choice.default) for choice in story.choices
    ] == [
        ("n1", "n2", {"en": "She takes the alley"}, True),
        ("n2", "n3", {}, False),
        ("n1", "n4", {"en": "She takes the bus through the long, long night"}, False),
        ("n4", "n5", {}, False),
    ]
    assert {node.id: node.ending for node in story.nodes if node.ending} == {
        "n3": Ending({"en": "Caught"}),
        "n5": Ending({}),
    }
    assert [node.clips for node in story.nodes] == [(scene.clip,) for scene in SHELF.values()]
    assert story.nodes[1].beat == "She takes the alley."
    assert story.nodes[0].clips == (Clip("one", 0, 1000, "Crossroads"),)
    assert draft.notes == ()
    assert check_story(story) == ()


def test_both_branches_are_walked() -> None:
    story = draft_story(TEXT, find).story
    assert [node.id for node in default_path(story)] == ["n1", "n2", "n3"]
    assert [step.node.id for step in walk(story, ["c3"])] == ["n1", "n4", "n5"]


def test_a_korean_synopsis_has_korean_labels_and_notes_in_both_languages() -> None:
    draft = draft_story("갈림길이다.\n골목으로 간다.\n또는 버스를 탄다.\n끝: 밤", find)
    assert draft.story.language == "ko"
    assert draft.story.title == "갈림길이다"
    assert [choice.label for choice in draft.story.choices] == [
        {"ko": "골목으로 간다"},
        {"ko": "버스를 탄다"},
    ]
    assert [node.ending for node in draft.story.nodes] == [None, Ending({"ko": "밤"}), Ending({"ko": "밤"})]
    assert [note.node_id for note in draft.notes] == ["n1", "n2", "n3"]
    assert draft.notes[0].message == {
        "en": "No scene fits n1 “갈림길이다”: a card plays there until you find one or shoot it.",
        "ko": "n1 “갈림길이다”에 맞는 장면이 없어 카드가 대신 나옵니다. 장면을 찾거나 촬영하세요.",
    }
    assert draft_story("갈림길이다.", find, language="en", title="X").story.language == "en"


def test_a_choice_after_a_choice_is_offered_by_every_branch() -> None:
    story = draft_story("Aa\nBb\nor Cc\nDd\nor Ee\nThe end: Done", find).story
    assert [(choice.source, choice.target, choice.default) for choice in story.choices] == [
        *(("n1", "n2", True), ("n1", "n3", False)),
        *(("n2", "n4", True), ("n3", "n4", True), ("n2", "n5", False), ("n3", "n5", False)),
    ]
    assert [node.id for node in story.nodes if node.ending == Ending({"en": "Done"})] == ["n4", "n5"]


def test_a_choice_without_a_beat_before_it_gets_a_node_and_a_note() -> None:
    draft = draft_story("She takes the alley.\nor she takes the bus.", find, title="Night")
    first = draft.story.nodes[0]
    assert (first.title, first.clips, first.beat, draft.story.start) == ("Night", (), "", "n1")
    assert [(note.node_id, "stands for no sentence" in note.message["en"]) for note in draft.notes] == [
        ("n1", True)
    ]
    assert len(draft.story.choices) == 2


def test_a_choice_within_an_option_without_a_beat_gets_a_node() -> None:
    story = draft_story("Home.\nBus.\nor either alley or stranger.", find).story
    labels = {(choice.source, choice.target): choice.label.get("en", "") for choice in story.choices}
    assert labels == {
        ("n1", "n2"): "Bus",
        ("n1", "n3"): "Alley",
        ("n3", "n4"): "Alley",
        ("n3", "n5"): "Stranger",
    }


def test_an_option_that_only_ends_gets_a_node() -> None:
    story = draft_story("Home.\nBus.\nor the end: Nothing happens", find).story
    assert story.nodes[2].title == "Nothing happens"
    assert story.nodes[2].ending == Ending({"en": "Nothing happens"})
    assert story.choices[1].label == {"en": "Nothing happens"}
    assert draft_story("집.\n버스.\n또는 끝", find).story.choices[1].label == {"ko": "끝"}


def test_what_nothing_leads_to_is_said() -> None:
    draft = draft_story("Home. The end. The bus. The end.", find)
    assert [note.message["en"][:21] for note in draft.notes] == ["Nothing leads to n2 “"]
    assert [problem.code for problem in check_story(draft.story)] == ["G003"]
    assert len(draft.story.nodes) == 2


def test_a_scene_that_has_to_come_twice_is_said() -> None:
    draft = draft_story("The bus waits. The bus goes.", find)
    assert [node.clips[0].scene_title for node in draft.story.nodes] == ["Bus", "Bus"]
    assert [note.message["en"] for note in draft.notes] == [
        "n2 “The bus goes” plays the same scene as n1 “The bus waits”, because no other fits."
    ]


def test_a_scene_below_the_least_score_leaves_a_gap() -> None:
    draft = draft_story("The bus waits. She comes home.", find, least_score=0.7)
    assert [len(node.clips) for node in draft.story.nodes] == [0, 1]
    assert [note.node_id for note in draft.notes] == ["n1"]
    assert draft.candidates == {"n1": (), "n2": (SHELF["home"],)}


def test_the_search_is_asked_once_a_sentence_and_progress_is_told() -> None:
    asked: list[tuple[str, int]] = []
    told: list[tuple[str, int, int]] = []

    def ask(text: str, limit: int) -> Sequence[FoundScene]:
        asked.append((text, limit))
        return find(text, limit)

    draft_story("Home.\nBus.\nor Home.", ask, progress=lambda *report: told.append(report))
    assert asked == [("Home.", CANDIDATES), ("Bus.", CANDIDATES)]
    assert told == [("scenes", done, 3) for done in range(4)]


def test_a_draft_can_be_stopped() -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        draft_story(TEXT, find, progress=stop)


def test_a_bad_synopsis_is_refused_before_anything_is_searched() -> None:
    def never(text: str, limit: int) -> Sequence[FoundScene]:
        raise AssertionError("searched")

    with pytest.raises(StoryError, match="The synopsis is empty"):
        draft_story("  ", never)


lines = st.builds(
    "{}{}{}".format,
    st.sampled_from(["", "", "  ", "    "]),
    st.sampled_from(["", "", "or ", "The end: "]),
    st.sampled_from(
        ["She is home.", "The bus comes. The alley!", "Either home or bus.", "The end", "Nobody."]
    ),
)


@given(st.lists(lines, max_size=10).map(lambda some: "\n".join(["Start here.", *some])))
def test_every_draft_plays_but_for_what_its_notes_name(text: str) -> None:
    try:
        draft: Draft = draft_story(text, find)
    except StoryError as error:
        assert "options" in error.message
        return
    checked(draft.story)
    codes = {problem.code for problem in check_story(draft.story)}
    assert codes <= {"G003", "G044", "G043"}  # not reached, cards, more options than six: the text has them
    gaps = {node.id for node in draft.story.nodes if not node.clips}
    assert gaps <= {note.node_id for note in draft.notes}
    assert all(node.position is not None for node in draft.story.nodes)
