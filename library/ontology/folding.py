"""Text made comparable: one case, one width, composed Hangul, plain spaces; with the way back to the original."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = re.compile(r"\s|(?<=[^\W_])[-‐‑'’](?=[^\W_])")


@dataclass(frozen=True)
class Folded:
    """A folded text that remembers where each of its characters came from.

    Attributes:
        text: The folded text; every character of white space in it is one space.
        starts, ends: For each character of `text`, the half-open piece of the original behind it; both `None`
            where folding kept every character in its place.
    """

    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Give the piece of the original text behind `text[start:end]` (not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def fold(text: str) -> Folded:
    """Fold `text`: NFKC, case folding, and a space for white space and for a hyphen or apostrophe inside a word.

    Width goes with NFKC, and Hangul written in single letters is composed to syllables.
    """
    plain = text.casefold()
    if unicodedata.is_normalized("NFKC", text) and len(plain) == len(text):
        return Folded(_with_plain_spaces(plain))
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _segments(text):
        piece = unicodedata.normalize("NFKC", text[start:end]).casefold()
        pieces.append(piece)
        starts += [start] * len(piece)
        ends += [end] * len(piece)
    return Folded(_with_plain_spaces("".join(pieces)), tuple(starts), tuple(ends))


def words_only(text: str) -> str:
    """Fold `text` and put single spaces between its words: what labels and queries are compared by."""
    return " ".join(fold(text).text.split())


def is_hangul(mark: str) -> bool:
    """Tell whether a folded character is a Hangul syllable."""
    return "가" <= mark <= "힣"


def _segments(text: str) -> Iterator[tuple[int, int]]:
    """Cut where composing cannot reach across: before each character that starts something new."""
    start = 0
    for place in range(1, len(text)):
        if not _continues(text[place]):
            yield start, place
            start = place
    if text:
        yield start, len(text)


def _continues(mark: str) -> bool:
    if mark.isascii():
        return False
    first = unicodedata.normalize("NFKD", mark)[0]
    # Vowels and final consonants of Hangul that is written letter by letter, and marks on a letter.
    return "\u1160" <= first <= "\u11ff" or unicodedata.combining(first) != 0


def _with_plain_spaces(text: str) -> str:
    """Replace one for one, so that places stay."""
    return _SPACES.sub(" ", text)
