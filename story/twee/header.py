r"""The header line of a Twee passage, `:: Name [tags] {"position":"600,400"}`, and the escapes of its text.

A backslash makes any character of a name or tag an ordinary one (Twee 3 specification, IFTF 2021, "Passage Header").
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_NAME = re.compile(r"(?:\\.|[^\\\[{])*\\?")
_TAGS = re.compile(r"\[((?:\\.|[^\\\]])*)\]\s*")
_TAG = re.compile(r"(?:\\.|[^\\\s])+")
_ESCAPE = re.compile(r"\\(.)")
_SPECIAL = re.compile(r"([\\\[\]{}])")
_ESCAPED_COLON = re.compile(r"^\\:", re.MULTILINE)
_COLONS = re.compile(r"^::", re.MULTILINE)


@dataclass(frozen=True)
class Header:
    """A header line.

    Attributes:
        name: The passage's name.
        tags: Its tags.
        metadata: The text that should be a JSON object, or `""`.
        odd: Whether the end of the line could not be understood and was taken for a part of the name.
    """

    name: str
    tags: tuple[str, ...] = ()
    metadata: str = ""
    odd: bool = False


def read_header(line: str) -> Header:
    """Return what a header line says, without the colons before it."""
    found = _NAME.match(line)
    name = found[0] if found else ""
    rest = line[len(name) :]
    tags = _TAGS.match(rest)
    after = rest[tags.end() :] if tags else rest
    if after and not after.startswith("{"):
        return Header(_plain(_trimmed(line)), odd=True)
    words = tuple(_plain(word) for word in _TAG.findall(tags[1])) if tags else ()
    return Header(_plain(_trimmed(name)), words, after.strip())


def write_header(name: str, tags: Sequence[str], metadata: Mapping[str, object]) -> str:
    """Return the header line of a passage.

    Args:
        name: The passage's name; one line.
        tags: Its tags.
        metadata: Its metadata, as JSON values.
    """
    parts = [f":: {_escaped_name(name)}"]
    if tags:
        parts.append(f"[{' '.join(_escaped_tag(tag) for tag in tags)}]")
    if metadata:
        parts.append(json.dumps(metadata, ensure_ascii=False, allow_nan=False, separators=(",", ":")))
    return " ".join(parts)


def read_text(lines: str) -> str:
    """Return a passage's text without escapes and without the blank lines after it."""
    return _ESCAPED_COLON.sub(":", lines).rstrip("\n")


def write_text(text: str) -> str:
    """Return a passage's text with every line that looks like a header escaped."""
    return _COLONS.sub(r"\\::", text)


def _trimmed(raw: str) -> str:
    words = raw.strip()
    backslashes = len(words) - len(words.rstrip("\\"))
    return f"{words} " if backslashes % 2 else words  # the last space was escaped


def _plain(raw: str) -> str:
    return _ESCAPE.sub(r"\1", raw)


def _escaped(words: str) -> str:
    return _SPECIAL.sub(r"\\\1", words)


def _escaped_name(name: str) -> str:
    words, inner = _escaped(name), _escaped(name.strip())
    start = len(name) - len(name.lstrip())
    end = len(name) - len(name.rstrip()) if inner else 0
    spaces = [f"\\{space}" for space in name]
    return "".join([*spaces[:start], inner, *spaces[len(name) - end :]]) if words != inner else words


def _escaped_tag(tag: str) -> str:
    return re.sub(r"\s", lambda space: f"\\{space[0]}", _escaped(tag))
