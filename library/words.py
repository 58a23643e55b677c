"""How text becomes the words that are looked up: Latin words as they are, Hangul and other CJK as bigrams.

SQLite's tokenizers take 영화를 for one word, so that 영화 does not find it; a syllable bigram does (DESIGN facts).
"""

import re
import unicodedata

_CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3"
_HANDLE = re.compile(r"(?<!\w)@\w+")
CJK_RUN_OR_WORD = re.compile(rf"(?P<cjk>[{_CJK}]+)|(?P<word>[^\W_{_CJK}]+(?:'[^\W_{_CJK}]+)?)")
"""Finds what becomes words in text of one case and width: groups `cjk` and `word`."""
_ASCII_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)?")


def indexed_words(text: str) -> str:
    """Return `text` as words between spaces, for the full-text index.

    A CJK run becomes its bigrams, and its last syllable alone, so that a query of one syllable, taken as the
    beginning of a word, finds it wherever it stands.
    """
    if text.isascii():  # the same, several times as quickly
        return " ".join(_ASCII_WORD.findall(text.lower())).replace("'", "")
    words: list[str] = []
    for run in CJK_RUN_OR_WORD.finditer(_normalised(text)):
        if run["word"]:
            words.append(run["word"].replace("'", ""))
        else:
            words.extend([*_bigrams(run["cjk"]), run["cjk"][-1]])
    return " ".join(words)


def query_terms(text: str) -> tuple[str, ...]:
    """Return the FTS5 terms that look for the words of `text`, each quoted, each once, in order."""
    terms: dict[str, None] = {}
    for run in CJK_RUN_OR_WORD.finditer(_normalised(text)):
        if run["word"]:
            terms[_quoted(run["word"].replace("'", ""))] = None
        elif len(run["cjk"]) == 1:
            terms[_quoted(run["cjk"]) + "*"] = None
        else:
            terms.update(dict.fromkeys(_quoted(pair) for pair in _bigrams(run["cjk"])))
    return tuple(terms)


def has_cjk(text: str) -> bool:
    """Say whether a text has Hangul, Kana or Han characters."""
    return any(run["cjk"] for run in CJK_RUN_OR_WORD.finditer(_normalised(text)))


def without_handles(text: str) -> str:
    """Return a text without its handles (`@name`), or as it is if nothing else is in it.

    They say who it is, and words find them; a model that reads them for meaning only takes them for noise.
    """
    bare = " ".join(_HANDLE.sub(" ", text).split()) if "@" in text else text
    return bare if any(character.isalnum() for character in bare) else text


def mostly_latin(text: str) -> bool:
    """Say whether at least half of a text's letters are Latin ones, and there are any."""
    letters = [character for character in _normalised(text) if character.isalpha()]
    return bool(letters) and 2 * sum(letter <= "\u024f" for letter in letters) >= len(letters)


def _normalised(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("\u2019", "'")


def _bigrams(run: str) -> list[str]:
    return [run[place : place + 2] for place in range(len(run) - 1)]


def _quoted(word: str) -> str:
    return f'"{word}"'
