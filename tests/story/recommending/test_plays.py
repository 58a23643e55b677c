"""Viewers' plays: what a player or an exchange format tells becomes history of the scenes that were seen."""

import json
from typing import Any

import pytest

from library.catalog.event import Event, EventKind
from library.pseudonym import pseudonym
from story.recommending.plays import TakenIn, spans, take_in
from story.recommending.service import Recommending, Wish
from story.recommending.told_plays import LONGEST_LINE

SESSION = "https://w3id.org/xapi/video/extensions/session-id"
SEGMENTS = "https://w3id.org/xapi/video/extensions/played-segments"
AT = "2026-05-01T10:00:00.000Z"


def taken(shelf: Any, *told: Any, viewer: str = "somebody") -> TakenIn:
    lines = [one if isinstance(one, str) else json.dumps(one) for one in told]
    return take_in(shelf.library.catalog, lines, viewer)


def events(shelf: Any, name: str = "somebody") -> list[Event]:
    return list(shelf.library.catalog.events(pseudonym(shelf.library.catalog, name)))


def moment(event: str, **more: Any) -> dict[str, Any]:
    return {"v": 1, "story": "story", "play": "play-1", "at": AT, "event": event, **more}


def statement(verb: str, place: str, result: dict[str, Any], actor: str = "viewer-7") -> dict[str, Any]:
    return {
        "actor": {"account": {"homePage": "https://example.org", "name": actor}},
        "verb": {"id": verb},
        "object": {"id": place},
        "context": {"extensions": {SESSION: "play-1"}},
        "result": result,
        "timestamp": AT,
    }


def test_what_a_player_kept_becomes_history(shelf: Any) -> None:
    shelf.story(shelf.sea[0], shelf.town[1])
    done = taken(
        shelf,
        moment("started"),
        moment("entered", node="n0"),
        moment("watched", node="n0", from_ms=2_000, to_ms=9_500, duration_ms=10_000),
        moment("shown", node="n0", choices=["c0"], limit_ms=None),
        moment("chosen", node="n0", choice="c0", by="viewer", reaction_ms=900),
        moment("chosen", node="n0", choice="c0", by="default", reaction_ms=None),
        moment("ended", node="n1", kind="good"),
    )
    assert (done.noted.kept, done.unread, done.of_unknown) == (2, 0, 0)
    watched, chosen = events(shelf)
    assert (watched.kind, watched.scene_id, watched.details) == (
        EventKind.WATCHED,
        shelf.sea[0],
        {"seconds": 7.5, "of": 10.0},
    )
    assert (chosen.kind, chosen.scene_id, chosen.story_id) == (EventKind.CHOSEN, shelf.town[1], "story")


def test_statements_become_the_same_history_each_of_its_own_actor(shelf: Any) -> None:
    shelf.story(shelf.sea[0], shelf.town[1])
    own = "urn:gallae:extension:"
    watched = {"extensions": {SEGMENTS: "0.000[.]4.000", f"{own}node": "n0"}}
    chosen = {"response": "c0", "extensions": {f"{own}by": "viewer"}}
    verbs = "http://adlnet.gov/expapi/verbs/"
    done = taken(
        shelf,
        statement(f"{verbs}initialized", "urn:gallae:story:story", {}),
        statement("https://w3id.org/xapi/video/verbs/paused", "urn:gallae:story:story", watched),
        statement(f"{verbs}answered", "urn:gallae:story:story:node:n0", chosen, actor="viewer-8"),
    )
    assert done.noted.kept == 2 and done.unread == 0
    assert [one.details for one in events(shelf, "viewer-7")] == [{"seconds": 4.0, "of": 10.0}]
    assert [one.kind for one in events(shelf, "viewer-8")] == [EventKind.CHOSEN]


