"""A longer text on the command line: itself, in a file, or on standard input."""

import sys
from pathlib import Path

_LONGEST_NAME = 1000  # bytes; what is longer is no file's name but the text itself
_LARGEST_FILE = 4_000_000  # bytes; no synopsis or screenplay that is read is longer
_TEXT_FILES = (".txt", ".fountain", ".spmd", ".md")
_REMEDY = "Give the synopsis as plain text or as a Fountain file."


def given_text(text: str) -> str:
    """Return a text, what is in the file of that name, or, for `-`, what comes on standard input.

    Raises:
        StoryError: The file or what comes in is no text or too long; there is no file with that name.
    """
    if text == "-":
        return _decoded(sys.stdin.buffer.read(_LARGEST_FILE + 1), "Standard input")
    if not text.strip(". ") or "\n" in text or len(text.encode(errors="replace")) > _LONGEST_NAME:
        return text
    path = Path(text)
    if path.is_file():
        return _decoded(_content(path), text)
    if path.is_dir() or (path.suffix.casefold() in _TEXT_FILES and len(text.split()) == 1):
        raise _error(f"{text}: {'a folder, not a text' if path.is_dir() else 'there is no such file'}.")
    return text


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST_FILE + 1)
    except OSError as problem:
        raise _error(f"{path}: {problem.strerror}.") from problem


def _decoded(content: bytes, name: str) -> str:
    from indexing.text_file import decoded

    if len(content) > _LARGEST_FILE:
        raise _error(f"{name}: longer than {_LARGEST_FILE // 1_000_000} MB.")
    text = decoded(content) if content else ""
    if text is None:
        raise _error(f"{name}: not a text file.")
    return text


def _error(message: str) -> Exception:
    from story.errors import StoryError

    return StoryError(message, _REMEDY)
