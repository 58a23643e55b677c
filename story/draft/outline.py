"""A text as a tree of lines: what is indented under a line belongs to it, and `or` lines stand beside it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from story.draft.beat_facts import NO_FACTS, BeatFacts
from story.draft.list_marks import Mark, inline_items, taken_mark
from story.draft.sentences import has_letter
from story.errors import StoryError

DEEPEST = 20
"""Levels of indentation that are read."""

_TAB = 4
_STEP = 2  # spaces by which a line must be deeper to belong to the line above it
_OR = re.compile(r"(?:or|또는|아니면)(?:\s*[:,：，]\s*|\s+|$)", re.IGNORECASE)
_END = re.compile(r"(?:the\s+end|끝)\s*(?:[:：–—-]\s*(?P<title>.*?))?\s*[.!。]*", re.IGNORECASE)


class LineKind(Enum):
    """What a line does in a synopsis."""

    TELLS = auto()
    IF = auto()
    ELSE = auto()
    OR = auto()
    END = auto()


@dataclass(frozen=True)
class Line:
    """A line of a synopsis.

    Attributes:
        number: Its number in the text, from 1.
        kind: What it does.
        text: Without indentation, bullet and leading `or`.
        children: The lines indented under it.
        mark: The bullet or number that it had.
        facts: What is known of it besides its words.
        whole: Whether it is one beat, however many sentences it has.
        only_label: Whether its words are what is chosen, and only what is under it is seen.
    """

    number: int
    kind: LineKind
    text: str
    children: tuple["Line", ...] = ()
    mark: Mark | None = None
    facts: BeatFacts = NO_FACTS
    whole: bool = False
    only_label: bool = False


def end_title(text: str) -> str | None:
    """Return the title after `The end:` or `끝:` (`""` without one), or `None` if `text` says no such thing."""
    match = _END.fullmatch(text.strip())
    return None if match is None else (match["title"] or "").strip()


def read_outline(text: str) -> tuple[Line, ...]:
    """Return the lines of a text as a tree; lines without a letter are left out.

    An `or` line that is indented for looks only, directly under the line it is an alternative to, stands beside it.

    Raises:
        StoryError: The text is indented more than `DEEPEST` levels.
    """
    lines = [line for number, raw in enumerate(text.splitlines(), 1) for line in _lines(number, raw)]
    return tuple(_Block(lines).read(0, 1))


def _lines(number: int, raw: str) -> Iterator[tuple[int, Line]]:
    """Yield the indentation and the line; several where options are numbered within it."""
    spread = raw.expandtabs(_TAB).replace("\u3000", "  ")
    words = spread.strip()
    width = len(spread) - len(spread.lstrip())
    for piece in inline_items(words):
        line = outline_line(number, piece)
        if line is not None:
            yield width, line


def outline_line(number: int, words: str) -> Line | None:
    """Return what one line says, without its bullet; `None` if it has no letter."""
    mark, words = taken_mark(words)
    match = _OR.match(words)
    if match:
        return Line(number, LineKind.OR, _capital(words[match.end() :]), mark=mark)
    if not has_letter(words):
        return None
    kind = LineKind.TELLS if end_title(words) is None else LineKind.END
    return Line(number, kind, words, mark=mark)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


class _Block:
    """Reads lines from the first to the last, one level of indentation at a time."""

    def __init__(self, lines: list[tuple[int, Line]]) -> None:
        self._lines = lines
        self._next = 0

    def read(self, width: int, depth: int) -> list[Line]:
        """Return the lines that stand at `width` or deeper, up to the first that stands less deep."""
        found: list[Line] = []
        while self._next < len(self._lines):
            at, line = self._lines[self._next]
            if at < width:
                break
            if depth > DEEPEST:
                raise StoryError(
                    f"Line {line.number} of the synopsis is indented more than {DEEPEST} levels.",
                    "Flatten it there.",
                )
            if found and at >= width + _STEP and line.kind is not LineKind.OR:
                parent = found.pop()
                children = (*parent.children, *self.read(at, depth + 1))
                found.append(replace(parent, children=children))
            else:
                self._next += 1
                found.append(line)
        return found
