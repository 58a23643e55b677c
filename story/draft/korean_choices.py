"""Choices in one Korean sentence: `갈까, 탈까?`, `갈지 탈지`, `가거나 타거나`, `가지면 … 아니면 …`."""

import re
from collections.abc import Callable, Sequence

from story.draft.korean_verbs import is_hangul, plain, plain_of_condition, plain_of_future

_LEADING_OR = re.compile(r"(?:또는|아니면|혹은|그냥)\s+")
_OR = re.compile(r"[,，]\s*(?:아니면|또는)\s+")
_DECIDES = re.compile(
    r"고민|망설|생각|결정|선택|정하|정한|정해|고르|고른|골라|모른|모르|갈등|하다|한다|할 |해야|한다|하나|둘"
)
_TOPIC = re.compile(r"[가-힣]+(?:은|는|이|가)$")
_SUPPOSE = re.compile(r"(?:만약|만일)(?:에)?[\s,]+")
_NOUNS = (
    *("장면", "화면", "방면", "측면", "표면", "반면", "정면", "라면", "가면", "이면", "하면", "수면", "냉면"),
    *("직면", "외면", "내면", "지면", "단면", "전면", "후면", "벽면", "도면", "국면"),
)
_ANY = re.compile(r"누구|언제|어디|무엇|뭐|어떻|얼마|어느")  # 누구든지 is anybody, no choice
_REFUSED = "그러지 않는다"  # what 말까 stands for
_MARKS = " ,，.?!。？！:："


def korean_ways(sentence: str) -> list[str]:
    """Return the options of a Korean sentence that holds a whole choice, each a sentence; else none."""
    tokens = sentence.split()
    for ending, read in _ENDINGS:
        parts, rest = _parts(tokens, ending, read)
        if len(parts) > 1 and (not rest or _DECIDES.search(" ".join(rest))):
            return _with_subject(parts)
    ways = _OR.split(sentence)
    return ways if len(ways) > 1 else []


def korean_condition(sentence: str) -> tuple[str, str] | None:
    """Return what is supposed and what happens then, of `만약 열쇠를 가지면 탑에 간다`; `None` without a 면."""
    supposed = _SUPPOSE.sub("", sentence, count=1)
    tokens = supposed.split()
    for place, token in enumerate(tokens[:-1] if supposed == sentence else tokens):
        word = token.rstrip(_MARKS)
        if not word.endswith("면") or (word in _NOUNS and not (place and word in ("가면", "하면"))):
            continue
        told = _supposed(word.removesuffix("면"))
        if told is not None and word != "아니면":
            return " ".join([*tokens[:place], told]), _ended(" ".join(tokens[place + 1 :]))
    return None


def _supposed(form: str) -> str | None:
    """Return the plain form of what stands before 면; 간다면 has it already."""
    return form if len(form) > 1 and form.endswith("다") else plain_of_condition(form)


def is_supposed(sentence: str) -> bool:
    """Say whether a sentence says 만약 or 만일 itself."""
    return _SUPPOSE.match(sentence) is not None


def _ended(clause: str) -> str:
    """Return a clause that ends in 고 as a sentence of its own: 탑에 들어가고 becomes 탑에 들어간다."""
    words = clause.rstrip(_MARKS)
    last = words.rpartition(" ")[2]
    if len(last) > 1 and last.endswith("고") and is_hangul(last):
        return words.removesuffix(last) + plain(last.removesuffix("고"))
    return clause


def _parts(
    tokens: Sequence[str], ending: str, read: Callable[[str], str | None]
) -> tuple[list[str], list[str]]:
    """Split tokens after each that ends so; what is left over comes second."""
    parts: list[str] = []
    waiting: list[str] = []
    for token in tokens:
        waiting.append(token)
        match = re.fullmatch(rf"([가-힣]+)(?:{ending})[{re.escape(_MARKS)}\"”’]*", token)
        told = read(match[1]) if match and not _ANY.search(match[1]) else None
        if told is not None:
            parts.append(_REFUSED if match and match[1] == "말" else _told(waiting[:-1], told))
            waiting = []
    return parts, waiting


def _told(tokens: Sequence[str], predicate: str) -> str:
    return _LEADING_OR.sub("", " ".join([*tokens, predicate]))


def _with_subject(parts: Sequence[str]) -> list[str]:
    """Return the parts, each with the topic of the first unless it has its own."""
    first, _, rest = parts[0].partition(" ")
    if not rest or not _TOPIC.match(first):
        return list(parts)
    return [part if _TOPIC.match(part.split()[0]) else f"{first} {part}" for part in parts]


_ENDINGS: tuple[tuple[str, Callable[[str], str | None]], ...] = (
    ("까", plain_of_future),
    ("지(?:를|도)?", plain_of_future),
    ("거나|든지|든가", plain),
)
