"""What light does to a picture: glows, rims on the characters, shadows, vignette and grain."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from creator.sample.brush import Point

Tint = tuple[int, int, int]


@dataclass(frozen=True)
class Light:
    """How a place lights those who stand in it.

    Attributes:
        tint: The colour that everything is multiplied with.
        rim: The colour of the edge that the main light touches.
        side: From where it comes: -1 left, 1 right.
        shadow: How dark the shadow under the feet is, 0 to 1.
        wet: How much the ground mirrors, 0 to 1.
    """

    tint: Tint = (255, 255, 255)
    rim: Tint = (90, 90, 80)
    side: int = 1
    shadow: float = 0.35
    wet: float = 0.0


@lru_cache(maxsize=400)
def glow(radius: int, colour: Tint, power: int = 100) -> Image.Image:
    """Give a round light that falls off to nothing at `radius` pixels, to be added; power in per cent."""
    if radius > 90:  # smooth enough to be made small
        small = glow(radius // 5, colour, power)
        return small.resize((radius * 2, radius * 2), Image.Resampling.BICUBIC)
    axis = np.linspace(-1, 1, radius * 2, dtype=np.float32)
    far = np.sqrt(axis[:, None] ** 2 + axis[None, :] ** 2)
    fall = np.clip(1 - far, 0, 1) ** 2.2 * (power / 100)
    return Image.fromarray(np.clip(fall[..., None] * np.array(colour), 0, 255).astype(np.uint8))


def add_light(canvas: Image.Image, light: Image.Image, x: float, y: float) -> None:
    """Add a light's picture centred on (x, y)."""
    left, top = round(x - light.width / 2), round(y - light.height / 2)
    box = (
        max(0, left),
        max(0, top),
        min(canvas.width, left + light.width),
        min(canvas.height, top + light.height),
    )
    if box[0] >= box[2] or box[1] >= box[3]:
        return
    part = light.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
    canvas.paste(ImageChops.add(canvas.crop(box), part), box[:2])


def add_rays(canvas: Image.Image, rays: Image.Image, colour: Tint) -> None:
    """Add beams of a colour, given as a small grey picture of the whole canvas."""
    small = ImageChops.multiply(Image.merge("RGB", (rays,) * 3), Image.new("RGB", rays.size, colour))
    canvas.paste(ImageChops.add(canvas, small.resize(canvas.size, Image.Resampling.BILINEAR)))


def shine(canvas: Image.Image, at: Point, radius: float, colour: Tint, power: float = 1.0) -> None:
    """Add a glow at a point; power 0 adds nothing."""
    if power > 0.02 and radius >= 2:
        # Few sizes and powers, so that a glow is made once and found again.
        step = 1 if radius < 12 else 4 if radius < 80 else 10
        add_light(canvas, glow(max(2, round(radius / step) * step), colour, round(power * 12.5) * 8), *at)


def lit_tile(tile: Image.Image, light: Light, scale: float) -> Image.Image:
    """Light a character's tile: the place's tint, a shade on the far side and a rim on the near side."""
    alpha = tile.getchannel("A")
    rgb = ImageChops.multiply(tile.convert("RGB"), Image.new("RGB", tile.size, light.tint))
    shrink = 3 if scale > 1.6 else 1
    dark, bright = _sides(
        alpha.reduce(shrink) if shrink > 1 else alpha, light, max(2, round(7 * scale / shrink))
    )
    if shrink > 1:
        dark, bright = (side.resize(tile.size, Image.Resampling.BILINEAR) for side in (dark, bright))
    rgb.paste((12, 14, 40), (0, 0), dark)
    rim = ImageChops.multiply(Image.new("RGB", tile.size, light.rim), Image.merge("RGB", (bright,) * 3))
    rgb = ImageChops.add(rgb, rim)
    rgb.putalpha(alpha)
    return rgb


def _sides(alpha: Image.Image, light: Light, reach: int) -> tuple[Image.Image, Image.Image]:
    """Give masks of a shape's shaded side and of its lit rim."""
    edge = ImageChops.subtract(alpha, ImageChops.offset(alpha, -light.side * reach, reach // 2))
    far = ImageChops.subtract(alpha, ImageChops.offset(alpha, light.side * reach * 2, -reach))
    soft = ImageFilter.BoxBlur(reach * 0.6)
    return far.filter(soft).point([v * 2 // 5 for v in range(256)]), edge.filter(soft)


@lru_cache(maxsize=64)
def shadow_mask(width: int, height: int, strength: int) -> Image.Image:
    """Give a soft oval, strength 0 to 255, to paste darkness through."""
    x = np.linspace(-1, 1, width)[None, :]
    y = np.linspace(-1, 1, height)[:, None]
    return Image.fromarray((np.clip(1 - (x**2 + y**2), 0, 1) * strength).astype(np.uint8))


def cast_shadow(canvas: Image.Image, x: float, y: float, width: float, strength: float) -> None:
    """Darken the ground under somebody's feet."""
    w = max(4, round(width))
    h = max(3, round(width * 0.22))
    canvas.paste((8, 10, 28), (round(x - w / 2), round(y - h / 2)), shadow_mask(w, h, round(strength * 255)))
