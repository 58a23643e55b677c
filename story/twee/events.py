"""What the source of a passage says, piece by piece, in words that all story formats share."""

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True)
class Words:
    """Prose; `verbatim` if no markup counts in it."""

    text: str
    at: int
    verbatim: bool = False


@dataclass(frozen=True)
class Unknown:
    """Source that is not understood."""

    source: str
    at: int


@dataclass(frozen=True)
class Way:
    """A link, or a jump that asks nobody (`automatic`)."""

    label: str
    target: str
    at: int
    setter: str = ""
    automatic: bool = False
    source: str = ""


@dataclass(frozen=True)
class Assign:
    """Assignments, as they are written; `rule` is the condition under which they are made, or `""`."""

    assignments: str
    at: int
    source: str = ""
    rule: str = ""


@dataclass(frozen=True)
class Branch:
    """The beginning of a branch: `if` and `unless` begin a chain, `elseif` and `else` go on with the last one."""

    kind: str
    condition: str
    at: int
    source: str = ""


@dataclass(frozen=True)
class LinkBody:
    """The beginning of what happens when a link is followed; `target` is `""` if a jump inside says it."""

    label: str
    target: str
    at: int
    source: str = ""


@dataclass(frozen=True)
class End:
    """The end of the branch or link body that was begun last."""

    at: int
    source: str = ""


Event: TypeAlias = "Words | Unknown | Way | Assign | Branch | LinkBody | End"
