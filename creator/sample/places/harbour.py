"""The harbour: a wooden pier before the bay, a fishing boat, and the lighthouse on its headland."""

import math
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from creator.sample.brush import Brush, Colour, faded, gradient, textured
from creator.sample.light import Light, add_rays, shine
from creator.sample.places.place import WIDE, Layer, Moment, Place
from creator.sample.places.scenery import clouds, lighthouse, ridge, shade, sheet, stars
from creator.sample.places.water import Water

HORIZON, PIER = 352, 528


@dataclass(frozen=True)
class Hour:
    """The harbour's colours at one hour."""

    sky: tuple[tuple[float, Colour], ...]
    cloud: Colour
    far: Colour
    land: Colour
    water: tuple[Colour, Colour]
    glint: Colour
    plank: Colour
    mix: float
    light: Light


HOURS = {
    "dusk": Hour(
        ((0, (44, 42, 86)), (0.28, (104, 74, 122)), (0.44, (206, 118, 122)),
         (0.53, (250, 178, 128)), (1, (250, 178, 128))),
        (92, 66, 112), (112, 84, 126), (58, 48, 86), ((170, 104, 124), (40, 42, 84)),
        (255, 196, 160), (92, 72, 92), 0.55,
        Light((208, 176, 206), (150, 84, 60), 1, 0.4, 0.3),
    ),
    "night": Hour(
        ((0, (8, 14, 42)), (0.3, (18, 36, 82)), (0.5, (44, 78, 130)),
         (0.54, (70, 108, 150)), (1, (70, 108, 150))),
        (30, 50, 96), (28, 44, 84), (14, 22, 50), ((38, 68, 118), (8, 16, 44)),
        (170, 206, 240), (44, 52, 82), 0.5,
        Light((166, 164, 206), (110, 96, 60), 1, 0.45, 0.16),
    ),
    "day": Hour(
        ((0, (78, 164, 214)), (0.3, (142, 206, 230)), (0.48, (222, 238, 226)),
         (0.53, (255, 240, 206)), (1, (255, 240, 206))),
        (255, 252, 240), (150, 184, 196), (92, 142, 116), ((128, 204, 208), (34, 122, 150)),
        (255, 255, 240), (186, 142, 106), 0.6,
        Light((255, 250, 240), (70, 60, 36), -1, 0.3, 0.0),
    ),
}  # fmt: skip


