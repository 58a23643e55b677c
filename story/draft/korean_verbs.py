"""Korean predicates brought to the plain form in which a synopsis is told: 갈까 and 가거나 become 간다."""

_FINALS = 28  # Unicode, "Hangul syllable decomposition": 27 final consonants and none.
_NIEUN, _RIEUL, _SIOT, _SSANG_SIOT = 4, 8, 19, 20
# Stems whose last consonant changes before a vowel: 들을까 is of 듣다, 도울까 of 돕다.
_BEFORE_EUL = {"들": "듣", "걸": "걷", "실": "싣", "물": "묻", "깨달": "깨닫", "일컬": "일컫"}
_WITH_ULL = {"도울": "돕", "누울": "눕", "주울": "줍", "구울": "굽", "도우": "돕", "누우": "눕", "주우": "줍"}
# Adjectives and existence, which take 다 alone.
_STILL = ("있", "없", "좋", "싫", "많", "적", "높", "깊", "같", "아니", "아프", "기쁘", "슬프", "예쁘", "크")


def plain(stem: str) -> str:
    """Return the plain present of a verb's stem.

    >>> [plain(stem) for stem in ("가", "먹", "만들", "있")]
    ['간다', '먹는다', '만든다', '있다']
    """
    if stem.endswith(_STILL):
        return f"{stem}다"
    final = _final(stem[-1])
    if final in (0, _RIEUL):
        return f"{stem[:-1]}{_with_final(stem[-1], _NIEUN)}다"
    return f"{stem}는다"


def plain_of_future(form: str) -> str | None:
    """Return the plain present of what stands before 까 or 지, or `None` if that is no verb that is still to come.

    >>> [plain_of_future(form) for form in ("갈", "먹을", "도울", "들을", "했을", "왜인")]
    ['간다', '먹는다', '돕는다', '듣는다', None, None]
    """
    if not is_hangul(form) or _final(form[-1]) != _RIEUL or form in ("일", "할일"):
        return None
    for ending, stem in _WITH_ULL.items():
        if form.endswith(ending):
            return plain(form.removesuffix(ending) + stem)
    if form.endswith("을") and len(form) > 1:
        before = form[:-1]
        if _final(before[-1]) == _SSANG_SIOT and not before.endswith("있"):
            return None  # 했을까 asks what was
        return plain(_changed_back(before))
    return plain(form[:-1] + _with_final(form[-1], 0))


def plain_of_condition(form: str) -> str | None:
    """Return the plain present of what stands before 면, or `None` if that is no verb.

    >>> [plain_of_condition(form) for form in ("가지", "먹으", "들으", "만들", "장")]
    ['가진다', '먹는다', '듣는다', '만든다', None]
    """
    if not is_hangul(form):
        return None
    for ending, stem in _WITH_ULL.items():
        if form.endswith(ending):
            return plain(form.removesuffix(ending) + stem)
    if form.endswith("으") and len(form) > 1:
        return plain(_changed_back(form[:-1]))
    return plain(form) if _final(form[-1]) in (0, _RIEUL) else None


def is_hangul(text: str) -> bool:
    """Say whether a text is not empty and all Hangul syllables."""
    return bool(text) and all("가" <= mark <= "힣" for mark in text)


def ends_in_consonant(word: str) -> bool:
    """Say whether the last syllable of a Korean word has a final consonant: 는 follows 미나, 은 follows 민준."""
    return is_hangul(word[-1:]) and _final(word[-1]) != 0


def _changed_back(before: str) -> str:
    for ending, stem in _BEFORE_EUL.items():
        if before.endswith(ending):
            return before.removesuffix(ending) + stem
    if _final(before[-1]) == 0:  # 저으면 is of 젓다: no other stem has 으 after a vowel
        return before[:-1] + _with_final(before[-1], _SIOT)
    return before


def _final(syllable: str) -> int:
    return (ord(syllable) - ord("가")) % _FINALS


def _with_final(syllable: str, final: int) -> str:
    return chr(ord(syllable) - _final(syllable) + final)
