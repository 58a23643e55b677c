"""Draws the layers of cards with Pillow: a dark room, a fork in the road or an empty frame, and a few words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from creator.fonts import Font, find_font

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

GROUND, GLOW = (0x14, 0x15, 0x1A), (0x24, 0x26, 0x2F)
AMBER, TEXT, QUIET = (0xE8, 0xA3, 0x3D), (0xEC, 0xEC, 0xEE), (0x9A, 0x9C, 0xA5)
MARGIN = 0.12  # of the width, kept free at both sides
SMOOTH = 4  # lines are drawn this much larger and shrunk
LINES_AT_MOST = 3
SMALLEST = 12  # pixels, below which nobody reads a title


@dataclass(frozen=True)
class Layer:
    """A picture with transparency (RGBA), and where its upper left corner lies on the card, in pixels."""

    picture: "Image"
    left: int
    top: int


@dataclass(frozen=True)
class Words:
    """What a card says.

    Attributes:
        above: A short line over the title, in the accent colour, or `""`.
        title: In large type.
        below: A quiet line under it, or `""`.
    """

    above: str
    title: str
    below: str

    @property
    def everything(self) -> str:
        """All characters that the card needs."""
        return self.above + self.title + self.below


def ground(width: int, height: int) -> "NDArray[np.uint8]":
    """Return the background, `uint8[height, width, 3]`: nearly black, a little lighter behind the words.

    A trace of grain keeps the soft light from breaking into bands when it is encoded.
    """
    import numpy as np

    across = np.linspace(-1, 1, width)[None, :]
    down = np.linspace(-1, 1, height)[:, None]
    light = np.clip(1 - np.sqrt(across**2 * 0.8 + (down + 0.1) ** 2), 0, 1)[..., None] ** 1.5
    picture = np.asarray(GROUND) + light * (np.asarray(GLOW) - np.asarray(GROUND))
    grain = np.random.default_rng(7).normal(0, 0.8, (height, width, 1))
    result: NDArray[np.uint8] = np.clip(picture + grain, 0, 255).round().astype(np.uint8)
    return result


def words_layer(words: Words, width: int, height: int) -> Layer:
    """Return the words of a card, centred a little below the middle of `width` × `height`.

    Raises:
        FontMissing: No font here has their characters.
    """
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    unit = _unit(width, height)
    large, small = find_font(words.everything, bold=True), find_font(words.everything)
    size, lines = fitted(words.title, large, round(76 * unit), width * (1 - 2 * MARGIN))
    line = round(size * 1.25)
    top = round(height * 0.55 - line * len(lines) / 2)
    _centred(draw, words.above, small, round(30 * unit), top - round(58 * unit), AMBER)
    for number, text in enumerate(lines):
        _centred(draw, text, large, size, top + number * line, TEXT)
    _centred(draw, words.below, small, round(30 * unit), top + line * len(lines) + round(28 * unit), QUIET)
    box = layer.getbbox() or (0, 0, 1, 1)
    return Layer(layer.crop(box), box[0], box[1])


def fork_layer(width: int, height: int, bottom: int, joined: bool = False) -> Layer:
    """Return the fork in the road, above the words of a card of `width` × `height`.

    Args:
        width: Of the card, in pixels.
        height: Of the card, in pixels.
        bottom: Where the words begin, in pixels from the top.
        joined: Whether the ways meet in one point, as at an ending, instead of parting.
    """
    from PIL import Image, ImageDraw

    unit = _unit(width, height)
    box = max(2, round(150 * unit))
    thick = max(1.0, unit) * SMOOTH * 2.2
    canvas = Image.new("RGBA", (box * SMOOTH, box * SMOOTH // 2), (*AMBER, 0))
    draw = ImageDraw.Draw(canvas)
    for way in (-1, 1):
        points = [_on_way(step / 120, way, *canvas.size, thick * 3) for step in range(121)]
        for point in points:
            _dot(draw, point, thick / 2)
        _dot(draw, points[0 if joined else -1], thick * 2)
    if joined:
        canvas = canvas.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    small = canvas.resize((box, box // 2), Image.Resampling.LANCZOS)
    return Layer(small, (width - box) // 2, max(0, bottom - round(46 * unit) - box // 2))


def frame_layer(width: int, height: int, bottom: int) -> Layer:
    """Return the four corners of an empty frame, above the words of a card of `width` × `height`.

    Args:
        width: Of the card, in pixels.
        height: Of the card, in pixels.
        bottom: Where the words begin, in pixels from the top.
    """
    from PIL import Image, ImageDraw

    unit = _unit(width, height)
    box, high = max(2, round(128 * unit)), max(2, round(72 * unit))
    canvas = Image.new("RGBA", (box * SMOOTH, high * SMOOTH), (*AMBER, 0))
    draw = ImageDraw.Draw(canvas)
    thick = round(max(1.0, unit) * SMOOTH * 2.8)
    across, down = canvas.width // 5, canvas.height // 3
    for left in (0, canvas.width - across):
        for top in (0, canvas.height - thick):
            draw.rectangle((left, top, left + across - 1, top + thick - 1), fill=(*AMBER, 255))
    for left in (0, canvas.width - thick):
        for top in (0, canvas.height - down):
            draw.rectangle((left, top, left + thick - 1, top + down - 1), fill=(*AMBER, 255))
    small = canvas.resize((box, high), Image.Resampling.LANCZOS)
    return Layer(small, (width - box) // 2, max(0, bottom - round(46 * unit) - high))


def _unit(width: int, height: int) -> float:
    """Return how large a card is beside one of 1280 × 720."""
    return min(width, height * 16 / 9) / 1280


def _dot(draw: "ImageDraw", centre: tuple[float, float], radius: float) -> None:
    x, y = centre
    draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=(*AMBER, 255))


def _on_way(share: float, way: int, width: int, height: int, inset: float) -> tuple[float, float]:
    """Return the point at `share` of a way: straight at first, then gently to its side."""
    bend = max(0.0, (share - 0.35) / 0.65)
    side = bend * bend * (3 - 2 * bend)
    return inset + share * (width - 2 * inset), height / 2 + way * side * (height / 2 - inset)


def fitted(text: str, font: Font, size: int, room: float) -> tuple[int, list[str]]:
    """Return the size and the lines at which a title fits: smaller type only where wrapping does not do.

    Args:
        text: The title.
        font: What it is set in.
        size: At most, in pixels.
        room: Pixels from margin to margin.
    """
    while True:
        lines = _wrapped(text, font, size, room)
        fits = len(lines) <= LINES_AT_MOST and all(_length(line, font, size) <= room for line in lines)
        if fits or size <= SMALLEST:
            return size, lines
        size = max(SMALLEST, round(size * 0.9))


def _wrapped(text: str, font: Font, size: int, room: float) -> list[str]:
    """Break a text between words into as few lines as fit, of about the same length."""
    words = text.split() or [""]
    fewest = len(_filled(words, font, size, room))
    even = _length(" ".join(words), font, size) / fewest
    for slack in (1.0, 1.1, 1.2, 1.35, 1.5):
        lines = _filled(words, font, size, min(room, even * slack))
        if len(lines) == fewest:
            return lines
    return _filled(words, font, size, room)


def _filled(words: list[str], font: Font, size: int, room: float) -> list[str]:
    """Break words into lines, each as full as `room` allows."""
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if _length(longer, font, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _length(text: str, font: Font, size: int) -> float:
    return float(font.sized(size).getlength(text))


def _centred(
    draw: "ImageDraw", text: str, font: Font, size: int, top: int, colour: tuple[int, int, int]
) -> None:
    if text:
        middle = draw.im.size[0] / 2
        draw.text((middle, top), text, font=font.sized(size), anchor="ma", fill=(*colour, 255))
