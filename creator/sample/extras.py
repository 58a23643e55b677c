"""The spark, the ship and the gulls."""

import math
from functools import lru_cache

from PIL import Image

from creator.sample.brush import Brush, Point, textured
from creator.sample.light import shine

GOLD, AMBER = (255, 226, 140), (190, 110, 40)


def draw_spark(canvas: Image.Image, trail: list[Point], scale: float, clock: float, bright: float) -> None:
    """Draw the runaway light at the first point of its trail, older points after it."""
    for number, (x, y) in reversed(list(enumerate(trail[1:], 1))):
        share = 1 - number / len(trail)
        wobble = 3 * math.sin(clock * 7 + number * 1.4) * scale
        shine(canvas, (x, y + wobble), 22 * scale * share, (220, 150, 70), share * 0.55 * bright)
    x, y = trail[0][0], trail[0][1] + 5 * math.sin(clock * 4) * scale
    pulse = 0.88 + 0.12 * math.sin(clock * 8)
    shine(canvas, (x, y), 130 * scale, AMBER, pulse * bright)
    shine(canvas, (x, y), 40 * scale, GOLD, bright)
    if bright > 0.4:
        _spark_body(canvas, x, y, scale, clock)


def _spark_body(canvas: Image.Image, x: float, y: float, scale: float, clock: float) -> None:
    half = round(22 * scale)
    brush = Brush((half * 2, half * 2), (half, half), scale, over=3)
    flap = math.sin(clock * 26) * 0.5
    for side in (-1, 1):
        brush.oval(side * 9, -5, 8, 4, (255, 240, 190, 170), side * (0.5 + flap))
    brush.oval(0, 0, 7.5, 8, (255, 250, 220))
    for side in (-1, 1):
        brush.oval(side * 2.8, -0.5, 1.2, 1.8, (110, 66, 40))
    tile = brush.done()
    canvas.paste(tile, (round(x - half), round(y - half)), tile)


@lru_cache(maxsize=1)
def _ship() -> Image.Image:
    brush = Brush((340, 300))
    for x, top in ((96, 60), (170, 24), (246, 66)):
        brush.line([(x, 230), (x, top)], 4, (110, 80, 66))
    for x, top, wide in ((96, 72, 62), (170, 38, 84), (246, 78, 60)):
        for row in range(3):
            y, w = top + row * 48, wide * (0.72 + row * 0.16)
            brush.shape(
                [
                    (x - w / 2, y),
                    (x, y - 3),
                    (x + w / 2, y),
                    (x + w * 0.58, y + 26),
                    (x + w / 2, y + 43),
                    (x, y + 38),
                    (x - w / 2, y + 43),
                    (x - w * 0.42, y + 24),
                ],
                (250, 246, 234),
            )
            brush.shape(
                [
                    (x + w * 0.1, y),
                    (x + w / 2, y),
                    (x + w * 0.58, y + 26),
                    (x + w / 2, y + 43),
                    (x + w * 0.2, y + 40),
                    (x + w * 0.3, y + 22),
                ],
                (226, 216, 208),
            )
    brush.line([(20, 200), (96, 66)], 1.4, (110, 90, 80))
    brush.line([(320, 206), (246, 72)], 1.4, (110, 90, 80))
    brush.polygon([(170, 24), (170, 10), (206, 16)], (206, 70, 66))
    brush.shape(
        [
            (10, 204),
            (60, 222),
            (180, 226),
            (290, 218),
            (334, 200),
            (300, 264),
            (250, 276),
            (80, 276),
            (36, 252),
        ],
        (122, 70, 56),
    )
    brush.line([(12, 208), (60, 224), (180, 228), (290, 220), (332, 204)], 6, (236, 196, 120), smooth=True)
    for x in range(76, 280, 34):
        brush.oval(x, 246, 5, 5, (250, 220, 150))
    return textured(brush.done(), 2, 0.1)


def draw_ship(canvas: Image.Image, x: float, y: float, scale: float, clock: float) -> None:
    """Draw the ship with its water line at (x, y), and its reflection."""
    tile = _ship().rotate(math.sin(clock * 0.9) * 1.2, Image.Resampling.BILINEAR)
    tile = tile.resize((round(340 * scale), round(300 * scale)), Image.Resampling.BILINEAR)
    left, top = round(x - 170 * scale), round(y - 270 * scale + 2 * math.sin(clock * 1.1))
    mirror = tile.transpose(Image.Transpose.FLIP_TOP_BOTTOM).resize((tile.width, tile.height // 3))
    canvas.paste(mirror, (left, round(y - 4)), mirror.getchannel("A").point([v // 3 for v in range(256)]))
    canvas.paste(tile, (left, top), tile)


def draw_gull(canvas: Image.Image, x: float, y: float, scale: float, clock: float, facing: int) -> None:
    """Draw a gull that beats its wings."""
    half = round(40 * scale)
    brush = Brush((half * 2, half * 2), (half, half), scale, over=3)
    beat = math.sin(clock * 6 + x * 0.01) * 14
    for side in (-1, 1):
        brush.shape(
            [
                (side * 3, 2),
                (side * 14, -8 - beat * 0.6),
                (side * 34, -4 - beat),
                (side * 16, -3 - beat * 0.4),
                (side * 4, 6),
            ],
            (246, 248, 250) if side == facing else (206, 218, 228),
        )
    brush.oval(0, 3, 10, 5, (255, 255, 255))
    brush.oval(facing * 9, 0, 4.4, 4, (255, 255, 255))
    brush.polygon([(facing * 12, -1), (facing * 18, 1), (facing * 12, 2)], (240, 170, 70))
    tile = brush.done()
    canvas.paste(tile, (round(x - half), round(y - half)), tile)
