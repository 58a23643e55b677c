"""SRT, WebVTT, ASS, MicroDVD and what else pysubs2 reads, as lines."""

import re
import warnings
from typing import TYPE_CHECKING

from indexing.subtitles.line import MOST_LINES, Line

if TYPE_CHECKING:
    from pysubs2 import SSAFile

_USUAL_RATE = 25
_READ_ELSEWHERE = {"sami", "ttml"}
"""Formats that pysubs2 would read less strictly than this package does: its XML may have entities."""


def other_lines(text: str) -> list[Line]:
    """Return the lines of a subtitle text that are shown.

    Raises:
        ValueError: It is of no format that is known.
    """
    from pysubs2.exceptions import Pysubs2Error

    try:
        document = _parsed(_only_cues(text))
    except (Pysubs2Error, TypeError, LookupError, AttributeError, OverflowError, RecursionError) as error:
        raise ValueError(str(error)) from error
    shown = (line for line in document if not line.is_comment and not line.is_drawing)
    lines = (Line(line.start, line.end, line.text, line.name) for line in shown)
    return [line for _, line in zip(range(MOST_LINES), lines, strict=False)]


def _parsed(text: str) -> "SSAFile":
    from pysubs2 import SSAFile
    from pysubs2.exceptions import UnknownFPSError
    from pysubs2.formats import autodetect_format

    if (kind := autodetect_format(text)) in _READ_ELSEWHERE:
        raise ValueError(f"broken {kind}")
    with warnings.catch_warnings():
        # About odd styles and times beyond all films: not shown anyway.
        warnings.simplefilter("ignore", RuntimeWarning)
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
