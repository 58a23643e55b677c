"""A line of a subtitle file as its format gives it, before marks are taken off."""

from dataclasses import dataclass

LONGEST_MS = 48 * 3_600_000
"""No film is longer: a time beyond it is a mistake."""

MOST_LINES = 100_000
"""More lines than any film has; what follows them is left out."""


@dataclass(frozen=True)
class Line:
    r"""A line with its marks.

    Attributes:
        start_ms, end_ms: In the film's time, in milliseconds.
        marked: Text with tags (`<i>`, `{\an8}`, `<v Name>`) and `\n` between rows.
        speaker: Who says it if the format has a field for that.
        language: BCP 47 code if the format says so for this line, else `""`.
        sound: Whether the format says that this line tells a sound.
    """

    start_ms: int
    end_ms: int
    marked: str
    speaker: str = ""
    language: str = ""
    sound: bool = False
