"""The pond: a full moon over still water, reeds, lilies and the black shore where one can stand."""

import math

import numpy as np
from PIL import Image, ImageFilter

from creator.sample.brush import faded, gradient, textured
from creator.sample.light import Light, add_light, glow, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import clouds, ridge, shade, sheet, stars
from creator.sample.places.water import Water

SHORE, BANK = 330, 560
MOON = (770, 150)


class Pond(Place):
    """Still water in a clearing, by moonlight."""

    light = Light((178, 162, 206), (124, 116, 150), 1, 0.4, 0.0)

    def paint(self) -> None:
        """Paint the moonlit sky, the far shore, the lilies and the bank."""
        rng = np.random.default_rng(41)
        self.back = [Layer(self._sky(), 0.05), Layer(self._hills(), 0.15), Layer(self._pines(rng), 0.3)]
        tint = gradient(
            (1200, BANK - SHORE + 30), [(0, (96, 96, 168)), (0.4, (48, 54, 122)), (1, (18, 22, 64))]
        )
        self.water = Water(SHORE, BANK + 30, tint, 0.5, 1.0, 0.45)
        self.lilies = Layer(self._lilies(rng), 0.8)
        self.bank = Layer(self._bank(rng), 1.0)
        self.front = [Layer(self._reeds(rng), 1.4)]

    def _sky(self) -> Image.Image:
        sky = gradient(
            (WIDE, 675),
            [(0, (22, 20, 66)), (0.25, (52, 46, 116)), (0.48, (128, 104, 170)), (1, (128, 104, 170))],
        )
        stars(sky, 9, 380, 300)
        clouds(sky, (116, 92, 158), 19, 60, 330, 0.6)
        add_light(sky, glow(300, (110, 104, 130), 100), *MOON)
        brush = sheet()
        brush.oval(*MOON, 62, 62, (250, 244, 224))
        for x, y, r in ((-20, -14, 13), (18, 10, 17), (-8, 28, 9), (26, -26, 8)):
            brush.oval(MOON[0] + x, MOON[1] + y, r, r * 0.9, (232, 222, 206))
        tile = brush.done()
        sky.paste(tile, (0, 0), tile)
        return sky

    def _hills(self) -> Image.Image:
        brush = sheet()
        ridge(brush, 61, 318, 90, (86, 74, 142), bottom=SHORE, step=170)
        return faded(brush.done(), (150, 122, 180), 220, 340, 0.5)

    def _pines(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        for number in range(64):
            x = number * 26 + rng.uniform(-10, 10)
            middle = abs(x - 800) / 800
            h = (34 + 150 * middle**1.3) * rng.uniform(0.75, 1.2)
            tone = shade((38, 36, 88), rng.uniform(0.85, 1.15))
            for k in range(4):
                top, wide = SHORE - h * (1 - k * 0.2), h * (0.1 + k * 0.055)
                brush.polygon([(x, top), (x - wide, top + h * 0.36), (x + wide, top + h * 0.36)], tone)
        brush.box(0, SHORE - 8, WIDE, 8, (32, 32, 80))
        return faded(textured(brush.done(), 2), (120, 100, 168), 180, 400, 0.45)

    def _lilies(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        for _ in range(26):
            x, deep = rng.uniform(0, WIDE), rng.uniform(0.12, 0.95)
            y, r = SHORE + deep * 220, 8 + deep * 26
            brush.oval(x, y + 2, r, r * 0.3, (16, 20, 56))
            brush.oval(x, y, r, r * 0.3, shade((66, 96, 134), rng.uniform(0.75, 1.1)))
            brush.polygon([(x, y), (x + r, y - r * 0.2), (x + r, y + r * 0.12)], (34, 40, 96))
            if rng.random() < 0.35:
                for turn in (-0.8, -0.4, 0.4, 0.8, 0):
                    brush.oval(x + turn * r * 0.4, y - r * 0.3, r * 0.12, r * 0.3, (238, 196, 222), turn)
        return brush.done()

    def _bank(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        brush.shape(
            [
                (-100, 720),
                (-80, 520),
                (120, 530),
                (420, 572),
                (760, 592),
                (1100, 578),
                (1400, 540),
                (1700, 524),
                (1720, 720),
            ],
            (26, 28, 72),
        )
        brush.shape(
            [
                (-100, 740),
                (-80, 560),
                (140, 574),
                (520, 612),
                (900, 622),
                (1300, 596),
                (1700, 566),
                (1720, 740),
            ],
            (36, 46, 92),
        )
        for _ in range(340):
            x = rng.uniform(0, WIDE)
            y = 600 + 28 * math.sin(x / 1600 * math.pi) + rng.uniform(-18, 70)
            h, bend = rng.uniform(8, 20), rng.uniform(-7, 7)
            brush.line(
                [(x, y), (x + bend * 0.4, y - h * 0.6), (x + bend, y - h)],
                2,
                shade((60, 84, 128), rng.uniform(0.6, 1.2)),
            )
        for _ in range(26):
            x = rng.uniform(0, WIDE)
            brush.oval(
                x, 606 + 26 * math.sin(x / 1600 * math.pi) + rng.uniform(-8, 50), 3.4, 3, (186, 160, 220)
            )
        return textured(brush.done(), 3, 0.2)

    def _reeds(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet(2200)
        for x0, count in ((60, 15), (1240, 13), (1600, 10), (2080, 14)):
            for _ in range(count):
                x, h, bend = x0 + rng.uniform(-90, 90), rng.uniform(120, 300), rng.uniform(-34, 34)
                tip = (x + bend, 690 - h)
                brush.line([(x, 690), (x + bend * 0.25, 690 - h * 0.55), tip], 5, (12, 14, 44), smooth=True)
                if rng.random() < 0.5:
                    brush.oval(tip[0], tip[1] + 6, 7, 26, (24, 18, 46), bend * 0.004)
        return brush.done().filter(ImageFilter.GaussianBlur(1.6))

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Move the water and the moon's road on it."""
        self.water.flow(canvas, moment.clock, moment.pan, (214, 204, 240))
        self.lilies.lay(canvas, moment.pan)
        for number in range(9):
            y = SHORE + 10 + number * 24
            x = MOON[0] - moment.pan * 0.05 + math.sin(moment.clock * 1.9 + number * 1.7) * (5 + number * 2)
            shine(canvas, (x, y), 26 + number * 4, (96, 90, 110), 0.8 - number * 0.06)
        self.bank.lay(canvas, moment.pan)

    def over(self, canvas: Image.Image, moment: Moment) -> None:
        """Let a few late fireflies drift."""
        for number in range(14):
            x = (number * 131 + 30 * math.sin(moment.clock * 0.6 + number)) % 1300 - 40
            y = 380 + number * 53 % 200 + 18 * math.sin(moment.clock * 0.9 + number * 2)
            shine(
                canvas, (x, y), 16, (220, 216, 130), 0.5 + 0.5 * math.sin(moment.clock * 1.8 + number * 1.3)
            )
