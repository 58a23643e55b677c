"""Screenplays as typed text or out of a PDF, where columns say what a line is: speech is set in, names further."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from indexing.screenplay.heading import is_heading, is_transition, without_margin_numbers
from indexing.screenplay.records import Element, ElementKind

_FURNITURE = re.compile(
    r"^(?:\d{1,4}[A-Z]?\.?|page \d+|\(?(?:continued|cont'd|cont’d)\)?:?\s*(?:\(\d+\))?|\(more\))$",
    re.IGNORECASE,
)
_NAME = re.compile(r"^(?=[^a-z]*[A-Z])[^a-z]{1,40}?(?:\s*\([^()]{1,40}\))*$")
_SPEECH_COLUMNS = 5
"""A speech is set in by at least this many columns; a name by more than its speech."""
_LEAST_NAMES = 2


def is_laid_out(text: str) -> bool:
    """Say whether names stand further in than the speeches below them, as on a typed page."""
    lines = [line.expandtabs(8) for line in text[:400_000].split("\n")]
    rows = [(len(line) - len(line.lstrip()), line.strip()) for line in lines if line.strip()]
    names = sum(
        bool(_NAME.match(text)) and indent > below >= _SPEECH_COLUMNS and not is_heading(text)
        for (indent, text), (below, _) in pairwise(rows)
    )
    return names >= _LEAST_NAMES


def laid_out_elements(text: str) -> list[Element]:
    """Return the elements of a typed page; page numbers and `CONTINUED` are no part of it."""
    lines = [line.expandtabs(8).replace("\f", "").rstrip() for line in text.split("\n")]
    kept = [line for line in lines if not _FURNITURE.match(line.strip())]
    left = _left_margin(kept)
    return _joined(_kinds(kept, left))


def _left_margin(lines: list[str]) -> int:
    """Return the column of headings, or the leftmost one that is usual."""
    columns = Counter(len(line) - len(line.lstrip()) for line in lines if line.strip())
    headings = Counter(
        len(line) - len(line.lstrip()) for line in lines if is_heading(without_margin_numbers(line))
    )
    if headings:
        return headings.most_common(1)[0][0]
    usual = [column for column, count in columns.items() if count * 20 >= sum(columns.values())]
    return min(usual, default=0)


def _kinds(lines: list[str], left: int) -> Iterator[tuple[ElementKind | None, str]]:
    """Yield each line with what it is; `None` parts two paragraphs."""
    speaking = False
    for place, line in enumerate(lines):
        bare, column = line.strip(), len(line) - len(line.lstrip()) - left
        if not bare:
            speaking = False
            yield None, ""
        elif is_heading(without_margin_numbers(bare)):
            speaking = False
            yield ElementKind.HEADING, without_margin_numbers(bare)
        elif is_transition(bare):
            speaking = False
            yield ElementKind.TRANSITION, bare
        elif _is_name(lines, place, left):
            speaking = True
            yield ElementKind.CHARACTER, bare
        elif speaking and column >= _SPEECH_COLUMNS:
            yield ElementKind.DIALOGUE, bare
        else:
            speaking = False
            yield ElementKind.ACTION, bare


def _is_name(lines: list[str], place: int, left: int) -> bool:
    line = lines[place]
    column = len(line) - len(line.lstrip()) - left
    if column < 2 * _SPEECH_COLUMNS or not _NAME.match(line.strip()) or place + 1 == len(lines):
        return False
    below = lines[place + 1]
    return bool(below.strip()) and len(below) - len(below.lstrip()) - left >= _SPEECH_COLUMNS


def _joined(kinds: Iterator[tuple[ElementKind | None, str]]) -> list[Element]:
    found: list[Element] = []
    whole = True
    for kind, text in kinds:
        if kind is None:
            whole = True
            continue
        goes_on = kind in (ElementKind.ACTION, ElementKind.DIALOGUE) and not whole
        if goes_on and found and found[-1].kind is kind:
            found[-1] = Element(kind, f"{found[-1].text} {text}")
        else:
            found.append(Element(kind, " ".join(text.split())))
        whole = False
    return [piece for element in found for piece in _parted(element)]


def _parted(element: Element) -> Iterator[Element]:
    """Yield a speech with its parentheticals apart."""
    if element.kind is not ElementKind.DIALOGUE:
        yield element
        return
    for piece in re.split(r"(\([^()]*\))", element.text):
        if piece.startswith("(") and piece.endswith(")"):
            yield Element(ElementKind.PARENTHETICAL, piece[1:-1].strip())
        elif piece.strip():
            yield Element(ElementKind.DIALOGUE, " ".join(piece.split()))
