"""Reads viewing data as the player writes it: one JSON object a line, each of which may be wrong or hostile."""

import json
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from creator.errors import CreatorError

VERSION = 1
LONGEST_LINE = 20_000
"""Bytes of a line; a longer one is no event of a player."""

LONGEST_NAME = 200
LONGEST_MS = 24 * 3600 * 1000

EVENTS: Mapping[str, tuple[str, ...]] = {
    "started": (),
    "entered": ("node",),
    "shown": ("node",),
    "chosen": ("node", "choice", "by"),
    "watched": ("node", "from_ms", "to_ms"),
    "ended": ("node",),
    "gone": ("node",),
}
"""What each event must say."""

BY = frozenset({"viewer", "default", "automatic"})


class NoViewingData(CreatorError):
    """A file of events cannot be read, or holds nothing that can be counted."""


class _Wrong(ValueError):
    """A line is no event; the text says why."""


@dataclass(frozen=True)
class Moment:
    """One thing that happened in one play.

    Attributes:
        story, play: Which story, and which of its plays.
        event: One of `EVENTS`.
        node, choice: Where, and which; `""` where the event has none.
        by: Who chose: `viewer`, `default` or `automatic`; else `""`.
        reaction_ms: From the moment at which a choice was offered until it was taken by the viewer.
        from_ms, to_ms: What of the node was watched.
    """

    story: str
    play: str
    event: str
    node: str = ""
    choice: str = ""
    by: str = ""
    reaction_ms: float | None = None
    from_ms: float = 0
    to_ms: float = 0


@dataclass
class Refused:
    """How many lines were refused, by what was wrong with them, and how many came twice.

    Attributes:
        reasons: Lines by reason.
        repeated: Lines that say what an earlier line says, word for word; they count once.
    """

    reasons: Counter[str] = field(default_factory=Counter)
    repeated: int = 0

    @property
    def lines(self) -> int:
        """How many lines were refused."""
        return self.reasons.total()


def read_moments(file: Path, refused: Refused) -> Iterator[Moment]:
    """Yield the events of a file; lines that are none are counted in `refused`.

    Raises:
        NoViewingData: The file cannot be read.
    """
    seen: set[bytes] = set()
    try:
        with file.open("rb") as source:
            for line in _lines(source, refused):
                if line in seen:
                    refused.repeated += 1
                    continue
                seen.add(line)
                try:
                    yield moment_of(line)
                except _Wrong as wrong:
                    refused.reasons[str(wrong)] += 1
    except OSError as error:
        remedy = "Give the file events.jsonl that a viewer saved from the player."
        raise NoViewingData(f"{file}: {error.strerror or error}.", remedy) from error


def _lines(source: BinaryIO, refused: Refused) -> Iterator[bytes]:
    """Yield lines that are not empty; of one that is too long nothing is kept."""
    while line := source.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            refused.reasons["it is too long"] += 1
            while line and not line.endswith(b"\n"):
                line = source.readline(LONGEST_LINE + 1)
        elif line.strip():
            yield line.strip()


def moment_of(line: bytes) -> Moment:
    """Return the event that a line tells; raises `_Wrong` with the reason if it tells none."""
    try:
        value = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise _Wrong("it is not JSON") from error
    if not isinstance(value, dict):
        raise _Wrong("it is not an object")
    if isinstance(value.get("v"), bool) or value.get("v") != VERSION:
        raise _Wrong(f"it is not of version {VERSION}")
    event = value.get("event")
    if not isinstance(event, str) or event not in EVENTS:
        raise _Wrong("its event is not known")
    told = {name: value.get(name) for name in ("story", "play", *EVENTS[event])}
    reaction = value.get("reaction_ms") if event == "chosen" else None
    moment = Moment(
        story=_name(told["story"], "story"),
        play=_name(told["play"], "play"),
        event=event,
        node=_name(told["node"], "node") if "node" in told else "",
        choice=_name(told["choice"], "choice") if "choice" in told else "",
        by=_by(told["by"], "by") if "by" in told else "",
        reaction_ms=None if reaction is None else _milliseconds(reaction, "reaction_ms"),
        from_ms=_milliseconds(told["from_ms"], "from_ms") if "from_ms" in told else 0,
        to_ms=_milliseconds(told["to_ms"], "to_ms") if "to_ms" in told else 0,
    )
    if moment.to_ms < moment.from_ms:
        raise _Wrong("to_ms comes before from_ms")
    return moment


def _name(value: object, name: str) -> str:
    if not isinstance(value, str) or not value or len(value) > LONGEST_NAME or not value.isprintable():
        raise _Wrong(f"{name} is not a name")
    return value


def _by(value: object, name: str) -> str:
    if not isinstance(value, str) or value not in BY:
        raise _Wrong(f"{name} is not one of {', '.join(sorted(BY))}")
    return value


def _milliseconds(value: object, name: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _Wrong(f"{name} is not a number")
    if not math.isfinite(value) or not 0 <= value <= LONGEST_MS:
        raise _Wrong(f"{name} is not between 0 and a day")
    return value