class Harbour(Place):
    """The pier and the bay at dusk, by night or by day."""

    def paint(self) -> None:
        """Paint sky, headland, town, boat and pier."""
        self.colours = HOURS[self.hour]
        self.light = self.colours.light
        self.back = [Layer(self._sky(), 0.05), Layer(self._far(), 0.18), Layer(self._headland(), 0.3)]
        tint = gradient((1200, PIER - HORIZON + 20), [(0, self.colours.water[0]), (1, self.colours.water[1])])
        self.water = Water(HORIZON, PIER + 20, tint, self.colours.mix)
        self.boat = self._boat()
        self.pier = Layer(self._pier(), 1.0)
        self.front = [Layer(self._posts(), 1.5)]

    def _sky(self) -> Image.Image:
        sky = gradient((WIDE, 675), self.colours.sky)
        if self.hour == "night":
            stars(sky, 3, 420, HORIZON)
        clouds(sky, self.colours.cloud, 11, 10, 300, 0.75)
        clouds(sky, shade(self.colours.cloud, 1.25), 12, 120, 345, 0.45)
        return sky

    def _far(self) -> Image.Image:
        brush = sheet()
        ridge(brush, 21, 345, 60, self.colours.far, bottom=HORIZON, step=150)
        return brush.done()

    def _headland(self) -> Image.Image:
        c, brush = self.colours, sheet()
        brush.shape(
            [
                (640, 380),
                (720, 318),
                (820, 292),
                (960, 262),
                (1060, 262),
                (1180, 300),
                (1420, 312),
                (1650, 380),
            ],
            c.land,
        )
        brush.shape(
            [(700, 380), (800, 330), (930, 318), (1100, 330), (1250, 350), (1400, 380)], shade(c.land, 0.8)
        )
        self.lamp = lighthouse(brush, 985, 272, 1.9, {"dusk": 0.62, "night": 0.5, "day": 1.0}[self.hour])
        self._town(brush)
        brush.image.paste((0, 0, 0, 0), (0, HORIZON * 2, WIDE * 2, 1350))
        return faded(textured(brush.done(), 4), c.sky[3][1], 250, 420, 0.45)

    def _town(self, brush: Brush) -> None:
        rng = np.random.default_rng(8)
        roofs = [(170, 84, 80), (190, 122, 78), (120, 96, 122), (86, 110, 130)]
        dark = {"dusk": 0.55, "night": 0.32, "day": 1.0}[self.hour]
        for number in range(15):
            x, w, h = 20 + number * 40 + rng.uniform(-8, 8), rng.uniform(38, 54), rng.uniform(30, 66)
            y = 356 - 10 * math.sin(number * 0.5)
            wall = shade((232, 216, 200), dark * rng.uniform(0.85, 1))
            brush.box(x, y - h, w, h + 10, wall)
            brush.polygon(
                [(x - 4, y - h), (x + w / 2, y - h - w * 0.45), (x + w + 4, y - h)],
                shade(roofs[number % 4], dark),
            )
            for row in range(int(h // 24)):
                lit = self.hour != "day" and rng.random() < 0.6
                pane = (255, 206, 120) if lit else shade((96, 110, 140), dark)
                brush.box(x + 8, y - h + 9 + row * 22, 8, 11, pane)
                brush.box(
                    x + w - 17,
                    y - h + 9 + row * 22,
                    8,
                    11,
                    pane if rng.random() < 0.5 else shade((96, 110, 140), dark),
                )

    def _boat(self) -> Image.Image:
        k = {"dusk": 0.6, "night": 0.42, "day": 1.0}[self.hour]
        brush = Brush((300, 260))
        brush.line([(140, 186), (146, 14)], 5, shade((92, 64, 56), k))
        brush.line([(146, 20), (34, 176)], 1.4, shade((70, 60, 70), k))
        brush.line([(146, 20), (268, 172)], 1.4, shade((70, 60, 70), k))
        brush.shape([(150, 40), (214, 150), (152, 158)], shade((240, 226, 200), k))
        brush.shape([(156, 60), (196, 146), (156, 152)], shade((255, 244, 224), k))
        brush.box(60, 150, 62, 42, shade((236, 226, 210), k), 4)
        brush.box(54, 144, 74, 8, shade((176, 66, 60), k), 3)
        brush.box(74, 160, 16, 14, (255, 210, 130) if self.hour != "day" else (120, 170, 190), 2)
        brush.polygon([(14, 178), (292, 166), (262, 226), (52, 226)], shade((44, 98, 124), k))
        brush.polygon([(14, 178), (292, 166), (290, 174), (17, 187)], shade((242, 232, 214), k))
        brush.polygon([(38, 212), (270, 212), (262, 226), (52, 226)], shade((150, 54, 56), k))
        return textured(brush.done(), 9)

    def _pier(self) -> Image.Image:
        brush, base = sheet(), self.colours.plank
        brush.box(0, PIER, WIDE, 150, shade(base, 0.8))
        rng = np.random.default_rng(31)
        for number in range(-14, 40):
            tone = shade(base, rng.uniform(0.86, 1.14))
            near, far = 800 + (number - 12) * 84, 800 + (number - 12) * 58
            brush.polygon([(far, PIER), (far + 56, PIER), (near + 81, 676), (near, 676)], tone)
            brush.line([(far + 4, PIER + 2), (near + 6, 676)], 1.4, shade(tone, 1.14), caps=False)
        brush.box(0, PIER, WIDE, 7, shade(base, 1.25))
        brush.box(0, PIER + 7, WIDE, 5, shade(base, 0.5))
        for x in (180, 640, 1130, 1500):
            self._bollard(brush, x)
        self._lamp_post(brush, 1300)
        return faded(textured(brush.done(), 6, 0.2), shade(base, 0.45), 560, 720, 0.7)

    def _bollard(self, brush: Brush, x: float) -> None:
        dark = shade(self.colours.plank, 0.5)
        brush.box(x - 13, PIER - 26, 26, 44, dark, 6)
        brush.box(x - 19, PIER - 32, 38, 13, shade(dark, 1.3), 6)
        brush.line([(x - 14, PIER - 8), (x + 14, PIER - 4)], 5, shade((196, 170, 130), 0.7))
        brush.line([(x - 14, PIER - 1), (x + 14, PIER + 3)], 5, shade((196, 170, 130), 0.6))

    def _lamp_post(self, brush: Brush, x: float) -> None:
        iron = shade(self.colours.land, 0.6)
        brush.line([(x, PIER + 26), (x, 250)], 8, iron)
        brush.line([(x, 262), (x - 24, 240), (x - 52, 246)], 6, iron, smooth=True)
        brush.shape([(x - 66, 262), (x - 52, 246), (x - 38, 262)], iron)
        brush.oval(x - 52, 266, 9, 9, (255, 226, 160) if self.hour != "day" else (240, 240, 230))
        brush.box(x - 12, PIER + 14, 24, 16, iron, 4)

    def _posts(self) -> Image.Image:
        brush = sheet(2200)
        for x, top in ((70, 470), (1330, 430), (2050, 450)):
            brush.box(x, top, 54, 240, shade(self.colours.plank, 0.3), 10)
            brush.box(x - 4, top + 40, 62, 14, shade((190, 160, 120), 0.42), 6)
            brush.box(x - 4, top + 58, 62, 14, shade((190, 160, 120), 0.36), 6)
        for a, b in ((97, 1357), (1357, 2077)):
            sag = [(a + (b - a) * t / 8, 520 + 130 * math.sin(math.pi * t / 8)) for t in range(9)]
            brush.line(sag, 9, shade((190, 160, 120), 0.38), smooth=True)
        return brush.done().filter(ImageFilter.GaussianBlur(2.2))

    def live(self, canvas: Image.Image, moment: Moment) -> None:
        """Move the water, the boat and the lighthouse's beam."""
        self._beam(canvas, moment)
        x, y = self.lamp[0] - moment.pan * 0.3, self.lamp[1]
        shine(canvas, (x, y), 120, (255, 216, 150), moment.power)
        boat = self.boat.rotate(math.sin(moment.clock * 1.1) * 1.6, Image.Resampling.BILINEAR)
        spot = (round(300 - moment.pan * 0.6), round(212 + math.sin(moment.clock * 1.4) * 3))
        self.water.flow(canvas, moment.clock, moment.pan, self.colours.glint)
        self._mirror_boat(canvas, boat, spot)
        canvas.paste(boat, spot, boat)
        self.pier.lay(canvas, moment.pan)
        if self.hour != "day":
            shine(canvas, (1248 - moment.pan, 266), 130, (200, 140, 70), 0.9)
            shine(canvas, (1248 - moment.pan, PIER + 40), 150, (90, 56, 24), 0.8)

    def _mirror_boat(self, canvas: Image.Image, boat: Image.Image, spot: tuple[int, int]) -> None:
        mirror = boat.transpose(Image.Transpose.FLIP_TOP_BOTTOM).crop((0, 34, 300, 150))
        canvas.paste(
            mirror, (spot[0], spot[1] + 224), mirror.getchannel("A").point([v * 2 // 5 for v in range(256)])
        )

    def _beam(self, canvas: Image.Image, moment: Moment) -> None:
        if moment.power < 0.05 or self.hour == "day":
            return
        x, y = self.lamp[0] - moment.pan * 0.3, self.lamp[1]
        turn = math.sin(moment.clock * 0.8)
        light = Image.new("L", (400, 225), 0)
        pen = ImageDraw.Draw(light)
        bright = round(92 * moment.power * (0.25 + 0.75 * abs(turn)))
        for way in (1, -1):
            far, rise = way * 1500, 70 * turn * way
            pen.polygon(
                [
                    (x / 3, y / 3 - 1),
                    ((x + far) / 3, (y - 150 - rise) / 3),
                    ((x + far) / 3, (y + 120 - rise) / 3),
                    (x / 3, y / 3 + 1),
                ],
                fill=bright,
            )
        add_rays(canvas, light.filter(ImageFilter.GaussianBlur(4)), (255, 224, 160))
