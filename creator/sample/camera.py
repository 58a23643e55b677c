"""One frame of the film: the place behind, the actors, the place before, weather, lens and print."""

import math
from functools import lru_cache
from itertools import pairwise

from PIL import Image

from creator.sample import weather
from creator.sample.bori import draw_bori, heart_spot, lantern_spot
from creator.sample.brush import Point
from creator.sample.extras import draw_gull, draw_ship, draw_spark
from creator.sample.lens import Frame, frame_picture, print_picture
from creator.sample.light import Light, cast_shadow, lit_tile, shine
from creator.sample.mina import draw_mina
from creator.sample.places import paint_place
from creator.sample.places.place import STAGE, Moment, Place
from creator.sample.pose import Pose
from creator.sample.script.records import FPS, GAP, LEAD, Part, Scene, Shot

FADE = 0.6
DRAW = {"mina": draw_mina, "bori": draw_bori}
REACH = {"mina": 240, "bori": 156}


def draw_frame(scene: Scene, number: int, first: int = 0) -> Frame:
    """Draw a frame of a scene: uint8[540, 960, 3], RGB.

    Args:
        scene: The scene.
        number: The frame, counted from the scene's start.
        first: The film's frame at which the scene starts, so that grain goes on.
    """
    shot, begin = _shot_at(scene, number)
    second, share = (number - begin) / FPS, (number - begin) / max(1, shot.frames - 1)
    place = paint_place(scene.place, scene.hour)
    moment = Moment(number / FPS, _between(shot.view.pan, _ease(share)), _level(shot.view.power, share))
    canvas = _staged(scene, shot, place, moment, second)
    seen = frame_picture(canvas, max(1.0, _between(shot.view.zoom, _ease(share))), shot.view.at)
    return print_picture(seen, first + number, _fade(scene, number))


def _shot_at(scene: Scene, number: int) -> tuple[Shot, int]:
    begin = 0
    for shot in scene.shots:
        if number < begin + shot.frames:
            return shot, begin
        begin += shot.frames
    raise IndexError(f"scene {scene.name!r} has no frame {number}; it has {scene.frames}")


def _staged(scene: Scene, shot: Shot, place: Place, moment: Moment, second: float) -> Image.Image:
    canvas = _blurred_place(place, moment, shot) if shot.view.close else Image.new("RGB", STAGE)
    if not shot.view.close:
        place.behind(canvas, moment)
    for part in shot.cast:
        _draw_part(canvas, part, shot, place.light, moment, second)
    if not shot.view.close:
        place.before(canvas, moment)
    _weather(canvas, scene, moment, shot.view.close is not None)
    return canvas


def _blurred_place(place: Place, moment: Moment, shot: Shot) -> Image.Image:
    # Out of focus nobody sees that it moves at a third of the pace.
    slow = Moment(int(moment.clock * FPS / 3) * 3 / FPS, moment.pan, round(moment.power, 1))
    return _soft_place(place, slow, shot.view.close or (0, 0, STAGE[0])).copy()


@lru_cache(maxsize=1)
def _soft_place(place: Place, moment: Moment, seen: tuple[float, float, float]) -> Image.Image:
    canvas = Image.new("RGB", STAGE)
    place.behind(canvas, moment)
    place.over(canvas, moment)
    x, y, width = seen
    box = (x, y, x + width, y + width * STAGE[1] / STAGE[0])
    small = canvas.resize((200, 113), Image.Resampling.BILINEAR, box=box)
    return small.resize(STAGE, Image.Resampling.BICUBIC)


def _weather(canvas: Image.Image, scene: Scene, moment: Moment, close: bool) -> None:
    if scene.weather == "rain":
        if not close:
            weather.splashes(canvas, moment.clock, 540)
        weather.rain(canvas, moment.clock)
    elif scene.weather == "snow":
        weather.snow(canvas, moment.clock)


def _draw_part(
    canvas: Image.Image, part: Part, shot: Shot, light: Light, moment: Moment, second: float
) -> None:
    shift = 0.0 if shot.view.close else moment.pan
    x, y = _where(part, second)
    x -= shift
    lamp = _level(part.lamp, second * FPS / shot.frames)
    if part.who == "spark":
        trail = [_where(part, max(0.0, second - lag * 0.045)) for lag in range(9)]
        bright = 1.0 + min(0.0, part.lamp[1] * max(0.0, second - 1.5)) if part.lamp[1] else 1.0
        draw_spark(canvas, [(a - shift, b) for a, b in trail], part.scale, moment.clock, max(0.0, bright))
    elif part.who == "ship":
        draw_ship(canvas, x, y, part.scale, moment.clock)
    elif part.who == "gull":
        draw_gull(canvas, x, y, part.scale, moment.clock, part.facing)
    else:
        _draw_actor(canvas, part, (x, y), _pose(part, shot, second, lamp), light, shot.view.close is None)


