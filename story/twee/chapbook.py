"""Reads the source of a passage for Chapbook: the vars section, `[if …]` … `[continue]`, `{link to: …}`."""

import re
from collections.abc import Iterator

from story.twee.common_markup import COMMON_MARKS, Source, common
from story.twee.dialect import unquoted
from story.twee.events import Assign, Branch, End, Event, Unknown, Way, Words

_LONGEST_INSERT = 2_000
_VARS_END = re.compile(r"^--[ \t]*$", re.MULTILINE)
_VARIABLE = re.compile(r"\s*([$\w]+)\s*(?:\((.*)\))?\s*:(.*)")
_MARKS = re.compile(rf"^\[(?!\[)[^\[\]\n]+\][ \t]*$|{COMMON_MARKS}|\{{", re.MULTILINE | re.IGNORECASE)
_GOES_ON = frozenset({"continue", "continued", "cont", "cont'd"})
_NOTE = re.compile(r"note\b|n\.b\.|nb\b|fixme\b|todo\b", re.IGNORECASE)
_CODE = frozenset({"javascript", "css"})
_CONDITION = re.compile(r"(if|unless)\s+(.+)", re.IGNORECASE)
_LINK_TO = re.compile(r"""link to\s*:\s*("[^"]*"|'[^']*')\s*(?:,\s*label\s*:\s*("[^"]*"|'[^']*')\s*)?""")


def chapbook_events(text: str) -> Iterator[Event]:
    """Yield what the source of a passage says."""
    divider = _VARS_END.search(text)
    start = 0
    if divider and not text[: divider.start()].startswith("["):
        yield from _variables(text[: divider.start()])
        start = divider.end()
    yield from _Modified(text, start).events()


def _variables(section: str) -> Iterator[Event]:
    at = 0
    for line in section.split("\n"):
        found = _VARIABLE.fullmatch(line)
        if found:
            yield Assign(f"{found[1]} to {found[3]}", at, line.strip(), rule=(found[2] or "").strip())
        elif line.strip():
            yield Unknown(line.strip(), at)
        at += len(line) + 1


class _Modified:
    """The text of a passage, part by part: a modifier in brackets counts up to the next."""

    def __init__(self, text: str, start: int) -> None:
        self._source = Source(text, _MARKS)
        self._source.at = start
        self._in_branch = False

    def events(self) -> Iterator[Event]:
        source = self._source
        while True:
            words, mark = source.next_mark()
            yield from words
            if mark is None:
                break
            if mark[0] == "{":
                yield from self._insert()
            elif mark[0].startswith("[") and mark[0] != "[[":
                yield from self._modifiers(mark[0])
            else:
                yield from common(source, mark[0])
        if self._in_branch:
            yield End(len(source.text))

    def _modifiers(self, line: str) -> Iterator[Event]:
        start = self._source.at
        self._source.taken(start + len(line))
        if self._in_branch:
            self._in_branch = False
            yield End(start)
        for modifier in line.strip()[1:-1].split(";"):
            yield from self._modifier(modifier.strip(), start)

    def _modifier(self, modifier: str, at: int) -> Iterator[Event]:
        name, condition = modifier.lower(), _CONDITION.fullmatch(modifier)
        if name in _GOES_ON:
            return
        if name == "else" or condition:
            kind, asked = (condition[1].lower(), condition[2]) if condition else ("else", "")
            self._in_branch = True
            yield Branch(kind, asked, at, f"[{modifier}]")
        elif name in _CODE or _NOTE.match(modifier):
            yield from self._block(modifier, at, code=name in _CODE)
        else:
            yield Unknown(f"[{modifier}]", at)

    def _block(self, modifier: str, at: int, *, code: bool) -> Iterator[Event]:
        """Read code or a note up to the next modifier: a note says nothing to the viewer."""
        source, following = self._source, self._source.at
        while (mark := _MARKS.search(source.text, following)) and (
            mark[0] in ("{", "[[") or mark[0][0] == "<"
        ):
            following = mark.end()
        inside = source.taken(mark.start() if mark else len(source.text))
        if code:
            yield Unknown(f"[{modifier}]{inside.rstrip()}", at)

    def _insert(self) -> Iterator[Event]:
        source, start = self._source, self._source.at
        end, line = source.finder.find("}", start), source.finder.find("\n", start)
        if end < 0 or 0 <= line < end or end - start > _LONGEST_INSERT:
            yield source.step(1)
            return
        whole = source.taken(end + 1)
        link = _LINK_TO.fullmatch(whole[1:-1].strip())
        if link and "//" not in link[1]:
            target = unquoted(link[1])
            yield Way(unquoted(link[2]) if link[2] else target, target, start, source=whole)
        elif re.match(r"[A-Za-z_$]", whole[1:-1].strip()):
            yield Unknown(whole, start)
        else:
            yield Words(whole, start)
