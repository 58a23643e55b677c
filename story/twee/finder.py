"""Looks for what ends a piece of source, without looking twice at text that holds no such end."""

import re

_QUOTES = "\"'`"


class Finder:
    """Searches one text, mostly forwards.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[str, tuple[int, int]] = {}

    def find(self, words: str, start: int) -> int:
        """Return where `words` stand first at or after `start`, or -1."""
        asked, found = self._known.get(words, (-1, -2))
        if asked <= start and (found >= start or found == -1):
            return found
        found = self.text.find(words, start)
        self._known[words] = start, found
        return found

    def quote_end(self, start: int) -> int:
        """Return where the text in quotes that opens at `start` has ended; `start` if it never does."""
        quote, at = self.text[start], start + 1
        while (at := self.find(quote, at)) >= 0:
            first = at
            while first > start + 1 and self.text[first - 1] == "\\":
                first -= 1
            at += 1
            if (at - 1 - first) % 2 == 0:  # an even number of backslashes escapes only each other
                return at
        return start


_CLOSING = re.compile(r"[\"'`]|>>|<<|\[\[")


def macro_end(finder: Finder, start: int, longest: int) -> int:
    """Return where the `<<macro>>` that opens at `start` has ended, or -1; `>>` in quotes or in a link does not count.

    Args:
        finder: Searches the text.
        start: Place of the first `<`.
        longest: Characters after which it is taken for unended.
    """
    at = start + 2
    while found := _CLOSING.search(finder.text, at, start + longest):
        mark, at = found[0], found.end()
        if mark == ">>":
            return at
        if mark == "<<":
            return -1
        if mark == "[[":
            at = max(at, _link_end(finder, at))
        elif mark in _QUOTES:
            at = max(at, finder.quote_end(found.start()))
    return -1


def _link_end(finder: Finder, at: int) -> int:
    end, line = finder.find("]]", at), finder.find("\n", at)
    return end + 2 if end >= 0 and not 0 <= line < end else at


_ROUND = re.compile(r"[\"'()]")


def round_brackets(finder: Finder, start: int, longest: int) -> dict[int, int]:
    """Return where each bracket from the one at `start` on closes, up to where that one does.

    Args:
        finder: Searches the text.
        start: Place of a `(`.
        longest: Characters after which it is taken for unended.

    Returns:
        The place after `)` by the place of `(`; -1 for those that do not close.
    """
    open_at, ends, at = [start], dict[int, int](), start + 1
    while open_at and (found := _ROUND.search(finder.text, at, start + longest)):
        at = found.end()
        if found[0] == "(":
            open_at.append(found.start())
        elif found[0] == ")":
            ends[open_at.pop()] = at
        else:
            at = max(at, finder.quote_end(found.start()))
    return ends | dict.fromkeys(open_at, -1)