def test_an_export_can_be_taken_in_elsewhere(shelf: Any) -> None:
    shelf.did("p-0123456789abcdef", EventKind.ADDED, shelf.sea[0], details={"position": 3})
    catalog = shelf.library.catalog
    lines = [json.dumps(one) for one in catalog.told_events("p-0123456789abcdef")]
    before = catalog.events("p-0123456789abcdef")
    catalog.forget_person("p-0123456789abcdef")
    assert take_in(catalog, lines, "nobody").noted.kept == 1
    assert catalog.events("p-0123456789abcdef") == before


def test_the_same_file_again_changes_nothing(shelf: Any) -> None:
    shelf.story(shelf.sea[0], shelf.town[1])
    line = moment("watched", node="n0", from_ms=0, to_ms=5_000)
    assert taken(shelf, line, line).again == 1
    again = taken(shelf, line)
    assert (again.noted.kept, again.again) == (0, 1) and len(events(shelf)) == 1
    assert again.told() == ("1 taken in before: not taken again",)


@pytest.mark.parametrize(
    "line",
    [
        "no json",
        "[1, 2]",
        "null",
        '"verb"',
        "{}",
        "[" * 5000,
        '{"user": "u", "session": "s", "kind": "stares"}',
        '{"event": "watched", "play": "p", "story": "story"}',
        '{"event": "watched", "play": "p", "story": "story", "node": "n0", "from_ms": NaN, "to_ms": 1}',
        '{"event": "watched", "play": "p", "story": "story", "node": "n0", "from_ms": 0, "to_ms": 1e999}',
        '{"event": "watched", "play": "p", "story": "s", "node": "n", "from_ms": 0, "to_ms": 1, "at": "soon"}',
        '{"verb": {"id": 3}, "object": {"id": "urn:gallae:story:story"}}' + " " * LONGEST_LINE,
        '{"verb": {"id": "x/paused"}, "object": {"id": "urn:gallae:story:story"}, "context": []}',
    ],
)
def test_a_line_that_cannot_be_read_is_counted_and_the_others_are_taken(shelf: Any, line: str) -> None:
    shelf.story(shelf.sea[0], shelf.town[1])
    done = taken(shelf, line, moment("watched", node="n0", from_ms=0, to_ms=5_000))
    assert (done.unread, done.noted.kept) == (1, 1)


@pytest.mark.parametrize(
    "changes", [{"story": "other"}, {"node": "n9"}, {"event": "chosen", "choice": "c9", "by": "viewer"}]
)
def test_moments_of_what_the_library_does_not_have_are_counted(shelf: Any, changes: dict[str, Any]) -> None:
    shelf.story(shelf.sea[0], shelf.town[1])
    done = taken(shelf, {**moment("watched", node="n0", from_ms=0, to_ms=5_000), **changes})
    assert (done.of_unknown, done.noted.kept) == (1, 0)


def test_several_clips_of_a_node_are_told_apart_by_time(shelf: Any) -> None:
    from dataclasses import replace

    from story.history.shelf import StoryShelf

    name = shelf.story(shelf.sea[0])
    story, _ = StoryShelf(shelf.library.catalog).load(name)
    node = replace(story.nodes[0], clips=(shelf.clip(shelf.sea[0]), shelf.clip(shelf.town[2])))
    StoryShelf(shelf.library.catalog).save(replace(story, nodes=(node,)))
    assert spans(node) == [(0, 10_000), (10_000, 20_000)]
    taken(shelf, moment("watched", node="n0", from_ms=8_000, to_ms=16_000))
    assert [(one.scene_id, one.details["seconds"]) for one in events(shelf)] == [
        (shelf.sea[0], 2.0),
        (shelf.town[2], 6.0),
    ]


def test_what_viewers_watched_is_recommended_from(shelf: Any, recommending: Recommending) -> None:
    shelf.story(shelf.sea[0], shelf.town[1])
    taken(shelf, moment("watched", node="n0", from_ms=0, to_ms=10_000))
    user = pseudonym(shelf.library.catalog, "somebody")
    assert recommending.recommend(Wish(user, limit=5)).scenes[0].hit.scene.id in shelf.sea
