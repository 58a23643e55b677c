"""Shapes with smooth edges: a brush that draws larger than needed and shrinks, curves, gradients and texture."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

Point = tuple[float, float]
Colour = tuple[int, int, int] | tuple[int, int, int, int]


class Brush:
    """Draws on a transparent tile in its own units; `done` gives the tile, antialiased.

    Args:
        size: Width and height of the finished tile in pixels.
        origin: Where the unit (0, 0) lies in the tile, in pixels.
        scale: Pixels a unit.
        over: How many times larger it draws.
    """

    def __init__(
        self, size: tuple[int, int], origin: Point = (0, 0), scale: float = 1.0, over: int = 2
    ) -> None:
        self.over = over
        self.k = scale * over
        self.ox, self.oy = origin[0] * over, origin[1] * over
        self.image = Image.new("RGBA", (size[0] * over, size[1] * over), (0, 0, 0, 0))
        self.draw = ImageDraw.Draw(self.image)

    def spots(self, points: Sequence[Point]) -> list[Point]:
        """Turn units into pixels of the large tile."""
        return [(self.ox + x * self.k, self.oy + y * self.k) for x, y in points]

    def polygon(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill the straight-edged shape."""
        self.draw.polygon(self.spots(points), fill=colour)

    def shape(self, points: Sequence[Point], colour: Colour) -> None:
        """Fill the closed curve through the points."""
        self.draw.polygon(self.spots(curve(points, closed=True)), fill=colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, turn: float = 0.0) -> None:
        """Fill an ellipse about (x, y), turned by `turn` radians."""
        if turn:
            self.polygon(oval_points(x, y, rx, ry, turn), colour)
            return
        (a, b), (c, d) = self.spots([(x - rx, y - ry), (x + rx, y + ry)])
        self.draw.ellipse((a, b, c, d), fill=colour)

    def box(self, x: float, y: float, w: float, h: float, colour: Colour, round_: float = 0.0) -> None:
        """Fill a rectangle whose corners may be rounded."""
        (a, b), (c, d) = self.spots([(x, y), (x + w, y + h)])
        if round_:
            self.draw.rounded_rectangle((a, b, c, d), radius=round_ * self.k, fill=colour)
        else:
            self.draw.rectangle((a, b, c, d), fill=colour)

    def line(
        self, points: Sequence[Point], width: float, colour: Colour, smooth: bool = False, caps: bool = True
    ) -> None:
        """Draw a thick line with round ends."""
        way = self.spots(curve(points) if smooth else points)
        thick = max(1, round(width * self.k))
        self.draw.line(way, fill=colour, width=thick, joint="curve")
        if caps:
            for x, y in (way[0], way[-1]):
                r = thick / 2
                self.draw.ellipse((x - r, y - r, x + r, y + r), fill=colour)

    def arc(
        self, x: float, y: float, rx: float, ry: float, a: float, b: float, width: float, colour: Colour
    ) -> None:
        """Draw part of an ellipse's line, from angle a to b in degrees, clockwise from three o'clock."""
        turns = np.radians(np.linspace(a, b, 14))
        self.line([(x + rx * math.cos(t), y + ry * math.sin(t)) for t in turns], width, colour)

    def done(self) -> Image.Image:
        """Give the tile at its finished size."""
        return self.image.reduce(self.over) if self.over > 1 else self.image


def curve(points: Sequence[Point], closed: bool = False, steps: int = 8) -> list[Point]:
    """Walk a Catmull-Rom curve through the points."""
    p = np.asarray(points, dtype=float)
    p = np.concatenate([p[-1:], p, p[:2]] if closed else [p[:1], p, p[-1:]])
    corners = np.stack([p[:-3], p[1:-2], p[2:-1], p[3:]])
    way = np.einsum("sk,kpc->psc", _spline(steps), corners).reshape(-1, 2)
    if not closed:
        way = np.concatenate([way, p[-2:-1]])
    return [(x, y) for x, y in way.tolist()]


