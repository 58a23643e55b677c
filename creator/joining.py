"""The two small files from which ffmpeg joins clips: which parts follow each other, and where chapters begin."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path


@dataclass(frozen=True)
class Part:
    """One file of those that are joined, how long it plays in seconds, and the chapter that begins with it."""

    file: Path
    duration: Fraction
    chapter: str = ""


def list_of(parts: Sequence[Part]) -> str:
    """Return the parts as a list for ffmpeg's concat demuxer."""
    return "".join(map(_list_entry, parts))


def chapters(parts: Sequence[Part]) -> str:
    """Return the chapters of joined parts in ffmpeg's metadata format: a chapter lasts until the next begins."""
    begins: list[tuple[Fraction, str]] = []
    time = Fraction(0)
    for part in parts:
        if part.chapter:
            begins.append((time, part.chapter))
        time += part.duration
    ends = [*(begin for begin, _ in begins[1:]), time][: len(begins)]
    marks = (_mark(begin, end, title) for (begin, title), end in zip(begins, ends, strict=True))
    return ";FFMETADATA1\n" + "".join(marks)


def _list_entry(part: Part) -> str:
    quoted = str(part.file.absolute()).replace("'", r"'\''")
    return f"file 'file:{quoted}'\nduration {float(part.duration):.6f}\n"


def _mark(begin: Fraction, end: Fraction, title: str) -> str:
    escaped = re.sub(r"([=;#\\\n])", r"\\\1", title)
    times = f"START={round(begin * 1000)}\nEND={round(end * 1000)}"
    return f"[CHAPTER]\nTIMEBASE=1/1000\n{times}\ntitle={escaped}\n"
