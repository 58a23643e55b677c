"""The subtitles, timed by the script itself."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from creator.sample.script.records import FPS, GAP, LEAD, Language, Scene


@dataclass(frozen=True)
class Cue:
    """One subtitle line with its times in milliseconds."""

    start: int
    end: int
    text: str


def cues(scenes: Sequence[Scene], language: Language) -> Iterator[Cue]:
    """Walk the script's lines in the order of the film, with their times."""
    frame = 0
    for shot in (shot for scene in scenes for shot in scene.shots):
        at = frame / FPS + LEAD
        for line in shot.lines:
            yield Cue(round(at * 1000), round((at + line.seconds) * 1000), getattr(line, language))
            at += line.seconds + GAP
        frame += shot.frames


def subrip(scenes: Sequence[Scene], language: Language) -> str:
    """Write the subtitles of one language as SubRip."""
    blocks = [
        f"{number}\n{_stamp(cue.start)} --> {_stamp(cue.end)}\n{cue.text}\n"
        for number, cue in enumerate(cues(scenes, language), 1)
    ]
    return "\n".join(blocks)


def _stamp(ms: int) -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02},{ms:03}"
