"""Reads the query language (see `library.search.query`): by hand, from left to right, whatever the text."""

import re
import unicodedata
from functools import lru_cache

from library.ontology import Facet
from library.search.notes import Note, NoteCode, note
from library.search.query import Part, PartKind, Query
from library.search.query_keys import key_meaning
from library.words import query_terms

MOST_CHARACTERS = 2000
"""So much of a text is read: some three hundred words."""

_CLOSING = {'"': '"', "＂": '"＂', "“": '”"“', "「": "」", "『": "』"}
_STRAIGHT = '"＂'
_STEP = ">>"
_KEY = re.compile(r"([^\W\d_]{1,12})[:：]")
_VALUE = re.compile(r"(?:(?!>>)[^\s,，\"＂“「『])+")
_LOOSE_END = ".!?;:…)]}」』”’'"
_UNSEEN = {"Cc", "Cf", "Cs"}
_UNFILTERED = (PartKind.LONGER, PartKind.SHORTER, PartKind.WITHIN)


@lru_cache(maxsize=100)
def read_query(text: str) -> Query:
    """Read a text as a person typed it; every text is a query."""
    scanner = _Scanner(readable(text[:MOST_CHARACTERS]))
    scanner.run()
    if len(text) > MOST_CHARACTERS:
        scanner.notes.append(note(NoteCode.TEXT_CUT, str(MOST_CHARACTERS)))
    return scanner.query()


def plain_query(text: str) -> Query:
    """Take a text as words only, whatever stands in it; cut and cleaned as `read_query` does."""
    words = readable(text[:MOST_CHARACTERS])
    notes = (note(NoteCode.TEXT_CUT, str(MOST_CHARACTERS)),) if len(text) > MOST_CHARACTERS else ()
    return Query(words, plain=words.strip(), loose=words, notes=notes)


def split_steps(text: str) -> tuple[str, ...]:
    """Split a text at every `>>` that is not in quotes; pieces without anything in them are left out."""
    scanner = _Scanner(readable(text))
    scanner.run()
    edges = [0, *(edge for step in scanner.steps for edge in (step, step + len(_STEP))), len(scanner.text)]
    pieces = (scanner.text[start:end].strip() for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple(piece for piece in pieces if piece)


def readable(text: str) -> str:
    """Return a text without characters that nobody sees: marks of direction, of zero width, controls, surrogates."""
    if text.isascii() and text.isprintable():
        return text
    kept = []
    for mark in text:
        category = unicodedata.category(mark)
        if category not in _UNSEEN or mark.isspace():
            kept.append(mark)
        elif category != "Cf":
            kept.append(" ")
    return "".join(kept)


class _Scanner:
    """Walks over a text once; each of its `_read_…` methods goes on only if what it reads stands here."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[Part] = []
        self.notes: list[Note] = []
        self.steps: list[int] = []
        self._place = 0

    def run(self) -> None:
        while self._place < len(self.text):
            if self.text[self._place].isspace():
                self._place += 1
            elif self._at(_STEP):
                self.steps.append(self._place)
                self._place += len(_STEP)
            elif not (self._read_phrase() or self._read_keyed() or self._read_excluded()):
                self._read_word()

    def query(self) -> Query:
        plain, loose, place = "", "", 0
        for part in self.parts:
            said = part.values[0] if part.kind is PartKind.PHRASE and not part.excluded else ""
            plain += f"{self.text[place : part.start]} {said} "
            loose += self.text[place : part.start] + "|" * (part.end - part.start)
            place = part.end
        words = " ".join((plain + self.text[place:]).replace(_STEP, " ").split())
        return Query(self.text, tuple(self.parts), words, loose + self.text[place:], tuple(self.notes))

    def _at(self, mark: str, place: int | None = None) -> bool:
        return self.text.startswith(mark, self._place if place is None else place)

    def _quoted(self, start: int) -> tuple[str, int, bool] | None:
        """Return what a quote that opens at `start` holds, where it ends, and whether it is closed."""
        closing = _CLOSING.get(self.text[start : start + 1])
        if closing is None:
            return None
        end = next((at for at in range(start + 1, len(self.text)) if self.text[at] in closing), None)
        if end is None:
            return self.text[start + 1 :].strip(), len(self.text), False
        return self.text[start + 1 : end].strip(), end + 1, True

    def _read_phrase(self, sign: int = 0) -> bool:
        """Read a quote; `sign` is the length of what stands before it, 1 for a minus."""
        quoted = self._quoted(self._place + sign)
        if quoted is None:
            return False
        said, end, closed = quoted
        if query_terms(said):
            if not closed:
                self.notes.append(note(NoteCode.UNCLOSED_QUOTE, self.text[self._place + sign]))
            self.parts.append(Part(PartKind.PHRASE, self._place, end, (said,), excluded=sign > 0))
        elif sign:
            return False
        self._place = end  # quotes around nothing are passed over
        return True

    def _read_keyed(self, sign: int = 0) -> bool:
        key = _KEY.match(self.text, self._place + sign)
        meaning = key_meaning(key[1]) if key else None
        if key is None or meaning is None or self._at("//", key.end()):
            return False
        if sign and meaning[0] in _UNFILTERED:
            return False
        values, end = self._values(key.end())
        if values:
            self._add_keyed(meaning, values, end, excluded=sign > 0)
        elif end == len(self.text) or self.text[end].isspace():
            self.notes.append(note(NoteCode.NO_VALUE, key[0]))
        return bool(values)

    def _add_keyed(
        self, meaning: tuple[PartKind, Facet | None], values: tuple[str, ...], end: int, *, excluded: bool
    ) -> None:
        kind, facet = meaning
        self.parts.append(Part(kind, self._place, end, values, facet, excluded))
        self._place = end

    def _values(self, place: int) -> tuple[tuple[str, ...], int]:
        """Return the values between commas from `place` on, each once, and where they end."""
        values: dict[str, None] = {}
        while True:
            value, end = self._value(place)
            if value:
                values[value] = None
            if end == place or not self._continues(end):
                return tuple(values), end
            place = end + 1

    def _continues(self, place: int) -> bool:
        """Say whether a comma stands here with another value right behind it."""
        return self.text[place : place + 1] in (",", "，") and not (
            place + 1 == len(self.text) or self.text[place + 1].isspace()
        )

    def _value(self, place: int) -> tuple[str, int]:
        quoted = self._quoted(place)
        if quoted is not None:
            said, end, closed = quoted
            if said and not closed:
                self.notes.append(note(NoteCode.UNCLOSED_QUOTE, self.text[place]))
            return said, end
        bare = _VALUE.match(self.text, place)
        if bare is None:
            return "", place
        return bare[0].rstrip(_LOOSE_END), bare.end()

    def _read_excluded(self) -> bool:
        if not self._at("-"):
            return False
        if self._read_phrase(1) or self._read_keyed(1):
            return True
        word = _VALUE.match(self.text, self._place + 1)
        if word is None or word[0][0] == "-" or not query_terms(word[0]):
            return False
        self.parts.append(
            Part(PartKind.WORDS, self._place, word.end(), (word[0].rstrip(_LOOSE_END),), excluded=True)
        )
        self._place = word.end()
        return True

    def _read_word(self) -> None:
        """Go on to the end of a word; a quote opens inside it unless it is straight and follows a letter: 10"."""
        self._place += 1
        while self._place < len(self.text):
            mark = self.text[self._place]
            inside = mark in _STRAIGHT and self.text[self._place - 1].isalnum()
            if mark.isspace() or self._at(_STEP) or (mark in _CLOSING and not inside):
                return
            self._place += 1
