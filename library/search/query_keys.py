"""The words of the query language: keys in English and Korean, lengths of time, names of languages."""

import re
import unicodedata
from fractions import Fraction

from library.ontology import Facet
from library.search.query import PartKind

_FACET_KEYS = {
    "who": Facet.WHO,
    "누가": Facet.WHO,
    "누구": Facet.WHO,
    "when": Facet.WHEN,
    "언제": Facet.WHEN,
    "where": Facet.WHERE,
    "어디서": Facet.WHERE,
    "어디": Facet.WHERE,
    "what": Facet.WHAT,
    "무엇": Facet.WHAT,
    "무엇을": Facet.WHAT,
    "how": Facet.HOW,
    "어떻게": Facet.HOW,
    "why": Facet.WHY,
    "왜": Facet.WHY,
}
_OTHER_KEYS = {
    "film": PartKind.FILM,
    "영화": PartKind.FILM,
    "영상": PartKind.FILM,
    "lang": PartKind.LANGUAGE,
    "language": PartKind.LANGUAGE,
    "언어": PartKind.LANGUAGE,
    "longer": PartKind.LONGER,
    "이상": PartKind.LONGER,
    "shorter": PartKind.SHORTER,
    "이하": PartKind.SHORTER,
    "within": PartKind.WITHIN,
    "이내": PartKind.WITHIN,
}
_LANGUAGES = {
    "en": ("english", "영어"),
    "ko": ("korean", "한국어", "한국말", "우리말"),
    "ja": ("japanese", "일본어"),
    "zh": ("chinese", "중국어"),
    "fr": ("french", "프랑스어"),
    "de": ("german", "독일어"),
    "es": ("spanish", "스페인어"),
    "it": ("italian", "이탈리아어"),
    "ru": ("russian", "러시아어"),
    "pt": ("portuguese", "포르투갈어"),
}
_CODES = {name: code for code, names in _LANGUAGES.items() for name in names}

_NUMBER = r"[0-9]{1,7}(?:\.[0-9]{1,6})?"
_CLOCK = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,4}):([0-9]{1,2}(?:\.[0-9]{1,6})?)")
_UNITS = re.compile(
    rf"(?:({_NUMBER})(?:h|hours?|시간))?(?:({_NUMBER})(?:m|mins?|minutes?|분))?"
    rf"(?:({_NUMBER})(?:s|secs?|seconds?|초)?)?"
)


def key_meaning(word: str) -> tuple[PartKind, Facet | None] | None:
    """Return what a key asks for (`where`, `어디서`, `film`, …), or `None` if it is no key."""
    key = unicodedata.normalize("NFKC", word).casefold()
    if key in _FACET_KEYS:
        return PartKind.FACET, _FACET_KEYS[key]
    return (_OTHER_KEYS[key], None) if key in _OTHER_KEYS else None


def seconds_of(text: str) -> Fraction | None:
    """Return the seconds of `90`, `1m30s`, `1:30`, `90초` or `2분`, or `None` if that is no length of time."""
    written = unicodedata.normalize("NFKC", text).casefold().replace(" ", "")
    found = _CLOCK.fullmatch(written) or _UNITS.fullmatch(written)
    if found is None or not any(found.groups()):
        return None
    hours, minutes, seconds = (Fraction(group or 0) for group in found.groups())
    return hours * 3600 + minutes * 60 + seconds


def language_code(text: str) -> str:
    """Return the code of a language that is named by its code, in English or in Korean; else the text itself."""
    name = unicodedata.normalize("NFKC", text).casefold().strip()
    return _CODES.get(name, name)
