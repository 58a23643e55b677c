"""The history of a story as people read it: who did what when, the newest first."""

from dataclasses import dataclass
from datetime import datetime

from library.catalog import Catalog
from library.catalog.stories import StoryEdit
from story.history.change import change_from_document
from story.history.difference import difference_of
from story.history.undo import EditKind
from story.model import LocalText

_TOLD = 3
"""Differences that are told of one edit; the rest is counted."""

_SENTENCES = {
    EditKind.BEGUN: ("Begun.", "시작했습니다."),
    EditKind.UNDONE: ("Took revision {number} back.", "판 {number}을(를) 되돌렸습니다."),
    EditKind.REDONE: (
        "Did again what revision {number} took back.",
        "판 {number}이(가) 되돌린 것을 다시 했습니다.",
    ),
    EditKind.RESTORED: ("Went back to a version.", "이름 붙인 판으로 돌아갔습니다."),
}
_MORE = (" (and {count} more)", " (그 밖에 {count}가지)")
_LANGUAGES = ("en", "ko")


@dataclass(frozen=True)
class Step:
    """One edit: the revision that it made, its kind, who, when (UTC), and a sentence by language."""

    revision: int
    kind: str
    editor: str
    made_at: datetime
    message: LocalText

    def document(self) -> dict[str, object]:
        """Return it as JSON values."""
        return {**vars(self), "made_at": self.made_at.isoformat(), "message": dict(self.message)}


def told_history(catalog: Catalog, story_id: str, most: int | None = None) -> tuple[Step, ...]:
    """Return the edits of a story, the newest first.

    Args:
        catalog: The library's catalog.
        story_id: The story.
        most: How many at most; `None` for all.

    Raises:
        NotInLibrary: There is no such story.
    """
    current = catalog.story_mark(story_id).revision
    after = 0 if most is None else max(0, current - most)
    edits = catalog.story_edits(story_id, after=after)
    return tuple(_step(edit, story_id) for edit in reversed(edits))


def _step(edit: StoryEdit, story_id: str) -> Step:
    said = {
        language: " ".join(filter(None, (_sentence(edit, number), _told(edit, story_id, language, number))))
        for number, language in enumerate(_LANGUAGES)
    }
    return Step(edit.revision, edit.kind, edit.editor, edit.made_at, said)


def _sentence(edit: StoryEdit, number: int) -> str:
    for kind, sentences in _SENTENCES.items():
        if edit.kind == kind:
            return sentences[number].format(number=edit.takes_back)
    return ""


def _told(edit: StoryEdit, story_id: str, language: str, number: int) -> str:
    if not edit.change:
        return ""
    difference = difference_of(change_from_document(edit.change, f"edit {edit.revision} of story {story_id}"))
    told = " ".join(entry.message[language] for entry in difference[:_TOLD])
    more = len(difference) - _TOLD
    return told + (_MORE[number].format(count=more) if more > 0 else "")