def _draw_actor(canvas: Image.Image, part: Part, at: Point, pose: Pose, light: Light, grounded: bool) -> None:
    rows = (
        STAGE[1] + 24 - round(at[1] - REACH[part.who] * part.scale)
    )  # what is below the picture is not drawn
    tile, feet = _tile(part.who, pose, part.scale, part.facing, light, 9999 if grounded else rows)
    left, top = round(at[0] - feet[0]), round(at[1] - feet[1])
    if grounded:
        if light.wet:
            _mirror(canvas, tile, left, round(at[1]), feet[1], light.wet)
        cast_shadow(canvas, at[0], at[1] - 2, 110 * part.scale, light.shadow)
    canvas.paste(tile, (left, top), tile)
    if part.who == "bori":
        _shine_lantern(canvas, part, at, pose)


def _mirror(canvas: Image.Image, tile: Image.Image, left: int, ground: int, feet: float, wet: float) -> None:
    mirror = tile.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    mirror = mirror.crop((0, round(tile.height - feet), tile.width, tile.height))
    mirror = mirror.resize((mirror.width, max(1, round(mirror.height * 0.5))))
    canvas.paste(
        mirror, (left, ground - 3), mirror.getchannel("A").point([round(v * wet) for v in range(256)])
    )


def _shine_lantern(canvas: Image.Image, part: Part, at: Point, pose: Pose) -> None:
    x, y = heart_spot(pose) if pose.act == "heart" else lantern_spot(pose)
    spot = (at[0] + x * part.scale * part.facing, at[1] + y * part.scale)
    flicker = pose.lamp * (0.92 + 0.08 * math.sin(pose.time * 9))
    shine(canvas, spot, 150 * part.scale, (180, 104, 40), flicker)
    shine(canvas, spot, 46 * part.scale, (255, 210, 130), flicker * 0.8)


@lru_cache(maxsize=6)
def _tile(
    who: str, pose: Pose, scale: float, facing: int, light: Light, rows: int
) -> tuple[Image.Image, Point]:
    tile, (x, y) = DRAW[who](pose, scale, rows)
    if facing < 0:
        tile, x = tile.transpose(Image.Transpose.FLIP_LEFT_RIGHT), tile.width - x
    return lit_tile(tile, light, scale), (x, y)


def _pose(part: Part, shot: Shot, second: float, lamp: float) -> Pose:
    time = int(second * FPS / 2) * 2 / FPS  # drawn on twos, as by hand
    x0, y0 = _where(part, time)
    x1, y1 = _where(part, time + 0.1)
    moving = math.hypot(x1 - x0, y1 - y0) > 1.0
    turn = sum(map(ord, part.who))
    return Pose(
        time=time,
        stride=stride_at(part, time),
        moving=moving,
        act="stand" if moving and part.act in ("reach", "wave") else part.act,
        mood=part.mood,
        talking=_talks(part, shot, time),
        blink=(time * 1.0 + turn * 0.37) % 3.1 < 0.14,
        tilt=math.sin(time * 0.9 + turn),
        look=part.look + 0.4 * math.sin(time * 0.8 + turn),
        lamp=round(lamp * 12) / 12,
    )


def stride_at(part: Part, second: float) -> float:
    """Tell the phase of an actor's walk in radians; a foot comes down at every multiple of pi."""
    x, y = _where(part, second)
    return math.hypot(x - part.way[0][1], y - part.way[0][2]) / (25 * part.scale)


def _talks(part: Part, shot: Shot, second: float) -> bool:
    at = LEAD
    for line in shot.lines:
        if at <= second < at + line.seconds * 0.82 and line.who == part.who.upper() and not line.voice_over:
            return True
        at += line.seconds + GAP
    return False


def _where(part: Part, second: float) -> Point:
    way = part.way
    for (t0, x0, y0), (t1, x1, y1) in pairwise(way):
        if second <= t1:
            share = min(1.0, max(0.0, (second - t0) / (t1 - t0)))
            if part.who == "spark":
                share = _ease(share)
            return x0 + (x1 - x0) * share, y0 + (y1 - y0) * share
    return way[-1][1], way[-1][2]


def _between(pair: tuple[float, float], share: float) -> float:
    return pair[0] + (pair[1] - pair[0]) * share


def _level(pair: tuple[float, float], share: float) -> float:
    """Go from one level to the other; levels beyond 0 and 1 make it begin late or end early."""
    return min(1.0, max(0.0, _between(pair, share)))


def _ease(share: float) -> float:
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def _fade(scene: Scene, number: int) -> float:
    light = 1.0
    if scene.fade_in:
        light = min(light, number / FPS / FADE)
    if scene.fade_out:
        light = min(light, (scene.frames - 1 - number) / FPS / FADE)
    return light
