"""Lines as an SRT text, in which tracks and transcripts are kept beside their film."""

from collections.abc import Iterable

from library.records import Cue


def srt_text(cues: Iterable[Cue]) -> str:
    """Return lines as SRT; the text of each may have tags, and empty rows go."""
    return "\n".join(
        f"{number}\n{_stamp(cue.start_ms)} --> {_stamp(cue.end_ms)}\n{_rows(cue.text)}\n"
        for number, cue in enumerate(cues, 1)
    )


def _rows(text: str) -> str:
    """Return rows that an SRT reader takes for one line: none empty, none that looks like a time."""
    rows = (row.strip().replace("-->", "→") for row in text.replace("\r", "\n").replace("\0", "").split("\n"))
    return "\n".join(row for row in rows if row)


def _stamp(ms: int) -> str:
    seconds, rest = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{rest:03}"
