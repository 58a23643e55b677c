"""What stands in a subtitle line besides the words: tags, who speaks, and sounds in brackets or between notes."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?\s+([^<>]{1,100})>|<v\.([^\s<>]{1,100})>")
_DIRECTION = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_NAME = r"[A-Z][A-Z0-9 .'’&-]{0,30}|[가-힣]{2,8}"
_NAMED = re.compile(
    rf"^\s*[-–—]?\s*(?:\[({_NAME})\]|({_NAME}))\s*(?:[(\[]([^()\[\]]{{1,60}})[)\]]\s*)?:\s+(?=\S)"
)
_IN_BRACKETS = re.compile(r"[\[【［]([^\[\]【】［］]{1,200})[\]】］]\s*:?")
# Brackets of this kind also hold asides, so they count only where a row begins, or fill it.
_IN_PARENTHESES = re.compile(r"^(\s*[-–—]?\s*)[(（]([^()（）]{1,200})[)）]", re.MULTILINE)
_NOTES = re.compile(r"[♩♪♫♬]+")
_DASH_ONLY = re.compile(r"^[-–—]\s*$")


@dataclass(frozen=True)
class Utterance:
    """What one speaker says in a line: plain text, who, and the sounds that are told with it."""

    text: str
    speaker: str
    sound: str


def utterances(marked: str, speaker: str = "", *, sound: bool = False) -> list[Utterance]:
    """Return what is said and heard in a line: one utterance, or one a speaker where several are named.

    Args:
        marked: The line with its tags, rows separated by newlines.
        speaker: Who says it, if the format says so; a name in the text counts above it.
        sound: Whether all of it tells a sound.
    """
    if sound:
        text = _rows(_plain(marked))
        return [Utterance("", "", text.strip("[]()（） ♪").replace("\n", " ") or "♪")] if text else []
    found = [_utterance(part, voice or speaker) for voice, part in _by_speaker(marked)]
    return [one for one in found if one.text or one.sound]


def _by_speaker(marked: str) -> Iterator[tuple[str, str]]:
    """Yield `(voice, text)`: a part for each voice, and for each row that begins with a name if several do."""
    voices = list(_VOICE.finditer(marked))
    if not voices:
        for part in _by_name(marked):
            yield "", part
        return
    before = marked[: voices[0].start()]
    if _plain(before).strip():
        yield "", before
    ends = [voice.start() for voice in voices[1:]] + [len(marked)]
    merged: list[tuple[str, str]] = []
    for voice, end in zip(voices, ends, strict=True):
        name, text = html.unescape((voice[1] or voice[2]).strip()), marked[voice.end() : end]
        if merged and merged[-1][0] == name:
            text = merged.pop()[1] + text
        merged.append((name, text))
    yield from merged


def _by_name(marked: str) -> list[str]:
    rows = marked.split("\n")
    starts = [place for place, row in enumerate(rows) if _NAMED.match(_plain(row) + " x")]
    if len(starts) < 2:
        return [marked]
    starts[0] = 0
    return ["\n".join(rows[start:end]) for start, end in zip(starts, [*starts[1:], len(rows)], strict=True)]


def _utterance(marked: str, speaker: str) -> Utterance:
    text, sounds = _rows(_plain(marked)), []
    if named := _NAMED.match(text):
        speaker, text = named[1] or named[2], text[named.end() :]
        sounds += [named[3]] if named[3] else []
    notes = bool(_NOTES.search(text))
    text = _NOTES.sub(" ", text)
    sounds += _IN_BRACKETS.findall(text)
    text = _IN_BRACKETS.sub(" ", text)
    sounds += [inside for _, inside in _IN_PARENTHESES.findall(text)]
    text = _IN_PARENTHESES.sub(r"\1", text)
    text = _rows(text)
    told = dict.fromkeys(cleaned for one in sounds if (cleaned := " ".join(one.split())))
    if notes and (text or not told):
        told["♪"] = None
    return Utterance(text, _called(speaker), "; ".join(told))


def _called(speaker: str) -> str:
    return " ".join(_TAGS.sub("", speaker).split()).title()


def _plain(marked: str) -> str:
    rows = marked.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    return _DIRECTION.sub("", html.unescape(_TAGS.sub("", rows))).replace("\0", "")


def _rows(text: str) -> str:
    rows = (" ".join(row.split()) for row in text.splitlines())
    return "\n".join(row for row in rows if row and not _DASH_ONLY.match(row))
