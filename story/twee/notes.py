"""What a person should know of a story that came from Twine, in English and Korean, with passage and line."""

from dataclasses import dataclass

from story.model import LocalText
from story.titles import shortened


@dataclass(frozen=True)
class ImportNote:
    """Something in a Twine file that was passed over, kept as it is, or understood in a certain way.

    Attributes:
        message: One line in English and in Korean; it names the passage and the line.
        passage: Name of the passage that it is about, or `""`.
        line: The line of the file, or of the passage's text in a file without lines; 0 for none.
        node_id: The node that the passage became, or `""`.
        source: The words of the file that it is about, or `""`.
    """

    message: LocalText
    passage: str = ""
    line: int = 0
    node_id: str = ""
    source: str = ""


_LONGEST_SHOWN = 90

_WORDS = {
    "metadata": (
        "its metadata is not JSON ({reason}), so it was left out: mend it there if a position matters.",
        "메타데이터가 JSON이 아니어서({reason}) 빼고 읽었습니다. 위치가 중요하면 고치세요.",
    ),
    "story-data": (
        "StoryData is not JSON ({reason}), so it was left out: the story starts at “{start}”.",
        "StoryData가 JSON이 아니어서({reason}) 빼고 읽었습니다. 이야기는 “{start}”에서 시작합니다.",
    ),
    "header": (
        "the end of its header was not understood and counts as its name.",
        "머리줄의 끝을 이해하지 못해 이름으로 보았습니다.",
    ),
    "before-first": (
        "what stands before the first passage was left out.",
        "첫 패시지 앞의 내용은 뺐습니다.",
    ),
    "start": (
        "there is no passage “{wanted}” to start at, so the story starts at “{start}”.",
        "시작할 패시지 “{wanted}”이(가) 없어 “{start}”에서 시작합니다.",
    ),
    "other-stories": (
        "the file holds {count} stories ({names}); this is “{taken}”: name another to have that one.",
        "파일에 이야기가 {count}개 있습니다({names}). “{taken}”을(를) 가져왔으니 다른 것은 이름을 적어 고르세요.",
    ),
    "nowhere": (
        "a link leads to “{target}”, and there is no such passage: lead the choice elsewhere.",
        "링크가 없는 패시지 “{target}”(으)로 이어집니다. 선택지를 다른 곳으로 이으세요.",
    ),
    "kept": (
        "“{source}” was not understood and is kept in the text.",
        "“{source}”을(를) 이해하지 못해 글에 그대로 두었습니다.",
    ),
    "unfitting": (
        "“{source}” does not fit together ({reason}) and was left out.",
        "“{source}”은(는) 앞뒤가 맞지 않아({reason}) 뺐습니다.",
    ),
    "unseen": (
        "the condition of “{source}” asks for a variable between two assignments; here it sees the one before both.",
        "“{source}”의 조건은 두 대입 사이의 변수를 묻지만, 여기서는 두 대입 전의 값을 봅니다.",
    ),
    "special": (
        "is no scene of the film; it is kept for Twine as it is.",
        "영화의 장면이 아니므로 Twine을 위해 그대로 간직합니다.",
    ),
    "conditional-text": (
        "text that depends on a condition is always part of the beat.",
        "조건에 따라 보이는 글도 항상 비트에 들어갑니다.",
    ),
    "cut": (
        "its {part} has {count} characters; only the first {kept} were taken.",
        "{part} 길이가 {count}자여서 처음 {kept}자만 가져왔습니다.",
    ),
    "variable-kinds": (
        "${variable} is used as more than one kind of value; it is taken for a {kind}.",
        "${variable}이(가) 여러 종류의 값으로 쓰여 {kind}(으)로 보았습니다.",
    ),
    "changed-links": (
        "its links have been changed since Gallae wrote it; what only Gallae knew of {count} of them is gone.",
        "Gallae가 쓴 뒤 링크가 바뀌어 그중 {count}개의 Gallae 정보가 사라졌습니다.",
    ),
    "more": (
        "{count} more things were not understood; they are kept in the text.",
        "이해하지 못한 것이 {count}개 더 있으며 글에 그대로 두었습니다.",
    ),
    "gap": (
        "no scene fits it: find one or shoot it.",
        "맞는 장면이 없습니다. 찾거나 촬영하세요.",
    ),
    "reused": (
        "plays the same scene as “{other}”, because no other fits.",
        "다른 맞는 장면이 없어 “{other}”와(과) 같은 장면을 재생합니다.",
    ),
}


def import_note(
    code: str, passage: str = "", line: int = 0, *, node_id: str = "", source: str = "", **words: object
) -> ImportNote:
    """Return the note with a code, its message filled with `words`."""
    english, korean = _WORDS[code]
    shown = {name: _shown(word) for name, word in words.items()} | {"source": _shown(source)}
    message = {
        "en": f"{_place_en(passage, line)}{english.format(**shown)}",
        "ko": f"{_place_ko(passage, line)}{korean.format(**shown)}",
    }
    return ImportNote(message, passage, line, node_id, source)


def _shown(word: object) -> str:
    """Return a word on one line, short and without what a terminal cannot show."""
    text = shortened(str(word)[: 4 * _LONGEST_SHOWN], _LONGEST_SHOWN)
    return text if text.isprintable() else ascii(text)[1:-1]


def _place_en(passage: str, line: int) -> str:
    parts = [f"passage “{_shown(passage)}”"] * bool(passage) + [f"line {line}"] * bool(line)
    return f"{', '.join(parts)}: " if parts else ""


def _place_ko(passage: str, line: int) -> str:
    parts = [f"패시지 “{_shown(passage)}”"] * bool(passage) + [f"{line}행"] * bool(line)
    return f"{' '.join(parts)}: " if parts else ""
