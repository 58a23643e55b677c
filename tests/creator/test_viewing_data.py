"""Events of plays that are known by heart are counted; lines that are no events are refused, counted and explained."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from creator.analysis.moments import LONGEST_LINE, Moment, NoViewingData, Refused, read_moments
from creator.analysis.summary import Reactions, analysed
from story.model import Choice, Ending, Node, Story

STORY = Story(
    *("s1", "Two ways", "en", "hall"),
    (Node("hall", "The hall"), Node("room", "The room", ending=Ending({"en": "Home"})), Node("yard", "The yard")),
    (
        Choice("in", "hall", "room", {"en": "Go in"}, 0, default=True),
        Choice("out", "hall", "yard", {"en": "Go out"}, 1),
        Choice("never", "yard", "hall", {"en": "Turn back"}),
    ),
)  # fmt: skip

A_DAY = "is not between 0 and a day"
WATCHED = b'{"v":1,"story":"s1","play":"p","event":"watched","node":"hall","from_ms":0,"to_ms":'


def line(play: str, event: str, **more: Any) -> dict[str, Any]:
    return {"v": 1, "story": "s1", "play": play, "at": "2026-01-01T00:00:00.000Z", "event": event, **more}


def played(
    play: str, choice: str, reaction: int | None, watched: int, by: str = "viewer"
) -> list[dict[str, Any]]:
    """One play: the hall, a choice, and for the default way an ending."""
    first = [line(play, "started"), line(play, "entered", node="hall")]
    first.append(line(play, "shown", node="hall", choices=["in", "out"], limit_ms=5000))
    first.append(line(play, "chosen", node="hall", choice=choice, by=by, reaction_ms=reaction))
    first.append(line(play, "watched", node="hall", from_ms=0, to_ms=watched, duration_ms=4000))
    return [*first, line(play, "ended", node="room", kind="neutral")] if choice == "in" else first


PLAYS = [
    *played("p1", "in", 1000, 4000),
    *played("p2", "in", 2000, 4000),
    *played("p3", "in", 4000, 2500),
    *played("p4", "in", None, 4000, by="default"),
    *played("p5", "out", 500, 1000),
]


def file_of(tmp_path: Path, lines: Iterable[object]) -> Path:
    file = tmp_path / "events.jsonl"
    texts = [one if isinstance(one, bytes) else json.dumps(one).encode() for one in lines]
    file.write_bytes(b"\n".join(texts) + b"\n")
    return file


def test_choices_reactions_seconds_and_endings_are_counted(tmp_path: Path) -> None:
    refused = Refused()
    found = analysed(read_moments(file_of(tmp_path, PLAYS), refused), refused, STORY)
    assert (found.story, found.plays, found.unfinished, refused.lines) == ("s1", 5, 1, 0)
    edges = {edge.choice: edge for edge in found.edges}
    assert (edges["in"].viewer, edges["in"].default, edges["in"].taken, edges["in"].share) == (3, 1, 4, 0.8)
    assert edges["in"].reactions == Reactions(3, 1500, 2000, 3000)
    assert (edges["out"].label, edges["out"].target, edges["out"].taken) == ("Go out", "yard", 1)
    assert (edges["never"].taken, edges["never"].share, edges["never"].reactions) == (0, 0.0, None)
    assert found.reactions == Reactions(4, 875, 1500, 2500)
    watching = {one.node: one for one in found.watching}
    assert watching["hall"].seconds == (5, 4, 4, 3)  # p5 left after one second, p3 during the third
    assert (watching["hall"].entered, watching["yard"].seconds) == (5, ())
    assert [(ended.title, ended.plays) for ended in found.endings] == [("Home", 4)]


@pytest.mark.parametrize(
    ("hostile", "reason"),
    [
        (b"", None),
        (b"{", "it is not JSON"),
        (b"\xff\xfe", "it is not JSON"),
        (b"[" * 9_000, "it is not JSON"),
        (b'{"v":' + b"9" * 5_000 + b"}", "it is not JSON"),
        (b'"' + b"x" * LONGEST_LINE + b'"', "it is too long"),
        ([1, 2], "it is not an object"),
        ({"v": True}, "it is not of version 1"),
        (line("p", "exploded"), "its event is not known"),
        (line("p", "entered"), "node is not a name"),
        (line("p", "entered", node="a\x1b[2Jb"), "node is not a name"),
        (line("p" * 201, "started"), "play is not a name"),
        (line("p", "chosen", node="hall", choice="in", by=["viewer"]), "by is not one of automatic, default, viewer"),
        (line("p", "chosen", node="hall", choice="in", by="viewer", reaction_ms=-1), f"reaction_ms {A_DAY}"),
        (line("p", "watched", node="hall", from_ms=0, to_ms="9"), "to_ms is not a number"),
        (WATCHED + b"NaN}", f"to_ms {A_DAY}"),
        (WATCHED + b"1e400}", f"to_ms {A_DAY}"),
        (line("p", "watched", node="hall", from_ms=9, to_ms=1), "to_ms comes before from_ms"),
        (line("p", "entered", node="cellar"), "the story has no such node"),
        (line("p", "chosen", node="room", choice="in", by="viewer"), "the node has no such choice"),
        ({**line("p", "started"), "story": "s2"}, "it is of another story"),
    ],
)  # fmt: skip
def test_a_hostile_line_is_refused_and_the_others_count(
    tmp_path: Path, hostile: object, reason: str | None
) -> None:
    refused = Refused()
    file = file_of(tmp_path, [*PLAYS[:3], hostile, *PLAYS[3:]])
    found = analysed(read_moments(file, refused), refused, STORY)
    assert found.plays == 5 and sum(edge.taken for edge in found.edges) == 5
    assert dict(refused.reasons) == ({reason: 1} if reason else {})


def test_what_was_saved_twice_counts_once(tmp_path: Path) -> None:
    refused = Refused()
    found = analysed(read_moments(file_of(tmp_path, [*PLAYS, *PLAYS]), refused), refused)
    assert found.plays == 5 and refused.repeated == len(PLAYS)
    assert {edge.choice: edge.taken for edge in found.edges} == {"in": 4, "out": 1}


def test_a_file_without_events_or_with_too_many_seconds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoViewingData, match="no event that can be counted"):
        analysed(read_moments(file_of(tmp_path, [b"nonsense"]), Refused()), Refused())
    with pytest.raises(NoViewingData, match="events of 2 stories"):
        analysed([Moment("s1", "p", "started"), Moment("s2", "p", "started")], Refused())
    day = [Moment("s1", "p", "watched", f"n{number}", to_ms=86_400_000) for number in range(100)]
    with pytest.raises(NoViewingData, match="more seconds"):
        analysed(day, Refused())
    with pytest.raises(NoViewingData, match="nowhere"):
        list(read_moments(tmp_path / "nowhere.jsonl", Refused()))
