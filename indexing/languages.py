"""In which language a subtitle track or a screenplay is: by the file's name, else by its letters and words."""

import re
from pathlib import PurePath

_THREE_LETTERS = {
    "ara": "ar", "chi": "zh", "deu": "de", "dut": "nl", "eng": "en", "fra": "fr", "fre": "fr", "ger": "de", "ita": "it",
    "jpn": "ja", "kor": "ko", "nld": "nl", "por": "pt", "rus": "ru", "spa": "es", "swe": "sv", "zho": "zh",
}  # fmt: skip
_TWO_LETTERS = frozenset(
    {"ar", "bg", "cs", "da", "de", "el", "en", "es", "fi", "fr", "he", "hi", "hr", "hu", "id", "it", "ja", "ko", "lt"}
    | {"lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh"}
)  # fmt: skip
_MARKS = frozenset(
    {"ad", "captions", "cc", "chapters", "default", "description", "descriptions"}
    | {"forced", "full", "sdh", "subtitles"}
)
"""What may stand in a name after the language: `film.en.forced.srt`."""

_ENGLISH_ONLY = frozenset({"the", "you", "what", "this", "that", "they", "your", "with", "from"})
_ENGLISH = _ENGLISH_ONLY | {"a", "and", "are", "for", "have", "i", "in", "is", "it", "not", "of", "to", "we"}


def language_of(name: str, text: str) -> str:
    """Return the language of a text as a BCP 47 code, or `und`.

    A file's name may hold a title's word that looks like a code (`say_no.srt`), so a text in Hangul is Korean and one
    in kana Japanese whatever the name says.
    """
    return _by_letters(text) or _named(name) or _by_words(text)


def _by_letters(text: str) -> str | None:
    letters = sum(letter.isalpha() for letter in text)
    for language, script in (("ko", r"[가-힣]"), ("ja", r"[\u3040-\u30ff]")):
        # A syllable says about as much as two or three letters.
        if letters and len(re.findall(script, text)) * 4 >= letters:
            return language
    return None


def _named(name: str) -> str | None:
    parts = PurePath(name).stem.lower().split(".")
    while len(parts) > 1 and parts[-1] in _MARKS:
        parts.pop()
    whole = len(parts) > 1
    words = re.split(r"[_ -]", parts[-1])
    # After a dot the code comes first (`film.pt-br`), else last (`film_ko`).
    word = words[0] if whole and _code(words[0]) else words[-1] if len(words) > 1 else ""
    return _code(word)


def _code(word: str) -> str | None:
    code = _THREE_LETTERS.get(word, word)
    return code if code in _TWO_LETTERS else None


def _by_words(text: str) -> str:
    if re.search(r"[\u4e00-\u9fff]", text):
        return "zh"
    words = set(re.findall(r"[a-z]+", text.lower()))
    return "en" if words & _ENGLISH_ONLY and len(words & _ENGLISH) >= 2 else "und"
