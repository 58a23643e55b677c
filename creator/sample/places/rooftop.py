"""The rooftops: snow on every ridge, chimneys that smoke, and windows that light up one after another."""

import math

import numpy as np
from PIL import Image, ImageFilter

from creator.sample.brush import Brush, Colour, faded, gradient, textured
from creator.sample.light import Light, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import clouds, lighthouse, ridge, shade, sheet, stars

SNOW: Colour = (206, 218, 244)
CHIMNEYS = ((214, 372, 0.55), (642, 340, 0.55), (1120, 380, 0.55), (1420, 352, 0.55))


class Rooftop(Place):
    """Snowy roofs at night; `power` is the share of windows that are lit."""

    light = Light((188, 182, 220), (116, 104, 110), 1, 0.3, 0.0)

    def paint(self) -> None:
        """Paint sky, sea, lighthouse, three rows of roofs and the roof one stands on."""
        rng = np.random.default_rng(81)
        self.windows: list[tuple[float, float, float, float, float]] = []
        self.back = [
            Layer(self._sky(), 0.04),
            Layer(self._far(), 0.15),
            Layer(self._row(rng, 392, 74, (72, 78, 128), 0.3, 0.5), 0.3),
            Layer(self._row(rng, 478, 118, (52, 58, 106), 0.55, 0.25), 0.55),
        ]
        self.roof = Layer(self._roof(rng), 1.0)
        self.front = [Layer(self._near(), 1.4)]
        order = np.argsort([w[0] * 0.6 + rng.uniform(0, 700) for w in self.windows])
        self.rank = {int(number): place / max(1, len(order)) for place, number in enumerate(order)}

    def _sky(self) -> Image.Image:
        sky = gradient(
            (WIDE, 675),
            [
                (0, (28, 30, 76)),
                (0.3, (68, 66, 130)),
                (0.5, (134, 116, 172)),
                (0.58, (176, 150, 190)),
                (1, (120, 110, 160)),
            ],
        )
        stars(sky, 15, 160, 200)
        clouds(sky, (104, 96, 158), 91, 10, 330, 0.85)
        return sky

    def _far(self) -> Image.Image:
        brush = sheet()
        brush.box(0, 352, WIDE, 120, (98, 100, 160))
        ridge(brush, 92, 350, 34, (112, 106, 164), bottom=360, step=190)
        brush.shape([(820, 380), (900, 334), (1000, 318), (1110, 330), (1200, 380)], (76, 76, 132))
        brush.shape(
            [(860, 352), (920, 332), (1000, 318), (1090, 326), (1150, 352), (1000, 336)], (170, 176, 216)
        )
        lighthouse(brush, 996, 322, 1.35, 0.5)
        return brush.done()

    def _row(
        self, rng: np.random.Generator, y: float, size: float, wall: Colour, depth: float, haze: float
    ) -> Image.Image:
        brush = sheet()
        x = -30.0
        while x < WIDE:
            w, h = size * rng.uniform(0.85, 1.35), size * rng.uniform(0.5, 1.0)
            self._house(brush, x, y - h, w, shade(wall, rng.uniform(0.85, 1.12)), size, depth)
            x += w * rng.uniform(0.92, 1.1)
        return faded(textured(brush.done(), int(y)), (150, 134, 180), y - size, 700, haze)

    def _house(
        self, brush: Brush, x: float, y: float, w: float, wall: Colour, size: float, depth: float
    ) -> None:
        peak = y - w * 0.42
        brush.box(x, y, w, 400, wall)
        brush.box(x + w * 0.7, peak + w * 0.04, w * 0.13, w * 0.34, shade(wall, 0.7))
        brush.box(x + w * 0.68, peak, w * 0.17, w * 0.07, SNOW, w * 0.03)
        brush.polygon([(x - w * 0.08, y + 3), (x + w / 2, peak), (x + w * 1.08, y + 3)], shade(wall, 0.7))
        brush.line([(x - w * 0.07, y), (x + w / 2, peak), (x + w * 1.07, y)], size * 0.09, SNOW)
        pane = (size * 0.15, size * 0.2)
        for row in range(3):
            for px in (0.16, 0.58):
                wx, wy = x + w * px, y + size * (0.16 + row * 0.42)
                brush.box(wx - 2, wy - 2, pane[0] + 4, pane[1] + 4, shade(wall, 0.6))
                brush.box(wx, wy, *pane, shade(wall, 0.8))
                brush.box(wx - 3, wy + pane[1], pane[0] + 6, size * 0.04, SNOW)
                self.windows.append((wx, wy, pane[0], pane[1], depth))

    def _roof(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        brush.polygon([(-20, 560), (WIDE, 548), (WIDE, 700), (-20, 700)], (74, 64, 108))
        for row in range(4):
            for number in range(46):
                x, y = number * 37 + (18 if row % 2 else 0) - 20, 596 + row * 24 - number * 0.2
                brush.oval(x, y, 19, 17, shade((84, 70, 114), rng.uniform(0.85, 1.1)))
        top = [(x, 556 - x * 0.0075 + 5 * math.sin(x * 0.021)) for x in range(-40, WIDE + 60, 40)]
        low = [
            (x, 594 + 9 * math.sin(x * 0.033) + 6 * math.sin(x * 0.081)) for x in range(WIDE + 60, -60, -40)
        ]
        brush.shape(top + low, SNOW)
        brush.shape([(x, y + 17) for x, y in top] + low, shade(SNOW, 0.88))
        for x, y in ((196, 470), (1380, 462)):
            brush.box(x, y, 92, 100, (122, 84, 104))
            for row in range(4):
                for col in range(3):
                    brush.box(
                        x + 4 + col * 30 - (row % 2) * 8,
                        y + 6 + row * 23,
                        26,
                        18,
                        shade((140, 96, 112), rng.uniform(0.85, 1.1)),
                        2,
                    )
            brush.shape(
                [
                    (x - 12, y + 6),
                    (x - 6, y - 10),
                    (x + 46, y - 17),
                    (x + 98, y - 10),
                    (x + 104, y + 6),
                    (x + 46, y + 2),
                ],
                (224, 232, 250),
            )
        return faded(textured(brush.done(), 6, 0.12), (30, 28, 70), 590, 760, 0.8)

    def _near(self) -> Image.Image:
        brush = sheet(2200)
        brush.polygon([(-40, 690), (-40, 500), (150, 690)], (26, 24, 58))
        brush.line([(-50, 494), (160, 690)], 26, (150, 160, 206))
        brush.polygon([(1560, 690), (1760, 520), (1990, 690)], (26, 24, 58))
        brush.line([(1550, 694), (1760, 516), (2000, 694)], 26, (150, 160, 206))
        return brush.done().filter(ImageFilter.GaussianBlur(3))

    def behind(self, canvas: Image.Image, moment: Moment) -> None:
        """Draw row by row, so that a near roof hides the lit windows of a far one."""
        for layer in self.back:
            layer.lay(canvas, moment.pan)
            self._light_windows(canvas, moment, layer.depth)
        self._smoke(canvas, moment)
        self.roof.lay(canvas, moment.pan)
        shine(canvas, (600, 430), 620, (56, 34, 14), moment.power)

    def _light_windows(self, canvas: Image.Image, moment: Moment, depth: float) -> None:
        for number, (x, y, w, h, own) in enumerate(self.windows):
            if own != depth:
                continue
            bright = min(1.0, max(0.0, (moment.power * 1.1 - self.rank[number]) * 14))
            left = x - moment.pan * depth
            if bright > 0 and -40 < left < 1240:
                pane = tuple(
                    round(a + (b - a) * bright) for a, b in zip((60, 64, 110), (255, 208, 118), strict=True)
                )
                canvas.paste(pane, (round(left), round(y), round(left + w), round(y + h)))
                shine(canvas, (left + w / 2, y + h / 2), w * 3.2, (140, 84, 30), bright)

    def _smoke(self, canvas: Image.Image, moment: Moment) -> None:
        for x, y, depth in CHIMNEYS:
            for number in range(7):
                age = (moment.clock * 0.22 + number / 7) % 1
                drift = x - moment.pan * depth + age * 46 + 8 * math.sin(age * 7 + moment.clock)
                shine(
                    canvas,
                    (drift, y - age * 150),
                    12 + age * 34,
                    (70, 64, 86),
                    (1 - age) * min(1, age * 5) * 0.8,
                )
