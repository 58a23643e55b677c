"""Subtitle files to cues: any format that pysubs2 reads, any usual encoding, plain text with speakers."""

import html
import re
import warnings
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from indexing.errors import SubtitlesUnreadable
from indexing.languages import language_of
from indexing.text_file import decoded, read_bytes
from library.catalog.films import Source
from library.records import Cue

if TYPE_CHECKING:
    from pysubs2 import SSAFile

_REMEDY = "Check the file in a player, or save it as SRT in UTF-8."
_TAGS = re.compile(r"</?[A-Za-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}")
_SAMI = re.compile(r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<sami\b[^>]*>", re.IGNORECASE | re.DOTALL)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)*\s+([^>]+)>|<v\.([^\s>]+)>")
_NAMED = re.compile(r"^\s*-?\s*([A-Z][A-Z0-9 .'’-]{1,30}|[가-힣]{2,8}):\s+(?=\S)")
_USUAL_RATE = 25
_LONGEST_MS = 48 * 3_600_000


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
    """Return the cues of a subtitle file, by time, as plain text.

    A cue that ends before it starts is left out; the language comes from the file's name (`film.ko.srt`), else from
    its script.

    Raises:
        SubtitlesUnreadable: It is no text, or of no format that is known.
    """
    text = decoded(source.content)
    if text is None:
        raise SubtitlesUnreadable(f"{source.name}: not a text file.", _REMEDY)
    cues = [cue for event in _events(text, source.name) if (cue := _cue(event, film_id)) is not None]
    language = language_of(source.name, " ".join(cue.text for cue in cues[:200]))
    cues.sort(key=lambda cue: (cue.start_ms, cue.end_ms))
    return [Cue(**{**vars(cue), "language": language}) for cue in cues]


def is_description(name: str) -> bool:
    """Say by its name whether a track tells what is seen (audio description) rather than what is said."""
    return bool(re.search(r"(?:^|[._ -])(?:descriptions?|ad)(?:[._ -]|$)", name, re.IGNORECASE))


def is_chapters(name: str) -> bool:
    """Say by its name whether a track lists chapters, which nobody says."""
    return bool(re.search(r"(?:^|[._ -])chapters?(?:[._ -]|$)", name, re.IGNORECASE))


def _events(text: str, name: str) -> list[tuple[int, int, str, str]]:
    """Return `(start_ms, end_ms, text with tags, name)` of every line that is shown."""
    from pysubs2.exceptions import Pysubs2Error

    try:
        sami = _SAMI.match(text)
        readable = f"<SAMI>{text[sami.end() :]}" if sami else _only_cues(text)
        document = _parsed(readable)
    except (Pysubs2Error, ValueError, TypeError, LookupError, AttributeError, OverflowError) as error:
        raise SubtitlesUnreadable(f"{name}: not a subtitle format that is known.", _REMEDY) from error
    if sami:
        # A line of SAMI is shown until the next begins, an empty one if need be; pysubs2 guesses from its length.
        for line, following in pairwise(document):
            line.end = following.start
    shown = (line for line in document if not line.is_comment and not line.is_drawing)
    return [(line.start, line.end, line.text, line.name) for line in shown]


def _parsed(text: str) -> "SSAFile":
    from pysubs2 import SSAFile
    from pysubs2.exceptions import UnknownFPSError

    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # about odd styles and times beyond all films: not shown anyway
        try:
            return SSAFile.from_string(text, keep_html_tags=True)
        except UnknownFPSError:  # MicroDVD counts frames, and this one does not say how many make a second
            return SSAFile.from_string(text, fps=_USUAL_RATE, keep_html_tags=True)


def _only_cues(text: str) -> str:
    """Return a WebVTT text without identifiers, notes and styles, which pysubs2 takes for lines of a cue."""
    if not text.startswith("WEBVTT"):
        return text
    blocks = [block.splitlines() for block in re.split(r"\n[ \t]*\n", text)]
    cues = []
    for lines in blocks:
        timing = next((place for place, line in enumerate(lines) if "-->" in line), None)
        if timing is not None:
            cues.append("\n".join(lines[timing:]))
    return "\n\n".join(["WEBVTT", *cues]) + "\n"


def _cue(event: tuple[int, int, str, str], film_id: int) -> Cue | None:
    start, end, marked, speaker = event
    if not 0 <= start < end <= _LONGEST_MS:
        return None
    voice = _VOICE.search(marked)
    plain = html.unescape(_TAGS.sub("", marked.replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")))
    lines = [" ".join(line.split()) for line in plain.splitlines()]
    text = "\n".join(line for line in lines if line)
    if voice:
        speaker = voice[1] or voice[2]
    elif named := _NAMED.match(text):
        speaker, text = named[1], text[named.end() :]
    return Cue(film_id, start, end, text, "und", speaker.strip().title() if speaker else "") if text else None
