"""What can be wrong with a story that can be read: codes, how grave each is, and the words for it.

| code | severity | holds when |
|---|---|---|
| G001 | error | the story has no start |
| G002 | error | its start is no node of it |
| G003 | warning | a node cannot be reached from the start |
| G004 | error | a node leads nowhere and is no ending |
| G005 | error | a choice leads to a node that is not there |
| G006 | error | a choice comes from a node that is not there |
| G007 | error | a clip's film is not in the library |
| G008 | error | a clip's film is in the library, its file has gone |
| G009 | error | a clip reaches beyond the end of its film, or beyond where its file is broken |
| G010 | error | a node has no clips: its footage is still to be found or shot |
| G011 | warning | an ending offers choices, which nobody will see |
| G012 | error | a node has more than one default choice |
| G013 | warning | two choices of a node lead to the same node |
| G014 | error | a choice among several has no label |
| G015 | error | no ending can be reached |
| G016 | error | a loop has no way out |
| G017 | error | a choice opens when or after its time is over |
| G018 | warning | a label lacks a language that other labels have |
| G019 | warning | a choice opens after the node's clips have ended |
| G020 | warning | a choice has a time limit, and none of its node's choices is the default |
"""

from dataclasses import dataclass
from enum import StrEnum

from story.model import LocalText


class Severity(StrEnum):
    """Whether a story must not be published so (`error`) or should be looked at (`warning`)."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True)
class Problem:
    """Something that is wrong with a story.

    Attributes:
        code: `G001` and so on; it never changes its meaning.
        severity: How grave it is.
        message: One sentence in English and in Korean.
        node_id: The node that it is about, or `""`.
        choice_id: The choice that it is about, or `""`.
    """

    code: str
    severity: Severity
    message: LocalText
    node_id: str = ""
    choice_id: str = ""


_WARNINGS = frozenset({"G003", "G011", "G013", "G018", "G019", "G020"})

_WORDS = {
    "G001": ("The story has no start: choose its first node.", "시작 장면이 없습니다. 첫 장면을 정하세요."),
    "G002": (
        "The story starts at {start}, which is not there: choose another node.",
        "시작 장면 {start}이(가) 없습니다. 다른 장면을 고르세요.",
    ),
    "G003": (
        "{node} cannot be reached: lead a choice to it or remove it.",
        "{node}에 갈 수 없습니다. 선택지를 연결하거나 지우세요.",
    ),
    "G004": (
        "{node} leads nowhere: add a choice or make it an ending.",
        "{node}에서 이어지는 곳이 없습니다. 선택지를 더하거나 결말로 만드세요.",
    ),
    "G005": (
        "{choice} leads to {target}, which is not there: lead it elsewhere or remove it.",
        "{choice}이(가) 없는 장면 {target}(으)로 이어집니다. 다른 곳으로 잇거나 지우세요.",
    ),
    "G006": (
        "{choice} comes from {source}, which is not there: remove it.",
        "{choice}이(가) 없는 장면 {source}에서 나옵니다. 지우세요.",
    ),
    "G007": (
        "{node} plays a film that is not in the library ({film}): add it or choose another scene.",
        "{node}의 영화가 라이브러리에 없습니다({film}). 영화를 추가하거나 다른 장면을 고르세요.",
    ),
    "G008": (
        "{node} plays “{film}”, whose file has gone ({path}): bring it back or add it again.",
        "{node}의 영화 “{film}” 파일이 없습니다({path}). 파일을 되돌리거나 다시 추가하세요.",
    ),
    "G009": (
        "{node} plays “{film}” up to {end} ms, but it can be played up to {limit} ms only: shorten the clip.",
        "{node}이(가) “{film}”을(를) {end} ms까지 재생하지만 {limit} ms까지만 재생할 수 있습니다. 클립을 줄이세요.",
    ),
    "G010": (
        "{node} has no clips: find or shoot a scene for it.",
        "{node}에 클립이 없습니다. 장면을 찾거나 촬영하세요.",
    ),
    "G011": (
        "{node} is an ending, so its choices are never offered: remove them, or let it be no ending.",
        "{node}은(는) 결말이라 선택지가 나오지 않습니다. 선택지를 지우거나 결말을 푸세요.",
    ),
    "G012": (
        "{node} has {count} default choices: keep one.",
        "{node}에 기본 선택지가 {count}개입니다. 하나만 남기세요.",
    ),
    "G013": (
        "{choice} leads to the same node as {other}: lead one of them elsewhere.",
        "{choice}이(가) {other}와(과) 같은 장면으로 이어집니다. 하나를 다른 곳으로 이으세요.",
    ),
    "G014": (
        "{choice} has no label, but {node} offers several choices: write one.",
        "{node}에 선택지가 여럿인데 {choice}에 글이 없습니다. 글을 쓰세요.",
    ),
    "G015": (
        "No ending can be reached from the start: lead the story to one.",
        "시작에서 갈 수 있는 결말이 없습니다. 결말로 이으세요.",
    ),
    "G016": (
        "{node} is in a loop without a way out ({nodes}): lead a choice out of it.",
        "{node}이(가) 나갈 길 없는 고리에 있습니다({nodes}). 밖으로 나가는 선택지를 더하세요.",
    ),
    "G017": (
        "{choice} opens at {opens} ms, when its time is over at {closes} ms: open it earlier or close it later.",
        "{choice}이(가) {opens} ms에 열리지만 {closes} ms에 이미 닫힙니다. 더 일찍 열거나 늦게 닫으세요.",
    ),
    "G018": (
        "{choice} has no label in {languages}: write one.",
        "{choice}에 {languages} 글이 없습니다. 글을 쓰세요.",
    ),
    "G019": (
        "{choice} opens at {opens} ms, after the clips of {node} have ended at {end} ms: open it earlier.",
        "{choice}이(가) {opens} ms에 열리지만 {node}의 클립은 {end} ms에 끝납니다. 더 일찍 여세요.",
    ),
    "G020": (
        "{choice} closes at {closes} ms, but {node} has no default choice, so it stays open: choose a default.",
        "{choice}이(가) {closes} ms에 닫히지만 {node}에 기본 선택지가 없어 열려 있습니다. 기본 선택지를 정하세요.",
    ),
}

CODES = tuple(_WORDS)
"""Every code there is, in order."""


def problem(code: str, *, node_id: str = "", choice_id: str = "", **words: object) -> Problem:
    """Return the problem with a code, its message filled with `words`."""
    english, korean = _WORDS[code]
    message = {"en": english.format(**words), "ko": korean.format(**words)}
    severity = Severity.WARNING if code in _WARNINGS else Severity.ERROR
    return Problem(code, severity, message, node_id, choice_id)
