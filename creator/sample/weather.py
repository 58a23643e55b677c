"""Rain and snow over the whole picture."""

import math
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

Tile = tuple[Image.Image, Image.Image]


@lru_cache(maxsize=4)
def _rain_sheet(seed: int, count: int, length: float, bright: int) -> Image.Image:
    """Give a sheet of streaks that repeats every 675 rows."""
    rng = np.random.default_rng(seed)
    mask = Image.new("L", (1300, 1350), 0)
    pen = ImageDraw.Draw(mask)
    for _ in range(count):
        x, y, k = rng.uniform(0, 1300), rng.uniform(0, 675), rng.uniform(0.6, 1.2)
        for lap in (-675, 0, 675, 1350):
            pen.line(
                (x, y + lap, x - length * 0.16 * k, y + lap + length * k),
                fill=round(bright * k),
                width=1 if k < 1 else 2,
            )
    return mask.filter(ImageFilter.GaussianBlur(0.7))


def rain(canvas: Image.Image, clock: float) -> None:
    """Let two depths of rain fall."""
    for seed, count, length, bright, speed in ((1, 190, 34, 74, 900), (2, 70, 62, 88, 1380)):
        mask = _rain_sheet(seed, count, length, bright)
        down = round(clock * speed) % 675
        side = round(50 + 40 * math.sin(clock * 0.4))
        canvas.paste((206, 218, 240), (0, 0), mask.crop((side, 675 - down, side + 1200, 1350 - down)))


def splashes(canvas: Image.Image, clock: float, top: int) -> None:
    """Let drops burst on the ground below row `top`."""
    pen = ImageDraw.Draw(canvas)
    for number in range(34):
        age = (clock * 2.6 + number * 0.377) % 1
        lap = int(clock * 2.6 + number * 0.377)
        x, y = (number * 211 + lap * 397) % 1200, top + (number * 67 + lap * 131) % (675 - top)
        r = 2 + age * 7 * (0.6 + (y - top) / 200)
        tone = round(170 * (1 - age))
        if tone > 60:
            pen.arc(
                (x - r, y - r * 0.35, x + r, y + r * 0.35), 180, 360, fill=(tone, tone, min(255, tone + 40))
            )


@lru_cache(maxsize=16)
def _flake(radius: int, bright: int) -> Tile:
    mask = Image.new("L", (radius * 4, radius * 4), 0)
    ImageDraw.Draw(mask).ellipse((radius, radius, radius * 3, radius * 3), fill=bright)
    return Image.new("RGB", mask.size, (250, 252, 255)), mask.filter(
        ImageFilter.GaussianBlur(max(0.8, radius * 0.28))
    )


@lru_cache(maxsize=1)
def _flakes() -> list[tuple[float, float, float, int]]:
    """Give each flake's place, the phase of its sway and its depth, 3 being the nearest."""
    rng = np.random.default_rng(8)
    depths = rng.choice([1, 2, 3, 6], size=230, p=[0.5, 0.3, 0.16, 0.04]).tolist()
    spots = rng.uniform((0, 0, 0), (1280, 740, 6.28), (230, 3)).tolist()
    return [(x, y, phase, depth) for (x, y, phase), depth in zip(spots, depths, strict=True)]


def snow(canvas: Image.Image, clock: float) -> None:
    """Let flakes of several depths sink and sway."""
    for x, y, phase, depth in _flakes():
        left = (x + 14 * depth * math.sin(clock * 0.7 + phase) + clock * 12 * depth) % 1280 - 40
        top = (y + clock * (24 + 30 * depth)) % 740 - 40
        colour, mask = _flake(1 + depth, 210 - 18 * depth)
        canvas.paste(colour, (round(left), round(top)), mask)
