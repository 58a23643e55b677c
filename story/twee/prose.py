"""Turns the pieces of a passage into the prose of a beat: without markup, links as words where they stand in a line."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from story.twee.entities import without_entities


class PieceKind(Enum):
    """What a piece of a passage is."""

    PROSE = auto()
    VERBATIM = auto()
    LINK = auto()
    UNKNOWN = auto()


@dataclass(frozen=True)
class Piece:
    """A piece of a passage: its prose, a link's label, or source that is not understood."""

    kind: PieceKind
    text: str


_HTML = re.compile(r"</?[A-Za-z][^<>]*>")
_MARK = re.compile(r"''|//|__|\*\*|\^\^|~~|==|\*|_")
_HEADING = re.compile(r"^[ \t]*(?:#{1,6}|!{1,6})(?=[ \t]*[^\s!#])[ \t]*", re.MULTILINE)
_BARE = re.compile(r"(?:[\s*+•·–—>|/,.;:-]|[0-9]{1,2}[.)])*")
_PLACE = re.compile("\0([0-9]+)\0")
_BLANK_LINES = re.compile(r"\n{3,}")


def prose(pieces: Sequence[Piece], *, with_unknown: bool = True) -> str:
    """Return the prose of a passage.

    A line that holds nothing but links goes; in any other, a link leaves its label.

    Args:
        pieces: The passage's pieces; none holds NUL.
        with_unknown: Whether what was not understood stays in it.
    """
    source = "".join(
        piece.text if piece.kind is PieceKind.PROSE else f"\0{number}\0"
        for number, piece in enumerate(pieces)
    )
    lines = (_line(line, pieces) for line in _without_markup(source).split("\n"))
    text = _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip() for line in lines)).strip()
    told = _PLACE.sub(lambda place: _standing(pieces[int(place[1])], with_unknown), text)
    return told if with_unknown else told.strip()


def _standing(piece: Piece, with_unknown: bool) -> str:
    return "" if piece.kind is PieceKind.UNKNOWN and not with_unknown else piece.text


def _line(line: str, pieces: Sequence[Piece]) -> str:
    """Return a line without its links if nothing else stands in it."""
    if "\0" not in line:
        return line
    places = [int(number) for number in _PLACE.findall(line)]
    links = {number for number in places if pieces[number].kind is PieceKind.LINK}
    if not links or not _BARE.fullmatch(_PLACE.sub("", line)):
        return line
    return "".join(f"\0{number}\0" for number in places if number not in links)


def _without_markup(source: str) -> str:
    plain = _without_marks(_HTML.sub(_element_text, _HEADING.sub("", source)))
    return without_entities(plain)


def _element_text(element: "re.Match[str]") -> str:
    return "\n" if re.match(r"<(?:br|p|/p|div|/div|li|hr)\b", element[0], re.IGNORECASE) else ""


def _without_marks(source: str) -> str:
    """Return a text without the marks that stand in pairs around words, such as `''` or `*`."""
    parts, dropped = list[str](), set[int]()
    opened: dict[str, int] = {}
    at = 0
    for mark in _MARK.finditer(source):
        if "\n\n" in source[at : mark.start()]:
            opened.clear()
        parts += [source[at : mark.start()], mark[0]]
        at = mark.end()
        place = len(parts) - 1
        before, after = source[mark.start() - 1 : mark.start()], source[at : at + 1]
        if mark[0] in opened and _can_close(mark[0], before, after):
            dropped |= {opened.pop(mark[0]), place}
        elif _can_open(mark[0], before, after):
            opened[mark[0]] = place
    kept = (part for number, part in enumerate(parts) if number not in dropped)
    return "".join([*kept, source[at:]])


def _can_open(mark: str, before: str, after: str) -> bool:
    if mark == "//" and before == ":":
        return False
    return bool(after) and not after.isspace() and not (len(mark) == 1 and _is_word(before))


def _can_close(mark: str, before: str, after: str) -> bool:
    if mark == "//" and before == ":":
        return False
    return bool(before) and not before.isspace() and not (len(mark) == 1 and _is_word(after))


def _is_word(character: str) -> bool:
    return character.isalnum()
