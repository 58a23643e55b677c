"""Reads Twine 2's HTML: published stories, and archives that hold several (Twine 2 HTML output 1.0.2, IFTF 2021).

Only the few elements that Twine writes are looked for, in one pass: `html.parser` takes time that grows with the
square of what is never closed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from story.errors import StoryFileError
from story.twee.entities import without_entities
from story.twee.passages import Passage, TwineStory
from story.twee.twee_file import twins

_ELEMENT = re.compile(r"<(/?)(tw-storydata|tw-passagedata|tw-tag|script|style)(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""[\s/]*([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_CLOSE = re.compile(r"[\s/]*>")
_STORY, _END = "tw-storydata", "/tw-storydata"
_OWN_SCRIPTS = {"script": ("StoryScript", "script"), "style": ("StoryStylesheet", "stylesheet")}
_DATA = ("ifid", "format", "format-version", "zoom", "creator", "creator-version")


@dataclass
class _Open:
    """A story that is being read."""

    attributes: Mapping[str, str]
    passages: list[Passage] = field(default_factory=list)
    colours: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class _Element:
    """An element's name, attributes and source, and the line on which its source begins."""

    name: str
    attributes: Mapping[str, str]
    source: str
    line: int


def is_twine_html(text: str) -> bool:
    """Say whether a text is HTML that holds a story."""
    return re.search(r"<tw-storydata[\s/>]", text, re.IGNORECASE) is not None


def read_html(text: str, source_name: str) -> list[TwineStory]:
    """Return the stories that a page of HTML holds.

    Raises:
        StoryFileError: A passage has no name, or two of one story have the same.
    """
    stories: list[_Open] = []
    inside = False
    for element in _elements(text):
        if element.name == _STORY:
            stories.append(_Open(element.attributes))
            inside = True
        elif element.name == _END:
            inside = False
        elif inside and element.name == "tw-tag":
            stories[-1].colours[element.attributes.get("name", "")] = element.attributes.get("color", "")
        elif inside and (passage := _passage(element)):
            _add(passage, stories[-1].passages, source_name)
    return [_story(story, source_name) for story in stories if story.passages]


def _elements(text: str) -> Iterator[_Element]:
    """Yield the elements that Twine writes, each with the source up to its end tag."""
    line, counted = 1, 0
    current: tuple[str, Mapping[str, str], int, int] | None = None
    for found in _ELEMENT.finditer(text):
        closing, name = bool(found[1]), found[2].lower()
        if current:
            ends = name in (current[0], _STORY) if closing else name.startswith("tw-")
            if not ends or (current[0] in _OWN_SCRIPTS and not closing):
                continue
            yield _Element(current[0], current[1], text[current[2] : found.start()], current[3])
            current = None
        if closing:
            if name == _STORY:
                yield _Element(_END, {}, "", line)
            continue
        attributes, end = _attributes(text, found.end())
        line += text.count("\n", counted, end)
        counted = end
        if name in (_STORY, "tw-tag"):
            yield _Element(name, attributes, "", line)
        else:
            current = (name, attributes, end, line)
    if current:
        yield _Element(current[0], current[1], text[current[2] :], current[3])


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    found: dict[str, str] = {}
    while attribute := _ATTRIBUTE.match(text, at):
        value = next((part for part in attribute.groups()[1:] if part is not None), "")
        found.setdefault(attribute[1].lower(), without_entities(value))
        at = attribute.end()
    close = _CLOSE.match(text, at)
    return found, close.end() if close else at


def _passage(element: _Element) -> Passage | None:
    if element.name in _OWN_SCRIPTS:
        name, tag = _OWN_SCRIPTS[element.name]
        source = element.source.strip()
        return (
            Passage(name, source, (tag,), place=f"line {element.line}", line=element.line) if source else None
        )
    known = element.attributes
    return Passage(
        name=known.get("name", ""),
        text=without_entities(element.source).rstrip("\n"),
        tags=tuple(known.get("tags", "").split()),
        metadata={key: known[key] for key in ("position", "size") if known.get(key)},
        place=f"line {element.line}",
        line=element.line,
        pid=known.get("pid", ""),
    )


def _add(passage: Passage, passages: list[Passage], source_name: str) -> None:
    if not passage.name.strip():
        raise StoryFileError(f"{source_name}: {passage.place}: a passage has no name.", "Name it in Twine.")
    passages.append(passage)


def _story(story: _Open, source_name: str) -> TwineStory:
    seen: dict[str, str] = {}
    for passage in story.passages:
        if passage.name in seen:
            raise twins(source_name, passage.name, seen[passage.name], passage.place)
        seen[passage.name] = passage.place
    known = story.attributes
    data: dict[str, object] = {key: known[key] for key in _DATA if known.get(key)}
    if story.colours:
        data["tag-colors"] = story.colours
    start = next((one.name for one in story.passages if one.pid and one.pid == known.get("startnode")), "")
    return TwineStory(known.get("name", "").strip(), tuple(story.passages), data, start)
