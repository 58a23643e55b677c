"""What can be wrong with a story or with the text it is written from."""

from typing import TYPE_CHECKING

from library.errors import GallaeError, StaleRevision

if TYPE_CHECKING:
    from story.history.difference import Difference


class StoryError(GallaeError):
    """A story cannot be read, changed or drafted as asked."""


class StoryFileError(StoryError):
    """A file that should hold a story does not hold one that this version can read."""


class ExpressionError(StoryError):
    """A condition or an assignment cannot be read.

    Args:
        text: The whole of it; a message shows its beginning.
        column: Where it goes wrong; the first character has 1.
        reason: What is wrong there, without a full stop.
        remedy: What to do about it.

    Attributes:
        column: As above.
        reason: As above.
    """

    def __init__(self, text: str, column: int, reason: str, remedy: str = "") -> None:
        shown = ascii(text[:40])[1:-1] if not text[:40].isprintable() else text[:40]
        super().__init__(f"“{shown}{'…' * (len(text) > 40)}”: column {column}: {reason}.", remedy)
        self.column = column
        self.reason = reason


class StaleStory(StaleRevision):
    """A story was to be saved that was changed meanwhile.

    Args:
        message: What was wrong.
        remedy: What to do about it.
        difference: What was changed meanwhile or, where nobody wrote that down, what saving would have changed.

    Attributes:
        difference: As above.
    """

    def __init__(self, message: str, remedy: str, difference: "Difference") -> None:
        super().__init__(message, remedy)
        self.difference = difference
