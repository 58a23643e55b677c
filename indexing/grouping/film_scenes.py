"""From the shots, cues and screenplay of a film to the first shot of each of its scenes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from indexing.grouping.evidence import EvidenceSettings, heard, written_evidence
from indexing.grouping.fitted import taught
from indexing.grouping.records import SceneGrouping, ShotInFilm, ShotRow
from indexing.grouping.scene_lengths import LengthsAndLooks
from library.records import Cue


def scene_starts(
    shots: Sequence[ShotInFilm],
    cues: Sequence[Cue] = (),
    written: Sequence[tuple[float, float]] = (),
    settings: EvidenceSettings | None = None,
    method: SceneGrouping | None = None,
    said: Mapping[int, bool] | None = None,
) -> list[int]:
    """Return the number of each scene's first shot, the first of which is 0.

    Args:
        shots: All shots of a film in order.
        cues: Its cues, by time.
        written: From the first to the last word of each scene of the screenplay that is heard, in seconds, in order.
        settings: How much talk, loudness and the screenplay have to say.
        method: How shots are grouped; Gallae's own way if not given.
        said: For some shots, whether a scene begins with them, as curators said. Gallae's own way takes from it which
            settings suit the film; it may still begin scenes elsewhere.
    """
    if not shots:
        return []
    chosen = settings or EvidenceSettings()
    row = ShotRow(
        np.stack([shot.colours for shot in shots]).astype(np.float64),
        np.array([shot.start for shot in shots]),
        np.array([shot.end for shot in shots]),
        heard(shots, cues, chosen),
    )
    if written and len(shots) > 1:
        likely = LengthsAndLooks().evidence(row) + row.extra
        row = replace(row, extra=row.extra + written_evidence(shots, likely, written, chosen))
    return (method or taught(row, said or {})).scene_starts(row)
