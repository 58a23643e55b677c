"""The lighthouse's stairs: stone, cold window light in shafts, and steps that climb to the right."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from creator.sample.brush import Brush, faded, gradient, textured
from creator.sample.light import Light, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import shade, sheet

STEP, RISE, FIRST = 86.0, 30.0, 640.0
STONE = (84, 94, 118)
TORCHES = ((596, 262), (1096, 214))


def step_height(x: float) -> float:
    """Tell the y of the step at world x."""
    return FIRST - RISE * math.floor(x / STEP)


class Stairs(Place):
    """Inside the tower, at night."""

    light = Light((180, 184, 212), (150, 116, 70), 1, 0.4, 0.0)

    def paint(self) -> None:
        """Paint the curved wall, the windows with the night in them, the steps and the rail."""
        rng = np.random.default_rng(61)
        self.back = [Layer(self._wall(rng), 0.7), Layer(self._steps(rng), 1.0)]
        self.shafts = Layer(self._shaft(), 0.7)
        self.front = [Layer(self._rail(), 1.25)]

    def _wall(self, rng: np.random.Generator) -> Image.Image:
        wall = gradient((WIDE, 675), [(0, (58, 70, 98)), (0.4, (78, 90, 116)), (1, (36, 42, 70))])
        brush = sheet()
        for row in range(17):
            y, offset = row * 42, rng.uniform(0, 80)
            x = -offset
            while x < WIDE:
                w = rng.uniform(66, 124)
                tone = shade(STONE, rng.uniform(0.78, 1.08))
                brush.box(x + 2, y + 2, w - 4, 38, (*tone[:3], 255), 7)
                brush.line([(x + 7, y + 5), (x + w - 8, y + 5)], 2, shade(tone, 1.16))
                x += w
        tile = faded(textured(brush.done(), 3, 0.24), (34, 40, 70), 260, 720, 0.7)
        wall.paste(tile, (0, 0), tile)
        pane = Brush((WIDE, 675))
        for x, y in ((330, 70), (860, 20), (1330, 60)):
            self._window(pane, x, y)
        for x, y in TORCHES:
            pane.polygon([(x - 9, y - 20), (x + 9, y - 20), (x + 4, y + 30), (x - 4, y + 30)], (40, 34, 44))
            pane.shape(
                [(x - 8, y - 20), (x - 5, y - 36), (x, y - 52), (x + 6, y - 34), (x + 8, y - 20)],
                (255, 186, 84),
            )
        tile = pane.done()
        wall.paste(tile, (0, 0), tile)
        return wall

    def _window(self, brush: Brush, x: float, y: float) -> None:
        arch = [
            (x - 54, y + 210),
            (x - 54, y + 60),
            (x - 34, y + 12),
            (x, y - 8),
            (x + 34, y + 12),
            (x + 54, y + 60),
            (x + 54, y + 210),
        ]
        brush.polygon(arch, (44, 50, 76))
        inner = [(x + (a - x) * 0.78, y + 100 + (b - y - 100) * 0.86) for a, b in arch]
        brush.polygon(inner, (40, 70, 128))
        brush.polygon(
            [(x - 42, y + 196), (x - 42, y + 150), (x, y + 138), (x + 42, y + 146), (x + 42, y + 196)],
            (86, 122, 176),
        )
        brush.oval(x + 16, y + 62, 16, 16, (232, 236, 240))
        brush.oval(x + 9, y + 58, 15, 15, (40, 70, 128))
        for a, b in ((-24, 50), (-10, 96), (26, 112), (-30, 124), (4, 40)):
            brush.oval(x + a, y + b, 1.7, 1.7, (236, 240, 255))
        brush.line([(x, y + 4), (x, y + 196)], 5, (36, 40, 64))
        brush.line([(x - 42, y + 106), (x + 42, y + 106)], 5, (36, 40, 64))
        brush.box(x - 64, y + 200, 128, 18, shade(STONE, 1.05), 4)

    def _shaft(self) -> Image.Image:
        light = Image.new("L", (WIDE, 675), 0)
        pen = ImageDraw.Draw(light)
        for x, y in ((330, 70), (860, 20), (1330, 60)):
            pen.polygon([(x - 40, y + 20), (x + 42, y + 20), (x + 230, y + 640), (x + 20, y + 640)], fill=58)
        image = Image.new("RGBA", (WIDE, 675), (150, 190, 250, 0))
        image.putalpha(light.filter(ImageFilter.GaussianBlur(12)))
        return image

    def _steps(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        for number in range(-1, 19):
            x, y = number * STEP, FIRST - RISE * number
            tone = shade((104, 110, 130), rng.uniform(0.9, 1.08))
            brush.box(x, y, STEP + 2, 700, shade(tone, 0.5))
            brush.box(x, y, STEP + 2, 34, shade(tone, 0.66))
            brush.box(x - 5, y - 2, STEP + 9, 10, tone, 3)
            brush.line([(x - 2, y), (x + STEP, y)], 2, shade(tone, 1.25))
            brush.line([(x, y + 8), (x, y + 34)], 3, shade(tone, 0.4), caps=False)
        return faded(textured(brush.done(), 7, 0.24), (14, 16, 38), 380, 720, 0.85)

    def _rail(self) -> Image.Image:
        brush, iron = Brush((2100, 900)), (20, 20, 38)
        for number in range(26):
            x = number * 84.0 - 40
            brush.line([(x, 905 - x * 0.35), (x, 745 - x * 0.35)], 7, iron)
        brush.line([(-60, 770), (2060, 28)], 15, iron)
        brush.line([(-60, 765), (2060, 23)], 3, (84, 78, 100))
        return brush.done().filter(ImageFilter.GaussianBlur(1.4))

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Let the moonlight fall, the torches flicker and dust float."""
        self.shafts.lay(canvas, moment.pan)
        for number, (x, y) in enumerate(TORCHES):
            flicker = 0.86 + 0.14 * math.sin(moment.clock * 8.3 + number * 2) * math.sin(moment.clock * 5.1)
            shine(canvas, (x - moment.pan * 0.7, y - 34), 210, (120, 66, 22), flicker)
            shine(canvas, (x - moment.pan * 0.7, y - 34), 46, (255, 190, 90), flicker)
        for number in range(26):
            left = (number * 173 + moment.clock * 8 * (1 + number % 3)) % 1300 - moment.pan * 0.7 % 100
            top = (number * 97 + moment.clock * 7 + 12 * math.sin(moment.clock + number)) % 640
            shine(canvas, (left, top), 5, (150, 170, 210), 0.35 + 0.3 * math.sin(moment.clock + number * 2))
