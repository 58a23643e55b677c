"""SAMI (`.smi`), as Korean subtitles often come: several languages in one file, tags seldom closed."""

import re
from collections.abc import Iterator
from dataclasses import replace

from indexing.subtitles.line import MOST_LINES, Line

_BEGINNING = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--(?:(?!-->).)*-->\s*)*<sami\b", re.IGNORECASE | re.DOTALL)
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_SYNC = re.compile(r"<sync\b([^<>]*)>", re.IGNORECASE)
_START = re.compile(r"\bstart\s*=\s*[\"']?\s*(\d{1,9})", re.IGNORECASE)
_PARAGRAPH = re.compile(r"<p\b([^<>]*)>", re.IGNORECASE)
_CLASS = re.compile(r"\bclass\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_STYLE = re.compile(r"\.([\w-]+)\s*\{([^{}]*)\}")
_LANGUAGE = re.compile(r"\blang\s*:\s*([A-Za-z]{2,3})\b", re.IGNORECASE)
_ROW = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_END = re.compile(r"</(?:body|sami)\b.*", re.IGNORECASE | re.DOTALL)
_LAST_MS = 4_000
"""How long the last line of a class is shown: nothing says when it ends."""
_USUAL_CLASSES = {
    "kr": "ko",
    "ko": "ko",
    "en": "en",
    "eg": "en",
    "us": "en",
    "jp": "ja",
    "ja": "ja",
    "cn": "zh",
}


def is_sami(text: str) -> bool:
    """Say whether a text is SAMI."""
    return _BEGINNING.match(text) is not None


def sami_lines(text: str) -> list[Line]:
    """Return the lines of a SAMI text; a line is shown until its class has the next one, an empty one if need be."""
    languages = _languages(text)
    shown: dict[str, Line] = {}
    lines: list[Line] = []
    for start, of_class, marked in _paragraphs(text):
        before = shown.pop(of_class, None)
        if before is not None and before.start_ms < start:
            lines.append(replace(before, end_ms=start))
        if re.sub(r"&nbsp;?|<[^<>]*>|\s|\xa0", "", marked, flags=re.IGNORECASE):
            shown[of_class] = Line(start, start + _LAST_MS, marked, "", languages.get(of_class, ""))
        if len(lines) >= MOST_LINES:
            break
    return [*lines, *shown.values()]


def _paragraphs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield `(start_ms, class, text with tags)`; one without a class is of the class `""`."""
    body = _END.sub("", _COMMENT.sub("", text))
    syncs = list(_SYNC.finditer(body))
    ends = [sync.start() for sync in syncs[1:]] + [len(body)]
    for sync, end in zip(syncs, ends, strict=True):
        start = _START.search(sync[1])
        if start is None:
            continue
        content = body[sync.end() : end]
        paragraphs = list(_PARAGRAPH.finditer(content))
        if not paragraphs:
            yield int(start[1]), "", _marked(content)
            continue
        stops = [one.start() for one in paragraphs[1:]] + [len(content)]
        for paragraph, stop in zip(paragraphs, stops, strict=True):
            of_class = _CLASS.search(paragraph[1])
            named = of_class[1].lower() if of_class else ""
            yield int(start[1]), named, _marked(content[paragraph.end() : stop])


def _marked(content: str) -> str:
    """Return a paragraph with its rows: in HTML only `<br>` begins a new one."""
    return "\n".join(" ".join(row.split()) for row in _ROW.split(content))


def _languages(text: str) -> dict[str, str]:
    """Return the language of each class, as the style says, else as classes are usually called."""
    found = {}
    for name, style in _STYLE.findall(text[:100_000]):
        language = _LANGUAGE.search(style)
        usual = _USUAL_CLASSES.get(name[:2].lower(), "") if name.lower().endswith("cc") else ""
        found[name.lower()] = language[1].lower() if language else usual
    return found
