"""Which lines of a synopsis are the options of one choice."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from story.draft.choices import clauses, conditional, opens_choice, otherwise
from story.draft.outline import Line, LineKind
from story.draft.sentences import sentences


@dataclass(frozen=True)
class Branches:
    """One line that goes on, or the lines of a choice.

    Attributes:
        lines: The options; one is no choice.
        listed: Whether they are the numbers or bullets of a list that the line before them opens.
    """

    lines: tuple[Line, ...]
    listed: bool = False


def branches_in(lines: Sequence[Line], opener: Line | None = None) -> list[Branches]:
    """Put every line together with the lines that are its alternatives.

    An end between a line and an `or` line belongs to the option above it: `She runs. / The end / or she hides.`

    Args:
        lines: Lines that stand beside each other.
        opener: The line under which they are indented.
    """
    lines = [piece for line in lines for piece in _conditions(line)]
    groups: list[list[Line]] = []
    listed: set[int] = set()
    before, deeper, place = opener, opener is not None, 0
    while place < len(lines):
        line = lines[place]
        if options := _list_at(lines, place, before, deeper):
            listed.add(len(groups))
            groups.append(options)
        else:
            _put(line, lines[place + 1 : place + 2], groups)
        place += len(options) or 1
        before, deeper = lines[place - 1], False
    return [
        Branches(tuple(group), number in listed)
        for number, group in enumerate(groups)
        for group in _choices(group)
    ]


def _put(line: Line, following: Sequence[Line], groups: list[list[Line]]) -> None:
    """Put a line into the last group if it is an alternative to it, else into a new one."""
    before_or = bool(following) and following[0].kind is LineKind.OR
    last = groups[-1][-1] if groups else None
    if line.kind is LineKind.END and before_or and last is not None:
        groups[-1][-1] = replace(last, children=(*last.children, line))
    elif last is not None and (
        line.kind is LineKind.OR
        or (line.kind is LineKind.ELSE and last.kind is LineKind.IF)
        or (line.kind is LineKind.IF and last.kind is LineKind.IF)
    ):
        groups[-1].append(line)
    else:
        groups.append([line])


def _choices(group: list[Line]) -> Iterator[list[Line]]:
    """Yield a group, or its lines one by one if they only look like a choice: two 면 without 만약 or 아니면."""
    marked = (sure for line in group if (sure := conditional(line.text)) and sure.marked)
    if all(line.kind is LineKind.IF for line in group) and not any(marked):
        yield from ([line] for line in group)
    else:
        yield group


def _list_at(lines: Sequence[Line], place: int, before: Line | None, deeper: bool) -> list[Line]:
    """Return the options that are listed from a place on, if the line before them opens a choice; else none."""
    first = lines[place].mark
    if first is None or before is None or first.number > 1 or not opens_choice(before.text):
        return []
    if before.mark is not None and not deeper and (before.mark.number > 0) == (first.number > 0):
        return []  # one more line of the list in which the question stands
    options: list[Line] = []
    for line in lines[place:]:
        number = len(options) + 1 if first.number else 0
        if line.mark is None or line.mark.number != number:
            break
        options.append(line)
    return options if len(options) > 1 else []


def _conditions(line: Line) -> list[Line]:
    """Return a line in pieces that each say what happens if, where it says so; else the line alone."""
    if line.kind is not LineKind.TELLS or line.whole:
        return [line]
    pieces: list[Line] = []
    told = [clause for sentence in sentences(line.text) for clause in clauses(sentence)]
    for place, sentence in enumerate(told):
        kind = _kind(sentence)
        last = pieces[-1] if pieces else None
        if kind is LineKind.ELSE and (last is None or last.kind is not LineKind.IF) and last is not None:
            kind = LineKind.TELLS
        waiting = last is not None and last.kind is LineKind.IF and _goes_on(told[place + 1 :])
        if last is not None and kind is LineKind.TELLS and (last.kind is LineKind.TELLS or waiting):
            pieces[-1] = replace(last, text=f"{last.text} {sentence}")
        else:
            pieces.append(replace(line, kind=kind, text=sentence, children=()))
    if len(pieces) < 2:
        return [replace(line, kind=pieces[0].kind)] if pieces else [line]
    if not _has_choice(pieces):
        return [line]
    pieces[-1] = replace(pieces[-1], children=line.children)
    return [pieces[0], *(replace(piece, mark=None) for piece in pieces[1:])]


def _has_choice(pieces: Sequence[Line]) -> bool:
    """Say whether some pieces offer a choice, or may with the line that follows."""
    kinds = [piece.kind for piece in pieces]
    last = conditional(pieces[-1].text) if kinds[-1] is LineKind.IF else None
    between = pairwise(kinds)
    return (last is not None and last.marked) or any(
        one is LineKind.IF and two is not LineKind.TELLS for one, two in between
    )


def _goes_on(told: Sequence[str]) -> bool:
    """Say whether another branch of a choice follows among some sentences."""
    return any(_kind(sentence) is not LineKind.TELLS for sentence in told)


def _kind(sentence: str) -> LineKind:
    if conditional(sentence):
        return LineKind.IF
    return LineKind.TELLS if otherwise(sentence) is None else LineKind.ELSE
