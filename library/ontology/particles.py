"""What may follow a Korean noun within its eojeol: particles, plural, copula and the verbs made from nouns.

Forms that depend on the noun's last syllable (은 after a consonant, 는 after a vowel) are only taken where they fit:
밤이 is 밤 with a particle, 밤가 is something else.
"""

import re

_CASE = (
    "에게서|에게|에서|에|한테서|한테|께서|께|까지|부터|마다|밖에|대로|만큼|처럼|같이"
    "|보다|뿐|하고|쯤|마저|조차|만|도|의"
)
_AFTER_VOWEL = "로서|로써|로|와|랑|나|라도|든지|가|는|를|야|여"
_AFTER_CONSONANT = "으로서|으로써|으로|과|이랑|이나|이라도|이든지|이|은|을|아|이여"
_AFTER_RIEUL = _AFTER_CONSONANT.replace("으로", "로")
# After a first particle another one may come (에서는, 까지만, 만으로도).
_MORE = "는|은|도|만|의|이|을|가|를|나|이나|요|부터|까지|처럼|보다|으로|로|라도|이라도|조차|마저"
_COPULA = (
    "다|야|라고|라는|라면|란|고|며|면|지|죠|지만|네|니|냐|군|구나|던|래|인|인데|인가|일|입니다|입니까|임"
)
_COPULA_AFTER_VOWEL = f"{_COPULA}|예요|였[가-힣]{{1,3}}"
_COPULA_AFTER_CONSONANT = f"이(?:{_COPULA}|에요|었[가-힣]{{1,3}})|인|인데|인가|일|입니다|입니까|임"
# 추격하는, 결혼했다, 납치됐다, 체포당한: the noun's verb, in any form.
_VERB = "(?:하|한|할|함|해|했|합|되|된|될|됨|돼|됐|됩|당하|당한|당해|당했|시키|시킨|시켜|시켰)[가-힣]{0,4}"

# Beginnings of eojeols that only look like a noun with a particle: 아이고 is a sigh, 낮은 is low, 비만이 is no rain.
_LOOKALIKES = (
    *("아이고", "아이구", "낮은", "낮을", "길이", "벗은", "벗을", "비만", "방도", "왕도"),
    *("총의", "약은", "문의", "모자라", "광대한", "광대하"),
)

_FINALS = 28  # Unicode, "Hangul syllable decomposition": 27 final consonants and none.
_RIEUL = 8


def _tails(first: str, more_forms: str = "") -> re.Pattern[str]:
    nominal = f"(?:{_CASE}|{first})(?:{_MORE})?"
    plural = f"들(?:(?:{_CASE}|{_AFTER_RIEUL})(?:{_MORE})?|{_COPULA_AFTER_CONSONANT})?"
    return re.compile(f"(?:{nominal}|{plural}{more_forms})요?")


_LONG = {
    "vowel": _tails(_AFTER_VOWEL, f"|{_COPULA_AFTER_VOWEL}|{_VERB}"),
    "rieul": _tails(_AFTER_RIEUL, f"|{_COPULA_AFTER_CONSONANT}|{_VERB}"),
    "consonant": _tails(_AFTER_CONSONANT, f"|{_COPULA_AFTER_CONSONANT}|{_VERB}"),
}
_SHORT = {
    "vowel": _tails(_AFTER_VOWEL),
    "rieul": _tails(_AFTER_RIEUL),
    "consonant": _tails(_AFTER_CONSONANT),
}


def ends_eojeol(noun: str, rest: str) -> bool:
    """Tell whether `noun` followed by `rest` reads as that noun in a sentence.

    After a noun of one syllable only particles and the plural are taken (밤에, not 밤하), after a longer one
    also the copula (친구였다) and the verb made from it (추격하는).

    Args:
        noun: Ends in a Hangul syllable.
        rest: The Hangul that follows it without a space; may be empty.
    """
    if not rest:
        return True
    if (noun + rest).startswith(_LOOKALIKES):
        return False
    tails = _SHORT if len(noun) == 1 else _LONG
    return tails[_ending(noun[-1])].fullmatch(rest) is not None


def _ending(syllable: str) -> str:
    final = (ord(syllable) - ord("가")) % _FINALS
    if final == 0:
        return "vowel"
    return "rieul" if final == _RIEUL else "consonant"
