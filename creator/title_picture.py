"""Draws the title that stands over a clip's first seconds: light letters at the lower left, with a soft shadow."""

from pathlib import Path
from typing import TYPE_CHECKING

from creator.card_design import fitted
from creator.fonts import find_font

if TYPE_CHECKING:
    from PIL.Image import Image

LETTERS = (0xF4, 0xF4, 0xF5)
SIZE = 0.075  # of the frame's shorter side
MARGIN = 0.06  # of the frame's width
ABOVE_CHOICES = 0.24  # of the frame's height, kept free for captions and choices
SHADOW = 0.12  # of the letters' size
LINE = 1.2


def title_picture(text: str, width: int, height: int) -> "Image":
    """Return a title as a picture of `width` × `height` pixels that is clear but for its letters.

    Raises:
        FontMissing: No font here has its characters.
    """
    from PIL import Image, ImageDraw, ImageFilter

    font = find_font(text, bold=True)
    size, lines = fitted(text, font, max(12, round(min(width, height) * SIZE)), width * (1 - 2 * MARGIN))
    letters = Image.new("L", (width, height), 0)
    draw = ImageDraw.Draw(letters)
    top = round(height * (1 - ABOVE_CHOICES) - size * LINE * len(lines))
    for number, line in enumerate(lines):
        where = (round(width * MARGIN), top + round(number * size * LINE))
        draw.text(where, line, font=font.sized(size), fill=255)
    shadow = letters.filter(ImageFilter.GaussianBlur(max(1.0, size * SHADOW)))
    shadow = shadow.point(lambda strength: min(255, int(strength * 2.2)))
    picture = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    picture.paste((0, 0, 0, 200), (0, 0), shadow)
    picture.paste((*LETTERS, 255), (0, 0), letters)
    return picture


def write_title(text: str, width: int, height: int, target: Path) -> Path:
    """Write a title as a PNG file and return its path; raises as `title_picture`."""
    title_picture(text, width, height).save(target)
    return target
