"""What else than looks speaks for or against a scene's beginning: talk, loudness, the screenplay. All in log-odds."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.grouping.records import ShotInFilm
from library.records import Cue


@dataclass(frozen=True)
class EvidenceSettings:
    """How much each source has to say, in log-odds: modest says for what no film of the benchmark could teach.

    Attributes:
        talk_across: What a cue that runs across a boundary takes away.
        pause: What a pause of ten seconds in the talk adds.
        loudness: What a change by 20 dB adds.
        written: What a gap between two scenes of the screenplay adds, and the middle of one takes away.
    """

    talk_across: float = 3.0
    pause: float = 1.0
    loudness: float = 1.0
    written: float = 10.0


def heard(
    shots: Sequence[ShotInFilm], cues: Sequence[Cue], settings: EvidenceSettings
) -> NDArray[np.float64]:
    """Return what talk and loudness say of each boundary, shape `(shots - 1,)`."""
    return _talk(shots, cues, settings) + _loudness(shots, settings)


def _talk(
    shots: Sequence[ShotInFilm], cues: Sequence[Cue], settings: EvidenceSettings
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


def _loudness(shots: Sequence[ShotInFilm], settings: EvidenceSettings) -> NDArray[np.float64]:
    loudness = np.array([shot.loudness for shot in shots])
    return np.asarray(settings.loudness * np.clip(np.abs(np.diff(loudness)) / 20, 0, 1))


def written_evidence(
    shots: Sequence[ShotInFilm],
    likely: NDArray[np.float64],
    written: Sequence[tuple[float, float]],
    settings: EvidenceSettings,
) -> NDArray[np.float64]:
    """Return what the screenplay says: the likeliest boundary between two written scenes is one, none inside one is.

    Args:
        shots: All shots of a film in order.
        likely: Which boundary is likelier than another by all other evidence.
        written: From the first to the last word of each scene that is heard, in seconds, in order.
        settings: How much it has to say.
    """
    times = np.array([shot.end for shot in shots[:-1]])
    result = np.zeros(len(times))
    for start, end in written:
        result[(times > start) & (times < end)] -= settings.written
    for (_, end), (start, _) in itertools.pairwise(written):
        between = np.flatnonzero((times >= end) & (times <= start))
        if len(between):
            result[between[np.argmax(likely[between])]] += settings.written
    return result
