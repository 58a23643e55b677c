"""Bori, a small round robot with a lantern: drawn facing right, 120 units tall, its feet at (0, 0)."""

import math

from PIL import Image

from creator.sample.brush import Brush
from creator.sample.pose import Pose

BODY, BODY_DARK, BODY_LIGHT = (232, 236, 226), (168, 184, 190), (255, 255, 250)
TEAL, TEAL_DARK = (74, 164, 162), (44, 112, 124)
GLASS, EYE = (28, 38, 56), (140, 244, 232)
IRON, IRON_LIGHT = (72, 64, 76), (126, 114, 122)
BRASS, BRASS_LIGHT = (132, 92, 60), (196, 148, 92)
LANTERN_AT = (52.0, -38.0)


def draw_bori(pose: Pose, scale: float, rows: int) -> tuple[Image.Image, tuple[float, float]]:
    """Draw it.

    Args:
        pose: How it holds itself.
        scale: Pixels a unit.
        rows: How many rows of the tile are seen at most; what is below is not drawn.

    Returns:
        The tile, and the pixel in it (or below it) where the feet stand.
    """
    size = (round(190 * scale), max(1, min(rows, round(170 * scale))))
    feet = (85 * scale, 156 * scale)
    brush = Brush(size, feet, scale, over=3 if scale < 1.5 else 2)
    bob = -abs(math.sin(pose.stride)) * 5 if pose.moving else math.sin(pose.time * 2.6) * 1.2
    if pose.act == "sit":
        bob += 10
    _feet(brush, pose)
    _arm(brush, pose, bob, near=False)
    _body(brush, pose, bob)
    if pose.act != "back":
        _face(brush, pose, bob)
    _lantern(brush, pose, bob)
    _arm(brush, pose, bob, near=True)
    return brush.done(), feet


def lantern_spot(pose: Pose) -> tuple[float, float]:
    """Tell where the lantern's flame is, in units from the feet."""
    swing = math.sin(pose.stride * 2 + 0.6) * 4 if pose.moving else math.sin(pose.time * 1.8) * 1.5
    lift = -34.0 if pose.act == "reach" else 0.0
    return LANTERN_AT[0] + swing, LANTERN_AT[1] + lift


def heart_spot(pose: Pose) -> tuple[float, float]:
    """Tell where the heart's light is, in units from the feet."""
    return 14.0, -29.0 + math.sin(pose.time * 2.6) * 1.2


def _feet(brush: Brush, pose: Pose) -> None:
    swing = math.sin(pose.stride) * 11 if pose.moving else 0.0
    for side in (-1, 1):
        x = side * 15 + side * swing
        lift = max(0.0, math.cos(pose.stride) * side) * 6 if pose.moving else 0.0
        brush.line([(side * 14, -22), (x, -10 - lift)], 8, IRON)
        brush.shape(
            [
                (x - 12, -1 - lift),
                (x - 10, -11 - lift),
                (x + 2, -14 - lift),
                (x + 14, -8 - lift),
                (x + 16, -1 - lift),
            ],
            TEAL_DARK if side < 0 else TEAL,
        )


def _body(brush: Brush, pose: Pose, bob: float) -> None:
    y = -55 + bob
    sway = math.sin(pose.time * 3) * 3 + (math.sin(pose.stride) * 5 if pose.moving else 0)
    brush.line([(-4, y - 38), (-6 - sway * 0.4, y - 52), (-8 - sway, y - 60)], 3.4, IRON, smooth=True)
    brush.oval(-8 - sway, y - 62, 5.5, 5.5, (255, 150, 96))
    brush.oval(-9 - sway, y - 64, 2, 2, (255, 220, 190))
    brush.oval(0, y, 42, 41, BODY_DARK)
    brush.oval(3, y - 3, 38.5, 37.5, BODY)
    brush.oval(10, y - 16, 24, 18, BODY_LIGHT, -0.3)
    brush.shape([(-41, y + 8), (0, y + 17), (41, y + 8), (34, y + 25), (0, y + 41), (-34, y + 25)], TEAL)
    brush.shape([(-41, y + 8), (-22, y + 14), (-16, y + 37), (-34, y + 25)], TEAL_DARK)
    brush.oval(14, y + 26, 8, 7.4, TEAL_DARK)
    brush.oval(
        14, y + 26, 5.6, 5.2, (255, 236, 180) if pose.act == "heart" and pose.lamp > 0.3 else (206, 150, 96)
    )
    brush.oval(-40, y - 4, 6, 9, TEAL_DARK)
    brush.oval(-39, y - 4, 3.4, 6, TEAL)


