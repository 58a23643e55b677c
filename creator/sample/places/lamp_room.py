"""The lamp room: windows all round over the dark sea, and the great lens in the middle."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from creator.sample.brush import faded, gradient, textured
from creator.sample.light import Light, add_rays, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import clouds, shade, sheet, stars

LENS = (800, 330)
IRON, BRASS = (40, 44, 66), (176, 124, 66)


class LampRoom(Place):
    """The top of the lighthouse at night; `power` is the great lamp."""

    light = Light((180, 172, 206), (190, 136, 66), 1, 0.4, 0.1)

    def paint(self) -> None:
        """Paint the sea beyond the panes, the iron ribs, the lens and the floor."""
        rng = np.random.default_rng(71)
        self.back = [Layer(self._outside(), 0.12), Layer(self._cage(rng), 0.85), Layer(self._lens(), 1.0)]
        self.front = [Layer(self._near(), 1.4)]
        self.rays = [(rng.uniform(0, 6.28), rng.uniform(0.03, 0.1)) for _ in range(12)]

    def _outside(self) -> Image.Image:
        sky = gradient(
            (WIDE, 675),
            [
                (0, (10, 16, 46)),
                (0.35, (26, 44, 92)),
                (0.56, (62, 92, 142)),
                (0.58, (22, 42, 80)),
                (1, (8, 18, 44)),
            ],
        )
        stars(sky, 14, 300, 360)
        clouds(sky, (44, 66, 118), 33, 60, 380, 0.7)
        pen = ImageDraw.Draw(sky)
        rng = np.random.default_rng(2)
        for _ in range(160):
            x, y = rng.uniform(0, WIDE), 396 + rng.uniform(0, 1) ** 1.5 * 160
            pen.line((x, y, x + rng.uniform(8, 40), y), fill=(52, 82, 130))
        for dx in (0, 10, 22):
            pen.line((1000 + dx, 392, 1000 + dx, 366 + dx // 3), fill=(16, 26, 54), width=2)
        pen.polygon([(984, 390), (1040, 390), (1030, 402), (992, 402)], fill=(16, 26, 54))
        pen.ellipse((1008, 382, 1013, 387), fill=(255, 214, 140))
        return sky

    def _cage(self, rng: np.random.Generator) -> Image.Image:
        brush = sheet()
        for x in np.linspace(-40, 1640, 9):
            lean = (x - 800) * 0.1
            brush.line([(x - lean, 70), (x, 470)], 15, IRON, caps=False)
            brush.line([(x - lean - 4, 70), (x - 4, 470)], 3, shade(IRON, 1.8), caps=False)
        for y in (196, 330):
            brush.line(
                [(0, y), (400, y - 12), (800, y - 18), (1200, y - 12), (1600, y)], 7, IRON, smooth=True
            )
        brush.shape(
            [(-100, -60), (-100, 96), (300, 62), (800, 48), (1300, 62), (1700, 96), (1700, -60)], (46, 40, 66)
        )
        brush.line([(-20, 96), (300, 66), (800, 52), (1300, 66), (1620, 96)], 12, BRASS, smooth=True)
        for x in range(-20, 1640, 90):
            brush.oval(x, 74 - 26 * math.sin(x / 1600 * math.pi), 5, 5, shade(BRASS, 1.3))
        brush.box(0, 462, WIDE, 70, (58, 54, 84))
        brush.box(0, 456, WIDE, 12, BRASS, 4)
        for x in range(10, WIDE, 64):
            brush.box(x, 476, 54, 46, shade((72, 66, 98), rng.uniform(0.9, 1.1)), 3)
        brush.box(0, 526, WIDE, 160, (62, 56, 78))
        for number in range(-14, 20):
            near, far = 800 + number * 130, 800 + number * 86
            brush.line([(far, 526), (near, 680)], 3, (44, 40, 62), caps=False)
        for y in (552, 592, 640):
            brush.line([(0, y), (WIDE, y)], 2, (44, 40, 62), caps=False)
        return faded(textured(brush.done(), 3, 0.2), (16, 16, 40), 520, 760, 0.8)

    def _lens(self) -> Image.Image:
        x, y = LENS
        brush = sheet()
        brush.polygon([(x - 96, 560), (x - 66, 470), (x + 66, 470), (x + 96, 560)], (34, 34, 54))
        brush.box(x - 104, 552, 208, 26, shade(BRASS, 0.8), 6)
        brush.box(x - 84, 462, 168, 16, BRASS, 6)
        brush.oval(x, y, 112, 140, (112, 150, 176, 120))
        for number in range(-6, 7):
            dy = number * 20
            half = 112 * math.sqrt(max(0.0, 1 - (dy / 140) ** 2))
            bend = number * 2.4
            brush.line(
                [(x - half, y + dy), (x, y + dy + bend), (x + half, y + dy)],
                4.4,
                (172, 208, 222, 190),
                smooth=True,
            )
        for turn in (-1.0, -0.5, 0.5, 1.0):
            way = [
                (x + turn * 112 * math.cos(a), y + 140 * math.sin(a)) for a in np.linspace(-1.57, 1.57, 12)
            ]
            brush.line(way, 5, (*shade(BRASS, 0.85)[:3], 255), smooth=True)
        brush.oval(x, y, 36, 44, (146, 186, 204, 220))
        brush.oval(x - 8, y - 12, 14, 17, (206, 232, 240, 240))
        brush.box(x - 62, y - 158, 124, 20, BRASS, 8)
        brush.oval(x, y - 164, 13, 13, shade(BRASS, 1.2))
        return brush.done()

    def _near(self) -> Image.Image:
        brush = sheet(2200)
        for x in (-30, 2010):
            brush.box(x, -10, 74, 700, (12, 12, 28))
            brush.box(x + 60, -10, 5, 700, (70, 60, 70))
        brush.shape([(60, 690), (70, 600), (120, 570), (210, 590), (230, 690)], (14, 14, 32))
        brush.line([(120, 600), (180, 560), (200, 520)], 8, (14, 14, 32), smooth=True)
        return brush.done().filter(ImageFilter.GaussianBlur(2.4))

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Let the great lamp burn and turn."""
        x, y = LENS[0] - moment.pan, LENS[1]
        glint = 0.25 + 0.1 * math.sin(moment.clock * 0.9)
        shine(canvas, (x, y), 150, (70, 100, 130), glint * (1 - moment.power))
        if moment.power < 0.05:
            return
        self._rays(canvas, x, y, moment)
        shine(canvas, (x, y), 560, (190, 124, 50), moment.power)
        shine(canvas, (x, y), 190, (255, 226, 150), moment.power)

    def _rays(self, canvas: Image.Image, x: float, y: float, moment: Moment) -> None:
        light = Image.new("L", (300, 169), 0)
        pen = ImageDraw.Draw(light)
        for start, wide in self.rays:
            a = start + moment.clock * 0.5
            far = 400
            pen.polygon(
                [
                    (x / 4, y / 4),
                    (x / 4 + far * math.cos(a - wide), y / 4 + far * math.sin(a - wide)),
                    (x / 4 + far * math.cos(a + wide), y / 4 + far * math.sin(a + wide)),
                ],
                fill=round(70 * moment.power),
            )
        add_rays(canvas, light.filter(ImageFilter.GaussianBlur(3)), (255, 206, 120))

    def over(self, canvas: Image.Image, moment: Moment) -> None:
        """Flood the room when the lamp is lit."""
        shine(canvas, (LENS[0] - moment.pan, 560), 420, (110, 66, 20), moment.power * 0.8)
