"""Mina, a girl in a yellow raincoat: drawn facing right, 205 units tall, her feet at (0, 0)."""

import math

from PIL import Image

from creator.sample.brush import Brush
from creator.sample.pose import Pose

COAT, COAT_DARK, COAT_LIGHT = (250, 196, 48), (222, 152, 30), (255, 222, 110)
SKIN, BLUSH = (250, 216, 186), (240, 150, 130)
HAIR, HAIR_LIGHT = (52, 36, 48), (86, 60, 72)
BOOT, BOOT_DARK, LEG = (206, 62, 62), (160, 40, 52), (58, 62, 98)


def draw_mina(pose: Pose, scale: float, rows: int) -> tuple[Image.Image, tuple[float, float]]:
    """Draw her.

    Args:
        pose: How she holds herself.
        scale: Pixels a unit.
        rows: How many rows of the tile are seen at most; what is below is not drawn.

    Returns:
        The tile, and the pixel in it (or below it) where the feet stand.
    """
    size = (round(190 * scale), max(1, min(rows, round(256 * scale))))
    feet = (95 * scale, 240 * scale)
    brush = Brush(size, feet, scale, over=3 if scale < 1.5 else 2)
    bob = -abs(math.sin(pose.stride)) * 5 if pose.moving else math.sin(pose.time * 2.1) * 1.0
    _legs(brush, pose)
    if pose.act != "back":
        _arm(brush, pose, bob, near=False)
    _coat(brush, pose, bob)
    _head(brush, pose, bob)
    _arm(brush, pose, bob, near=True)
    return brush.done(), feet


def _legs(brush: Brush, pose: Pose) -> None:
    swing = math.sin(pose.stride) * 24 if pose.moving else 0.0
    for side, angle in ((-1, -swing), (1, swing)):
        hip = (side * 9.0, -66.0)
        lift = max(0.0, math.cos(pose.stride) * side) * 9 if pose.moving else 0.0
        foot = (side * 10 + angle, -8 - lift)
        knee = ((hip[0] + foot[0]) / 2 + abs(angle) * 0.22, -38 - lift * 0.6)
        brush.line([hip, knee, foot], 15, LEG, smooth=True)
        brush.line([(foot[0], foot[1] - 20), foot], 20, BOOT if side > 0 else BOOT_DARK)
        brush.shape(
            [
                (foot[0] - 11, foot[1] - 8),
                (foot[0] + 8, foot[1] - 8),
                (foot[0] + 19, foot[1] + 3),
                (foot[0] + 17, foot[1] + 8),
                (foot[0] - 11, foot[1] + 8),
            ],
            BOOT if side > 0 else BOOT_DARK,
        )
        brush.line([(foot[0] - 9, foot[1] - 24), (foot[0] + 9, foot[1] - 24)], 5, (232, 110, 100))


def _coat(brush: Brush, pose: Pose, bob: float) -> None:
    sway = math.sin(pose.stride) * 5 if pose.moving else math.sin(pose.time * 1.3) * 1.2
    top = -130 + bob
    brush.shape(
        [
            (-18, top),
            (18, top),
            (27, -100 + bob),
            (38 + sway, -56),
            (20 + sway, -49),
            (0, -47),
            (-24 + sway, -50),
            (-40 + sway, -57),
            (-28, -100 + bob),
        ],
        COAT,
    )
    brush.shape(
        [(-17, top + 4), (-10, -100 + bob), (-20 + sway, -52), (-39 + sway, -57), (-28, -100 + bob)],
        COAT_DARK,
    )
    brush.shape(
        [(12, top + 12), (20, -100 + bob), (28 + sway, -62), (23 + sway, -60), (14, -98 + bob)], COAT_LIGHT
    )
    if pose.act != "back":
        brush.line([(6, top + 12), (9, -88), (8 + sway, -50)], 2.2, COAT_DARK, smooth=True)
        for y in (-112, -94, -76):
            brush.oval(12, y + bob * 0.5, 3.4, 3.4, (120, 78, 40))
        brush.line([(17, -80), (29, -77)], 3, COAT_DARK)


def _arm(brush: Brush, pose: Pose, bob: float, near: bool) -> None:
    side = -1 if near else 1
    shoulder = (side * 19.0, -118 + bob)
    elbow, hand = _arm_way(pose, near, shoulder)
    colour = COAT if near else COAT_DARK
    brush.oval(*hand, 8.5, 8.5, SKIN)
    cuff = (hand[0] * 0.8 + elbow[0] * 0.2, hand[1] * 0.8 + elbow[1] * 0.2)
    if near:
        brush.line([shoulder, elbow, cuff], 23, COAT_DARK, smooth=True)
    brush.line([(shoulder[0] + 1, shoulder[1]), elbow, cuff], 19.5, colour, smooth=True)
    if pose.act == "mug" and near:
        brush.box(hand[0] - 6, hand[1] - 16, 18, 20, (226, 236, 240), 4)
        brush.box(hand[0] - 6, hand[1] - 9, 18, 5, (96, 150, 176))


def _arm_way(
    pose: Pose, near: bool, shoulder: tuple[float, float]
) -> tuple[tuple[float, float], tuple[float, float]]:
    x, y = shoulder
    acts = {
        "reach": ((x + 24, y + 18), (x + 64, y + 2)) if near else ((x + 20, y - 4), (x + 44, y - 30)),
        "mug": ((x + 4, y + 24), (x + 28, y + 16)) if near else ((x + 8, y + 24), (x - 8, y + 18)),
        "wave": ((x - 20, y - 6), (x - 26 + math.sin(pose.time * 9) * 9, y - 42)),
        "cup": ((x + 8, y + 22), (x + 34, y + 6)) if near else ((x + 8, y + 20), (x + 2, y + 6)),
    }
    if pose.act in acts and (near or pose.act != "wave"):
        return acts[pose.act]
    swing = math.sin(pose.stride) * (20 if near else -20) if pose.moving else math.sin(pose.time * 1.7) * 1.5
    return (x + swing * 0.4 + (-6 if near else 4), y + 22), (x + swing + (-7 if near else 4), y + 45)


