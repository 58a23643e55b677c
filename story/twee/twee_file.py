"""Reads Twee 3: passages one after the other, each under a header line (Twee 3 specification 3.0.2, IFTF 2021)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest

from story.errors import StoryFileError
from story.twee.header import read_header, read_text
from story.twee.json_text import BadJsonError, read_object
from story.twee.notes import ImportNote, import_note
from story.twee.passages import Passage, TwineStory

_HEADER = re.compile(r"^::(.*)$", re.MULTILINE)
_TITLE, _DATA = "StoryTitle", "StoryData"


def read_twee(text: str, source_name: str) -> TwineStory:
    """Return the story that a Twee text holds.

    Metadata and story data that are no JSON are left out with a note, as the specification asks for.

    Args:
        text: The text, its lines ended by line feeds.
        source_name: What people call it, for messages.

    Raises:
        StoryFileError: It has no passage, or one without a name.
    """
    notes: list[ImportNote] = []
    passages = list(_passages(text, source_name, notes))
    if not passages:
        raise StoryFileError(
            f"{source_name}: holds no passage.", "A passage begins with a line such as “:: Start”."
        )
    first = _HEADER.search(text)
    if first and text[: first.start()].strip():
        notes.append(import_note("before-first", line=1))
    plain = [passage for passage in passages if passage.name not in (_TITLE, _DATA)]
    data, problems = _story_data(passages)
    start = data.get("start")
    return TwineStory(
        title=next((passage.text.strip() for passage in passages if passage.name == _TITLE), ""),
        passages=tuple(plain),
        data=data,
        start=start if isinstance(start, str) else "",
        notes=(*notes, *problems),
    )


def _passages(text: str, source_name: str, notes: list[ImportNote]) -> Iterator[Passage]:
    headers = list(_HEADER.finditer(text))
    line, counted, seen = 1, 0, dict[str, int]()
    for header, after in zip_longest(headers, headers[1:]):
        line += text.count("\n", counted, header.start())
        counted = header.start()
        body = text[header.end() + 1 : after.start() if after else len(text)]
        passage = _passage(header[1], body, line, notes)
        if not passage.name.strip():
            raise StoryFileError(
                f"{source_name}: line {line}: a passage has no name.", "Write one after “::”."
            )
        if passage.name in seen:
            raise twins(source_name, passage.name, f"line {seen[passage.name]}", f"line {line}")
        seen[passage.name] = line
        yield passage


def twins(source_name: str, name: str, first: str, second: str) -> StoryFileError:
    """Return the error that says where two passages of one name stand."""
    shown = name if len(name) <= 40 else f"{name[:39]}…"
    return StoryFileError(
        f"{source_name}: {second}: passage {shown!r} stands at {first} already.",
        "Give one of them another name.",
    )


def _passage(header_line: str, body: str, line: int, notes: list[ImportNote]) -> Passage:
    header = read_header(header_line)
    passage = Passage(
        header.name, read_text(body.rstrip("\n")), header.tags, place=f"line {line}", line=line + 1
    )
    if header.odd:
        notes.append(import_note("header", passage.name, line))
    if not header.metadata:
        return passage
    try:
        return replace(passage, metadata=read_object(header.metadata))
    except BadJsonError as error:
        notes.append(import_note("metadata", passage.name, line, reason=error))
        return passage


def _story_data(passages: list[Passage]) -> tuple[Mapping[str, object], tuple[ImportNote, ...]]:
    found = next((passage for passage in passages if passage.name == _DATA), None)
    if found is None:
        return {}, ()
    try:
        return read_object(found.text), ()
    except BadJsonError as error:
        start = first_start(passages)
        line = found.line + max(error.line - 1, 0)
        return {}, (import_note("story-data", _DATA, line, reason=error, start=start),)


def first_start(passages: list[Passage]) -> str:
    """Return where a story starts that does not say it: at `Start`, else at its first passage."""
    names = [passage.name for passage in passages if passage.name not in (_TITLE, _DATA)]
    return "Start" if "Start" in names else next(iter(names), "")
