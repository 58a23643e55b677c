"""Draws the layers of title and end cards with Pillow: a dark room, a fork in the road, and a few words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from creator.fonts import Font, find_font

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from PIL.Image import Image

GROUND, GLOW = (0x14, 0x15, 0x1A), (0x24, 0x26, 0x2F)
AMBER, TEXT, QUIET = (0xE8, 0xA3, 0x3D), (0xEC, 0xEC, 0xEE), (0x9A, 0x9C, 0xA5)
MARGIN = 0.12  # of the width, kept free at both sides
SMOOTH = 4  # lines are drawn this much larger and shrunk
LINES_AT_MOST = 3


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


def words_layer(words: Words, width: int, height: int) -> "Image":
    """Return the words on a clear ground, RGBA, centred a little below the middle.

    Raises:
        FontMissing: No font here has their characters.
    """
    from PIL import Image, ImageDraw

    layer = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    unit = min(width, height * 16 // 9) / 1280
    large, small = find_font(words.everything, bold=True), find_font(words.everything)
    size, lines = _fitted(words.title, large, round(76 * unit), width * (1 - 2 * MARGIN))
    line = round(size * 1.25)
    top = round(height * 0.54 - line * len(lines) / 2)
    _centred(draw, words.above, small, round(26 * unit), top - round(52 * unit), width, AMBER)
    for number, text in enumerate(lines):
        _centred(draw, text, large, size, top + number * line, width, TEXT)
    _centred(
        draw, words.below, small, round(27 * unit), top + line * len(lines) + round(26 * unit), width, QUIET
    )
    return layer


def fork_layer(width: int, height: int, drawn: float, joined: bool = False) -> "Image":
    """Return the fork in the road, RGBA, of which the share `drawn` (0 to 1) is already there.

    Args:
        width: Of the layer, in pixels.
        height: Of the layer, in pixels.
        drawn: How far the line has come.
        joined: Whether the ways meet in one point, as at an ending, instead of parting.
    """
    from PIL import Image, ImageDraw

    unit = min(width, height * 16 // 9) / 1280
    box = round(150 * unit)
    canvas = Image.new("RGBA", (box * SMOOTH, box * SMOOTH // 2), (*AMBER, 0))
    draw = ImageDraw.Draw(canvas)
    for way in (-1, 1):
        _way(
            draw,
            canvas.size,
            way,
            1 - drawn if joined else 0,
            1 if joined else drawn,
            max(1, unit) * SMOOTH * 2.2,
        )
    if joined:
        canvas = canvas.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    layer = Image.new("RGBA", (width, height), (*AMBER, 0))
    small = canvas.resize((box, box // 2), Image.Resampling.LANCZOS)
    layer.paste(small, ((width - box) // 2, round(height * 0.19)))
    return layer


def _way(draw: "object", size: tuple[int, int], way: int, begin: float, end: float, thick: float) -> None:
    """Draw one of the two ways of the fork between two shares of its length, with a dot where it leads."""
    from PIL.ImageDraw import ImageDraw

    assert isinstance(draw, ImageDraw)
    width, height = size
    steps = [begin + (end - begin) * step / 60 for step in range(61)]
    points = [_on_way(share, way, width, height, thick * 3) for share in steps]
    for x, y in points:
        draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=(*AMBER, 255))
    if end >= 1:
        x, y = points[-1]
        draw.ellipse((x - thick * 2, y - thick * 2, x + thick * 2, y + thick * 2), fill=(*AMBER, 255))


def _on_way(share: float, way: int, width: int, height: int, inset: float) -> tuple[float, float]:
    """Return the point at `share` of a way: straight at first, then gently to its side."""
    bend = max(0.0, (share - 0.35) / 0.65)
    side = bend * bend * (3 - 2 * bend)
    return inset + share * (width - 2 * inset), height / 2 + way * side * (height / 2 - inset)


def _fitted(text: str, font: Font, size: int, room: float) -> tuple[int, list[str]]:
    """Return the size and the lines at which a title fits: smaller type only where wrapping does not do."""
    while True:
        lines = _wrapped(text, font, size, room)
        if (
            len(lines) <= LINES_AT_MOST and all(_length(line, font, size) <= room for line in lines)
        ) or size < 12:
            return size, lines[: LINES_AT_MOST * 2]
        size = round(size * 0.9)


def _wrapped(text: str, font: Font, size: int, room: float) -> list[str]:
    """Break a text into as few lines as fit, of about the same length; between words only."""
    words = text.split() or [""]
    for count in range(1, len(words) + 1):
        target = _length(" ".join(words), font, size) / count
        lines = _greedy(words, font, size, min(room, target * 1.25))
        if all(_length(line, font, size) <= room for line in lines) and len(lines) <= max(count, 1) + 1:
            return lines
    return words


def _greedy(words: list[str], font: Font, size: int, room: float) -> list[str]:
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
    draw: "object", text: str, font: Font, size: int, top: int, width: int, colour: tuple[int, int, int]
) -> None:
    from PIL.ImageDraw import ImageDraw

    assert isinstance(draw, ImageDraw)
    if text:
        draw.text((width / 2, top), text, font=font.sized(size), anchor="ma", fill=(*colour, 255))
