"""Water that mirrors what stands above it, and its glints."""

import math

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from creator.sample.brush import Colour

WIDTH = 1200


class Water:
    """A stretch of water, from the row `top` down to the row `bottom`.

    Args:
        top: Its far shore, in rows of the stage.
        bottom: Its near shore.
        tint: Its own colours, far to near.
        mix: How much of its own colour is seen, 0 (a mirror) to 1.
        reach: How many rows of the world one row mirrors.
        rough: How high its waves go.
    """

    def __init__(
        self, top: int, bottom: int, tint: Image.Image, mix: float, reach: float = 1.25, rough: float = 1.0
    ) -> None:
        self.top, self.bottom, self.mix, self.rough = top, bottom, mix, rough
        self.tint = np.asarray(tint.resize((WIDTH, bottom - top)))
        self.deep = np.arange(bottom - top, dtype=np.float32)
        self.first = max(0, round(top - (bottom - top) * reach - 12))
        self.source = top - 1 - self.deep * reach - self.first
        self.columns = np.arange(WIDTH, dtype=np.float32)[None, :]
        self.glints = (
            np.random.default_rng(5).uniform((0, 0.03, 0, 12), (1700, 1, 6.3, 60), (120, 4)).tolist()
        )

    def flow(self, canvas: Image.Image, clock: float, pan: float, glint: Colour) -> None:
        """Draw the water as it is at this second."""
        deep = self.deep
        wave = np.sin(deep * 0.42 / (1 + deep * 0.012) - clock * 2.6) * (1.8 + deep * 0.04) * self.rough
        sway = np.sin(deep * 0.9 / (1 + deep * 0.02) + clock * 3.1) * (1.5 + deep * 0.06) * self.rough
        rows = np.clip(self.source + wave, 0, self.top - self.first - 1).astype(np.float32)
        shape = (len(deep), WIDTH)
        columns = np.ascontiguousarray(self.columns + sway[:, None], dtype=np.float32)
        above = np.asarray(canvas.crop((0, self.first, WIDTH, self.top)))
        rows = np.ascontiguousarray(np.broadcast_to(rows[:, None], shape))
        mirrored = cv2.remap(above, columns, rows, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
        mixed = cv2.addWeighted(mirrored, 1 - self.mix, self.tint, self.mix, 0)
        canvas.paste(Image.fromarray(np.asarray(mixed, dtype=np.uint8)), (0, self.top))
        self._glint(canvas, clock, pan, glint)

    def _glint(self, canvas: Image.Image, clock: float, pan: float, colour: Colour) -> None:
        h = self.bottom - self.top
        mask = Image.new("L", (WIDTH, h), 0)
        pen = ImageDraw.Draw(mask)
        for x, deep, phase, size in self.glints:
            bright = math.sin(clock * 1.7 + phase)
            if bright > 0.1:
                px = (x - pan * (0.3 + 0.6 * deep)) % 1700 - 250 + math.sin(clock + phase) * 6
                y = deep * h
                half = size * (0.25 + deep) * bright
                pen.line((px - half, y, px + half, y), fill=round(90 * bright), width=1 + (deep > 0.5))
        canvas.paste(colour[:3], (0, self.top), mask.filter(ImageFilter.BoxBlur(0.6)))
