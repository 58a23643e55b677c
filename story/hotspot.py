"""Where on the picture a choice lies: a rectangle that can move, given by key frames."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HotspotFrame:
    """A rectangle at one moment; between two moments it moves evenly from one to the other.

    Before the first moment it lies as at the first, after the last as at the last.

    Attributes:
        at_ms: The moment, in ms of the node's own time.
        left, top, width, height: In per cent of the picture, 0 to 100, and inside the picture.
    """

    at_ms: int
    left: float
    top: float
    width: float
    height: float
