"""Cues as captions of clips: cut to each clip and counted from its first frame."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from library.records import Cue
from story.model import Clip

Captions = Mapping[str, list[tuple[int, int, str]]]
"""By language: `(start_ms, end_ms, text)` in the clip's own time, by start."""

TOO_SHORT_MS = 80  # what is left of a cue that a cut went through, too short to be read


def describes_pictures(track: str) -> bool:
    """Say whether a track tells what is to be seen: its language ends in the private subtag `x-ad`, as in `en-x-ad`."""
    return track.lower().endswith("-x-ad")


def captions_of(clip: Clip, cues: Iterable[Cue], duration_ms: int | None = None) -> Captions:
    """Return the captions that are shown during a clip.

    Args:
        clip: The clip.
        cues: Cues of its film.
        duration_ms: How long the rendered clip plays; by default as long as the clip says.
    """
    length = clip.duration_ms if duration_ms is None else duration_ms
    speed = clip.treatment.speed
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for cue in cues:
        start = max(0, round((cue.start_ms - clip.start_ms) / speed))
        end = min(length, round((cue.end_ms - clip.start_ms) / speed))
        whole = round((cue.end_ms - cue.start_ms) / speed)
        text = cue.shown.strip()
        if text and end - start >= min(TOO_SHORT_MS, whole) and end > start:
            found[cue.language].append((start, end, f"{cue.speaker}: {text}" if cue.speaker else text))
    return {language: sorted(lines) for language, lines in sorted(found.items())}
