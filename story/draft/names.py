"""Names of people and places that a text uses without any list of names: by their letters and neighbours."""

import re
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from story.draft.korean_verbs import ends_in_consonant

_CAPITAL = re.compile(r"(?<![\w’'])[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?![\w-])")
_BEFORE_PLACES = re.compile(
    r"\b(?:in|at|into|near|through|towards?|inside|outside|across|around)\s+$", re.IGNORECASE
)
_TO = re.compile(r"\b(?:to|from|of)\s+$", re.IGNORECASE)
_NO_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        the a an and or but if then else otherwise either neither both not no yes so as at by for from in
        into of off on onto out over to under up with without after before when while where who whom whose
        what which why how that this these those there here he she it they we you i his her hers its their
        our your my me him them us one two three all some any each every other another many most few more
        once now today tonight tomorrow yesterday suddenly finally meanwhile later soon again still just
        only even maybe perhaps let do does did is are was were will would can could should must may might
        shall end choice option act scene chapter january february march april may june july august
        september october november december monday tuesday wednesday thursday friday saturday sunday
        """,
    )
)

_ANIMATE = "에게서|에게|한테서|한테|께서|께"
_SUBJECT_OPEN, _SUBJECT_CLOSED = ("는", "가"), ("은", "이")
_EOJEOL = re.compile(rf"(?<![가-힣])([가-힣]{{2,4}}?)({_ANIMATE}|아|야|은|는|이|가)(?![가-힣])(!?)")
_NO_KOREAN_NAMES = frozenset(
    re.findall(
        r"\w+",
        """
        그녀 그들 우리 너희 자기 누구 무엇 어디 언제 이것 그것 저것 여기 거기 저기 하나 둘은
        모두 사람 아무 아이 소녀 소년 남자 여자 노인 친구 엄마 아빠 어머니 아버지 할머니 할아버지
        사이 다음 이번 오늘 내일 어제 처음 마지막 그때 이제
        """,
    )
)


@dataclass(frozen=True)
class Names:
    """Names that a text uses, each as it is written there, the most frequent first."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


def names_in(text: str, known: Collection[str] = ()) -> Names:
    """Return the names of a text.

    In English, words that are written with a capital more than once and never without; of a place if each time one is
    in it, at it, near it. In Korean, words that are addressed or given something (에게, 한테), or are subjects of
    sentences more than once. Common words that come with a capital or as a subject are told by `known` alone.

    Args:
        text: In either language.
        known: Words, in small letters, that are no names.
    """
    people, places = _english(text, known)
    return Names((*people, *_korean(text, known)), places)


def _english(text: str, known: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    counts: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    towards: Counter[str] = Counter()
    for match in _CAPITAL.finditer(text):
        word, before = match[0], text[max(0, match.start() - 20) : match.start()]
        counts[word] += 1
        placed[word] += bool(_BEFORE_PLACES.search(before))
        towards[word] += bool(_TO.search(before))
    small = set(re.findall(r"\b[a-z]+\b", text))
    names = [
        word
        for word, count in counts.most_common()
        if count > 1
        and word.casefold() not in _NO_NAMES
        and word.casefold() not in known
        and word.casefold() not in small
    ]
    places = tuple(word for word in names if placed[word] and placed[word] + towards[word] == counts[word])
    return tuple(word for word in names if word not in places), places


def _korean(text: str, known: Collection[str]) -> tuple[str, ...]:
    addressed: set[str] = set()
    subjects: Counter[str] = Counter()
    for match in _EOJEOL.finditer(text):
        word, particle, called = match.groups()
        if word in _NO_KOREAN_NAMES or word in known:
            continue
        closed = ends_in_consonant(word)
        if particle in _ANIMATE.split("|") or (called and particle == ("아" if closed else "야")):
            addressed.add(word)
        if particle in (_SUBJECT_CLOSED if closed else _SUBJECT_OPEN):
            subjects[word] += 1
    often = tuple(word for word, count in subjects.most_common() if count > 1)
    return tuple(dict.fromkeys((*often, *sorted(addressed))))
