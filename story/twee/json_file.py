"""Reads Twine 2's JSON, whose `start` is a passage's name or its number (Twine 2 JSON 1.0, IFTF 2023)."""

from collections.abc import Mapping

from story.document.fields import UNSTORABLE
from story.errors import StoryFileError
from story.twee.json_text import BadJsonError, read_json
from story.twee.passages import Passage, TwineStory
from story.twee.twee_file import twins

_REMEDY = "Export it from Twine again, or mend it there."
_DATA = ("ifid", "format", "format-version", "tag-colors", "zoom", "creator", "creator-version", "gallae")


def read_twine_json(text: str, source_name: str) -> list[TwineStory]:
    """Return the stories that a JSON text holds: one, or a list of them.

    Raises:
        StoryFileError: It is no JSON, or no story.
    """
    try:
        value = read_json(text)
    except BadJsonError as error:
        where = f"line {error.line}: " if error.line else ""
        raise StoryFileError(f"{source_name}: {where}is not JSON: {error}.", _REMEDY) from error
    if isinstance(value, Mapping) and "schema" in value:
        raise StoryFileError(f"{source_name}: is a story of Gallae already.", "Use it as it is.")
    stories = value if isinstance(value, list) else [value]
    return [_story(story, source_name) for story in stories]


def _story(value: object, source_name: str) -> TwineStory:
    entries = value.get("passages") if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping) or not isinstance(entries, list) or not entries:
        raise StoryFileError(f"{source_name}: has no list of passages.", _REMEDY)
    passages = tuple(_passage(entry, number, source_name) for number, entry in enumerate(entries, 1))
    seen: dict[str, str] = {}
    for passage in passages:
        if passage.name in seen:
            raise twins(source_name, passage.name, seen[passage.name], passage.place)
        seen[passage.name] = passage.place
    own = _own_passages(value, seen)
    data = {key: value[key] for key in _DATA if key in value}
    return TwineStory(_text(value.get("name")).strip(), (*passages, *own), data, _start(value, passages))


def _passage(entry: object, number: int, source_name: str) -> Passage:
    place = f"passage {number}"
    name = entry.get("name") if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or not isinstance(name, str) or not name.strip():
        raise StoryFileError(f"{source_name}: {place}: has no name.", _REMEDY)
    text = entry.get("text", entry.get("content", ""))
    if not isinstance(text, str):
        raise StoryFileError(f"{source_name}: {place}: its text is no text.", _REMEDY)
    if UNSTORABLE.search(name + text):
        raise StoryFileError(f"{source_name}: {place}: holds a character that cannot be stored.", _REMEDY)
    return Passage(
        name=name,
        text=text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n"),
        tags=_tags(entry.get("tags")),
        metadata=_metadata(entry),
        place=place,
        pid=_text(entry.get("pid", entry.get("id"))),
    )


def _metadata(entry: Mapping[str, object]) -> Mapping[str, object]:
    inner = entry.get("metadata")
    found = dict(inner) if isinstance(inner, Mapping) else {}
    for key in ("position", "size"):
        value = entry.get(key)
        if isinstance(value, Mapping):
            value = ",".join(_text(part) for part in value.values())
        if isinstance(value, str):
            found.setdefault(key, value)
    return found


def _own_passages(value: Mapping[str, object], taken: Mapping[str, str]) -> list[Passage]:
    """Return the story's script and style as passages, as Twee has them."""
    own = (("StoryScript", "script", "script"), ("StoryStylesheet", "style", "stylesheet"))
    return [
        Passage(name, text, (tag,), place=key)
        for name, key, tag in own
        if (text := _text(value.get(key)).strip()) and name not in taken
    ]


def _start(value: Mapping[str, object], passages: tuple[Passage, ...]) -> str:
    wanted = _text(value.get("start", value.get("startnode", value.get("startPassage"))))
    by_pid = (passage.name for passage in passages if passage.pid and passage.pid == wanted)
    named = any(passage.name == wanted for passage in passages)
    return wanted if named else next(by_pid, wanted)


def _tags(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return tuple(value.split())
    return tuple(tag for tag in value if isinstance(tag, str)) if isinstance(value, list) else ()


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)
