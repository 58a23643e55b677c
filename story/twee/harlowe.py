"""Reads the source of a passage for Harlowe: `(if:)[…]`, `(set:)`, `(link-goto:)`, `(go-to:)`, links in brackets."""

import re
from collections.abc import Iterator

from story.twee.common_markup import COMMON_MARKS, Source, common
from story.twee.dialect import quoted_texts
from story.twee.events import Assign, Branch, End, Event, LinkBody, Unknown, Way, Words
from story.twee.finder import round_brackets

_LONGEST_MACRO = 20_000
_LONGEST_CHAIN = 20  # macros that are attached to one another
_MARKS = re.compile(rf"\([A-Za-z][\w-]*:|{COMMON_MARKS}|\[|\]|`+|[{{}}]|\|\w+>(?=\[)|<\w+\|", re.IGNORECASE)
_MACRO = re.compile(r"\(([A-Za-z][\w-]*):")
_HOOK = re.compile(r"[ \t\n]*(?:\|\w+>)?(?=\[)")
_COMMAND = re.compile(r"[ \t]*(?=\([A-Za-z])")
_BRANCHES = {"if": "if", "unless": "unless", "elseif": "elseif", "else": "else"}
_LINKS_WITH_BODY = frozenset({"link", "linkreplace", "linkrepeat", "linkreveal", "linkrevealgoto"})


def harlowe_events(text: str) -> Iterator[Event]:
    """Yield what the source of a passage says."""
    return _Reading(text).events()


class _Reading:
    """One passage that is read; knows which hooks are open and what each is for."""

    def __init__(self, text: str) -> None:
        self._source = Source(text, _MARKS)
        self._hooks: list[int] = []  # for each open hook how many branches and links end with it
        self._closes: dict[int, int] = {}
        self._chained = 0

    def events(self) -> Iterator[Event]:
        while True:
            words, mark = self._source.next_mark()
            yield from words
            if mark is None:
                return
            yield from self._marked(mark[0])

    def _marked(self, mark: str) -> Iterator[Event]:
        source = self._source
        if mark[0] == "(":
            yield from self._macro()
        elif mark == "[":
            self._open(0)
        elif mark == "]":
            yield from self._close()
        elif mark[0] == "`":
            yield from self._verbatim(mark)
        elif mark in "{}" or mark[0] == "|" or (mark[0] == "<" and mark[-1] == "|"):
            source.taken(source.at + len(mark))
        else:
            yield from common(source, mark)

    def _open(self, ends: int) -> None:
        self._source.taken(self._source.at + 1)
        self._hooks.append(ends)

    def _close(self) -> Iterator[Event]:
        if not self._hooks:
            yield self._source.step(1)
            return
        start = self._source.at
        self._source.taken(start + 1)
        for _ in range(self._hooks.pop()):
            yield End(start)

    def _verbatim(self, mark: str) -> Iterator[Event]:
        source = self._source
        start, end = source.at, source.finder.find(mark, source.at + len(mark))
        if end < 0:
            yield source.step(len(mark))
            return
        yield Words(source.taken(end + len(mark))[len(mark) : -len(mark)], start, verbatim=True)

    def _macro(self) -> Iterator[Event]:
        source, start = self._source, self._source.at
        found, end = _MACRO.match(source.text, start), self._closing(start)
        if end < 0 or found is None:
            yield source.step(1)
            return
        whole = source.taken(end)
        name = re.sub("[-_]", "", found[1].lower())
        rest = whole[found.end() - start : -1].strip()
        if name in _BRANCHES:
            yield from self._attached(Branch(_BRANCHES[name], rest, start, whole))
        elif name in _LINKS_WITH_BODY:
            yield from self._link_with_body(name, rest, start, whole)
        elif name in ("set", "put"):
            yield Assign(rest, start, whole)
        else:
            yield _leading(name, rest, start, whole)

    def _closing(self, start: int) -> int:
        if start not in self._closes:
            self._closes |= round_brackets(self._source.finder, start, _LONGEST_MACRO)
        return self._closes[start]

    def _attached(self, branch: Branch) -> Iterator[Event]:
        """Read what a branch is attached to: a hook, a link, or a single macro."""
        source = self._source
        hook = _HOOK.match(source.text, source.at)
        if hook and not _is_link(source.text, hook.end()):
            source.taken(hook.end())
            yield branch
            self._open(1)
            return
        command = hook or _COMMAND.match(source.text, source.at)
        if command is None or self._chained > _LONGEST_CHAIN:
            yield Unknown(branch.source, branch.at)
            return
        source.taken(command.end())
        yield branch
        hooks, self._chained = len(self._hooks), self._chained + 1
        yield from source.link() if hook else self._macro()
        self._chained -= 1
        if len(self._hooks) > hooks:  # the macro has a hook of its own, with which both end
            self._hooks[-1] += 1
        else:
            yield End(source.at)

    def _link_with_body(self, name: str, rest: str, at: int, whole: str) -> Iterator[Event]:
        source = self._source
        texts = quoted_texts(rest)
        label = next(iter(texts), "")
        target = texts[-1] if name == "linkrevealgoto" and texts else ""
        hook = _HOOK.match(source.text, source.at)
        if hook and label:
            source.taken(hook.end())
            yield LinkBody(label, target, at, whole)
            self._open(1)
        elif target:
            yield Way(label, target, at, source=whole)
        else:
            yield Unknown(whole, at)


def _is_link(text: str, at: int) -> bool:
    return text.startswith("[[", at) and not text.startswith("[[[", at)


def _leading(name: str, rest: str, at: int, whole: str) -> Event:
    """Return the link or jump that a macro is, or that it is not understood."""
    texts = quoted_texts(rest)
    if name == "goto" and len(texts) == 1 and texts[0]:
        return Way("", texts[0], at, automatic=True, source=whole)
    if name in ("linkgoto", "clickgoto") and len(texts) in (1, 2) and all(texts):
        return Way(texts[0], texts[-1], at, source=whole)
    return Unknown(whole, at)
