"""The hill: a meadow with one tree above the town, the sun coming up, sparks rising into the sky."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from creator.sample.brush import Brush, faded, gradient, textured
from creator.sample.light import Light, add_light, glow, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import clouds, lighthouse, ridge, shade, sheet

SUN = (560, 372)


class Hill(Place):
    """A meadow at dawn; `power` is how many sparks fly."""

    light = Light((255, 214, 204), (150, 96, 60), -1, 0.35, 0.0)

    def paint(self) -> None:
        """Paint the dawn sky, sea, hills, town, meadow and tree."""
        rng = np.random.default_rng(51)
        self.back = [
            Layer(self._sky(), 0.04),
            Layer(self._far(rng), 0.2),
            Layer(self._middle(rng), 0.45),
            Layer(self._meadow(rng), 1.0),
        ]
        self.front = [Layer(self._flowers(rng), 1.45)]
        self.sparks = rng.uniform((0, 0, 0, 0.5), (1300, 1, 6.28, 1.4), (110, 4))

    def _sky(self) -> Image.Image:
        sky = gradient(
            (WIDE, 675),
            [
                (0, (76, 84, 158)),
                (0.2, (146, 118, 182)),
                (0.38, (240, 152, 158)),
                (0.52, (255, 204, 142)),
                (0.62, (255, 238, 188)),
                (1, (255, 238, 188)),
            ],
        )
        rays = Image.new("L", sky.size, 0)
        pen = ImageDraw.Draw(rays)
        for number in range(11):
            a = -math.pi * (number + 0.5) / 11
            pen.polygon(
                [
                    SUN,
                    (SUN[0] + 1500 * math.cos(a - 0.05), SUN[1] + 1500 * math.sin(a - 0.05)),
                    (SUN[0] + 1500 * math.cos(a + 0.05), SUN[1] + 1500 * math.sin(a + 0.05)),
                ],
                fill=26,
            )
        sky.paste((255, 236, 190), (0, 0), rays.filter(ImageFilter.GaussianBlur(14)))
        clouds(sky, (255, 184, 170), 71, 20, 300, 0.75)
        clouds(sky, (255, 226, 190), 72, 200, 380, 0.6)
        add_light(sky, glow(420, (120, 84, 40), 100), *SUN)
        add_light(sky, glow(130, (120, 110, 80), 100), *SUN)
        brush = sheet()
        brush.oval(*SUN, 46, 46, (255, 250, 222))
        tile = brush.done()
        sky.paste(tile, (0, 0), tile)
        return sky

    def _far(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        brush.box(0, 396, WIDE, 120, (246, 186, 160))
        for _ in range(70):
            x, y = SUN[0] + rng.normal(0, 90), rng.uniform(400, 470)
            brush.line([(x, y), (x + rng.uniform(10, 50), y)], 2, (255, 236, 190))
        brush.shape(
            [(860, 470), (960, 392), (1100, 366), (1300, 372), (1700, 440), (1700, 520), (860, 520)],
            (176, 118, 150),
        )
        lighthouse(brush, 1050, 378, 1.1, 0.78)
        ridge(brush, 44, 470, 26, (190, 130, 152), bottom=560, step=200)
        return faded(brush.done(), (255, 214, 170), 380, 560, 0.5)

    def _middle(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        ridge(brush, 45, 510, 40, (148, 116, 138), step=240)
        for number in range(30):
            x, y = 480 + number * 17 + rng.uniform(-6, 6), 492 + rng.uniform(-12, 22)
            w, h = rng.uniform(16, 26), rng.uniform(12, 24)
            brush.box(x, y - h, w, h + 8, shade((236, 196, 178), rng.uniform(0.8, 1)))
            brush.polygon(
                [(x - 3, y - h), (x + w / 2, y - h - w * 0.5), (x + w + 3, y - h)],
                shade((186, 92, 92), rng.uniform(0.8, 1)),
            )
        ridge(brush, 46, 560, 46, (124, 126, 120), step=260)
        for number in range(26):
            x = number * 66 + rng.uniform(-20, 20)
            brush.oval(
                x,
                540 + rng.uniform(-8, 8),
                rng.uniform(14, 30),
                rng.uniform(12, 20),
                shade((104, 112, 112), rng.uniform(0.9, 1.1)),
            )
        return faded(textured(brush.done(), 4), (255, 196, 160), 420, 660, 0.45)

    def _meadow(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        brush.shape(
            [
                (-100, 720),
                (-60, 600),
                (200, 580),
                (520, 576),
                (900, 548),
                (1250, 520),
                (1700, 540),
                (1720, 720),
            ],
            (110, 132, 84),
        )
        brush.shape(
            [(-100, 740), (-60, 640), (300, 616), (700, 606), (1150, 572), (1700, 580), (1720, 740)],
            (86, 118, 80),
        )
        for _ in range(900):
            x, deep = rng.uniform(0, WIDE), rng.uniform(0, 1)
            y = 592 - 50 * max(0.0, math.sin((x - 300) / 1600 * math.pi)) + deep * 120
            h, bend = rng.uniform(7, 13) * (1 + deep), rng.uniform(-6, 8)
            tone = shade((176, 170, 92) if rng.random() < 0.35 else (108, 140, 84), rng.uniform(0.75, 1.15))
            brush.line([(x, y), (x + bend * 0.4, y - h * 0.6), (x + bend, y - h)], 2, tone)
        self._tree(brush, rng, 1290, 532)
        return faded(textured(brush.done(), 12, 0.16), (70, 56, 96), 600, 760, 0.8)

    def _tree(self, brush: Brush, rng: np.random.Generator, x: float, y: float) -> None:
        bark, leaf = (86, 58, 70), (170, 96, 104)
        brush.shape(
            [
                (x - 40, y + 14),
                (x - 18, y - 30),
                (x - 16, y - 130),
                (x - 50, y - 210),
                (x - 20, y - 190),
                (x + 4, y - 240),
                (x + 16, y - 180),
                (x + 60, y - 220),
                (x + 20, y - 120),
                (x + 20, y - 30),
                (x + 44, y + 14),
            ],
            bark,
        )
        for _ in range(60):
            a, far = rng.uniform(0, 6.28), rng.uniform(0, 1) ** 0.5
            px, py = x + math.cos(a) * 150 * far, y - 270 + math.sin(a) * 92 * far
            r = rng.uniform(26, 48)
            warm = 1.25 - 0.35 * (px - x + 150) / 300 - 0.12 * (py - y + 270) / 92
            brush.oval(px, py, r, r * 0.8, shade(leaf, warm))
        for _ in range(90):
            a, far = rng.uniform(0, 6.28), rng.uniform(0, 1) ** 0.5
            brush.oval(
                x + math.cos(a) * 160 * far - 8,
                y - 282 + math.sin(a) * 96 * far,
                6,
                4.4,
                shade((255, 176, 150), rng.uniform(0.8, 1.05)),
                a,
            )

    def _flowers(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet(2200)
        for _ in range(130):
            x, h, bend = rng.uniform(0, 2200), rng.uniform(30, 110), rng.uniform(-18, 22)
            tip = (x + bend, 690 - h)
            brush.line([(x, 690), (x + bend * 0.3, 690 - h * 0.6), tip], 3.4, (60, 62, 74), smooth=True)
            if rng.random() < 0.4:
                tone = [(255, 214, 120), (250, 150, 150), (255, 240, 226)][int(rng.integers(3))]
                for turn in np.linspace(0, 6.28, 6)[:5]:
                    brush.oval(
                        tip[0] + math.cos(turn) * 6, tip[1] + math.sin(turn) * 6, 5, 5, shade(tone, 0.85)
                    )
                brush.oval(*tip, 4, 4, (170, 100, 70))
        return brush.done().filter(ImageFilter.GaussianBlur(1.5))

    def over(self, canvas: Image.Image, moment: Moment) -> None:
        """Let the sparks rise from the meadow into the sky."""
        for x, start, phase, speed in self.sparks[: round(110 * moment.power)]:
            rise = (start + moment.clock * 0.09 * speed) % 1
            px = x - moment.pan * 0.5 + 60 * math.sin(rise * 5 + phase) * rise
            py = 600 - rise * 620
            bright = (
                min(1.0, rise * 6) * (1 - rise) ** 0.4 * (0.75 + 0.25 * math.sin(moment.clock * 4 + phase))
            )
            shine(canvas, (px, py), 7 + 15 * speed * (1 - rise * 0.5), (255, 214, 120), bright)
