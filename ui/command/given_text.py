"""A longer text on the command line: itself, in a file, or on standard input."""

import sys
from pathlib import Path

_LONGEST_NAME = 1000  # bytes; what is longer is no file's name but the text itself


def given_text(text: str) -> str:
    """Return a text, what is in the file of that name, or, for `-`, what comes on standard input.

    Raises:
        StoryError: The file holds no text.
    """
    if text == "-":
        return sys.stdin.read()
    if "\n" in text or len(text.encode()) > _LONGEST_NAME or not Path(text).is_file():
        return text
    from indexing.text_file import decoded
    from story.errors import StoryError

    content = decoded(Path(text).read_bytes())
    if content is None:
        raise StoryError(f"{text}: not a text file.", "Give the synopsis as plain text.")
    return content
