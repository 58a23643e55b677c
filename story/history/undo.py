"""Undo and redo as they follow from the log of a story's edits, which only ever grows.

An undo is an edit that takes back another; a redo takes back the undo. A new edit after an undo drops what could have
been redone, from the screen and not from the log.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from library.catalog.stories import EditNote


class EditKind(StrEnum):
    """What an edit did."""

    BEGUN = "begun"
    EDITED = "edited"
    REPLACED = "replaced"
    RESTORED = "restored"
    UNDONE = "undone"
    REDONE = "redone"


@dataclass(frozen=True)
class UndoLine:
    """What can be undone and redone at a revision.

    Attributes:
        revision: The revision, or 0 before the first.
        undo: Revisions whose edits can be taken back, the next one last.
        redo: Revisions of undos that can be taken back, the next one last.
    """

    revision: int = 0
    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()


NOTHING_DONE = UndoLine()
"""Where a story is before its first edit."""


def undo_line(notes: Iterable[EditNote], line: UndoLine = NOTHING_DONE) -> UndoLine:
    """Return what can be undone and redone after some edits.

    Args:
        notes: The edits, oldest first.
        line: What could be undone and redone before them.
    """
    revision, undo, redo = line.revision, list(line.undo), list(line.redo)
    for note in notes:
        if note.revision != revision + 1 or note.kind == EditKind.BEGUN:
            undo, redo = [], []  # nobody wrote down what came before
        revision = note.revision
        if note.kind == EditKind.UNDONE:
            undo, redo = undo[:-1], [*redo, revision]
        elif note.kind == EditKind.REDONE:
            undo, redo = [*undo, revision], redo[:-1]
        elif note.kind != EditKind.BEGUN:
            undo.append(revision)
            redo.clear()
    return UndoLine(revision, tuple(undo), tuple(redo))
