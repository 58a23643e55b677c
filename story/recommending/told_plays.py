"""Reads what viewers did from a file of JSON lines: a player's moments, xAPI statements, or events as we write them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from library.catalog.event import Event, EventKind

LONGEST_LINE = 100_000
_OWN = "urn:gallae:extension:"
_SESSION = "https://w3id.org/xapi/video/extensions/session-id"
_SEGMENTS = "https://w3id.org/xapi/video/extensions/played-segments"
_OBJECT = re.compile(r"urn:gallae:story:([^:]+)(?::node:(.+))?")
_BY_ITSELF = frozenset({"automatic", "default", "time", "timeout"})


@dataclass(frozen=True)
class Moment:
    """A viewer watched a piece of a node, or chose where to go on.

    Attributes:
        user: A name of the viewer, or `""` where the file says none.
        session: The play.
        story_id: The story.
        node: The node that was watched, or at which was chosen.
        choice: The choice that was taken, or `""` for watching.
        from_ms: What was watched, in ms of the node's own time.
        to_ms: Where that ends.
        at: When, or `None`.
    """

    user: str
    session: str
    story_id: str
    node: str
    choice: str = ""
    from_ms: int = 0
    to_ms: int = 0
    at: datetime | None = None


@dataclass(frozen=True)
class Unread:
    """A line that cannot be read: its number, from 1."""

    line: int


def read_lines(lines: Iterable[str]) -> Iterator[Moment | Event | Unread]:
    """Yield what lines of JSON say; lines that say nothing of watching or choosing are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            found = _read(line) if len(line) <= LONGEST_LINE else Unread(number)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError):
            found = Unread(number)
        if found is not None:
            yield found


def _read(line: str) -> Moment | Event | None:
    told = json.loads(line)
    if "verb" in told:
        return _statement(told)
    if "event" in told:
        return _moment(told)
    return Event(
        user=str(told["user"]),
        session=str(told["session"]),
        kind=EventKind(told["kind"]),
        scene_id=told.get("scene_id"),
        story_id=told.get("story_id"),
        details=dict(told.get("details") or {}),
        happened_at=_time(told.get("happened_at")),
    )


def _moment(told: Mapping[str, Any]) -> Moment | None:
    """Read a moment as the player keeps it."""
    event = told["event"]
    where = ("", str(told["play"]), str(told["story"]))
    if event == "watched":
        span = (int(told["from_ms"]), int(told["to_ms"]))
        return Moment(*where, str(told["node"]), "", *span, _time(told.get("at")))
    if event == "chosen" and told.get("by") not in _BY_ITSELF:
        return Moment(*where, str(told["node"]), str(told["choice"]), at=_time(told.get("at")))
    return None


def _statement(told: Mapping[str, Any]) -> Moment | None:
    """Read an xAPI statement: the video profile's `paused` for watching, `answered` for choosing."""
    verb = str(told["verb"]["id"]).rpartition("/")[2]
    place = _OBJECT.fullmatch(str(told["object"]["id"]))
    if place is None or verb not in ("paused", "answered"):
        return None
    outcome = told.get("result") or {}
    more = outcome.get("extensions") or {}
    user = str(((told.get("actor") or {}).get("account") or {}).get("name") or "")
    session = str(told["context"]["extensions"][_SESSION])
    at = _time(told.get("timestamp"))
    if verb == "answered":
        if more.get(f"{_OWN}by") in _BY_ITSELF:
            return None
        return Moment(user, session, place[1], str(place[2] or ""), str(outcome["response"]), at=at)
    start, end = (round(float(time) * 1000) for time in str(more[_SEGMENTS]).split("[,]")[-1].split("[.]"))
    return Moment(user, session, place[1], str(more[f"{_OWN}node"]), "", start, end, at)


def _time(text: Any) -> datetime | None:
    return None if text is None else datetime.fromisoformat(str(text))
