"""The one picture and sound format that all clips of a bundle share, so that they follow each other seamlessly."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from library.records import Film

USUAL_RATES = tuple(map(Fraction, ("24000/1001", "24", "25", "30000/1001", "30")))
LONG_SIDE, SHORT_SIDE = 1280, 720
SAME_RATIO = Fraction(1, 50)  # ratios closer than this are one ratio to a viewer
NO_FOOTAGE = (1280, 720, Fraction(24))


@dataclass(frozen=True)
class Profile:
    """How every clip of a bundle is encoded.

    Attributes:
        name: For people, and part of what names a rendered clip.
        width, height: Of the frame, in pixels, both even. Pictures of another ratio get black bars.
        frame_rate: Constant, in frames a second.
        sample_rate: Of the sound (always stereo), in Hz.
        quality: Constant rate factor of x264; smaller is better.
        preset: How long x264 thinks.
        audio_kbps: AAC bitrate in kbit/s.
    """

    name: str
    width: int
    height: int
    frame_rate: Fraction
    sample_rate: int = 48_000
    quality: int = 21
    preset: str = "veryfast"
    audio_kbps: int = 160

    def inside(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest even size with the ratio of `width` × `height` that fits into the frame."""
        scale = min(Fraction(self.width, width), Fraction(self.height, height))
        return _even(width * scale), _even(height * scale)


def web_profile(used: Iterable[tuple[Film, int]]) -> Profile:
    """Choose the frame for a story that plays in browsers.

    The film that supplies most footage gives ratio and frame rate; the largest film gives the size, up to 720p.

    Args:
        used: Each clip's film and how many milliseconds it plays.
    """
    footage: Counter[str] = Counter()
    films: dict[str, Film] = {}
    for film, duration_ms in used:
        footage[film.fingerprint] += duration_ms
        films[film.fingerprint] = film
    if not films:
        return Profile("web", *NO_FOOTAGE)
    main = films[footage.most_common(1)[0][0]]
    width, height = _frame(Fraction(main.width, main.height), films.values())
    return Profile("web", width, height, usual_rate(main.frame_rate))


def usual_rate(rate: Fraction) -> Fraction:
    """Return the usual frame rate nearest to `rate`, to one of its halves or to one of its doubles."""
    if rate <= 0:
        return NO_FOOTAGE[2]
    while rate > 31:
        rate /= 2
    while rate < 23:
        rate *= 2
    return min(USUAL_RATES, key=lambda usual: abs(usual - rate))


def _frame(ratio: Fraction, films: Iterable[Film]) -> tuple[int, int]:
    """Return the frame of this ratio in which the largest of the films is not enlarged."""
    limits = (LONG_SIDE, SHORT_SIDE) if ratio >= 1 else (SHORT_SIDE, LONG_SIDE)
    tallest = max(max(Fraction(film.height), film.width / ratio) for film in films)
    if abs(ratio / Fraction(16, 9) - 1) < SAME_RATIO:
        ratio = Fraction(16, 9)
    height = min(tallest, Fraction(limits[1]), limits[0] / ratio)
    return _even(height * ratio), _even(height)


def _even(length: Fraction) -> int:
    return max(2, round(length / 2) * 2)
