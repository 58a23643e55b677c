"""What a person did, as a record, and what is said of events that cannot be taken as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class EventKind(StrEnum):
    """What was done. `watched` and `chosen` are a viewer's, all others a creator's."""

    SHOWN = "shown"
    OPENED = "opened"
    PREVIEWED = "previewed"
    ADDED = "added"
    REMOVED = "removed"
    TRIMMED = "trimmed"
    PUBLISHED = "published"
    LIKED = "liked"
    NOT_FOR_ME = "not_for_me"
    WATCHED = "watched"
    CHOSEN = "chosen"

    @property
    def needs_scene(self) -> bool:
        """Whether it says nothing without a scene."""
        return self not in (EventKind.PUBLISHED, EventKind.CHOSEN)


class Refusal(StrEnum):
    """Why an event was not taken."""

    NO_USER = "no user"
    NO_SESSION = "no session"
    UNKNOWN_KIND = "unknown kind"
    UNKNOWN_SCENE = "unknown scene"
    BAD_DETAILS = "details that are no plain values"
    TOO_MANY = "too many of one person in a day"
    OPTED_OUT = "the person does not want to be recorded"


class Mending(StrEnum):
    """What was changed in an event so that it could be taken."""

    CLOCK_UNSET = "a clock ahead of ours, or never set: noted as now"
    CLOCK_BACK = "a clock that went back: noted as no earlier than the event before it"
    TOO_LONG = "more seconds than there are: cut down"


@dataclass(frozen=True)
class Event:
    """Something a person did.

    Attributes:
        user: A pseudonym (`library.pseudonym`).
        session: What this person did in one sitting shares it.
        kind: One of `EventKind`.
        scene_id: The scene it was done with, if any.
        story_id: The story it was done in, if any.
        details: More, as plain JSON values: `seconds` of `of` seconds previewed or watched, `position` in a list
            (from 0), `survey`.
        happened_at: When (UTC; one without a time zone is taken as UTC); `None` means now.
    """

    user: str
    session: str
    kind: str
    scene_id: int | None = None
    story_id: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    happened_at: datetime | None = None


@dataclass(frozen=True)
class Noted:
    """What became of a batch of events.

    Attributes:
        kept: How many were written down.
        refused: How many were not, by reason.
        mended: How many were written down changed, by what was changed.
    """

    kept: int = 0
    refused: Mapping[Refusal, int] = field(default_factory=dict)
    mended: Mapping[Mending, int] = field(default_factory=dict)

    def told(self) -> tuple[str, ...]:
        """Return a line for each thing that a person should know, such as `refused 3: unknown scene`."""
        refused = [f"refused {count}: {reason.value}" for reason, count in self.refused.items()]
        return (*refused, *(f"changed {count}: {what.value}" for what, count in self.mended.items()))
