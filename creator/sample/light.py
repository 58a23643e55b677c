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


@lru_cache(maxsize=256)
def glow(radius: int, colour: Tint, power: int = 100) -> Image.Image:
    """Give a round light that falls off to nothing at `radius` pixels, to be added; power in per cent."""
    axis = np.linspace(-1, 1, radius * 2, dtype=np.float32)
    far = np.sqrt(axis[:, None] ** 2 + axis[None, :] ** 2)
    fall = np.clip(1 - far, 0, 1) ** 2.2 * (power / 100)
    return Image.fromarray(np.clip(fall[..., None] * np.array(colour), 0, 255).astype(np.uint8), "RGB")


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


def shine(canvas: Image.Image, at: Point, radius: float, colour: Tint, power: float = 1.0) -> None:
    """Add a glow at a point; power 0 adds nothing."""
    if power > 0.02 and radius >= 2:
        add_light(canvas, glow(max(2, round(radius)), colour, round(power * 20) * 5), *at)


def lit_tile(tile: Image.Image, light: Light, scale: float) -> Image.Image:
    """Light a character's tile: the place's tint, a shade on the far side and a rim on the near side."""
    alpha = tile.getchannel("A")
    rgb = ImageChops.multiply(tile.convert("RGB"), Image.new("RGB", tile.size, light.tint))
    reach = max(2, round(7 * scale))
    inner = ImageChops.offset(alpha, -light.side * reach, reach // 2)
    edge = ImageChops.subtract(alpha, inner)
    far = ImageChops.subtract(alpha, ImageChops.offset(alpha, light.side * reach * 2, -reach))
    soft = ImageFilter.BoxBlur(reach * 0.6)
    dark = far.filter(soft).point([v * 2 // 5 for v in range(256)])
    rgb.paste((12, 14, 40), (0, 0), dark)
    bright = ImageChops.multiply(
        Image.new("RGB", tile.size, light.rim), Image.merge("RGB", (edge.filter(soft),) * 3)
    )
    rgb = ImageChops.add(rgb, bright)
    rgb.putalpha(alpha)
    return rgb


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


@lru_cache(maxsize=4)
def vignette(size: tuple[int, int], depth: float = 0.3) -> Image.Image:
    """Give a picture to multiply with that darkens the corners a little."""
    x = np.linspace(-1, 1, size[0])[None, :]
    y = np.linspace(-1, 1, size[1])[:, None]
    fall = 1 - depth * np.clip((x**2 * 0.8 + y**2 * 0.7) - 0.15, 0, None) ** 1.3
    grey = Image.fromarray(np.clip(fall * 255, 0, 255).astype(np.uint8))
    return Image.merge("RGB", (grey, grey, grey))


@lru_cache(maxsize=8)
def grain(size: tuple[int, int], number: int) -> Image.Image:
    """Give one of a few pieces of film grain about the grey 8."""
    rng = np.random.default_rng(100 + number)
    small = rng.normal(8, 3.2, (size[1] // 2 + 1, size[0] // 2 + 1))
    grey = Image.fromarray(np.clip(small, 0, 16).astype(np.uint8))
    grey = grey.resize(size, Image.Resampling.BILINEAR)
    return Image.merge("RGB", (grey, grey, grey))


def finish(frame: Image.Image, number: int, brightness: float = 1.0) -> Image.Image:
    """Lay vignette, grain and a fade (brightness below 1) over a finished frame."""
    frame = ImageChops.multiply(frame, vignette(frame.size))
    frame = ImageChops.add(frame, grain(frame.size, number // 2 % 6), 1, -8)
    if brightness < 1:
        frame = Image.blend(Image.new("RGB", frame.size, (4, 5, 12)), frame, max(0.0, brightness))
    return frame
