"""What lens and film stock do to a staged picture: framing, vignette, grain and fades."""

from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

SIZE = (960, 540)
Frame = NDArray[np.uint8]


def frame_picture(stage: Image.Image, zoom: float, at: tuple[float, float]) -> Frame:
    """Look at a part of the stage, zoom times closer; the answer is uint8[540, 960, 3], RGB."""
    w, h = stage.width / zoom, stage.height / zoom
    left, top = (stage.width - w) * at[0], (stage.height - h) * at[1]
    step = w / SIZE[0]
    inverse = np.array([[step, 0, left + step / 2 - 0.5], [0, step, top + step / 2 - 0.5]])
    seen = cv2.warpAffine(np.asarray(stage), inverse, SIZE, flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
    return np.asarray(seen, dtype=np.uint8)


def print_picture(frame: Frame, number: int, brightness: float = 1.0) -> Frame:
    """Lay vignette, grain and a fade (brightness below 1) over a frame."""
    level = min(1.0, max(0.0, brightness))
    out = cv2.multiply(frame, _vignette(), scale=level / 255)
    out = cv2.addWeighted(out, 1, _grain(number // 3 % 5), 1, -8 + 3 * (1 - level))
    return np.asarray(out, dtype=np.uint8)


@lru_cache(maxsize=1)
def _vignette(depth: float = 0.3) -> Frame:
    x = np.linspace(-1, 1, SIZE[0])[None, :]
    y = np.linspace(-1, 1, SIZE[1])[:, None]
    fall = 1 - depth * np.clip((x**2 * 0.8 + y**2 * 0.7) - 0.15, 0, None) ** 1.3
    return np.repeat((fall * 255).astype(np.uint8)[:, :, None], 3, axis=2)


@lru_cache(maxsize=5)
def _grain(number: int) -> Frame:
    """Give one of a few pieces of film grain about the grey 8."""
    small = np.random.default_rng(100 + number).normal(8, 2.2, (SIZE[1] // 2, SIZE[0] // 2))
    grey = cv2.resize(np.clip(np.rint(small), 0, 16).astype(np.uint8), SIZE, interpolation=cv2.INTER_LINEAR)
    return np.repeat(np.asarray(grey, dtype=np.uint8)[:, :, None], 3, axis=2)
