"""Looks at events before they are written down: they come from browsers and files, whose clocks and numbers err."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from math import isfinite
from typing import Any

from library.catalog.event import Event, EventKind, Mending, Refusal

AHEAD = timedelta(minutes=5)
"""A clock may be ahead of ours by so much."""

OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
"""An event from before this has no time at all: its clock was never set."""

LONGEST_SECONDS = 86_400.0
LONGEST_NAME = 64
LONGEST_DETAILS = 4_000
MOST_A_DAY = 20_000
"""Events of one person in one day: more is a program that went wrong."""

_KINDS = frozenset(EventKind)


@dataclass
class EventCheck:
    """Takes events one by one, in the order in which they came.

    Attributes:
        now: When they came (UTC).
        scenes: Those of the events' scenes that are in the library.
        opted_out: Those of the people who do not want to be recorded.
        last: The last moment of each sitting so far, by person and session.
        days: How many events of each person there are a day already.
        refused, mended: What was said of those seen so far.
    """

    now: datetime
    scenes: Collection[int]
    opted_out: Collection[str]
    last: dict[tuple[str, str], datetime] = field(default_factory=dict)
    days: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[Refusal] = field(default_factory=Counter)
    mended: Counter[Mending] = field(default_factory=Counter)

    def taken(self, events: Iterable[Event]) -> list[dict[str, Any]]:
        """Return the rows of those that can be taken."""
        return [row for event in events if (row := self._row(event)) is not None]

    def _row(self, event: Event) -> dict[str, Any] | None:
        refusal = refusal_of(event, self.scenes, self.opted_out)
        moment = self._moment(event)
        day = (event.user, moment.date().isoformat())
        if refusal is None and self.days[day] >= MOST_A_DAY:
            refusal = Refusal.TOO_MANY
        if refusal is not None:
            self.refused[refusal] += 1
            return None
        self.days[day] += 1
        self.last[event.user, event.session] = moment
        self.mended.update(_mendings(event, moment, self.now))
        details = bounded_details(event.details)
        return {**vars(event), "kind": str(event.kind), "details": details, "happened_at": moment}

    def clock(self, event: Event) -> datetime:
        """Return when an event happened by its own clock, or now if that is ahead of ours or was never set."""
        given = _as_utc(event.happened_at) or self.now
        return self.now if _is_unset(given, self.now) else given

    def _moment(self, event: Event) -> datetime:
        """Return when an event happened, which is not before the one before it in its sitting."""
        moment = self.clock(event)
        return max(moment, self.last.get((event.user, event.session), moment))


def refusal_of(event: Event, scenes: Collection[int], opted_out: Collection[str]) -> Refusal | None:
    """Return why an event cannot be taken, or `None` if it can."""
    if not _is_name(event.user):
        return Refusal.NO_USER
    if event.user in opted_out:
        return Refusal.OPTED_OUT
    if not _is_name(event.session):
        return Refusal.NO_SESSION
    if event.kind not in _KINDS:
        return Refusal.UNKNOWN_KIND
    unknown = event.scene_id not in scenes
    if unknown and (event.scene_id is not None or EventKind(event.kind).needs_scene):
        return Refusal.UNKNOWN_SCENE
    well = _are_plain(event.details) and (event.story_id is None or _is_name(event.story_id))
    return None if well else Refusal.BAD_DETAILS


def bounded_details(details: Mapping[str, Any]) -> dict[str, Any]:
    """Return details whose seconds are no more than a day's, nor than there are of what was seen."""
    most = min(LONGEST_SECONDS, _seconds(details.get("of")) or LONGEST_SECONDS)
    bounded = dict(details)
    if (seconds := _seconds(details.get("seconds"))) is not None:
        bounded["seconds"] = min(seconds, most)
    return bounded


def _mendings(event: Event, moment: datetime, now: datetime) -> list[Mending]:
    found = []
    given = _as_utc(event.happened_at)
    if given is not None and given != moment:
        found.append(Mending.CLOCK_UNSET if _is_unset(given, now) else Mending.CLOCK_BACK)
    if bounded_details(event.details) != dict(event.details):
        found.append(Mending.TOO_LONG)
    return found


def _is_unset(moment: datetime, now: datetime) -> bool:
    return moment > now + AHEAD or moment < OLDEST


def _as_utc(moment: datetime | None) -> datetime | None:
    if moment is None:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError:  # the year 1 or 9999, in a zone that lies beyond it
        return moment.replace(tzinfo=UTC)


def _is_name(text: object) -> bool:
    return (
        isinstance(text, str) and 0 < len(text) <= LONGEST_NAME and text.isprintable() and bool(text.strip())
    )


def _are_plain(details: Mapping[str, Any]) -> bool:
    """Say whether details can be kept as JSON, and times and places in them are numbers that can be."""
    try:
        written = json.dumps(dict(details), allow_nan=False)
        written.encode("utf-8")
    except (TypeError, ValueError, RecursionError):
        return False
    numbers = (details[name] for name in ("seconds", "of", "position") if name in details)
    return len(written) <= LONGEST_DETAILS and all(_seconds(number) is not None for number in numbers)


def _seconds(value: object) -> float | None:
    """Return a number of seconds that can be, else `None`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isfinite(value) and value >= 0 else None