def _head(brush: Brush, pose: Pose, bob: float) -> None:
    cx, cy = 2 + pose.tilt * 3, -163 + bob
    brush.shape(
        [(cx - 24, cy + 26), (cx + 22, cy + 26), (cx + 30, cy + 40), (cx, cy + 45), (cx - 31, cy + 40)],
        COAT_DARK,
    )
    brush.shape(
        [
            (cx - 44, cy + 4),
            (cx - 38, cy - 26),
            (cx - 16, cy - 45),
            (cx + 10, cy - 46),
            (cx + 36, cy - 28),
            (cx + 43, cy + 2),
            (cx + 34, cy + 28),
            (cx + 4, cy + 38),
            (cx - 30, cy + 32),
        ],
        COAT,
    )
    brush.shape(
        [
            (cx - 43, cy + 4),
            (cx - 38, cy - 24),
            (cx - 26, cy - 34),
            (cx - 32, cy),
            (cx - 22, cy + 32),
            (cx - 32, cy + 30),
        ],
        COAT_DARK,
    )
    if pose.act == "back":
        brush.line([(cx, cy - 44), (cx - 4, cy), (cx, cy + 34)], 3, COAT_DARK, smooth=True)
        brush.shape(
            [(cx + 24, cy - 32), (cx + 38, cy - 8), (cx + 34, cy + 10), (cx + 26, cy - 12)], COAT_LIGHT
        )
        return
    brush.arc(cx + 4, cy - 4, 33, 37, -120, -30, 5, COAT_LIGHT)
    _face(brush, pose, cx + 6, cy)


def _face(brush: Brush, pose: Pose, cx: float, cy: float) -> None:
    brush.oval(cx, cy + 1, 31, 33, HAIR)
    brush.oval(cx + 2, cy + 6, 27.5, 26.5, SKIN)
    brush.shape(
        [
            (cx - 29, cy + 8),
            (cx - 26, cy - 22),
            (cx + 2, cy - 31),
            (cx + 28, cy - 20),
            (cx + 31, cy + 6),
            (cx + 22, cy - 6),
            (cx + 12, cy - 9),
            (cx + 6, cy - 6),
            (cx - 4, cy - 10),
            (cx - 16, cy - 4),
            (cx - 22, cy + 6),
        ],
        HAIR,
    )
    brush.shape([(cx - 29, cy + 2), (cx - 20, cy + 2), (cx - 22, cy + 26), (cx - 29, cy + 20)], HAIR)
    brush.shape(
        [(cx - 14, cy - 21), (cx + 2, cy - 27), (cx + 14, cy - 24), (cx + 2, cy - 21), (cx - 8, cy - 17)],
        HAIR_LIGHT,
    )
    for side in (-1, 1):
        brush.oval(cx + 3 + side * 18, cy + 16, 6, 4, BLUSH)
        _eye(brush, pose, cx + 4 + side * 12 + pose.look * 1.5, cy + 6, side)
    brush.oval(cx + 7 + pose.look, cy + 13, 2.4, 1.8, (232, 172, 146))
    _mouth(brush, pose, cx + 6, cy + 20)


def _eye(brush: Brush, pose: Pose, x: float, y: float, side: int) -> None:
    if pose.blink or pose.mood == "joy":
        bend = (200, 340) if pose.mood == "joy" else (20, 160)
        brush.arc(x, y + (3 if pose.mood == "joy" else 0), 5.5, 4.5, *bend, 2.4, HAIR)
    else:
        tall = 8.2 if pose.mood == "awe" else 7.2
        brush.oval(x, y, 5.6, tall, (44, 30, 42))
        brush.oval(x, y + 2.6, 4, 3.6, (112, 66, 58))
        brush.oval(x + 1.8, y - 3, 2.2, 2.4, (255, 255, 255))
        brush.oval(x - 1.8, y + 3, 1.1, 1.1, (255, 240, 230))
    lift = {"awe": -5.0, "sad": -1.0, "joy": -3.0}.get(pose.mood, -1.5)
    slant = 3.0 if pose.mood in ("sad", "awe") else 0.0
    brush.line(
        [
            (x - 6, y - 11 + lift + (slant if side < 0 else 0)),
            (x + 6, y - 11 + lift + (slant if side > 0 else 0)),
        ],
        2.2,
        HAIR,
    )


def _mouth(brush: Brush, pose: Pose, x: float, y: float) -> None:
    dark = (150, 60, 62)
    if pose.talking:
        open_ = 1.5 + 3.5 * abs(math.sin(pose.time * 11) * math.sin(pose.time * 4.3 + 1))
        brush.oval(x, y + 1, 4.6, open_, dark)
    elif pose.mood == "joy":
        brush.shape([(x - 8, y - 2), (x, y), (x + 8, y - 2), (x + 4, y + 6), (x - 4, y + 6)], dark)
    elif pose.mood == "awe":
        brush.oval(x, y + 1, 3.2, 4, dark)
    elif pose.mood == "sad":
        brush.arc(x, y + 5, 5, 4, 210, 330, 2.2, dark)
    else:
        brush.arc(x, y - 3, 6, 5, 25, 155, 2.2, dark)
