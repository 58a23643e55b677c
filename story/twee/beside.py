"""The file beside an imported story that holds what a story does not: tags, scripts, styles, as Twine 2 JSON."""

from dataclasses import replace
from pathlib import Path

from library.atomic_file import write_whole
from story.errors import StoryFileError
from story.model import Story
from story.twee.exporting import ifid_of
from story.twee.imported import TwineImport
from story.twee.passages import GALLAE
from story.twee.writing import twine_json

_CREATOR = "Gallae"
_HEAD = 4_000  # bytes of a file in which its creator is named


def beside(story_file: Path) -> Path | None:
    """Return the file that an import wrote beside a story file, if there is one."""
    try:
        path = _path(story_file)
        return path if path.is_file() and _is_ours(path) else None
    except (OSError, ValueError):  # the story was given by its id, or by a name that no file can have
        return None


def check_place_beside(story_file: Path) -> None:
    """See that nothing of somebody else's would be written over.

    Raises:
        StoryFileError: A file is there under that name that no import wrote.
    """
    path = _path(story_file)
    if path.exists() and not _is_ours(path):
        raise StoryFileError(
            f"{path}: is there already, and no import wrote it.", "Choose another name for the story."
        )


def write_beside(told: TwineImport, story: Story, story_file: Path) -> None:
    """Write what a story does not hold beside it; a file from an earlier import goes if there is nothing to hold.

    Args:
        told: What was imported.
        story: The story as it is kept.
        story_file: Its file.

    Raises:
        StoryFileError: The file cannot be written.
    """
    path = _path(story_file)
    if not _holds_more(told):
        path.unlink(missing_ok=True)
        return
    data = {**told.twine.data, "creator": _CREATOR, "ifid": ifid_of(story), GALLAE: {"id": story.id}}
    twine = replace(told.twine, data=data)
    write_text_file(twine_json(twine), path)


def write_text_file(text: str, path: Path) -> None:
    """Write a text to a file, or leave the file as it was.

    Raises:
        StoryFileError: The file cannot be written.
    """
    try:
        write_whole(path.resolve(), text.encode())
    except (OSError, RuntimeError, ValueError) as error:  # links in a circle; a name with a NUL in it
        reason = getattr(error, "strerror", None) or str(error)
        raise StoryFileError(
            f"{path}: cannot be written: {reason}.",
            "Choose a folder that is there, may be written and has room.",
        ) from error


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return f'"creator": "{_CREATOR}"'.encode() in file.read(_HEAD)


def _path(story_file: Path) -> Path:
    return story_file.with_name(f"{story_file.stem}.twine.json")


def _holds_more(told: TwineImport) -> bool:
    played = set(told.passages.values())
    kept = ("size", "tag-colors", "zoom")
    return (
        bool(told.missing)
        or any(key in told.twine.data for key in kept)
        or any(
            passage.tags or passage.name not in played or "size" in passage.metadata
            for passage in told.twine.passages
        )
    )
