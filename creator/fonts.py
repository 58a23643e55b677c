"""Finds a font on this machine that has the characters of a text."""

import os
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from creator.errors import FontMissing

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont
    from PIL.ImageFont import ImageFont as BitmapFont

PREFERRED = (
    "pretendard",
    "notosanskr",
    "notosanscjk",
    "nanumsquare",
    "nanumbarungothic",
    "nanumgothic",
    "applesdgothicneo",
    "malgun",
    "notosans",
    "dejavusans",
    "liberationsans",
    "arial",
)
PACKAGES = {
    "HANGUL": "fonts-nanum",
    "CJK": "fonts-noto-cjk",
    "HIRAGANA": "fonts-noto-cjk",
    "KATAKANA": "fonts-noto-cjk",
}
NOWHERE = "\U0010ffff"  # a character that no font has
PROBE_SIZE = 24


@dataclass(frozen=True)
class Font:
    """A font file, or Pillow's own font (Latin only) where `path` is `None`."""

    path: Path | None

    def sized(self, pixels: int) -> "FreeTypeFont | BitmapFont":
        """Return the font at a size, for Pillow."""
        from PIL import ImageFont

        if self.path is None:
            return ImageFont.load_default(pixels)
        return ImageFont.truetype(str(self.path), pixels)


def find_font(text: str, bold: bool = False) -> Font:
    """Return the most pleasant font here that has every character of `text`.

    Raises:
        FontMissing: There is none; names the script and the Debian package that brings one.
    """
    wanted = "".join(sorted({mark for mark in text if not mark.isspace()}))
    for path in _by_preference(bold):
        if has_characters(Font(path), wanted):
            return Font(path)
    if has_characters(Font(None), wanted):
        return Font(None)
    raise _missing(text, wanted)


def has_characters(font: Font, characters: Iterable[str]) -> bool:
    """Say whether a font draws each character as something of its own."""
    try:
        sized = font.sized(PROBE_SIZE)
        nothing = bytes(sized.getmask(NOWHERE))
        return all(_drawn(bytes(sized.getmask(mark)), nothing) for mark in characters)
    except (OSError, ValueError):  # a file that only looks like a font
        return False


def _drawn(mask: bytes, nothing: bytes) -> bool:
    return any(mask) and mask != nothing


def font_folders() -> tuple[Path, ...]:
    """Return where systems keep fonts."""
    home = Path.home()
    if sys.platform == "darwin":
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts"
    if sys.platform == "win32":
        return Path(
            os.environ.get("WINDIR", "C:/Windows")
        ) / "Fonts", home / "AppData/Local/Microsoft/Windows/Fonts"
    shared = os.environ.get("XDG_DATA_DIRS", "/usr/local/share:/usr/share").split(":")
    return (
        home / ".fonts",
        home / ".local/share/fonts",
        *(Path(folder) / "fonts" for folder in shared if folder),
    )


@cache
def _files() -> tuple[Path, ...]:
    found = (path for folder in font_folders() if folder.is_dir() for path in sorted(folder.rglob("*")))
    return tuple(path for path in found if path.suffix.lower() in {".ttf", ".otf", ".ttc"})


def _by_preference(bold: bool) -> Iterator[Path]:
    def rank(path: Path) -> tuple[int, bool, int, str]:
        name = path.stem.lower().replace("-", "").replace("_", "")
        family = next(
            (place for place, known in enumerate(PREFERRED) if name.startswith(known)), len(PREFERRED)
        )
        odd = any(
            word in name for word in ("italic", "oblique", "mono", "coding", "eco", "light", "thin", "black")
        )
        heavy = "bold" in name or name.endswith(("b", "eb"))
        return family, odd, heavy != bold, name

    yield from sorted(_files(), key=rank)


def _missing(text: str, wanted: str) -> FontMissing:
    plain = Font(None)
    lacking = [mark for mark in wanted if not has_characters(plain, mark)]
    script = unicodedata.name(lacking[0], "unknown").split()[0] if lacking else "LATIN"
    package = PACKAGES.get(script, "fonts-noto-core")
    return FontMissing(
        f'No font here can write "{text.strip()}" ({script.capitalize()}: {"".join(lacking[:8])}).',
        f"Install one (Debian: apt-get install {package}), or change that text.",
    )