def _face(brush: Brush, pose: Pose, bob: float) -> None:
    x, y = 9 + pose.look * 2, -61 + bob
    brush.oval(x, y, 30, 22, (122, 142, 152))
    brush.oval(x, y, 27.5, 19.8, GLASS)
    brush.shape(
        [(x - 22, y - 6), (x - 12, y - 15), (x + 2, y - 17), (x - 8, y - 10), (x - 18, y)], (54, 70, 92)
    )
    for side in (-1, 1):
        _eye(brush, pose, x + 2 + side * 11 + pose.look * 2, y + 1, side)
    if pose.talking:
        wide = 2 + 3 * abs(math.sin(pose.time * 10))
        brush.oval(x + 2, y + 11.5, wide, 1.8, EYE)
    elif pose.mood == "joy":
        brush.arc(x + 2, y + 8, 5, 4, 20, 160, 2, EYE)


def _eye(brush: Brush, pose: Pose, x: float, y: float, side: int) -> None:
    if pose.mood == "joy":
        brush.arc(x, y + 3, 6, 7, 200, 340, 3.4, EYE)
    elif pose.blink:
        brush.line([(x - 5, y + 1), (x + 5, y + 1)], 2.6, EYE)
    else:
        tall = 8.4 if pose.mood == "awe" else 7.0
        brush.oval(x, y, 5.4, tall, EYE)
        brush.oval(x + 1.6, y - 2.6, 1.9, 2.2, (255, 255, 255))
        if pose.mood == "sad":
            brush.polygon(
                [
                    (x - 8, y - 9),
                    (x + 8, y - 9),
                    (x + 8, y - 7 + (5 if side > 0 else 0)),
                    (x - 8, y - 7 + (5 if side < 0 else 0)),
                ],
                GLASS,
            )


def _arm(brush: Brush, pose: Pose, bob: float, near: bool) -> None:
    y = -48 + bob
    if near:
        lx, ly = lantern_spot(pose)
        hand = (lx, ly - 27 + bob)
        brush.line([(30, y + 2), (44, (y + hand[1]) / 2 + 8), hand], 7, TEAL_DARK, smooth=True)
        brush.oval(*hand, 6.5, 6.5, BODY)
        return
    if pose.act == "wave":
        hand = (-52 + math.sin(pose.time * 9) * 6, y - 30)
        brush.line([(-32, y), (-46, y - 10), hand], 7, TEAL_DARK, smooth=True)
    else:
        swing = math.sin(pose.stride) * 8 if pose.moving else 0.0
        hand = (-44 + swing, y + 22)
        brush.line([(-34, y + 2), (-44, y + 10), hand], 7, TEAL_DARK, smooth=True)
    brush.oval(*hand, 6.5, 6.5, BODY_DARK)


def _lantern(brush: Brush, pose: Pose, bob: float) -> None:
    x, y = lantern_spot(pose)
    y += bob
    lamp = 0.0 if pose.act == "heart" else pose.lamp
    glass = tuple(round(a + (b - a) * lamp) for a, b in zip((98, 122, 150), (255, 214, 120), strict=True))
    brush.arc(x, y - 18, 8, 9, 180, 360, 2.2, BRASS)
    brush.shape([(x - 11, y - 15), (x, y - 23), (x + 11, y - 15)], BRASS)
    brush.box(x - 10, y - 15, 20, 28, (glass[0], glass[1], glass[2]), 3)
    if lamp > 0.05:
        r = 2 + 5 * lamp
        brush.oval(x, y, r, r * 1.4, (255, 246, 206))
    else:
        brush.line([(x - 4, y - 8), (x - 6, y + 4)], 2.4, (110, 128, 148))
    for dx in (-10, 0, 10):
        brush.line([(x + dx, y - 14), (x + dx, y + 12)], 1.8, BRASS if dx else BRASS_LIGHT)
    brush.box(x - 13, y + 11, 26, 6, BRASS, 2)
