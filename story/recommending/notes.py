"""What a person should know about a list of recommendations, in English and Korean."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NoteCode(StrEnum):
    """What there is to know."""

    NO_SCENES = "no_scenes"
    ALL_USED = "all_used"
    NO_HISTORY = "no_history"
    UNKNOWN_STORY = "unknown_story"
    LEARNING = "learning"
    OPTED_OUT = "opted_out"


@dataclass(frozen=True)
class Note:
    """Something to know.

    Attributes:
        code: What it is.
        message: The same for people, by language.
    """

    code: NoteCode
    message: Mapping[str, str] = field(hash=False)


def note(code: NoteCode) -> Note:
    """Return the note of a code."""
    english, korean = _MESSAGES[code]
    return Note(code, {"en": english, "ko": korean})


_MESSAGES: Mapping[NoteCode, tuple[str, str]] = {
    NoteCode.NO_SCENES: (
        "There are no scenes in this library yet: add a film.",
        "라이브러리에 아직 장면이 없습니다. 영화를 추가하세요.",
    ),
    NoteCode.ALL_USED: (
        "Every scene of this library is used already: add a film.",
        "라이브러리의 모든 장면을 이미 쓰셨습니다. 영화를 추가하세요.",
    ),
    NoteCode.NO_HISTORY: (
        "Nothing is known of what you like yet: these are new and much-used scenes. Ten answers change that.",
        "아직 취향을 알 수 없어 새 장면과 많이 쓰인 장면을 보여 드립니다. 열 가지 질문에 답하면 달라집니다.",
    ),
    NoteCode.UNKNOWN_STORY: (
        "There is no such story, or no such node in it: these scenes go by what you used.",
        "그런 이야기나 노드가 없어 지금까지 쓰신 장면에 따라 보여 드립니다.",
    ),
    NoteCode.LEARNING: (
        "A library of this size takes a few minutes to learn from; until then scenes go by their content.",
        "라이브러리가 커서 익히는 데 몇 분이 걸립니다. 그동안은 장면의 내용에 따라 보여 드립니다.",
    ),
    NoteCode.OPTED_OUT: (
        "Nothing is recorded of you, as you wished: these scenes go by their content and by what others use.",
        "원하신 대로 아무것도 기록하지 않습니다. 장면의 내용과 다른 사람들의 이용에 따라 보여 드립니다.",
    ),
}
