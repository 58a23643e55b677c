"""What an edit says of scenes: come, gone, trimmed, and nothing for what only moved."""

from dataclasses import replace
from typing import Any

from library.catalog.event import EventKind
from story.history.shelf import StoryShelf
from story.model import Node, Story
from story.recommending.scene_places import ScenePlaces
from story.recommending.service import Recommending
from story.recommending.story_edits import edit_events


def loaded(shelf: Any, *scenes: int) -> Story:
    return StoryShelf(shelf.library.catalog).load(shelf.story(*scenes))[0]


def events(shelf: Any, before: Story, after: Story) -> list[tuple[EventKind, int]]:
    return list(edit_events(before, after, ScenePlaces(shelf.library.catalog)))


def with_node(story: Story, at: int, **changes: Any) -> Story:
    nodes = list(story.nodes)
    nodes[at] = replace(nodes[at], **changes)
    return replace(story, nodes=tuple(nodes))


def test_scenes_come_and_go(shelf: Any) -> None:
    before = loaded(shelf, shelf.sea[0], shelf.sea[1])
    longer = replace(before, nodes=(*before.nodes, Node("new", "New", (shelf.clip(shelf.town[0]),))))
    assert events(shelf, before, longer) == [(EventKind.ADDED, shelf.town[0])]
    assert events(shelf, longer, before) == [(EventKind.REMOVED, shelf.town[0])]
    other = with_node(before, 0, clips=(shelf.clip(shelf.town[1]),))
    assert events(shelf, before, other) == [
        (EventKind.ADDED, shelf.town[1]),
        (EventKind.REMOVED, shelf.sea[0]),
    ]


def test_a_clip_that_was_shortened_was_trimmed(shelf: Any) -> None:
    before = loaded(shelf, shelf.sea[0], shelf.sea[1])
    clip = before.nodes[0].clips[0]
    shorter = with_node(before, 0, clips=(replace(clip, end_ms=clip.end_ms - 3_000),))
    assert events(shelf, before, shorter) == [(EventKind.TRIMMED, shelf.sea[0])]


def test_what_says_nothing_of_scenes_is_no_event(shelf: Any) -> None:
    before = loaded(shelf, shelf.sea[0], shelf.sea[1])
    assert events(shelf, before, before) == []
    assert events(shelf, before, with_node(before, 0, title="Other", position=(3.0, 4.0))) == []
    swapped = with_node(with_node(before, 0, clips=before.nodes[1].clips), 1, clips=before.nodes[0].clips)
    assert events(shelf, before, swapped) == []
    elsewhere = replace(before.nodes[0].clips[0], film="f" * 64)
    assert events(shelf, before, with_node(before, 0, clips=(*before.nodes[0].clips, elsewhere))) == []


def test_a_scene_that_stays_elsewhere_in_the_story_is_neither_come_nor_gone(shelf: Any) -> None:
    before = loaded(shelf, shelf.sea[0], shelf.sea[0])
    assert events(shelf, before, with_node(before, 0, clips=())) == []


def test_edits_and_publishing_are_written_down(shelf: Any, recommending: Recommending) -> None:
    before = loaded(shelf, shelf.sea[0], shelf.sea[1])
    after = with_node(before, 0, clips=())
    assert recommending.note_edit("u", "s", before, after).kept == 1
    assert recommending.note_published("u", "s", after).kept == 1
    assert [(one.kind, one.scene_id, one.story_id) for one in shelf.library.catalog.events("u")] == [
        (EventKind.REMOVED, shelf.sea[0], "story"),
        (EventKind.PUBLISHED, shelf.sea[1], "story"),
    ]
