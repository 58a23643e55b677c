"""Which neighbouring shots make a scene: where picture, sound and talk hang together least, a new scene begins.

Picture: for every boundary, how alike are the shots before and after it, within a window (coherence of memory,
Kender & Yeo 1998). A boundary counts by the depth of its valley between the peaks to both sides (Hearst 1997). A cue
that runs across a boundary speaks against it; a pause in the talk and a change of loudness speak for it.
"""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from library.records import Cue


@dataclass(frozen=True)
class ShotInFilm:
    """A shot as grouping sees it: film time in seconds, colours of shape `(256,)`, loudness in dB."""

    start: float
    end: float
    colours: NDArray[np.float32]
    loudness: float


@dataclass(frozen=True)
class GroupingSettings:
    """How shots are grouped.

    Window and depth were chosen by boundary F1 on four films of the OVSD set (1, 3, 5 and 6), picture only; there, 6 s
    and 15 s as the least length were equally good, and short scenes are easier to reuse. The rest is a modest say for
    what picture alone cannot know.

    Attributes:
        window: How many shots to each side are compared.
        depth: A boundary's evidence must pass this to begin a scene; higher gives fewer scenes.
        least_seconds: A scene lasts at least this long, if the film does.
        talk_across: How much evidence a cue across the boundary takes away.
        pause: How much a pause of ten seconds in the talk adds.
        loudness: How much a change by 20 dB adds.
        written: How much a gap between two scenes of the screenplay adds, and the middle of one takes away.
    """

    window: int = 12
    depth: float = 0.25
    least_seconds: float = 6.0
    talk_across: float = 0.5
    pause: float = 0.1
    loudness: float = 0.1
    written: float = 1.0


def scene_starts(
    shots: Sequence[ShotInFilm],
    cues: Sequence[Cue] = (),
    written: Sequence[tuple[float, float]] = (),
    settings: GroupingSettings | None = None,
) -> list[int]:
    """Return the number of each scene's first shot, the first of which is 0.

    Args:
        shots: All shots of a film in order.
        cues: Its cues, by time.
        written: From the first to the last word of each scene of the screenplay that is heard, in seconds, in order.
        settings: How to group.
    """
    chosen = settings or GroupingSettings()
    if len(shots) < 2:
        return [0] if shots else []
    evidence = valley_depths(coherence(np.stack([shot.colours for shot in shots]), chosen.window))
    evidence = evidence + _talk(shots, cues, chosen) + _loudness(shots, chosen)
    evidence = _with_screenplay(evidence, shots, written, chosen)
    starts = [0]
    for boundary in np.argsort(-evidence, kind="stable"):
        if evidence[boundary] < chosen.depth:
            break
        if _long_enough(shots, int(boundary) + 1, starts, chosen.least_seconds):
            starts.append(int(boundary) + 1)
    return sorted(starts)


def coherence(colours: NDArray[np.float32], window: int) -> NDArray[np.float64]:
    """Return how much the shots before and after each boundary are alike.

    Args:
        colours: One row a shot, shape `(shots, bins)`, each summing to 1.
        window: How many shots to each side are compared.

    Returns:
        Shape `(shots - 1,)`, 0 to 1: for boundary `i` between shots `i` and `i + 1`, the mean over shots of one side
        of the best histogram intersection with a shot of the other side, nearer shots counting more.
    """
    count = len(colours)
    alike = np.zeros((count, window + 1))
    for step in range(1, min(window * 2, count - 1) + 1):
        if step > alike.shape[1] - 1:
            alike = np.pad(alike, ((0, 0), (0, 1)))
        alike[: count - step, step] = np.minimum(colours[:-step], colours[step:]).sum(axis=1)
    return np.array([_across(alike, boundary, window, count) for boundary in range(count - 1)])


def _across(alike: NDArray[np.float64], boundary: int, window: int, count: int) -> float:
    before = range(max(0, boundary - window + 1), boundary + 1)
    after = range(boundary + 1, min(count, boundary + 1 + window))
    table = np.array([[alike[left, right - left] for right in after] for left in before])
    left_weights = 1.0 / np.arange(len(before), 0, -1)
    right_weights = 1.0 / np.arange(1, len(after) + 1)
    backward = np.average(table.max(axis=0), weights=right_weights)
    forward = np.average(table.max(axis=1), weights=left_weights)
    return float(backward + forward) / 2


def valley_depths(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return how deep each place lies below the peaks that are reached by climbing to both sides (Hearst 1997)."""
    return np.array([_climb(values[place::-1]) + _climb(values[place:]) for place in range(len(values))])


def _climb(values: NDArray[np.float64]) -> float:
    peak = values[0]
    for value in values[1:]:
        if value < peak:
            break
        peak = value
    return float(peak - values[0])


def _talk(
    shots: Sequence[ShotInFilm], cues: Sequence[Cue], settings: GroupingSettings
) -> NDArray[np.float64]:
    times = np.array([shot.end for shot in shots[:-1]])
    if not cues:
        return np.zeros(len(times))
    starts = np.sort([cue.start_ms / 1000 for cue in cues])
    ends = np.sort([cue.end_ms / 1000 for cue in cues])
    running = np.searchsorted(starts, times, "left") - np.searchsorted(ends, times, "right")
    next_start = np.append(starts, np.inf)[np.searchsorted(starts, times, "left")]
    last_end = np.insert(ends, 0, -np.inf)[np.searchsorted(ends, times, "right")]
    pause = np.clip((next_start - last_end) / 10, 0, 1)
    return np.where(running > 0, -settings.talk_across, settings.pause * pause)


def _loudness(shots: Sequence[ShotInFilm], settings: GroupingSettings) -> NDArray[np.float64]:
    loudness = np.array([shot.loudness for shot in shots])
    return settings.loudness * np.clip(np.abs(np.diff(loudness)) / 20, 0, 1)


def _with_screenplay(
    evidence: NDArray[np.float64],
    shots: Sequence[ShotInFilm],
    written: Sequence[tuple[float, float]],
    settings: GroupingSettings,
) -> NDArray[np.float64]:
    """Raise the likeliest boundary between two written scenes, and lower those inside one."""
    times = np.array([shot.end for shot in shots[:-1]])
    result = evidence.copy()
    for start, end in written:
        result[(times > start) & (times < end)] -= settings.written
    for (_, end), (start, _) in itertools.pairwise(written):
        between = np.flatnonzero((times >= end) & (times <= start))
        if len(between):
            result[between[np.argmax(evidence[between])]] += settings.written
    return result


def _long_enough(
    shots: Sequence[ShotInFilm], start: int, starts: Sequence[int], least_seconds: float
) -> bool:
    """Say whether scenes stay long enough when one more begins at shot `start`."""
    before = max(one for one in starts if one <= start)
    after = min((one for one in starts if one > start), default=len(shots))
    first = shots[start].start - shots[before].start
    rest = shots[after - 1].end - shots[start].start
    return min(first, rest) >= least_seconds
