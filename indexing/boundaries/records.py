"""What a boundary is, and what every detector of boundaries offers."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from indexing.boundaries.signals import Signals
from indexing.small_pictures import Pictures


class BoundaryKind(StrEnum):
    """How one shot gives way to the next."""

    CUT = "cut"
    FADE = "fade"
    DISSOLVE = "dissolve"
    WIPE = "wipe"


@dataclass(frozen=True)
class Boundary:
    """Where two shots meet, in numbers of the film's pictures (from 0).

    Attributes:
        start: The first picture that does not belong to the old shot alone.
        end: The first picture that belongs to the new shot alone; a cut has `start == end`.
        kind: How the shots give way to each other.
        score: How sure the detector is, 0 to 1; it draws its line at about 0.5.
        split: The picture at which the new shot is taken to begin; by default the middle of the interval.
    """

    start: int
    end: int
    kind: BoundaryKind
    score: float
    split: int = -1

    def __post_init__(self) -> None:
        if self.split < 0:
            object.__setattr__(self, "split", (self.start + self.end) // 2)


class BoundaryDetector(Protocol):
    """Finds the boundaries of a film that is read once."""

    def see(self, pictures: Pictures, signals: Signals) -> None:
        """Look at pictures that nobody will keep; `signals` are those of all pictures up to these."""

    def boundaries(self, signals: Signals) -> list[Boundary]:
        """Return what was found in the whole film, in order."""
