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
