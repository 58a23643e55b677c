"""Subtitle files to cues: the format by what is in them, any usual encoding, several languages in one file or many."""

import re
from collections.abc import Iterable
from pathlib import Path

from indexing.errors import SubtitlesUnreadable
from indexing.languages import language_of
from indexing.subtitles.line import LONGEST_MS, Line
from indexing.subtitles.marks import Utterance, utterances
from indexing.subtitles.other_formats import other_lines
from indexing.subtitles.sami import is_sami, sami_lines
from indexing.subtitles.ttml import ttml_lines
from indexing.text_file import decoded, read_bytes
from library.findings import Source
from library.records import Cue

_REMEDY = "Check the file in a player, or save it as SRT in UTF-8."
_XML = re.compile(r"\s*<(?:\?xml\b|!--|!DOCTYPE\s+tt\b|(?:\w+:)?tt[\s>])")
_DESCRIBING = re.compile(
    rb"(?:\xef\xbb\xbf)?WEBVTT[^\r\n]*(?:\r?\n[^\r\n]+){0,20}?\r?\nKind:\s*descriptions", re.IGNORECASE
)
_LONGEST_TEXT = 4_000
"""Characters of a cue that are kept: nobody can read more before it goes."""


def subtitle_source(path: Path) -> Source:
    """Read a subtitle file, as it will be kept beside its film.

    Raises:
        SubtitlesUnreadable: It is missing, empty or too large, or there is no cue in it.
    """
    source = Source("subtitles", path.name, read_bytes(path, SubtitlesUnreadable, "subtitle file"))
    if not read_cues(source):
        raise SubtitlesUnreadable(f"{path}: there is no subtitle in it.", _REMEDY)
    return source


def read_cues(source: Source, film_id: int = 0) -> list[Cue]:
    """Return the cues of a subtitle file, by time, as plain text with speakers and sounds in fields of their own.

    A line that ends before it starts is left out; one in which several speakers are named becomes a cue for each.
    The language is what the format says of a line where its letters allow, else what the file's name says
    (`film.ko.srt`), else what the words look like.

    Raises:
        SubtitlesUnreadable: It is no text, or of no format that is known.
    """
    text = decoded(source.content)
    if text is None:
        raise SubtitlesUnreadable(f"{source.name}: not a text file.", _REMEDY)
    told = [
        (line, utterance)
        for line in _lines(text, source.name)
        if 0 <= line.start_ms < line.end_ms <= LONGEST_MS
        for utterance in utterances(line.marked, line.speaker, sound=line.sound)
    ]
    languages = _languages(source.name, told)
    cues = [
        Cue(
            film_id,
            line.start_ms,
            line.end_ms,
            utterance.text[:_LONGEST_TEXT],
            languages[line.language],
            utterance.speaker[:100],
            utterance.sound[:_LONGEST_TEXT],
        )
        for line, utterance in told
    ]
    return sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))


def is_description(source: Source) -> bool:
    """Say by its name or WebVTT's header whether a track tells what is seen (audio description), not what is said."""
    named = re.search(r"(?:^|[._ -])(?:descriptions?|ad)(?:[._ -]|$)", source.name, re.IGNORECASE)
    return bool(named or _DESCRIBING.match(source.content))


def is_chapters(name: str) -> bool:
    """Say by its name whether a track lists chapters, which nobody says."""
    return bool(re.search(r"(?:^|[._ -])chapters?(?:[._ -]|$)", name, re.IGNORECASE))


def _lines(text: str, name: str) -> list[Line]:
    try:
        if is_sami(text):
            return sami_lines(text)
        if _XML.match(text):
            return ttml_lines(text)
        return other_lines(text)
    except ValueError as error:
        raise SubtitlesUnreadable(f"{name}: not a subtitle format that is known.", _REMEDY) from error


def _languages(name: str, told: Iterable[tuple[Line, Utterance]]) -> dict[str, str]:
    """Return the language of the lines that a format gives each language, or none."""
    texts: dict[str, list[str]] = {}
    for line, utterance in told:
        texts.setdefault(line.language, []).append(utterance.text)
    return {
        said: language_of(f".{said}.srt" if said else name, " ".join(some[:200]))
        for said, some in texts.items()
    }
