"""The alley: crooked houses with lit windows, wet cobbles, lanterns on a line, and where the ways part."""

import math

import numpy as np
from PIL import Image, ImageFilter

from creator.sample.brush import Brush, Colour, faded, gradient, textured
from creator.sample.light import Light, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import clouds, lighthouse, shade, sheet, window
from creator.sample.places.water import Water

GROUND = 540
LANTERNS = [(200 + n * 150, 150 + 60 * math.sin(math.pi * (n % 4 + 0.5) / 4)) for n in range(9)]


class Alley(Place):
    """A narrow street at night, in the rain."""

    light = Light((182, 180, 206), (150, 104, 50), 1, 0.3, 0.34)

    def paint(self) -> None:
        """Paint the sky's slit, two rows of houses and the cobbles."""
        rng = np.random.default_rng(17)
        self.windows: list[tuple[float, float, float]] = []
        self.back = [Layer(self._sky(), 0.1), Layer(self._far(rng), 0.4), Layer(self._near(rng), 0.8)]
        self.lanterns = [_lantern(tone) for tone in ((250, 150, 84), (250, 206, 120), (236, 110, 92))]
        self.cobbles = Layer(self._ground(rng), 1.0)
        tint = gradient((1200, 160), [(0, (26, 46, 72)), (1, (10, 18, 40))])
        self.wet = Water(GROUND - 2, 675, tint, 0.7, 1.7)
        self.front = [Layer(self._frame(), 1.45)]

    def _sky(self) -> Image.Image:
        sky = gradient(
            (WIDE, 675), [(0, (10, 22, 48)), (0.4, (26, 58, 88)), (0.75, (60, 104, 120)), (1, (60, 104, 120))]
        )
        clouds(sky, (50, 84, 108), 31, 0, 400, 0.7)
        brush = sheet()
        brush.shape([(620, 520), (700, 400), (800, 360), (900, 396), (1010, 520)], (30, 60, 84))
        lighthouse(brush, 800, 376, 1.2, 0.3)
        tile = brush.done()
        sky.paste(tile, (0, 0), tile)
        return sky

    def _far(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        x = -20.0
        while x < WIDE:
            w, h = rng.uniform(96, 140), rng.uniform(200, 320)
            if not 640 < x + w / 2 < 960:
                self._house(brush, rng, x, w, h, (44, 70, 92), 0.4)
            x += w + rng.uniform(0, 6)
        return faded(textured(brush.done(), 8), (62, 104, 122), 100, 640, 0.6)

    def _near(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        for x, w, h, wall in (
            (-70, 250, 470, (58, 62, 88)),
            (190, 190, 410, (74, 62, 82)),
            (396, 170, 440, (48, 72, 88)),
            (930, 180, 400, (70, 60, 84)),
            (1116, 220, 460, (48, 66, 90)),
            (1340, 240, 430, (66, 60, 80)),
        ):
            self._house(brush, rng, x, w, h, wall, 0.8)
        self._shop(brush)
        self._signs(brush)
        brush.line([(x, y - 20) for x, y in LANTERNS], 2, (20, 26, 40), smooth=True)
        return textured(brush.done(), 9, 0.2)

    def _house(
        self, brush: Brush, rng: np.random.Generator, x: float, w: float, h: float, wall: Colour, depth: float
    ) -> None:
        top, lean = GROUND - h, rng.uniform(-8, 8)
        brush.polygon([(x, GROUND + 6), (x + lean, top), (x + w + lean, top), (x + w, GROUND + 6)], wall)
        brush.polygon(
            [
                (x + w * 0.72, GROUND + 6),
                (x + w * 0.76 + lean, top),
                (x + w + lean, top),
                (x + w, GROUND + 6),
            ],
            shade(wall, 0.82),
        )
        brush.polygon(
            [
                (x - 16 + lean, top + 10),
                (x + w * 0.3 + lean, top - w * 0.4),
                (x + w * 0.7 + lean, top - w * 0.4),
                (x + w + 16 + lean, top + 10),
            ],
            shade(wall, 0.55),
        )
        brush.box(x + w * 0.16 + lean, top - w * 0.5, 22, 50, shade(wall, 0.62))
        for y in np.arange(top + 34, GROUND - 120, 86):
            brush.line(
                [(x + lean * 0.5, y - 16), (x + w + lean * 0.5, y - 16)], 5, shade(wall, 0.62), caps=False
            )
            for px in (x + w * 0.2, x + w * 0.6):
                lit = rng.random() < 0.55
                pane = (255, 198, 108) if lit else (36, 52, 78)
                window(brush, px, float(y), w * 0.18, 44, pane, shade(wall, 0.5))
                if lit:
                    self.windows.append((px + w * 0.09, float(y) + 22, depth))
        door = x + w * 0.38
        brush.box(door - 5, GROUND - 92, 60, 98, shade(wall, 0.5), 8)
        brush.box(door, GROUND - 86, 50, 92, shade(wall, 0.72), 8)
        brush.oval(door + 40, GROUND - 40, 3, 3, (220, 180, 100))

    def _shop(self, brush: Brush) -> None:
        x, y = 228, GROUND - 152
        brush.box(x, y, 128, 110, (52, 34, 42), 4)
        brush.box(x + 8, y + 10, 112, 92, (255, 206, 122))
        for n in range(4):
            brush.oval(x + 24 + n * 27, y + 80, 13, 9, (176, 104, 58))
            brush.oval(x + 24 + n * 27, y + 48, 9, 12, (196, 122, 64))
        brush.line([(x + 8, y + 62), (x + 120, y + 62)], 4, (120, 72, 52), caps=False)
        for n in range(8):
            tone = (198, 76, 70) if n % 2 else (238, 226, 206)
            brush.polygon(
                [
                    (x - 8 + n * 18, y - 18),
                    (x + 10 + n * 18, y - 18),
                    (x + 8 + n * 19, y + 14),
                    (x - 12 + n * 19, y + 14),
                ],
                shade(tone, 0.75),
            )
        self.windows.append((x + 64, y + 56, 0.8))

    def _signs(self, brush: Brush) -> None:
        x = 742
        brush.box(x - 5, 300, 10, 250, (50, 38, 44))
        for y, way, tone in ((318, -1, (62, 118, 90)), (362, 1, (188, 84, 66)), (406, 1, (86, 110, 160))):
            tip = x + way * 96
            brush.polygon(
                [
                    (x - way * 26, y - 17),
                    (x + way * 78, y - 17),
                    (tip, y),
                    (x + way * 78, y + 17),
                    (x - way * 26, y + 17),
                ],
                tone,
            )
            brush.line([(x - way * 20, y - 12), (x + way * 74, y - 12)], 2, shade(tone, 1.3))
        brush.shape([(700, 330), (716, 304), (732, 330)], (220, 236, 200))
        brush.box(713, 326, 6, 8, (220, 236, 200))
        brush.polygon([(776, 374), (780, 352), (788, 352), (792, 374)], (250, 230, 210))
        brush.polygon([(762, 406), (784, 392), (806, 406)], (226, 232, 246))
        brush.box(770, 405, 28, 12, (226, 232, 246))

    def _ground(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        for row in range(9):
            y, h = GROUND + 2 + row * row * 1.6 + row * 3, 4 + row * 3.1
            w = 22 + row * 9
            for number in range(int(WIDE / w) + 2):
                x = number * w - (w / 2 if row % 2 else 0)
                tone = int(rng.uniform(60, 120))
                brush.oval(x, y + h / 2, w * 0.46, h * 0.5, (tone // 2, tone, tone + 30, 255))
        tile = brush.done()
        alpha = tile.getchannel("A").point([v * 3 // 10 for v in range(256)])
        tile.putalpha(alpha)
        return tile

    def _frame(self) -> Image.Image:
        brush = sheet(2200)
        brush.polygon([(-20, 0), (96, 0), (70, 675), (-20, 675)], (10, 14, 30))
        brush.polygon([(1840, 0), (1960, 0), (1960, 675), (1810, 675)], (10, 14, 30))
        brush.shape([(80, 675), (90, 560), (130, 540), (170, 560), (176, 675)], (14, 18, 36))
        for x, y in ((100, 540), (124, 500), (150, 536), (136, 560)):
            brush.oval(x, y, 26, 15, (16, 30, 36), x * 0.1)
        return brush.done().filter(ImageFilter.GaussianBlur(3))

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Light the windows, swing the lanterns, and let the street mirror it all."""
        for x, y, depth in self.windows:
            shine(canvas, (x - moment.pan * depth, y), 62, (110, 66, 22), 0.8)
        for number, (x, y) in enumerate(LANTERNS):
            sway = math.sin(moment.clock * 1.6 + number) * 4
            tile = self.lanterns[number % 3]
            left = round(x - moment.pan * 0.8 + sway)
            canvas.paste(tile, (left - 16, round(y) - 22), tile)
            shine(canvas, (left, y), 80, (190, 110, 50), 0.8)
        self.wet.flow(canvas, moment.clock, moment.pan, (150, 190, 210))
        self.cobbles.lay(canvas, moment.pan)


def _lantern(tone: Colour) -> Image.Image:
    brush = Brush((32, 44), (16, 22), over=3)
    brush.oval(0, 0, 13, 16, tone)
    brush.oval(4, -5, 4, 6, shade(tone, 1.2))
    brush.box(-6, -20, 12, 5, (40, 34, 44))
    return brush.done()
