"""How the boundaries between a film's shots are looked for, as a curator chooses it."""

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from indexing.boundaries import BoundaryDetector, Cascade, Quick, TransNet

if TYPE_CHECKING:  # the worker that reads films needs no database
    from library.catalog import Catalog

LEAST_SHOT_SECONDS = 0.3
"""Shots shorter than this are flashes, not shots."""

SHOTS_SETTING = "shots"
"""The library's setting that says how boundaries are looked for: a `ShotWay`; a film may have its own."""


class ShotWay(StrEnum):
    """How boundaries are looked for.

    `AUTO` asks the network where the cheap detectors doubt, `QUICK` never, `NETWORK` about every picture.
    """

    AUTO = "auto"
    QUICK = "quick"
    NETWORK = "network"


def shot_way(catalog: "Catalog", fingerprint: str) -> ShotWay:
    """Return how boundaries are looked for in a film: as was chosen for it, else for the library."""
    library = catalog.setting(SHOTS_SETTING, ShotWay.AUTO)
    return ShotWay(catalog.setting(f"{SHOTS_SETTING} {fingerprint}", library))


def choose_shot_way(catalog: "Catalog", way: ShotWay, fingerprint: str = "") -> None:
    """Choose for a film, or for all that have no choice of their own; what is there changes when it is next added."""
    catalog.set_setting(f"{SHOTS_SETTING} {fingerprint}".strip(), way.value)


def least_pictures(frame_rate: Fraction) -> int:
    """Return how many pictures the shortest shot has."""
    return max(1, round(LEAST_SHOT_SECONDS * frame_rate))


def detector_for(way: ShotWay, frame_rate: Fraction, beat: Callable[[], None]) -> BoundaryDetector:
    """Return the detector of a way.

    Args:
        way: The way.
        frame_rate: Average pictures a second of the film.
        beat: Called every second while the network is loaded, and before each time that it is asked.
    """
    quick = Quick(least_pictures(frame_rate))
    if way is ShotWay.QUICK:
        return quick
    return TransNet(beat=beat) if way is ShotWay.NETWORK else Cascade(quick, frame_rate, beat=beat)
