"""What all story formats have in a passage's source: links in double brackets, comments, scripts."""

import re
from collections.abc import Iterator

from story.twee.events import Event, Unknown, Way, Words
from story.twee.finder import Finder
from story.twee.links import read_link

_RUN = 100  # brackets that are taken for words at once
_ENDS = {"<!--": "-->", "<script": "</script>", "<style": "</style>"}


class Source:
    """The source of one passage, read from its beginning to its end.

    Args:
        text: The source.
        marks: Matches every place at which something other than words can begin.
    """

    def __init__(self, text: str, marks: "re.Pattern[str]") -> None:
        self.text = text
        self.finder = Finder(text)
        self.at = 0
        self._marks = marks

    def next_mark(self) -> "tuple[list[Event], re.Match[str] | None]":
        """Return the words up to the next mark, and the mark; `at` stands at the mark then, or at the end."""
        found = self._marks.search(self.text, self.at)
        end = found.start() if found else len(self.text)
        words: list[Event] = [Words(self.text[self.at : end], self.at)] if end > self.at else []
        self.at = end
        return words, found

    def step(self, length: int) -> Words:
        """Take a mark for words after all, and go on behind it."""
        start, self.at = self.at, self.at + length
        return Words(self.text[start : self.at], start)

    def taken(self, end: int) -> str:
        """Return the source from here to `end`, and go on there."""
        start, self.at = self.at, end
        return self.text[start:end]

    def link(self) -> Iterator[Event]:
        """Read the link in double brackets that begins here, or take the brackets for words."""
        start, end = self.at, self.finder.find("]]", self.at + 2)
        line = self.finder.find("\n", start)
        if end < 0 or 0 <= line < end:
            yield self.step(
                len(self.text[start : start + _RUN]) - len(self.text[start : start + _RUN].lstrip("["))
            )
            return
        while self.text.startswith("[[[", self.at) and self.at + 2 < end:
            yield self.step(1)
        start = self.at
        source = self.taken(end + 2)
        found = read_link(source[2:-2])
        if found is None:
            yield Unknown(source, start)
        else:
            yield Way(found.label, found.target, start, setter=found.setter, source=source)

    def block(self, opening: str) -> Iterator[Event]:
        """Read the comment, script or style sheet that begins here: comments go, the others are not understood."""
        closing = _ENDS[opening]
        start, end = self.at, self._end_of(closing)
        if end < 0:
            yield self.step(len(opening))
            return
        source = self.taken(end + len(closing))
        if opening != "<!--":
            yield Unknown(source, start)

    def _end_of(self, closing: str) -> int:
        end = self.finder.find(closing, self.at)
        return end if end >= 0 else self.finder.find(closing.upper(), self.at)


COMMON_MARKS = r"\[\[|<!--|<script|<style"
"""Matches where a piece begins that all formats have."""


def common(source: Source, mark: str) -> Iterator[Event]:
    """Read a piece that all formats have; its mark stands here."""
    if mark == "[[":
        yield from source.link()
    else:
        yield from source.block(mark.lower())


_LINKS_ONLY = re.compile(COMMON_MARKS + r"|<%|\{\{", re.IGNORECASE)
_CLOSINGS = {"<%": "%>", "{{": "}}"}


def links_only(text: str) -> Iterator[Event]:
    """Read a passage of a format that is not known: its links are understood, code in it is not."""
    source = Source(text, _LINKS_ONLY)
    while True:
        words, mark = source.next_mark()
        yield from words
        if mark is None:
            return
        if mark[0] in _CLOSINGS:
            start, end = source.at, source.finder.find(_CLOSINGS[mark[0]], source.at)
            yield source.step(2) if end < 0 else Unknown(source.taken(end + 2), start)
        else:
            yield from common(source, mark[0])
