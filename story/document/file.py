"""Stories in files: UTF-8 JSON that names its schema and version, written whole or not at all."""

import json
from pathlib import Path

from library.atomic_file import write_whole
from story.document.story_document import checked, story_document, story_from_document
from story.errors import StoryFileError
from story.model import Story

LARGEST_FILE = 20_000_000
"""Bytes of a story file; one of 5,000 nodes with 7,500 choices has about 7,500,000."""

_NO_STORY = "Name a story file that Gallae wrote."


def read_story(path: Path) -> Story:
    """Return the story in a file.

    Raises:
        StoryFileError: There is no such file, or it does not hold a story that this version reads.
    """
    return story_from_text(_text(path), str(path))


def story_from_text(text: str, source_name: str) -> Story:
    """Return the story that the text of a story file holds.

    Args:
        text: The text, without a byte order mark.
        source_name: What people call it, for messages.

    Raises:
        StoryFileError: It does not hold a story that this version reads.
    """
    return story_from_document(_json(text, source_name), source_name)


def write_story(story: Story, path: Path) -> None:
    """Write a story to a file; a file that is there is replaced only by a complete new one.

    Folders that are missing are made.

    Raises:
        StoryError: The story holds something that could not be read again.
        StoryFileError: The file cannot be written.
    """
    document = story_document(checked(story))
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, indent=2)
    try:
        write_whole(path.resolve(), (text + "\n").encode())
    except (OSError, RuntimeError) as error:  # RuntimeError: links that go round in a circle
        reason = getattr(error, "strerror", None) or str(error)
        raise StoryFileError(
            f"{path}: cannot be written: {reason}.",
            "Choose a folder that is there, may be written and has room.",
        ) from error


def _text(path: Path) -> str:
    data = _bytes(path)
    if not data.strip():
        raise StoryFileError(f"{path}: is empty.", _NO_STORY)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StoryFileError(f"{path}: is not UTF-8 text, so it holds no story.", _NO_STORY) from error


def _bytes(path: Path) -> bytes:
    try:
        if not path.exists():
            raise StoryFileError(f"{path}: there is no such file.", "Check its name and folder.")
        if not path.is_file():
            raise StoryFileError(f"{path}: is not a file.", _NO_STORY)
        with path.open("rb") as file:
            data = file.read(LARGEST_FILE + 1)
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = getattr(error, "strerror", None) or str(error)
        raise StoryFileError(
            f"{path}: cannot be read: {reason}.", "Check the file and its rights."
        ) from error
    if len(data) > LARGEST_FILE:
        raise StoryFileError(f"{path}: is larger than {LARGEST_FILE // 1_000_000} MB.", _NO_STORY)
    return data


def _json(text: str, source_name: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_int=_int, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise StoryFileError(f"{source_name}: is not JSON: {error.msg} at {where}.", _NO_STORY) from error
    except ValueError as error:
        raise StoryFileError(f"{source_name}: is not a story's JSON: {error}.", _NO_STORY) from error
    except RecursionError as error:
        raise StoryFileError(f"{source_name}: is nested too deeply to be a story.", _NO_STORY) from error


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twin = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the field {twin[:40]!a} stands twice in one object")
    return found


def _int(digits: str) -> int:
    if len(digits) > 20:
        raise ValueError("a number in it is far too long")
    return int(digits)


def _no_constant(name: str) -> object:
    raise ValueError(f"{name} is not a number")
