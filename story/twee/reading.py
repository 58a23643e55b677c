"""Opens a Twine file, whichever of the three it is, and says in one line what is wrong with it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from story.document.fields import UNSTORABLE
from story.errors import StoryFileError
from story.twee.html_file import is_twine_html, read_html
from story.twee.json_file import read_twine_json
from story.twee.notes import import_note
from story.twee.passages import TwineStory
from story.twee.twee_file import read_twee

LARGEST_FILE = 20_000_000
"""Bytes of a Twine file; a published story of 1,000,000 words has about 8,000,000."""

MOST_PASSAGES = 10_000
"""Passages of one story; a story file of more could not be read again."""

_REMEDY = "Name a file that Twine or a Twee editor wrote."


def read_twine(path: Path, story: str = "") -> TwineStory:
    """Return a story of a Twee 3, Twine 2 HTML or Twine 2 JSON file.

    Args:
        path: The file; what it holds says of which kind it is.
        story: The title of the story to take from a file with several, or `""` for its first.

    Raises:
        StoryFileError: The file cannot be read, holds no such story, or something in it cannot be told apart.
    """
    return chosen(twine_stories(_text(path), str(path)), story, str(path))


def twine_stories(text: str, source_name: str) -> list[TwineStory]:
    """Return all stories of a text in any of Twine's formats.

    Raises:
        StoryFileError: It holds none, or something in it cannot be told apart.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if found := UNSTORABLE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise StoryFileError(f"{source_name}: line {line}: holds a character that cannot be stored.", _REMEDY)
    if not text.strip():
        raise StoryFileError(f"{source_name}: is empty.", _REMEDY)
    if text.lstrip()[0] in "{[":
        return read_twine_json(text, source_name)
    if is_twine_html(text):
        return read_html(text, source_name)
    return [read_twee(text, source_name)]


def chosen(stories: Sequence[TwineStory], title: str, source_name: str) -> TwineStory:
    """Return the story with a title, or the first, with a note that says which others there are.

    Raises:
        StoryFileError: There is none, or none of that title, or it is too large.
    """
    names = ", ".join(story.title[:40] or "(no title)" for story in stories[:5]) + " …" * (len(stories) > 5)
    named = [story for story in stories if not title or story.title == title]
    if not stories:
        raise StoryFileError(f"{source_name}: holds no story.", _REMEDY)
    if not named:
        raise StoryFileError(f"{source_name}: holds no story “{title}”.", f"It holds {names}.")
    taken = named[0]
    if len(taken.passages) > MOST_PASSAGES:
        raise StoryFileError(
            f"{source_name}: has {len(taken.passages)} passages, more than {MOST_PASSAGES}.",
            "Bring it over in parts.",
        )
    if len(stories) == 1 or title:
        return taken
    told = import_note("other-stories", count=len(stories), names=names, taken=taken.title)
    return replace(taken, notes=(told, *taken.notes))


def _text(path: Path) -> str:
    try:
        if not path.is_file():
            wrong = "is not a file" if path.exists() else "there is no such file"
            raise StoryFileError(f"{path}: {wrong}.", _REMEDY)
        if path.stat().st_size > LARGEST_FILE:
            raise StoryFileError(f"{path}: is larger than {LARGEST_FILE // 1_000_000} MB.", _REMEDY)
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with a NUL in it
        reason = getattr(error, "strerror", None) or str(error)
        raise StoryFileError(
            f"{path}: cannot be read: {reason}.", "Check the file and its rights."
        ) from error
    return _decoded(data, path)


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        from indexing.text_file import decoded

    text = decoded(data)
    if text is None:
        raise StoryFileError(f"{path}: is not a text file.", _REMEDY)
    return text
