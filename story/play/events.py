"""What happens while a story is walked, one record for each event; the player tells the same."""

from dataclasses import dataclass
from enum import StrEnum

from story.model import Choice, Ending, Window


class By(StrEnum):
    """Who took a choice."""

    VIEWER = "viewer"
    DEFAULT = "default"
    AUTOMATIC = "automatic"


@dataclass(frozen=True)
class Started:
    """The story begins."""


@dataclass(frozen=True)
class Entered:
    """A node begins to play."""

    node: str


@dataclass(frozen=True)
class Checkpointed:
    """The node that was entered is one to which a viewer can come back."""

    node: str


@dataclass(frozen=True)
class Offered:
    """The node offers choices, in order; the window says when, in ms of the node's own time."""

    choices: tuple[Choice, ...]
    window: Window


@dataclass(frozen=True)
class Chosen:
    """A choice was taken."""

    choice: str
    by: By


@dataclass(frozen=True)
class Returned:
    """A tunnel has ended at a node, and the story goes on where it comes back to."""

    node: str


@dataclass(frozen=True)
class Ended:
    """The story has ended at a node; `ending` is `None` where nothing leads on from a node that is no ending."""

    node: str
    ending: Ending | None


Event = Started | Entered | Checkpointed | Offered | Chosen | Returned | Ended


def event_document(event: Event) -> dict[str, object]:
    """Return an event as JSON values, as the player writes it."""
    match event:
        case Started():
            return {"event": "started"}
        case Entered(node):
            return {"event": "entered", "node": node}
        case Checkpointed(node):
            return {"event": "checkpoint", "node": node}
        case Offered(choices, window):
            return {
                "event": "offered",
                "choices": [choice.id for choice in choices],
                "window": {"opens_ms": window.opens_ms, "closes_ms": window.closes_ms},
            }
        case Chosen(choice, by):
            return {"event": "chosen", "choice": choice, "by": by.value}
        case Returned(node):
            return {"event": "returned", "node": node}
        case Ended(node, ending):
            return {"event": "ended", "node": node, "kind": ending.kind.value if ending else None}
