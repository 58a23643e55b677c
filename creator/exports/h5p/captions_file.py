"""Captions as WebVTT files."""

from collections.abc import Iterable

Line = tuple[int, int, str]
"""First millisecond, the millisecond at which it has ended, and the text."""


def webvtt(lines: Iterable[Line]) -> str:
    """Return lines as a WebVTT file in which every text is text.

    >>> print(webvtt([(500, 61_000, "a <b> & c")]))
    WEBVTT
    <BLANKLINE>
    00:00:00.500 --> 00:01:01.000
    a &lt;b&gt; &amp; c
    <BLANKLINE>
    """
    cues = (f"\n{_time(start)} --> {_time(end)}\n{_text(text)}\n" for start, end, text in sorted(lines))
    return "WEBVTT\n" + "".join(cues)


def _time(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _text(text: str) -> str:
    """Escape a text and take out empty lines, at which a cue would end."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    plain = "\n".join(line for line in lines if line)
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
