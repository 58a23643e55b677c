"""Passages are given scenes as the beats of a draft are: chosen together, with all that fit to choose from."""

from collections.abc import Sequence

import pytest

from library.progress import Cancelled
from story.draft.found_scene import FoundScene
from story.model import Clip
from story.twee.exporting import export_twine
from story.twee.importing import import_twine
from story.twee.reading import twine_stories
from story.twee.writing import twee_text

SHELF = {
    "alley": (FoundScene("one", 2000, 3000, "Alley", 0.8, 2), FoundScene("one", 0, 900, "Lane", 0.7, 1)),
    "stranger": (FoundScene("one", 2000, 3000, "Alley", 0.9, 2),),
    "faint": (FoundScene("two", 0, 500, "Faint", 0.1, 3),),
}
TWEE = """:: Start
She takes the //alley//. <<cycle "$faint">>

[[Stranger]] [[faint]] [[song]]

:: Stranger
A stranger waits.

:: faint
A faint noise.

:: song
La la.
"""


def find(text: str, limit: int) -> Sequence[FoundScene]:
    """Find the scenes whose key stands in the text."""
    return [scene for key, scenes in SHELF.items() if key in text.lower() for scene in scenes][:limit]


def test_every_passage_is_given_a_scene_of_its_own_where_one_fits() -> None:
    told = import_twine(twine_stories(TWEE, "test")[0], find)
    clips = {node.title: node.clips for node in told.story.nodes}
    assert clips == {
        "Start": (Clip("one", 0, 900, "Lane"),),
        "Stranger": (Clip("one", 2000, 3000, "Alley"),),
        "faint": (),
        "song": (),
    }
    assert [scene.title for scene in told.candidates["n1"]] == ["Alley", "Lane"]
    assert [(one.passage, one.node_id) for one in told.notes if "no scene fits" in one.message["en"]] == [
        ("faint", "n3"),
        ("song", "n4"),
    ]


def test_a_scene_that_must_be_used_twice_is_named() -> None:
    text = ":: Start\nA stranger. [[Next]]\n\n:: Next\nThe stranger again.\n"
    told = import_twine(twine_stories(text, "test")[0], find)
    assert [one.message["en"] for one in told.notes] == [
        "passage “Next”: plays the same scene as “n1 “Start””, because no other fits."
    ]


def test_a_node_that_has_clips_keeps_them() -> None:
    first = import_twine(twine_stories(TWEE, "test")[0], find).story
    again = import_twine(twine_stories(twee_text(export_twine(first)), "test")[0], find)
    assert again.story == first
    assert set(again.candidates) == {"n3", "n4"}


def test_looking_for_scenes_can_be_stopped() -> None:
    def stop(stage: str, done: int, total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        import_twine(twine_stories(TWEE, "test")[0], find, progress=stop)
