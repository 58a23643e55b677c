"""Reads the source of a passage for SugarCube 2: `<<if>>`, `<<set>>`, `<<link>>`, `<<goto>>`, links with setters."""

import re
from collections.abc import Iterator

from story.twee.common_markup import COMMON_MARKS, Source, common
from story.twee.dialect import quoted_texts
from story.twee.events import Assign, Branch, End, Event, LinkBody, Unknown, Way, Words
from story.twee.finder import macro_end
from story.twee.links import Link, read_link

_LONGEST_MACRO = 20_000
_MARKS = re.compile(rf'<<|"""|\{{\{{\{{|<nowiki>|/\*|/%|\[img\[|{COMMON_MARKS}', re.IGNORECASE)
_VERBATIM = {'"""': '"""', "{{{": "}}}", "<nowiki>": "</nowiki>"}
_COMMENTS = {"/*": "*/", "/%": "%/"}
_MACRO = re.compile(r"<<(/?)\s*(else\s+if(?!\w)|[A-Za-z][\w-]*|[=-])")
_BRANCHES = {"if": "if", "elseif": "elseif", "else if": "elseif", "else": "else"}
_PLAIN = frozenset({"nobr", "silently", "actions"})
_LINKS = frozenset({"link", "button", "click"})


def sugarcube_events(text: str) -> Iterator[Event]:
    """Yield what the source of a passage says."""
    source = Source(text, _MARKS)
    branches = _Branches()
    while True:
        words, mark = source.next_mark()
        yield from words
        if mark is None:
            return
        opening = mark[0].lower()
        if opening == "<<":
            for event in _macro(source):
                yield from branches.ended_by(event)
                yield event
        elif opening in _VERBATIM:
            yield from _verbatim(source, opening)
        elif opening in _COMMENTS:
            yield from _comment(source, opening)
        elif opening == "[img[":
            yield from _image(source)
        else:
            yield from common(source, mark[0])


class _Branches:
    """Knows how many branches are open: `<<else>>` ends one and begins the next."""

    def __init__(self) -> None:
        self._open = 0

    def ended_by(self, event: Event) -> Iterator[End]:
        if isinstance(event, Branch) and event.kind != "if" and self._open:
            yield End(event.at)
        elif isinstance(event, Branch):
            self._open += 1
        elif isinstance(event, End) and event.source.startswith("<</if"):
            self._open = max(0, self._open - 1)


def _verbatim(source: Source, opening: str) -> Iterator[Event]:
    closing = _VERBATIM[opening]
    start, end = source.at, source.finder.find(closing, source.at + len(opening))
    if end < 0:
        yield source.step(len(opening))
        return
    inside = source.taken(end + len(closing))[len(opening) : -len(closing)]
    yield Words(inside, start, verbatim=True)


def _comment(source: Source, opening: str) -> Iterator[Event]:
    end = source.finder.find(_COMMENTS[opening], source.at + 2)
    if end < 0:
        yield source.step(2)
    else:
        source.taken(end + 2)


def _image(source: Source) -> Iterator[Event]:
    start, end = source.at, source.finder.find("]]", source.at)
    yield source.step(5) if end < 0 else Unknown(source.taken(end + 2), start)


def _macro(source: Source) -> Iterator[Event]:
    start, end = source.at, macro_end(source.finder, source.at, _LONGEST_MACRO)
    found = _MACRO.match(source.text, start, end - 2) if end >= 0 else None
    if found is None:
        yield source.step(2)
        return
    whole, closing = source.taken(end), bool(found[1])
    name, rest = " ".join(found[2].lower().split()), source.text[found.end() : end - 2].strip()
    if name in _PLAIN:
        return
    if closing:
        ends = name == "if" or name in _LINKS
        yield End(start, whole) if ends else Unknown(whole, start)
    elif name in _BRANCHES:
        yield Branch(_BRANCHES[name], rest, start, whole)
    elif name == "set":
        yield Assign(rest, start, whole)
    elif name in _LINKS or name == "goto":
        yield _leading(name, rest, start, whole)
    else:
        yield Unknown(whole, start)


def _leading(name: str, rest: str, at: int, whole: str) -> Event:
    """Return the link or jump that a macro is, if its target stands in it."""
    texts = quoted_texts(rest)
    link = read_link(rest[2:-2]) if rest.startswith("[[") and rest.endswith("]]") else None
    if name == "goto":
        target = link.target if link else next(iter(texts), "")
        return Way("", target, at, automatic=True, source=whole) if target else Unknown(whole, at)
    if link is None and len(texts) == 2 and texts[1]:
        link = Link(texts[0], texts[1])
    if link is None:
        return LinkBody(next(iter(texts), ""), "", at, whole)
    return LinkBody(link.label, link.target, at, whole)
