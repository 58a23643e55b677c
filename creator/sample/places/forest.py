"""The forest: tall trunks in blue mist, ferns, glowing mushrooms and fireflies that wake."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from creator.sample.brush import Brush, Colour, faded, gradient, textured
from creator.sample.light import Light, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import shade, sheet

MUSHROOMS = ((250, 560), (282, 572), (700, 556), (1010, 572), (1046, 560), (1392, 566))


class Forest(Place):
    """A wood at night; `power` wakes the fireflies."""

    light = Light((164, 190, 180), (70, 110, 84), -1, 0.4, 0.0)

    def paint(self) -> None:
        """Paint four depths of trees, the path and the ferns in front."""
        rng = np.random.default_rng(23)
        mist: Colour = (86, 158, 156)
        self.back = [
            Layer(self._mist(), 0.05),
            Layer(self._trees(rng, 26, (10, 22), (58, 120, 126), mist, 0.55), 0.2),
            Layer(self._trees(rng, 15, (24, 44), (30, 80, 92), mist, 0.4), 0.4),
            Layer(self._trees(rng, 8, (52, 84), (16, 48, 62), mist, 0.22), 0.7),
            Layer(self._floor(rng), 1.0),
        ]
        self.front = [Layer(self._ferns(rng), 1.5)]
        self.flies = rng.uniform((0, 120, 0, 0.6), (1700, 560, 6.28, 1.5), (70, 4))

    def _mist(self) -> Image.Image:
        sky = gradient(
            (WIDE, 675),
            [(0, (10, 38, 58)), (0.35, (32, 94, 108)), (0.7, (104, 178, 166)), (1, (60, 120, 120))],
        )
        pale = Image.new("L", sky.size, 0)
        pen = ImageDraw.Draw(pale)
        for x in (420, 640, 900, 1200):
            pen.polygon([(x, -20), (x + 60, -20), (x - 120, 600), (x - 280, 600)], fill=46)
        sky.paste((190, 240, 220), (0, 0), pale.filter(ImageFilter.GaussianBlur(22)))
        return sky

    def _trees(
        self,
        rng: np.random.Generator,
        count: int,
        width: tuple[int, int],
        tone: Colour,
        mist: Colour,
        haze: float,
    ) -> Image.Image:
        brush = sheet()
        for number in range(count):
            x = (number + rng.uniform(0.15, 0.85)) * WIDE / count
            self._tree(brush, rng, x, rng.uniform(*width), shade(tone, rng.uniform(0.85, 1.15)))
        return faded(textured(brush.done(), count, 0.2), mist, 120, 640, haze)

    def _tree(self, brush: Brush, rng: np.random.Generator, x: float, w: float, tone: Colour) -> None:
        lean, foot = rng.uniform(-26, 26), 548 + w * 0.3
        brush.shape(
            [
                (x - w * 1.1, foot + 8),
                (x - w * 0.5, foot - 60),
                (x - w * 0.42 + lean * 0.4, 300),
                (x - w * 0.36 + lean, -40),
                (x + w * 0.36 + lean, -40),
                (x + w * 0.42 + lean * 0.4, 300),
                (x + w * 0.5, foot - 60),
                (x + w * 1.2, foot + 8),
            ],
            tone,
        )
        brush.shape(
            [
                (x - w * 0.9, foot + 4),
                (x - w * 0.42, foot - 60),
                (x - w * 0.38 + lean * 0.4, 300),
                (x - w * 0.3 + lean, -40),
                (x - w * 0.12 + lean, -40),
                (x - w * 0.2 + lean * 0.4, 300),
            ],
            shade(tone, 1.35),
        )
        for _ in range(3):
            y, side = rng.uniform(30, 330), rng.choice([-1, 1])
            reach = w * rng.uniform(1.6, 3.0)
            base = x + lean * (1 - y / 330) * 0.7
            brush.line(
                [(base, y + 24), (base + side * reach * 0.5, y), (base + side * reach, y - 34)],
                max(2.0, w * 0.13),
                tone,
                smooth=True,
            )
            for k in range(5):
                brush.oval(
                    base + side * reach * (0.5 + k * 0.16),
                    y - 10 - k * 7 + rng.uniform(-10, 10),
                    w * 0.5 + 12,
                    w * 0.26 + 8,
                    shade(tone, 0.9),
                )
        for _ in range(7):
            brush.oval(
                x + lean + rng.uniform(-3, 3) * w,
                rng.uniform(-30, 50),
                w * 1.3 + 20,
                w * 0.6 + 16,
                shade(tone, rng.uniform(0.8, 0.95)),
            )

    def _floor(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        brush.shape(
            [
                (-100, 690),
                (-60, 556),
                (200, 548),
                (520, 558),
                (860, 546),
                (1200, 556),
                (1660, 548),
                (1700, 690),
            ],
            (22, 66, 66),
        )
        brush.shape(
            [(-100, 700), (-60, 600), (300, 584), (800, 596), (1300, 582), (1660, 596), (1700, 700)],
            (46, 96, 82),
        )
        brush.shape([(-100, 720), (0, 636), (500, 622), (1000, 634), (1600, 622), (1700, 720)], (30, 74, 70))
        for _ in range(420):
            x, y = (
                rng.uniform(0, WIDE),
                rng.choice([rng.uniform(548, 566), rng.uniform(586, 600), rng.uniform(630, 670)]),
            )
            h, bend = rng.uniform(8, 22), rng.uniform(-7, 7)
            brush.line(
                [(x, y), (x + bend * 0.4, y - h * 0.6), (x + bend, y - h)],
                2,
                shade((52, 116, 88), rng.uniform(0.6, 1.2)),
            )
        for x, y in MUSHROOMS:
            brush.line([(x, y), (x + 1, y - 15)], 6, (198, 226, 214))
            brush.shape(
                [
                    (x - 15, y - 12),
                    (x - 9, y - 22),
                    (x + 1, y - 26),
                    (x + 11, y - 22),
                    (x + 16, y - 12),
                    (x, y - 9),
                ],
                (110, 214, 208),
            )
            brush.oval(x - 4, y - 18, 3, 2.4, (220, 255, 246))
            brush.oval(x + 6, y - 16, 2.2, 1.8, (220, 255, 246))
        return textured(brush.done(), 5, 0.2)

    def _ferns(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet(2200)
        brush.shape([(-60, 700), (-30, 300), (-60, -30), (60, -30), (50, 300), (90, 700)], (5, 20, 30))
        brush.shape(
            [(1460, 700), (1500, 300), (1470, -30), (1590, -30), (1570, 300), (1640, 700)], (5, 20, 30)
        )
        for x in (70, 240, 760, 1180, 1430, 1700, 2080):
            for angle in np.linspace(-1.1, 1.1, 7) + rng.uniform(-0.1, 0.1, 7):
                self._frond(brush, x, 690, angle, rng.uniform(80, 150))
        return brush.done().filter(ImageFilter.GaussianBlur(1.8))

    def _frond(self, brush: Brush, x: float, y: float, angle: float, length: float) -> None:
        for k in range(12):
            t = k / 11
            bend = angle * (0.5 + t)
            px, py = x + math.sin(bend) * length * t, y - math.cos(bend * 0.8) * length * t
            leaf = (1 - t) * 17 + 3
            for side in (-1, 1):
                brush.line(
                    [
                        (px, py),
                        (px + math.cos(bend) * side * leaf, py + math.sin(bend) * side * leaf - leaf * 0.35),
                    ],
                    4.4,
                    (6, 28, 36),
                )

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Let the mushrooms breathe."""
        for number, (x, y) in enumerate(MUSHROOMS):
            shine(
                canvas,
                (x - moment.pan, y - 16),
                62,
                (40, 110, 104),
                0.75 + 0.25 * math.sin(moment.clock * 1.3 + number),
            )

    def over(self, canvas: Image.Image, moment: Moment) -> None:
        """Let the fireflies wander, as many as are awake."""
        awake = round(6 + 64 * moment.power)
        for x, y, phase, speed in self.flies[:awake]:
            t = moment.clock * speed
            px = x - moment.pan * (0.6 + speed * 0.4) + 46 * math.sin(t * 0.7 + phase)
            py = y + 26 * math.sin(t * 1.1 + phase * 2)
            bright = 0.5 + 0.5 * math.sin(t * 2.3 + phase * 3)
            shine(canvas, (px % 1700 - 200, py), 10 + 16 * speed, (235, 224, 110), bright)
