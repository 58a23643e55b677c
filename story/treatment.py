"""How a clip is shown: its speed, sound, fades, fit and title. Times are integer milliseconds as played."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SLOWEST, FASTEST = 0.25, 4.0
QUIETEST_DB, LOUDEST_DB = -60.0, 20.0


class Fit(StrEnum):
    """How a picture of another ratio comes into the story's frame."""

    PAD = "pad"
    CROP = "crop"
    BLUR = "blur"


@dataclass(frozen=True)
class Treatment:
    """How a clip is shown; one that is made without arguments shows it as it is.

    Attributes:
        speed: How many times as fast it plays, from `SLOWEST` to `FASTEST`; voices keep their pitch.
        volume_db: By how much it is louder than the story's other clips, from `QUIETEST_DB` to `LOUDEST_DB`.
        muted: Whether it is silent.
        fade_in_ms: For how long picture and sound come up from nothing.
        fade_out_ms: For how long they go down to nothing.
        crossfade_ms: For how long it and the clip before it in the node show together; see `story.model.overlap_ms`.
        fit: Whether a picture of another ratio gets black bars, is cropped, or gets bars of its own blurred picture.
        title: What is written over its first seconds, by language.
    """

    speed: float = 1.0
    volume_db: float = 0.0
    muted: bool = False
    fade_in_ms: int = 0
    fade_out_ms: int = 0
    crossfade_ms: int = 0
    fit: Fit = Fit.PAD
    # Left out of the hash, since a mapping has none; clips are keys where footage is counted.
    title: Mapping[str, str] = field(default_factory=dict, hash=False)


AS_IT_IS = Treatment()
"""The treatment that changes nothing."""
