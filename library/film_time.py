"""Film time: exact, counted from the moment at which a player shows 0:00.

A film's frames carry integer presentation times (PTS) in the time base of their stream, and those need not
start at zero. `FilmClock` turns them into exact seconds and back. All intervals are half-open, `[start, end)`.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import floor


@dataclass(frozen=True)
class FilmClock:
    """Converts between a video stream's PTS and film time.

    Attributes:
        time_base: Seconds per PTS tick, for instance 1/90000.
        origin: Seconds on the stream's own axis that are 0:00 of film time (the earliest start of any stream).
    """

    time_base: Fraction
    origin: Fraction = Fraction(0)

    def seconds(self, pts: int) -> Fraction:
        """Return the film time of a PTS, in exact seconds."""
        return pts * self.time_base - self.origin

    def pts(self, seconds: Fraction) -> int:
        """Return the last PTS that is not after `seconds` of film time."""
        return floor((seconds + self.origin) / self.time_base)


def milliseconds(seconds: Fraction) -> int:
    """Return film time in whole milliseconds, rounded down.

    Rounding both ends of an interval down keeps exactly its frames: a frame at 41.6667 s is in `[41666, …)` and
    not in `[…, 41666)`; rounding to the nearest would lose it on one side and show it twice on the other.
    """
    return floor(seconds * 1000)


def clock_text(seconds: Fraction) -> str:
    """Return `m:ss` or `h:mm:ss` for people to read, for instance `1:05` or `1:02:03`."""
    whole = floor(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
