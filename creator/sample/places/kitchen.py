"""The kitchen: warm, low-lit, a pot on the stove and rain behind the window."""

import math

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from creator.sample.brush import Brush, Point, faded, gradient, textured
from creator.sample.extras import draw_spark
from creator.sample.light import Light, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import shade, sheet

WALL, WOOD, FLOOR = (176, 108, 74), (120, 68, 48), (108, 62, 50)
WINDOW = (720, 120, 250, 210)


class Kitchen(Place):
    """A small kitchen under one hanging lamp; `power` is how far the spark has passed the window."""

    light = Light((255, 222, 190), (120, 84, 40), -1, 0.4, 0.06)

    def paint(self) -> None:
        """Paint wall, window, stove, shelves and table."""
        self.back = [Layer(self._outside(), 0.55), Layer(self._room(), 1.0)]
        self.front = [Layer(self._near(), 1.5)]

    def _outside(self) -> Image.Image:
        sky = gradient(
            (WIDE, 675), [(0, (22, 34, 74)), (0.35, (48, 74, 122)), (0.5, (82, 108, 150)), (1, (20, 30, 60))]
        )
        brush = sheet()
        for x, w, h in ((420, 90, 60), (540, 70, 96), (640, 100, 50), (760, 80, 84)):
            brush.box(x, 330 - h, w, 200, (26, 34, 66))
            brush.polygon([(x - 6, 330 - h), (x + w / 2, 290 - h), (x + w + 6, 330 - h)], (20, 26, 54))
            brush.box(x + 20, 345 - h, 12, 15, (255, 204, 120))
        tile = brush.done()
        sky.paste(tile, (0, 0), tile)
        return sky.filter(ImageFilter.GaussianBlur(1.6))

    def _room(self) -> Image.Image:
        wall = gradient(
            (WIDE, 675), [(0, (98, 52, 52)), (0.35, (190, 118, 76)), (0.7, (150, 86, 62)), (1, (84, 46, 46))]
        )
        room = textured(wall, 3, 0.12).convert("RGBA")
        brush = sheet()
        self._paper(brush)
        self._floor(brush)
        self._stove(brush)
        self._shelves(brush)
        self._table(brush)
        self._window(brush)
        tile = textured(brush.done(), 5, 0.1)
        room.alpha_composite(tile)
        hole = Image.new("L", room.size, 255)
        x, y, w, h = WINDOW
        for px in (x, x + w // 2 + 5):
            for py, ph in ((y, 86), (y + 96, h - 96)):
                hole.paste(0, (px, py, px + w // 2 - 5, py + ph))
        room.putalpha(hole)
        return faded(room, (46, 22, 34), 520, 760, 0.8)

    def _paper(self, brush: Brush) -> None:
        for x in range(0, WIDE, 64):
            brush.line([(x, 0), (x, 430)], 1.5, (150, 88, 64), caps=False)
            for y in range(26, 430, 76):
                brush.oval(x + 32, y + (38 if x // 64 % 2 else 0), 5, 7, (206, 140, 92))
        brush.box(0, 428, WIDE, 92, shade(WOOD, 0.95))
        for x in range(0, WIDE, 72):
            brush.box(x + 5, 440, 62, 68, shade(WOOD, 1.12), 4)
        brush.box(0, 424, WIDE, 9, shade(WOOD, 1.35))

    def _floor(self, brush: Brush) -> None:
        brush.box(0, 518, WIDE, 170, FLOOR)
        for row, (top, bottom) in enumerate(((518, 548), (548, 592), (592, 676))):
            for number in range(-8, 40):
                if (number + row) % 2:
                    continue
                a, b = ((top - 300) / 220, (bottom - 300) / 220)
                left, right = 800 + (number - 16) * 60 * a, 800 + (number - 15) * 60 * a
                brush.polygon(
                    [
                        (left, top),
                        (right, top),
                        (800 + (number - 15) * 60 * b, bottom),
                        (800 + (number - 16) * 60 * b, bottom),
                    ],
                    (168, 108, 76),
                )
        brush.box(0, 514, WIDE, 7, shade(WOOD, 0.6))

    def _stove(self, brush: Brush) -> None:
        iron = (56, 50, 62)
        brush.box(214, 0, 44, 330, (70, 62, 72))
        brush.box(206, 300, 60, 16, (92, 82, 92), 4)
        brush.box(120, 340, 240, 186, iron, 10)
        brush.box(110, 330, 260, 20, (84, 76, 88), 6)
        brush.box(150, 384, 180, 96, (36, 30, 40), 10)
        brush.box(162, 396, 156, 72, (255, 150, 62), 8)
        brush.shape(
            [(170, 468), (190, 420), (206, 446), (232, 404), (254, 446), (280, 416), (310, 468)],
            (255, 216, 120),
        )
        for x in (178, 206, 234, 262, 290):
            brush.line([(x, 396), (x, 468)], 4, (36, 30, 40), caps=False)
        brush.line([(170, 366), (310, 366)], 6, (126, 116, 126))
        brush.box(134, 526, 24, 16, iron)
        brush.box(322, 526, 24, 16, iron)
        self._pot(brush)

    def _pot(self, brush: Brush) -> None:
        brush.box(176, 276, 128, 56, (62, 126, 132), 14)
        brush.box(176, 276, 40, 56, (46, 98, 112), 14)
        brush.box(168, 270, 144, 13, (92, 160, 162), 6)
        brush.shape([(184, 270), (240, 250), (296, 270)], (74, 142, 146))
        brush.oval(240, 250, 9, 7, (220, 190, 120))
        brush.oval(278, 298, 8, 14, (134, 196, 192))

    def _shelves(self, brush: Brush) -> None:
        rng = np.random.default_rng(4)
        tones = [(196, 92, 72), (232, 190, 110), (96, 140, 118), (226, 214, 190), (112, 96, 140)]
        for y in (150, 240):
            brush.box(410, y, 250, 10, shade(WOOD, 1.3))
            brush.box(410, y + 10, 250, 4, shade(WOOD, 0.6))
            x = 420.0
            while x < 636:
                w, h = rng.uniform(22, 34), rng.uniform(28, 54)
                tone = tones[int(rng.integers(5))]
                brush.box(x, y - h, w, h, tone, 5)
                brush.box(x + 3, y - h - 6, w - 6, 8, shade(tone, 0.7), 3)
                brush.box(x + w - 9, y - h + 6, 4, h - 14, shade(tone, 1.2), 2)
                x += w + rng.uniform(3, 12)
        for x in (440, 490, 540, 590, 636):
            brush.line([(x, 254), (x, 276)], 2, (60, 40, 40))
            brush.oval(x, 290, 13, 15, (214, 208, 204) if x % 20 else (230, 196, 130))

    def _window(self, brush: Brush) -> None:
        x, y, w, h = WINDOW
        frame = (226, 196, 158)
        brush.box(x - 14, y - 14, w + 28, h + 28, frame, 6)
        brush.box(x - 26, y + h + 12, w + 52, 15, shade(frame, 0.9), 4)
        brush.box(x - 5, y - 5, w + 10, h + 10, shade(frame, 0.8))
        for side, a, b in ((-1, x - 34, x + 34), (1, x + w + 34, x + w - 34)):
            brush.shape(
                [
                    (a, y - 30),
                    (b, y - 30),
                    (b - side * -6, y + 70),
                    (a - side * -4, y + h - 10),
                    (a, y + h + 30),
                    (a + side * -14, y + 90),
                ],
                (196, 84, 72),
            )
            brush.line(
                [(a + side * -4, y - 20), ((a + b) / 2, y + 60), (a + 4, y + h)],
                3,
                (164, 62, 60),
                smooth=True,
            )
        brush.box(x - 48, y - 38, w + 96, 12, shade(WOOD, 1.2), 6)

    def _table(self, brush: Brush) -> None:
        top = shade(WOOD, 1.45)
        for x in (1060, 1430):
            brush.box(x, 440, 24, 130, shade(WOOD, 0.9))
        brush.box(1020, 424, 480, 24, top, 8)
        brush.box(1020, 440, 480, 10, shade(WOOD, 0.9), 4)
        brush.box(1130, 390, 74, 36, (226, 232, 232), 12)
        brush.box(1130, 404, 74, 7, (92, 146, 170))
        brush.oval(1260, 416, 38, 10, (214, 160, 92))
        brush.oval(1260, 410, 33, 14, (226, 178, 110))
        brush.box(1340, 378, 40, 48, (96, 140, 118), 8)
        for x, y, tone in (
            (1350, 352, (250, 214, 90)),
            (1366, 346, (244, 140, 110)),
            (1376, 360, (250, 240, 230)),
        ):
            brush.line([(1360, 384), (x, y)], 2.4, (70, 110, 70))
            brush.oval(x, y, 9, 9, tone)

    def _near(self) -> Image.Image:
        brush = sheet(2200)
        brush.shape([(-60, 700), (-40, 560), (60, 520), (170, 560), (210, 700)], (40, 20, 28))
        brush.line([(1560, 0), (1560, 60)], 5, (40, 20, 28))
        for x, y in ((1500, 60), (1560, 80), (1620, 52)):
            brush.shape([(x, y - 30), (x - 18, y + 20), (x, y + 60), (x + 18, y + 20)], (60, 30, 30))
        return brush.done().filter(ImageFilter.GaussianBlur(3))

    def behind(self, canvas: Image.Image, moment: Moment) -> None:
        """Draw the night outside with its rain, the spark that passes there, then the room."""
        outside, room = self.back
        outside.lay(canvas, moment.pan)
        left = round(WINDOW[0] - moment.pan)
        pane = canvas.crop((left - 10, 110, left + 270, 340))
        pen = ImageDraw.Draw(pane)
        for number in range(46):
            x, y = number * 67 % 290, (number * 131 + moment.clock * (500 + number % 5 * 60)) % 270 - 30
            pen.line((x, y, x - 4, y + 24), fill=(112, 136, 176))
        canvas.paste(pane, (left - 10, 110))
        if moment.power > 0:
            trail = [self._spark_at(moment.power - 0.018 * lag, moment.pan) for lag in range(9)]
            draw_spark(canvas, trail, 1.0, moment.clock, 1.0)
        room.lay(canvas, moment.pan)
        self.live(canvas, moment)
        if moment.power > 0:
            shine(canvas, self._spark_at(moment.power, moment.pan), 150, (120, 72, 28), 0.8)

    @staticmethod
    def _spark_at(share: float, pan: float) -> Point:
        return WINDOW[0] - 60 + 370 * share - pan, 250 - 70 * math.sin(share * 5.2)

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Let the fire flicker, the lamp swing and the pot steam."""
        flick = 0.8 + 0.2 * math.sin(moment.clock * 9) * math.sin(moment.clock * 5.3)
        shine(canvas, (240 - moment.pan, 436), 200, (150, 70, 24), flick)
        for number in range(7):
            age = (moment.clock * 0.45 + number / 7) % 1
            x = 240 + math.sin(moment.clock * 1.2 + number * 2) * 14 * age - moment.pan
            shine(canvas, (x, 244 - age * 150), 22 + age * 44, (70, 60, 54), (1 - age) * min(1, age * 5))

    def over(self, canvas: Image.Image, moment: Moment) -> None:
        """Hang the lamp over the room and let its light fall."""
        swing = math.sin(moment.clock * 0.9) * 5
        x = 880 - moment.pan * 1.05
        brush = Brush((120, 150), (60, 0))
        brush.line([(0, 0), (swing, 84)], 3, (50, 28, 30))
        brush.shape(
            [(swing - 46, 118), (swing - 30, 92), (swing, 80), (swing + 30, 92), (swing + 46, 118)],
            (60, 116, 112),
        )
        brush.oval(swing, 118, 20, 9, (255, 240, 196))
        tile = brush.done()
        canvas.paste(tile, (round(x - 60), -34), tile)
        shine(canvas, (x + swing, 86), 150, (255, 190, 110), 0.75)
        shine(canvas, (x + swing, 250), 520, (92, 54, 22), 0.8)
