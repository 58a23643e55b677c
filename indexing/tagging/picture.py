"""What colours, light and movement say of a scene without any model: day or night, outside, camera, cutting.

Each rule speaks only where it is rarely wrong, and says nothing otherwise: a scene without a guess is better than one
with a wrong one. `docs/words-and-tags.md` tells on what the limits were chosen, and how often they hold elsewhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.features import COLOUR_BINS, ShotFeatures
from library.catalog.tags import NewTag
from library.ontology import Facet, concept_iri
from library.records import Origin, Scene


@dataclass(frozen=True)
class SceneShot:
    """A shot of a scene: how long it lasts, in seconds, and what was measured in it."""

    seconds: float
    features: ShotFeatures


@dataclass(frozen=True)
class Looks:
    """A scene as it looks on the whole, each shot counting as long as it lasts.

    Attributes:
        brightness, saturation, sky: As in `ShotFeatures`.
        green, blue: Share of its points that are coloured so and not dark, 0 to 1.
        panning: Share of its time in which the camera turns or goes sideways.
        still: Share of its time in which the camera stands still.
        shots: How many shots it has.
        shot_seconds: The middle one of their lengths.
        longest: The longest of them.
    """

    brightness: float
    saturation: float
    sky: float
    green: float
    blue: float
    panning: float
    still: float
    shots: int
    shot_seconds: float
    longest: float


_GREEN, _BLUE = slice(3, 8), slice(8, 12)
"""Of the 16 bins of hue."""

_PAN, _STEADY = 0.1, 0.5
_STILL, _BLACK = 0.01, 0.05
_MOST_OF_IT = 0.75

_BRIGHT, _SKY, _NATURE = 0.4, 0.04, 0.25
_DIM, _COLD = 0.3, 0.4

_CUT_SECONDS, _LEAST_CUTS = 2.0, 6
_LONG_TAKE = (30.0, 75.0)
"""Rolling titles are longer."""

_OUTSIDE, _DAY, _NIGHT, _CAMERA, _CUTTING = 0.6, 0.55, 0.4, 0.5, 0.7


def picture_tags(scene: Scene, shots: Sequence[SceneShot]) -> Iterator[NewTag]:
    """Yield what the pictures of a scene say of it."""
    if not shots or sum(shot.seconds for shot in shots) <= 0:
        return
    looks = looks_of(shots)
    for facet, name, confidence in (*_light(looks), *_camera(looks), *_cutting(looks)):
        yield NewTag(scene.id, concept_iri(facet, name), Origin.PICTURE, confidence)


def looks_of(shots: Sequence[SceneShot]) -> Looks:
    """Return how a scene looks; its shots last some time together."""
    features = [shot.features for shot in shots]
    weights = np.array([shot.seconds for shot in shots]) / sum(shot.seconds for shot in shots)
    hues = np.stack([one.colours.reshape(COLOUR_BINS)[:, 1:, 1:].sum(axis=(1, 2)) for one in features])
    of_scene = weights @ hues
    lengths = sorted(shot.seconds for shot in shots)
    return Looks(
        brightness=float(weights @ [one.brightness for one in features]),
        saturation=float(weights @ [one.saturation for one in features]),
        sky=float(weights @ [one.sky for one in features]),
        green=float(of_scene[_GREEN].sum()),
        blue=float(of_scene[_BLUE].sum()),
        panning=_share(weights, [abs(one.pan) >= _PAN and one.steadiness >= _STEADY for one in features]),
        still=_share(weights, [_is_still(one) for one in features]),
        shots=len(shots),
        shot_seconds=lengths[len(lengths) // 2],
        longest=lengths[-1],
    )


def _share(weights: NDArray[np.float64], holds: Sequence[bool]) -> float:
    return float(weights @ np.array(holds, np.float64))


def _is_still(features: ShotFeatures) -> bool:
    return max(abs(features.pan), abs(features.tilt), abs(features.zoom)) < _STILL


def _light(looks: Looks) -> Iterator[tuple[Facet, str, float]]:
    if looks.brightness >= _BRIGHT and looks.sky >= _SKY and looks.green + looks.blue >= _NATURE:
        yield Facet.WHERE, "outside", _OUTSIDE
        yield Facet.WHEN, "day", _DAY
    if _BLACK < looks.brightness <= _DIM and looks.blue >= _COLD:
        yield Facet.WHEN, "night", _NIGHT


def _camera(looks: Looks) -> Iterator[tuple[Facet, str, float]]:
    if looks.panning >= _MOST_OF_IT:
        yield Facet.HOW, "panning", _CAMERA
    if looks.still >= _MOST_OF_IT and looks.brightness > _BLACK:
        yield Facet.HOW, "still-camera", _CAMERA


def _cutting(looks: Looks) -> Iterator[tuple[Facet, str, float]]:
    if looks.shots >= _LEAST_CUTS and looks.shot_seconds <= _CUT_SECONDS:
        yield Facet.HOW, "rapid-cutting", _CUTTING
    if _LONG_TAKE[0] <= looks.longest <= _LONG_TAKE[1]:
        yield Facet.HOW, "long-take", _CUTTING
