"""Where the words of a query stand in a text, found by the very terms by which the index finds them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from library.index.terms import Tokenizer
from library.ontology.folding import Folded, fold
from library.words import CJK_RUN_OR_WORD, has_cjk, indexed_words, query_terms

Span = tuple[int, int]
"""Where something stands in a text: half-open, in characters (code points)."""

_MOST_REMEMBERED = 200_000
_FAINT = re.compile(
    "a|an|and|are|as|at|be|but|by|for|from|had|has|have|he|her|him|his|i|in|is|it|its|me|my|of|on|or|our|she|so|"
    "that|the|their|them|they|this|to|was|we|were|with|you|your"
)
"""English words that are in every line: they are looked for, but a line is not marked for them."""


@dataclass(frozen=True)
class AskedTerms:
    """What a query looks for, as the index knows it.

    Attributes:
        terms: Stems of Latin words, pairs of Hangul syllables and other CJK characters.
        beginnings: Single syllables, which stand for every word that has them.
    """

    terms: frozenset[str] = frozenset()
    beginnings: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.terms or self.beginnings)

    def found_in(self, text: str) -> dict[str, tuple[Span, ...]]:
        """Return which of them a text has, and where each of them stands."""
        if not self.count_in(text):
            return {}
        plain, wanted = _comparable(text), self._wanted_in(text)
        found: dict[str, list[Span]] = {}
        for run in CJK_RUN_OR_WORD.finditer(plain.text):
            if run.lastgroup != "word":
                self._find_in_run(plain, run.start(), run.end(), found)
                continue
            for term in wanted.get(run[0].replace("'", ""), ()):
                found.setdefault(term, []).append(plain.original(*run.span()))
        return {term: tuple(spans) for term, spans in found.items()}

    def _wanted_in(self, text: str) -> dict[str, list[str]]:
        """Return those words of a text that are looked for, with the terms for which they are."""
        words = set(_words_in(text))
        stems = _Stems.shared().of(words)
        return {
            word: [*self.terms.intersection(stems[word])] for word in words if self.terms & {*stems[word]}
        }

    def _find_in_run(self, plain: Folded, start: int, end: int, found: dict[str, list[Span]]) -> None:
        """Add what is found in a run of CJK characters: pairs of syllables, and single ones."""
        for place in range(start, end):
            pair = plain.text[place : min(place + 2, end)]
            if pair in self.terms:
                found.setdefault(pair, []).append(plain.original(place, place + len(pair)))
            if pair[0] in self.beginnings:
                found.setdefault(pair[0], []).append(plain.original(place, place + 1))

    def count_in(self, text: str) -> int:
        """Return how many of them a text has: quicker than where they stand."""
        terms, firsts = _terms_in(text)
        return len(self.terms & terms) + len(self.beginnings & firsts)

    def marks(self, text: str) -> tuple[Span, ...]:
        """Return where they stand in a text, in order; what overlaps or touches is one."""
        return _joined(span for spans in self.found_in(text).values() for span in spans)

    def all_in(self, text: str) -> bool:
        """Say whether every word of a text, and there is one, is looked for."""
        stems, words = _Stems.shared(), _words_in(text)
        return bool(words) and all(
            word[0] in self.beginnings or any(term in self.terms for term in stems.of_word(word))
            for word in words
        )


@lru_cache(maxsize=1000)
def asked_terms(query: str) -> AskedTerms:
    """Return what the index looks for when it is given a query's plain words, those that say something."""
    written = query_terms(query)
    every = [term.strip('"') for term in written if term.endswith('"')]
    telling = [word for word in every if not _FAINT.fullmatch(word)]
    whole = telling if telling or len(every) < len(written) else every
    terms = _Stems.shared().of(whole)
    beginnings = (term.strip('"*') for term in written if term.endswith("*"))
    return AskedTerms(frozenset(term for word in whole for term in terms[word]), frozenset(beginnings))


def written_terms(text: str) -> dict[str, str]:
    """Return what the index makes of a text's words, those that say something, each with a word that becomes it."""
    words = [word for word in _words_in(text) if len(word) > 1 and not _FAINT.fullmatch(word)]
    terms = _Stems.shared().of(words)
    return {term: word for word in words for term in terms[word]}


def learn(texts: Iterable[str]) -> None:
    """Look up the terms of many texts at once, which is quicker than one by one as they come."""
    _Stems.shared().of(word for text in texts for word in _words_in(text))


@lru_cache(maxsize=20_000)
def _words_in(text: str) -> tuple[str, ...]:
    return tuple(indexed_words(text).split())


@lru_cache(maxsize=20_000)
def _terms_in(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the terms of a text, and the syllables with which its words and pairs begin."""
    words = _words_in(text)
    stems = _Stems.shared().of(words)
    firsts = () if text.isascii() else (word[0] for word in words if has_cjk(word[0]))
    return frozenset(term for word in words for term in stems[word]), frozenset(firsts)


def _comparable(text: str) -> Folded:
    """Return a text as `library.words` reads it, with the way back to its own characters."""
    folded = fold(text)
    if folded.starts is None or folded.ends is None:
        return Folded(text.casefold().replace("\u2019", "'"))
    pieces = dict.fromkeys(zip(folded.starts, folded.ends, strict=True))
    plain = "".join(unicodedata.normalize("NFKC", text[start:end]).casefold() for start, end in pieces)
    return Folded(plain.replace("\u2019", "'"), folded.starts, folded.ends)


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    return tuple(joined)


class _Stems:
    """Remembers which terms SQLite makes of a word."""

    def __init__(self) -> None:
        self._tokenizer = Tokenizer()
        self._known: dict[str, tuple[str, ...]] = {}

    @staticmethod
    @cache
    def shared() -> "_Stems":
        return _Stems()

    def of(self, words: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
        """Return the terms of some words; there may be more words in the answer."""
        asked = set(words)
        known = self._known
        if len(known) > _MOST_REMEMBERED:
            known = self._known = {}
        unknown = asked.difference(known)
        if unknown:
            known.update(self._tokenizer.terms(unknown))
        return known

    def of_word(self, word: str) -> tuple[str, ...]:
        """Return the terms of one word."""
        terms = self._known.get(word)
        return self.of([word])[word] if terms is None else terms