@lru_cache(maxsize=4)
def _spline(steps: int) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Give the weights of four neighbouring points along one piece: float64[steps, 4]."""
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    rule = np.array([[0, 2, 0, 0], [-1, 0, 1, 0], [2, -5, 4, -1], [-1, 3, -3, 1]]) / 2
    return np.asarray(np.concatenate([np.ones_like(t), t, t**2, t**3], axis=1) @ rule)


def oval_points(x: float, y: float, rx: float, ry: float, turn: float = 0.0) -> list[Point]:
    """Give an ellipse as a ring of points."""
    c, s = math.cos(turn), math.sin(turn)
    ring = np.linspace(0, 2 * math.pi, 28, endpoint=False)
    return [
        (x + rx * math.cos(a) * c - ry * math.sin(a) * s, y + rx * math.cos(a) * s + ry * math.sin(a) * c)
        for a in ring
    ]


def gradient(size: tuple[int, int], stops: Sequence[tuple[float, Colour]]) -> Image.Image:
    """Paint a vertical gradient through the stops (0 is the top, 1 the bottom)."""
    w, h = size
    at = np.linspace(0, 1, h)
    where = [s[0] for s in stops]
    column = np.stack([np.interp(at, where, [s[1][i] for s in stops]) for i in range(3)], axis=1)
    noise = np.random.default_rng(7).uniform(-0.9, 0.9, (h, w, 1))  # hides the bands of eight bits
    return Image.fromarray(np.clip(column[:, None, :] + noise, 0, 255).astype(np.uint8))


def mottle(size: tuple[int, int], seed: int, cell: int = 160, octaves: int = 4) -> Image.Image:
    """Give cloudy grey texture about 128, as a mask or to multiply with."""
    rng = np.random.default_rng(seed)
    total = np.zeros((size[1], size[0]), dtype=np.float32)
    weight = 0.0
    for octave in range(octaves):
        step = max(2, cell >> octave)
        small = rng.random((size[1] // step + 3, size[0] // step + 3), dtype=np.float32) * 255
        part = Image.fromarray(small.astype(np.uint8)).resize(size, Image.Resampling.BICUBIC)
        total += np.asarray(part, dtype=np.float32) * 0.55**octave
        weight += 0.55**octave
    return Image.fromarray((total / weight).astype(np.uint8))


def textured(layer: Image.Image, seed: int, strength: float = 0.14, cell: int = 90) -> Image.Image:
    """Vary a layer's brightness like gouache on paper; its outline stays."""
    grey = mottle(layer.size, seed, cell)
    soft = grey.point([round(255 * (1 - strength) + (v - 128) * 2 * strength) for v in range(256)])
    rgb = ImageChops.multiply(layer.convert("RGB"), Image.merge("RGB", (soft, soft, soft)))
    if layer.mode == "RGBA":
        rgb.putalpha(layer.getchannel("A"))
    return rgb


def tinted(layer: Image.Image, colour: Colour, amount: float) -> Image.Image:
    """Mix a layer towards a colour, as distance does; its outline stays."""
    mixed = Image.blend(layer.convert("RGB"), Image.new("RGB", layer.size, colour[:3]), amount)
    if layer.mode == "RGBA":
        mixed.putalpha(layer.getchannel("A"))
    return mixed


def faded(layer: Image.Image, colour: Colour, top: float, bottom: float, amount: float = 1.0) -> Image.Image:
    """Mix a layer towards a colour more and more from row `top` to row `bottom` (pixels): mist, bounce light."""
    rows = np.clip((np.arange(layer.height) - top) / (bottom - top), 0, 1) * 255 * amount
    mask = Image.fromarray(np.repeat(rows.astype(np.uint8)[:, None], layer.width, axis=1))
    rgb = layer.convert("RGB")
    rgb.paste(colour[:3], (0, 0), mask)
    if layer.mode == "RGBA":
        rgb.putalpha(layer.getchannel("A"))
    return rgb


def blurred(layer: Image.Image, radius: float) -> Image.Image:
    """Soften a layer."""
    return layer.filter(ImageFilter.GaussianBlur(radius))
