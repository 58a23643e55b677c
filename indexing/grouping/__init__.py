"""Which neighbouring shots make a scene: several methods behind one protocol, and the one that is shipped."""

from indexing.grouping.coherence import WindowedCoherence
from indexing.grouping.evidence import EvidenceSettings
from indexing.grouping.film_scenes import scene_starts
from indexing.grouping.optimal import OptimalSequential
from indexing.grouping.records import SceneGrouping, ShotInFilm, ShotRow
from indexing.grouping.scene_lengths import LengthsAndLooks

__all__ = [
    "EvidenceSettings",
    "LengthsAndLooks",
    "OptimalSequential",
    "SceneGrouping",
    "ShotInFilm",
    "ShotRow",
    "WindowedCoherence",
    "scene_starts",
]
