"""Bullets and numbers at the beginning of lines, and options that are numbered within one line."""

import re
from dataclasses import dataclass

from story.draft.choices import opens_choice

_JAMO = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_SYLLABLES = "가나다라마바사아자"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBER = (
    r"(?P<digits>\d{1,3})[.)]\s+|\((?P<inner>\d{1,2})\)\s*|(?P<jamo>[ㄱ-ㅎ])[.)]\s*|(?P<syllable>[가나다라마바사아자])[.)]\s+"
    r"|(?P<circled>[①-⑩])[.)]?\s*|\(?(?P<letter>[A-Ia-i])\)\s+"
)
_MARK = re.compile(rf"(?:(?P<bullet>[-*•·–—])\s+|{_NUMBER})")
_INLINE = re.compile(rf"(?:^|(?<=\s)|(?=[①-⑩]))(?:{_NUMBER})")


@dataclass(frozen=True)
class Mark:
    """What a line of a list begins with: its number, from 1, or 0 for a bullet."""

    number: int


def taken_mark(words: str) -> tuple[Mark | None, str]:
    """Return the mark with which a line begins, and the line without it.

    >>> taken_mark("② 떠난다"), taken_mark("- She goes"), taken_mark("She goes")
    ((Mark(number=2), '떠난다'), (Mark(number=0), 'She goes'), (None, 'She goes'))
    """
    match = _MARK.match(words)
    if match is None:
        return None, words
    rest = words[match.end() :]
    if match["bullet"]:
        inner, rest = taken_mark(rest)
        return inner or Mark(0), rest
    return Mark(_number(match)), rest


def inline_items(words: str) -> list[str]:
    """Return a line in pieces if it numbers options itself, after words that open a choice or after nothing.

    >>> inline_items("What does she do? 1) She runs. 2) She hides.")
    ['What does she do?', '1) She runs. ', '2) She hides.']
    """
    starts: list[int] = []
    for match in _INLINE.finditer(words):
        if _number(match) == len(starts) + 1:
            starts.append(match.start())
    if len(starts) < 2 or (words[: starts[0]].strip() and not opens_choice(words[: starts[0]])):
        return [words]
    pieces = [words[start:end] for start, end in zip(starts, [*starts[1:], len(words)], strict=True)]
    return [piece for piece in (words[: starts[0]].strip(), *pieces) if piece]


def _number(match: re.Match[str]) -> int:
    if digits := match["digits"] or match["inner"]:
        return int(digits)
    if match["letter"]:
        return ord(match["letter"].casefold()) - ord("a") + 1
    for name, row in (("jamo", _JAMO), ("syllable", _SYLLABLES), ("circled", _CIRCLED)):
        if match[name]:
            return row.find(match[name]) + 1
    return 0
