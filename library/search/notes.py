"""What a person should know about how a query was read: codes, and the words for them in English and Korean.

| code | said when |
|---|---|
| unclosed_quote | a quote is not closed; it goes up to the end |
| text_cut | the text is longer than what is read of it |
| no_value | `where:` stands alone: a space follows, or nothing |
| unknown_label | no concept of that facet is called so |
| unknown_film | no title has these words |
| unknown_language | nothing is said in that language |
| no_duration | `longer:` or `shorter:` with something that is no length of time |
| common_phrase | so many scenes may say it that only some were compared letter by letter |
| old_vectors | films have vectors of another model or of other texts only, so that meaning does not find them |
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NoteCode(StrEnum):
    """What a note is about."""

    UNCLOSED_QUOTE = "unclosed_quote"
    TEXT_CUT = "text_cut"
    NO_VALUE = "no_value"
    UNKNOWN_LABEL = "unknown_label"
    UNKNOWN_FILM = "unknown_film"
    UNKNOWN_LANGUAGE = "unknown_language"
    NO_DURATION = "no_duration"
    COMMON_PHRASE = "common_phrase"
    OLD_VECTORS = "old_vectors"


@dataclass(frozen=True)
class Note:
    """Something to know about how a query was read.

    Attributes:
        code: What it is about; it never changes its meaning.
        message: One sentence by language (`en`, `ko`).
        value: The piece of the query that it is about.
        closest: Known names that come close to it.
    """

    code: NoteCode
    message: Mapping[str, str] = field(hash=False)
    value: str = ""
    closest: tuple[str, ...] = ()

    def told(self, language: str) -> str:
        """Return the sentence with the names that come closest."""
        names = ", ".join(self.closest)
        return (
            f"{self.message[language]} {_CLOSEST[language].format(names=names)}"
            if names
            else self.message[language]
        )


_WORDS: Mapping[NoteCode, tuple[str, str]] = {
    NoteCode.UNCLOSED_QUOTE: (
        "The quote {value} is not closed; everything after it is taken as exact dialogue.",
        "따옴표 {value} 뒤가 닫히지 않아, 그 뒤를 모두 정확한 대사로 읽었습니다.",
    ),
    NoteCode.TEXT_CUT: (
        "Only the first {value} characters were read.",
        "앞의 {value}자만 읽었습니다.",
    ),
    NoteCode.NO_VALUE: (
        "{value} stands alone and filters nothing; write what you mean right after the colon.",
        "{value} 뒤가 비어 있어 거르지 않았습니다. 쌍점 바로 뒤에 이어서 쓰세요.",
    ),
    NoteCode.UNKNOWN_LABEL: ("Nothing here is called {value}.", "{value}(이)라는 이름이 없습니다."),
    NoteCode.UNKNOWN_FILM: ("No film is called {value}.", "제목에 {value}이(가) 있는 영상이 없습니다."),
    NoteCode.UNKNOWN_LANGUAGE: (
        "Nothing is said in a language called {value}.",
        "{value}(이)라는 언어의 대사가 없습니다.",
    ),
    NoteCode.NO_DURATION: (
        "{value} is no length of time; write seconds, 1m30s or 1:30.",
        "{value}은(는) 길이가 아닙니다. 90초, 1분30초, 1:30처럼 쓰세요.",
    ),
    NoteCode.COMMON_PHRASE: (
        "Very many scenes may say {value}; only some of them were compared.",
        "{value}(이)라고 할 만한 장면이 아주 많아 일부만 대조했습니다.",
    ),
    NoteCode.OLD_VECTORS: (
        "Films found by their words alone, until their vectors are made with the model that is set: {value}. "
        "`gallae settings embedding-model` makes them.",
        "설정한 모델로 벡터를 다시 만들 때까지 낱말로만 찾는 영상: {value}편. "
        "`gallae settings embedding-model`이 만듭니다.",
    ),
}
_CLOSEST = {"en": "Closest: {names}.", "ko": "비슷한 이름: {names}."}


def note(code: NoteCode, value: str = "", closest: tuple[str, ...] = ()) -> Note:
    """Return a note with its words.

    Args:
        code: What it is about.
        value: The piece of the query that it is about, as a person should read it.
        closest: Known names that come close to it.
    """
    english, korean = (words.format(value=_shown(value)) for words in _WORDS[code])
    message = {"en": english, "ko": korean}
    return Note(code, message, value, closest)


def _shown(value: str) -> str:
    return value if value.isdecimal() or len(value) == 1 else f"“{value}”"
