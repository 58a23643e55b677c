"""The one picture and sound format that all clips of a bundle share, so that they follow each other seamlessly."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from creator.errors import NoSuchProfile
from library.records import Film

USUAL_RATES = tuple(map(Fraction, ("24000/1001", "24", "25", "30000/1001", "30")))
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
        quality: Constant rate factor, or what the encoder has in its place; smaller is better.
        preset: How long the encoder thinks, in its own words.
        audio_kbps: AAC bitrate in kbit/s.
        codec: Of the pictures: `h264`, `av1` or `vp9`.
        encoder: What encodes them, as ffmpeg calls it.
        most_kbps: Films with more kbit/s are encoded, not copied; 0 for no limit.
    """

    name: str
    width: int
    height: int
    frame_rate: Fraction
    sample_rate: int = 48_000
    quality: int = 21
    preset: str = "veryfast"
    audio_kbps: int = 160
    codec: str = "h264"
    encoder: str = "libx264"
    most_kbps: int = 12_000

    def inside(self, width: int, height: int) -> tuple[int, int]:
        """Return the largest even size with the ratio of `width` × `height` that fits into the frame."""
        scale = min(Fraction(self.width, width), Fraction(self.height, height))
        return _even(width * scale), _even(height * scale)

    def around(self, width: int, height: int) -> tuple[int, int]:
        """Return the smallest even size with the ratio of `width` × `height` that covers the frame."""
        scale = max(Fraction(self.width, width), Fraction(self.height, height))
        return max(self.width, _even(width * scale)), max(self.height, _even(height * scale))


@dataclass(frozen=True)
class Kind:
    """What the profiles of one name share; the attributes are those of `Profile`, and the largest frame."""

    codec: str
    preset: str
    quality: int
    audio_kbps: int
    most_kbps: int
    long_side: int
    short_side: int


KINDS = {
    "web": Kind("h264", "veryfast", 21, 160, 12_000, 1280, 720),
    "small": Kind("h264", "medium", 27, 96, 1_500, 854, 480),
    "master": Kind("h264", "slow", 15, 320, 0, 3840, 2160),
    "av1": Kind("av1", "8", 35, 160, 0, 1280, 720),
    "vp9": Kind("vp9", "4", 33, 160, 0, 1280, 720),
}
"""The profiles there are, by name."""


def web_profile(used: Iterable[tuple[Film, int]]) -> Profile:
    """Choose the format for a story that plays in browsers; see `profile_named`."""
    return profile_named("web", used)


def profile_named(name: str, used: Iterable[tuple[Film, int]], *, hardware: bool = False) -> Profile:
    """Choose the format for a story: the encoder by name, the frame by its films.

    The film that supplies most footage gives ratio and frame rate; the largest film gives the size, up to the largest
    of the profile's kind.

    Args:
        name: One of `KINDS`.
        used: Each clip's film and how many milliseconds it plays.
        hardware: Whether the machine's graphics hardware is to encode.

    Raises:
        NoSuchProfile: There is none of this name.
        EncoderMissing: Nothing here encodes it.
    """
    if name not in KINDS:
        raise NoSuchProfile(name, KINDS)
    kind = KINDS[name]
    width, height, rate = _format(list(used), kind)
    return Profile(
        name=name,
        width=width,
        height=height,
        frame_rate=rate,
        quality=kind.quality,
        preset=kind.preset,
        audio_kbps=kind.audio_kbps,
        codec=kind.codec,
        encoder=_encoder(kind.codec, hardware),
        most_kbps=kind.most_kbps,
    )


def _encoder(codec: str, hardware: bool) -> str:
    if codec == "h264" and not hardware:
        return "libx264"  # every ffmpeg that comes with imageio-ffmpeg has it; asking would take time
    from creator.hardware import hardware_encoder, software_encoder

    return hardware_encoder(codec) if hardware else software_encoder(codec)


def _format(used: list[tuple[Film, int]], kind: Kind) -> tuple[int, int, Fraction]:
    footage: Counter[str] = Counter()
    films: dict[str, Film] = {}
    for film, duration_ms in used:
        footage[film.fingerprint] += duration_ms
        films[film.fingerprint] = film
    if not films:
        return NO_FOOTAGE
    main = films[footage.most_common(1)[0][0]]
    width, height = _frame(Fraction(main.width, main.height), films.values(), kind)
    if _nearly((width, height), (main.width, main.height), kind):
        width, height = main.width, main.height  # so that its pictures can be copied
    return width, height, usual_rate(main.frame_rate)


def _nearly(frame: tuple[int, int], film: tuple[int, int], kind: Kind) -> bool:
    """Say whether a film's own size can be the frame's: even, not too large, and next to what was found."""
    even = all(side % 2 == 0 for side in film)
    fits = max(film) <= kind.long_side and min(film) <= kind.short_side
    return (
        even and fits and all(abs(Fraction(a, b) - 1) < SAME_RATIO for a, b in zip(film, frame, strict=True))
    )


def usual_rate(rate: Fraction) -> Fraction:
    """Return the usual frame rate nearest to `rate`, to one of its halves or to one of its doubles."""
    if rate <= 0:
        return NO_FOOTAGE[2]
    while rate > 31:
        rate /= 2
    while rate < 23:
        rate *= 2
    return min(USUAL_RATES, key=lambda usual: abs(usual - rate))


def _frame(ratio: Fraction, films: Iterable[Film], kind: Kind) -> tuple[int, int]:
    """Return the frame of this ratio in which the largest of the films is not enlarged."""
    limits = (kind.long_side, kind.short_side) if ratio >= 1 else (kind.short_side, kind.long_side)
    tallest = max(max(Fraction(film.height), film.width / ratio) for film in films)
    if abs(ratio / Fraction(16, 9) - 1) < SAME_RATIO:
        ratio = Fraction(16, 9)
    height = min(tallest, Fraction(limits[1]), limits[0] / ratio)
    return _even(height * ratio), _even(height)


def _even(length: Fraction) -> int:
    return max(2, round(length / 2) * 2)
