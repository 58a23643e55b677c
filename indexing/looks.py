"""How a film looks, a few times a second: colours, light, edges, and how the camera moves from one to the next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from indexing.camera import CameraSteps, camera_steps
from indexing.features import COLOUR_BINS
from indexing.small_pictures import SMALL_HEIGHT

_UPPER = SMALL_HEIGHT // 3
_LUMA = np.array([0.299, 0.587, 0.114], np.float32) / np.float32(255)


@dataclass(frozen=True)
class Looks:
    """What was measured in `n` pictures of a film.

    Attributes:
        places: The number of each picture in the film, rising, int64 of shape `(n,)`.
        colours: How many of its points fall into each HSV bin, uint16 of shape `(n, 256)`.
        light: Brightness, contrast, saturation, warmth, sky and edges as in `ShotFeatures`, float32 of shape `(n, 6)`.
        camera: How the picture moved since the one before, of shape `(n,)`; nought for the first.
    """

    places: NDArray[np.int64]
    colours: NDArray[np.uint16]
    light: NDArray[np.float32]
    camera: CameraSteps


class LookMeter:
    """Measures every `step`-th picture of those that come in batches."""

    def __init__(self, step: int) -> None:
        self._step = step
        self._seen = 0
        self._last: NDArray[np.float32] | None = None
        self._parts: list[Looks] = []

    def add(self, pixels: NDArray[np.uint8], hsv: NDArray[np.uint8]) -> None:
        """Take the next pictures, RGB and HSV (hue up to 179), both uint8 of shape `(n, 27, 48, 3)`."""
        chosen = np.arange(-self._seen % self._step, len(pixels), self._step)
        if len(chosen):
            luma = np.asarray(pixels[chosen] @ _LUMA, np.float32)
            before = np.concatenate([luma[:1] if self._last is None else self._last, luma[:-1]])
            self._parts.append(
                Looks(
                    chosen + self._seen,
                    _colours(hsv[chosen]),
                    _light(pixels[chosen], hsv[chosen], luma),
                    camera_steps(before, luma),
                )
            )
            self._last = luma[-1:]
        self._seen += len(pixels)

    def looks(self) -> Looks:
        """Return everything that was measured."""
        parts = self._parts
        return Looks(
            np.concatenate([one.places for one in parts]),
            np.concatenate([one.colours for one in parts]),
            np.concatenate([one.light for one in parts]),
            CameraSteps(
                *(
                    np.concatenate([getattr(one.camera, name) for one in parts])
                    for name in CameraSteps.__annotations__
                )
            ),
        )


def _colours(hsv: NDArray[np.uint8]) -> NDArray[np.uint16]:
    hues, saturations, values = COLOUR_BINS
    flat = hsv.reshape(len(hsv), -1, 3).astype(np.int64)
    bins = flat[..., 0] * hues // 180 * saturations + flat[..., 1] * saturations // 256
    bins = bins * values + flat[..., 2] * values // 256
    count = hues * saturations * values
    bins += count * np.arange(len(hsv))[:, None]
    counts = np.bincount(bins.ravel(), minlength=count * len(hsv))
    return counts.reshape(len(hsv), count).astype(np.uint16)


def _light(
    pixels: NDArray[np.uint8], hsv: NDArray[np.uint8], luma: NDArray[np.float32]
) -> NDArray[np.float32]:
    means = pixels.reshape(len(pixels), -1, 3).mean(axis=1) / 255
    across = np.abs(np.diff(luma, axis=2)).mean(axis=(1, 2))
    down = np.abs(np.diff(luma, axis=1)).mean(axis=(1, 2))
    columns = (
        luma.mean(axis=(1, 2)),
        luma.std(axis=(1, 2)),
        hsv[..., 1].mean(axis=(1, 2)) / 255,
        means[:, 0] - means[:, 2],
        luma[:, :_UPPER].mean(axis=(1, 2)) - luma[:, _UPPER:].mean(axis=(1, 2)),
        (across + down) / 2,
    )
    return np.stack(columns, axis=1).astype(np.float32)
