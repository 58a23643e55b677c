"""Treatments, hotspots and what else came with version 3: absent is as before, and nothing wrong is taken."""

from dataclasses import replace

import pytest

from story.document.story_document import story_document, story_from_document
from story.errors import StoryFileError
from story.hotspot import HotspotFrame
from story.model import Choice, Clip, Hold, Node, Story
from story.operations import apply_operation
from story.treatment import Fit, Treatment

CLIP = Clip("f" * 64, 0, 4000, "", Treatment(2.0, -6.0, False, 100, 200, 300, Fit.BLUR, {"ko": "밤"}))
STORY = Story(
    id="s",
    title="T",
    nodes=(Node("a", "A", (CLIP,), hold=Hold.PING_PONG),),
    choices=(Choice("x", "a", "a", hotspot=(HotspotFrame(0, 1.0, 2.0, 3.0, 4.0),), thumbnail=True),),
    changeable=True,
    commercial=True,
    licence="CC-BY-4.0",
)


def test_the_document_says_all_of_it() -> None:
    document = story_document(STORY)
    assert document["nodes"][0]["clips"][0]["treatment"] == {
        "speed": 2.0,
        "volume_db": -6.0,
        "muted": False,
        "fade_in_ms": 100,
        "fade_out_ms": 200,
        "crossfade_ms": 300,
        "fit": "blur",
        "title": {"ko": "밤"},
    }
    assert document["nodes"][0]["hold"] == "ping_pong"
    assert document["choices"][0]["hotspot"] == [
        {"at_ms": 0, "left": 1.0, "top": 2.0, "width": 3.0, "height": 4.0}
    ]
    assert story_from_document(document, "test") == STORY


def test_a_document_of_version_2_means_what_it_meant() -> None:
    plain = replace(
        STORY,
        nodes=(Node("a", "A", (Clip("f" * 64, 0, 4000),)),),
        choices=(Choice("x", "a", "a"),),
        changeable=False,
        commercial=False,
        licence="",
    )
    document = story_document(plain)
    for name in ("changeable", "commercial", "licence"):
        del document[name]
    del document["nodes"][0]["hold"], document["nodes"][0]["clips"][0]["treatment"]
    del document["choices"][0]["hotspot"], document["choices"][0]["thumbnail"]
    assert story_from_document({**document, "version": 2}, "test") == plain


@pytest.mark.parametrize(
    ("treatment", "message"),
    [
        ({"speed": 0.2}, "treatment.speed: must lie from 0.25 to 4, but is 0.2"),
        ({"speed": 4.01}, "treatment.speed: must lie from 0.25 to 4"),
        ({"speed": True}, "treatment.speed: must be a number"),
        ({"volume_db": 21}, "treatment.volume_db: must lie from -60 to 20"),
        ({"muted": 1}, "treatment.muted: must be true or false"),
        ({"fade_in_ms": -1}, "treatment.fade_in_ms: must not be negative"),
        ({"crossfade_ms": 0.5}, "treatment.crossfade_ms: must be a whole number"),
        ({"fit": "stretch"}, "treatment.fit: must be one of pad, crop, blur"),
        ({"title": "Night"}, "treatment.title: must be an object"),
        ({"slow": 1}, "treatment.'slow': is not a field"),
        ([], "treatment: must be an object"),
    ],
)
def test_a_treatment_that_is_wrong_is_refused(treatment: object, message: str) -> None:
    document = story_document(STORY)
    document["nodes"][0]["clips"][0]["treatment"] = treatment
    with pytest.raises(StoryFileError) as caught:
        story_from_document(document, "test")
    assert f"nodes[0].clips[0].{message}" in str(caught.value)


def _frame(**changes: object) -> dict[str, object]:
    return {"at_ms": 0, "left": 0, "top": 0, "width": 50, "height": 50, **changes}


@pytest.mark.parametrize(
    ("hotspot", "message"),
    [
        ([_frame(left=60)], "hotspot[0]: must lie inside the picture"),
        ([_frame(height=0)], "hotspot[0]: must have a width and a height"),
        ([_frame(top=-1)], "hotspot[0].top: must lie from 0 to 100"),
        ([_frame(at_ms=5), _frame(at_ms=5)], "hotspot[1].at_ms: 5 must come after 5"),
        ([{}], "hotspot[0].at_ms: is missing"),
        ([_frame()] * 1001, "hotspot: has 1001 entries"),
    ],
)
def test_a_hotspot_that_is_wrong_is_refused(hotspot: object, message: str) -> None:
    document = story_document(STORY)
    document["choices"][0]["hotspot"] = hotspot
    with pytest.raises(StoryFileError) as caught:
        story_from_document(document, "test")
    assert f"choices[0].{message}" in str(caught.value)


def test_the_story_is_changed_by_an_operation() -> None:
    changed = apply_operation(STORY, {"op": "change_story", "changeable": False, "licence": "CC0-1.0"})
    assert (changed.changeable, changed.commercial, changed.licence) == (False, True, "CC0-1.0")
