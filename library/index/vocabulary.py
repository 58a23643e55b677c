"""Numbers for terms: given once, never changed, so that every index of a library can share them."""

from collections.abc import Iterable, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from library.index.terms import Tokenizer


class Vocabulary:
    """Terms and their numbers. One thread adds, any may look up meanwhile.

    Args:
        terms: Those that are known already, by number.
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self._tokenizer = Tokenizer()
        self._numbers: dict[str, int] = {}
        self._terms: list[str] = []
        self._beginning: dict[str, list[int]] = {}
        self._of_word: dict[
            str, int
        ] = {}  # a term's number; a word of none or several terms has -1 - its place below
        self._several: list[list[int]] = []
        for term in terms:
            self._number(term)

    def __len__(self) -> int:
        return len(self._terms)

    def terms(self) -> Sequence[str]:
        """Return all terms by number."""
        return self._terms

    def find(self, words: Sequence[str]) -> list[int]:
        """Return the numbers of some words' terms, each once, in order; -1 for each that nothing contains."""
        terms = self._tokenizer.terms(words)
        distinct = dict.fromkeys(term for word in words for term in terms[word])
        return [self._numbers.get(term, -1) for term in distinct]

    def beginning_with(self, syllable: str) -> list[int]:
        """Return the numbers of all terms that begin with a syllable, or with what the tokenizer makes of it."""
        terms = self._tokenizer.terms([syllable])[syllable]
        return [number for term in terms for number in self._beginning.get(term[0], ())]

    def read(self, texts: Sequence[str]) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Return the terms of texts in order, new ones added, and how many each text has.

        Args:
            texts: As `library.words.indexed_words` writes them.

        Returns:
            Numbers of terms, shape `(all of them,)`, and counts, shape `(texts,)`.
        """
        split = [text.split() for text in texts]
        words = list(chain.from_iterable(split))
        self._learn(set(words).difference(self._of_word))
        numbers = np.fromiter(map(self._of_word.__getitem__, words), np.int32, len(words))
        owners = np.repeat(np.arange(len(texts)), [len(its_words) for its_words in split])
        numbers, owners = self._unfolded(numbers, owners)
        return numbers, np.bincount(owners, minlength=len(texts)).astype(np.int64)

    def _unfolded(
        self, numbers: NDArray[np.int32], owners: NDArray[np.int64]
    ) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """Put the terms of words that have none or several in their place."""
        folded = np.flatnonzero(numbers < 0)
        if not len(folded):
            return numbers, owners
        parts = [self._several[-1 - int(number)] for number in numbers[folded]]
        times = np.ones(len(numbers), np.int64)
        times[folded] = [len(part) for part in parts]
        inside = np.repeat(numbers < 0, times)
        unfolded = np.repeat(numbers, times)
        unfolded[inside] = list(chain.from_iterable(parts))
        return unfolded, np.repeat(owners, times)

    def _learn(self, words: set[str]) -> None:
        if not words:
            return
        for word, terms in self._tokenizer.terms(sorted(words)).items():
            numbers = [self._number(term) for term in terms]
            if len(numbers) == 1:
                self._of_word[word] = numbers[0]
            else:
                self._several.append(numbers)
                self._of_word[word] = -len(self._several)

    def _number(self, term: str) -> int:
        number = self._numbers.get(term)
        if number is None:
            number = len(self._terms)
            self._terms.append(term)
            self._beginning.setdefault(term[0], []).append(number)
            self._numbers[term] = number  # last: a reader that finds it finds the rest, too
        return number
