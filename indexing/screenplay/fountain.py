"""Fountain (fountain.io/syntax) to elements; plain text that is written in its manner is read just so."""

import re
from collections.abc import Iterator

from indexing.screenplay.heading import is_heading, is_transition
from indexing.screenplay.records import Element, ElementKind

_CHARACTER = re.compile(
    r"^(?:@(?P<forced>.+)|(?P<plain>[^a-z가-힣]*[A-Z][^a-z가-힣]*|[가-힣][가-힣A-Z0-9 ]{0,11}))$"
)
_EXTENSION = re.compile(r"\s*(?:\([^()]*\)|\^)\s*")
_ONE_LINE_SPEECH = re.compile(r"^([가-힣][가-힣0-9 ]{0,7})(\s*\([^()]*\))?(?:\s*:\s+|\t+|\s{3,})(\S.*)$")
_TITLE_KEY = re.compile(r"^[A-Za-z][A-Za-z ]*:(.*)$")
# Neither crosses a second opening, so that many without an end are read in one pass.
_HIDDEN = re.compile(r"/\*(?:(?!/\*).)*?\*/|\[\[(?:(?!\[\[).)*?\]\]", re.DOTALL)
_EMPHASIS = re.compile(r"(?<!\\)[*_]+")
_CENTRED = re.compile(r"^>\s*([^<>]*?)\s*<$")
_PAGE_BREAK = re.compile(r"^={3,}$")


def fountain_elements(text: str) -> list[Element]:
    """Return the elements of a Fountain text, without its title page, notes and boneyard."""
    body = _HIDDEN.sub("", _without_title_page(text.lstrip("\ufeff")))
    return [element for block in _blocks(body) for element in _block(block)]


def _without_title_page(text: str) -> str:
    """Return a text without the `Key: value` lines that it may begin with; a key without a value is none."""
    lines = text.lstrip("\n").split("\n")
    if not (_TITLE_KEY.match(lines[0])):
        return text
    end = next((place for place, line in enumerate(lines) if not line.strip()), len(lines))
    page = lines[:end]
    values = [match[1].strip() for line in page if (match := _TITLE_KEY.match(line))]
    rows = [line for line in page if not _TITLE_KEY.match(line)]
    if all(row[:1].isspace() for row in rows) and (rows or any(values)) and not is_heading(page[0]):
        return "\n".join(lines[end:])
    return text


def _blocks(body: str) -> Iterator[list[str]]:
    """Yield paragraphs; a line of two spaces or more goes on with a speech that is not at its end."""
    block: list[str] = []
    for line in body.split("\n"):
        if line.strip() or (len(line) >= 2 and len(block) > 1 and _name(block) is not None):
            block.append(line)
        elif block:
            yield _without_blank_end(block)
            block = []
    if block:
        yield _without_blank_end(block)


def _without_blank_end(block: list[str]) -> list[str]:
    while not block[-1].strip():
        block.pop()
    return block


def _block(lines: list[str]) -> Iterator[Element]:
    first = lines[0].strip()
    if _PAGE_BREAK.match(first):
        yield Element(ElementKind.PAGE_BREAK, "")
        lines = lines[1:]
    elif first.startswith(("#", "=")):
        kind = ElementKind.SECTION if first.startswith("#") else ElementKind.SYNOPSIS
        yield Element(kind, _plain(first.strip("#=")))
        lines = lines[1:]
    elif (forced := re.match(r"^\.(?=[^.\s])", first)) or _is_heading_block(lines):
        yield Element(ElementKind.HEADING, _plain(first[1:] if forced else first))
        lines = lines[1:]
    elif len(lines) == 1 and _is_transition_line(lines[0]):
        yield Element(ElementKind.TRANSITION, _plain(first.lstrip("> ")))
        return
    elif (name := _name(lines)) is not None:
        yield Element(ElementKind.CHARACTER, _plain(name))
        yield from _said(lines[1:])
        return
    elif one := _ONE_LINE_SPEECH.match(first):
        yield from _one_line_speeches(lines, one)
        return
    else:
        yield Element(ElementKind.ACTION, _plain(" ".join(_unforced(line) for line in lines)))
        return
    if lines:
        yield from _block(lines)


def _is_heading_block(lines: list[str]) -> bool:
    """A heading needs an empty line after it, which is forgiven unless another heading follows at once."""
    return is_heading(lines[0]) and not (len(lines) > 1 and is_heading(lines[1]))


def _is_transition_line(line: str) -> bool:
    """A space after it makes it action; `>` forces it, unless `<` centres it."""
    bare = line.lstrip()
    if bare.startswith(">"):
        return not bare.rstrip().endswith("<")
    return is_transition(bare)


def _name(lines: list[str]) -> str | None:
    """Return the name, with what is in parentheses after it, if a paragraph is a speech."""
    line = lines[0].strip()
    if len(lines) < 2 or line.startswith(("!", ">", "#", "=", "~", ".")) or is_heading(line):
        return None
    named = _CHARACTER.match(_EXTENSION.sub("", line))
    return line.rstrip("^ ").lstrip("@") if named else None


def _said(lines: list[str]) -> Iterator[Element]:
    said: list[str] = []
    for line in lines:
        bare = line.strip()
        if bare.startswith("(") and bare.endswith(")"):
            if said:
                yield Element(ElementKind.DIALOGUE, _plain(" ".join(said)))
            yield Element(ElementKind.PARENTHETICAL, _plain(bare[1:-1]))
            said = []
        elif bare:
            said.append(bare.lstrip("~"))
    if said:
        yield Element(ElementKind.DIALOGUE, _plain(" ".join(said)))


def _one_line_speeches(lines: list[str], first: re.Match[str]) -> Iterator[Element]:
    """Yield speeches as Korean screenplays set them, the name and the words on one line; others go on with them."""
    name, manner, said = first[1], first[2] or "", [first[3]]
    for line in [*lines[1:], None]:
        following = None if line is None else _ONE_LINE_SPEECH.match(line.strip())
        if line is not None and following is None:
            said.append(line.strip())
            continue
        yield Element(ElementKind.CHARACTER, _plain(name))
        if manner.strip():
            yield Element(ElementKind.PARENTHETICAL, _plain(manner.strip(" ()")))
        yield Element(ElementKind.DIALOGUE, _plain(" ".join(said)))
        if following is not None:
            name, manner, said = following[1], following[2] or "", [following[3]]


def _unforced(line: str) -> str:
    bare = line.strip()
    centred = _CENTRED.match(bare)
    return centred[1] if centred else bare.lstrip("!~")


def _plain(text: str) -> str:
    return " ".join(_EMPHASIS.sub("", text).replace("\\*", "*").replace("\\_", "_").split())
