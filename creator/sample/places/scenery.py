"""Pieces that several places share: clouds, stars, hills, a lighthouse, windows."""

import math

import numpy as np
from PIL import Image, ImageDraw

from creator.sample.brush import Brush, Colour, Point, curve, mottle


def sheet(width: int = 1600, height: int = 675, over: int = 2) -> Brush:
    """Give a brush for a layer as large as the stage."""
    return Brush((width, height), over=over)


def clouds(sky: Image.Image, colour: Colour, seed: int, top: int, bottom: int, amount: float = 0.8) -> None:
    """Paint soft clouds into the rows between top and bottom."""
    h = bottom - top
    noise = mottle((sky.width // 3, h), seed, 90, 5).resize((sky.width, h), Image.Resampling.BICUBIC)
    body = np.clip((np.asarray(noise, dtype=np.float32) - 122) / 46, 0, 1)
    edge = np.sin(np.linspace(0, math.pi, h))[:, None] ** 0.7
    mask = Image.fromarray((body * edge * 255 * amount).astype(np.uint8))
    sky.paste(colour[:3], (0, top), mask)


def stars(sky: Image.Image, seed: int, count: int, bottom: int, colour: Colour = (255, 250, 235)) -> None:
    """Paint stars of several sizes above the row `bottom`."""
    rng = np.random.default_rng(seed)
    mask = Image.new("L", (sky.width * 2, sky.height * 2), 0)
    pen = ImageDraw.Draw(mask)
    for _ in range(count):
        x, y = rng.uniform(0, sky.width * 2), rng.uniform(0, 1) ** 1.4 * bottom * 2
        r = rng.choice([0.8, 1.2, 1.6, 2.4], p=[0.45, 0.3, 0.18, 0.07])
        pen.ellipse((x - r, y - r, x + r, y + r), fill=int(rng.uniform(90, 255)))
    sky.paste(colour[:3], (0, 0), mask.reduce(2))


def ridge(
    brush: Brush,
    seed: int,
    y: float,
    rise: float,
    colour: Colour,
    width: int = 1600,
    bottom: int = 675,
    step: int = 110,
) -> list[Point]:
    """Fill a line of hills; the answer is the line itself."""
    rng = np.random.default_rng(seed)
    line = [(float(x), y - rise * float(rng.random())) for x in range(-step, width + step * 2, step)]
    way = curve(line)
    brush.polygon([*way, (width + step, bottom), (-step, bottom)], colour)
    return way


def lighthouse(brush: Brush, x: float, y: float, k: float, dark: float = 1.0) -> Point:
    """Draw the lighthouse with its foot at (x, y), k times 100 units tall; the answer is where its lamp is."""

    def c(r: int, g: int, b: int) -> Colour:
        return (round(r * dark), round(g * dark), round(b * dark))

    def p(*points: Point) -> list[Point]:
        return [(x + a * k, y + b * k) for a, b in points]

    brush.polygon(p((-15, 0), (-9.5, -74), (9.5, -74), (15, 0)), c(236, 228, 220))
    for a, b in ((0.12, 0.34), (0.58, 0.8)):
        left, right = -15 + 5.5 * a, -15 + 5.5 * b
        brush.polygon(
            p((left, -74 * a), (right, -74 * b), (-right, -74 * b), (-left, -74 * a)), c(200, 70, 66)
        )
    brush.polygon(p((4, 0), (2.5, -74), (9.5, -74), (15, 0)), (*c(30, 26, 66)[:3], 70))
    brush.box(x - 13 * k, y - 78 * k, 26 * k, 4.5 * k, c(62, 60, 84))
    brush.box(x - 7.5 * k, y - 92 * k, 15 * k, 14 * k, c(92, 110, 140))
    for a in (-7.5, -2.5, 2.5, 7.5):
        brush.line([(x + a * k, y - 92 * k), (x + a * k, y - 78 * k)], 1 * k, c(52, 50, 74))
    brush.shape(p((-10, -91), (-7, -98), (0, -103), (7, -98), (10, -91)), c(176, 58, 58))
    brush.oval(x, y - 104 * k, 1.8 * k, 1.8 * k, c(62, 60, 84))
    for a, b in ((-3, -24), (1, -50)):
        brush.box(x + a * k, y + b * k, 4 * k, 6 * k, c(60, 58, 84), 1.6 * k)
    return (x, y - 85 * k)


def shade(colour: Colour, k: float) -> Colour:
    """Darken (k < 1) or lighten a colour."""
    return (min(255, round(colour[0] * k)), min(255, round(colour[1] * k)), min(255, round(colour[2] * k)))


def window(brush: Brush, x: float, y: float, w: float, h: float, pane: Colour, frame: Colour) -> None:
    """Draw a window with a cross and a sill."""
    brush.box(x - 2, y - 2, w + 4, h + 4, frame, 1.5)
    brush.box(x, y, w, h, pane)
    brush.line([(x + w / 2, y), (x + w / 2, y + h)], 2, frame, caps=False)
    brush.line([(x, y + h * 0.45), (x + w, y + h * 0.45)], 2, frame, caps=False)
    brush.box(x - 4, y + h + 1, w + 8, 4, shade(frame, 1.2))
