"""How one piece of a film is to look and sound, as an encoder needs to know it."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from creator.source import Piece
from story.treatment import AS_IT_IS, Treatment


@dataclass(frozen=True)
class Lead:
    """The end of the clip before, from which a clip crossfades.

    Attributes:
        piece: Its frames.
        look: How they look and sound.
    """

    piece: Piece
    look: "Look"


@dataclass(frozen=True)
class Look:
    """How a piece looks and sounds; one that is made without arguments is the film as it is.

    Attributes:
        treatment: As the story says.
        gain_db: What is added to its volume, so that clips of a story are equally loud.
        title: A picture of the frame's size that is laid over the first seconds, or `None`.
        lead: What it crossfades from, or `None`.
        goes_on: Whether the next clip crossfades from it, so that its sound must not end here.
    """

    treatment: Treatment = AS_IT_IS
    gain_db: float = 0.0
    title: Path | None = None
    lead: Lead | None = None
    goes_on: bool = False

    @property
    def speed(self) -> Fraction:
        """How many times as fast it plays."""
        return Fraction(self.treatment.speed).limit_denominator(1000)

    @property
    def keeps_pictures(self) -> bool:
        """Whether every picture stays as it is, where the frame's size is the film's: only sound may change."""
        treatment = self.treatment
        faded = treatment.fade_in_ms or treatment.fade_out_ms
        return treatment.speed == 1 and not faded and self.title is None and self.lead is None


PLAIN = Look()
"""The film as it is."""
