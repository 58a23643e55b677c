"""Title and end cards, and cards for what is still to be shot: Pillow draws them, moviepy sets them in motion."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from creator.card_design import Layer, Words, fork_layer, frame_layer, ground, words_layer
from creator.clips import ClipCache, Job, cache_name
from creator.errors import CreatorError, NoSpaceLeft, writing_to
from creator.ffmpeg import NO_SPACE, Report
from creator.plan import to_shoot
from creator.profile import Profile
from creator.source import Piece
from story.model import Node, Story, text_in

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SECONDS = Fraction(7, 2)
FADE_IN, FADE_OUT = 0.5, 0.6
DRAWING = 1.3  # seconds in which the fork is drawn
WORDS_AFTER = 0.4  # seconds
DESIGN_VERSION = 2
QUALITY = 16  # dark soft light shows every flaw, and costs little

TITLE_LINE = {"en": "A branching film", "ko": "고르는 대로 이어지는 영화"}
THE_END = {"en": "The End", "ko": "끝"}
TO_SHOOT = {"en": "To shoot", "ko": "촬영할 장면"}


class Emblem(StrEnum):
    """What is drawn over the words of a card."""

    PARTING = "parting"
    MEETING = "meeting"
    FRAME = "frame"


@dataclass(frozen=True)
class Card:
    """A card before it is rendered: what it says, and what is drawn over it."""

    words: Words
    emblem: Emblem = Emblem.PARTING


def title_card(story: Story) -> Card:
    """Return the card that opens a story."""
    return Card(Words("", story.title.strip() or "—", text_in(TITLE_LINE, story.language)))


def end_card(story: Story, node: Node) -> Card:
    """Return the card that closes one ending of a story: the ending's title under "The End"."""
    the_end = text_in(THE_END, story.language)
    ending = text_in(node.ending.title, story.language).strip() if node.ending else ""
    return Card(Words(the_end if ending else "", ending or the_end, story.title.strip()), Emblem.MEETING)


def to_shoot_card(story: Story, node: Node) -> Card:
    """Return the card that plays in the place of footage that nobody has shot yet."""
    wanted, title = to_shoot(story, node), node.title.strip()
    below = "" if title.casefold() in wanted.casefold() else title
    return Card(Words(text_in(TO_SHOOT, story.language), wanted, below), Emblem.FRAME)


def card_file(card: Card, clips: ClipCache) -> Path:
    """Return where the card lies once it is rendered."""
    return clips.folder / cache_name(
        {"card": asdict(card), "design": DESIGN_VERSION, "profile": asdict(clips.profile), "seconds": SECONDS}
    )


def card_job(card: Card, clips: ClipCache) -> Job:
    """Return the work of rendering a card into the cache.

    Raises:
        FontMissing: On rendering, if no font here has the characters of the card.
    """
    file = card_file(card, clips)
    frames = round(SECONDS * clips.profile.frame_rate)

    def render(report: Report) -> None:
        with TemporaryDirectory(prefix="gallae-card-") as folder:
            drawn = Path(folder) / "card.mp4"
            draw_card(card, clips.profile, drawn, report)
            profile = replace(clips.profile, quality=QUALITY)
            clips.encoder.cut(_piece(drawn, card, clips.profile), profile, file, lambda _: report(frames))

    return Job(file, frames, render)


def draw_card(card: Card, profile: Profile, target: Path, report: Report) -> None:
    """Write a card as a silent, lossless film with moviepy.

    Raises:
        FontMissing: No font here has the characters of the card.
        NoSpaceLeft: There is no room for it.
        Cancelled: `report` raised it.
    """
    clip = _moving(card, profile, report)
    try:
        with writing_to(target):
            clip.write_videofile(
                str(target),
                fps=float(profile.frame_rate),
                codec="libx264rgb",
                preset="ultrafast",
                ffmpeg_params=["-qp", "0"],
                audio=False,
                threads=1,
                logger=None,
            )
    except CreatorError as error:
        if any(words in error.message for words in NO_SPACE):
            raise NoSpaceLeft(target) from error
        raise
    finally:
        clip.close()


def _moving(card: Card, profile: Profile, report: Report) -> Any:
    """Return the card as a moviepy clip: its emblem draws itself, the words come up, all fades away."""
    import numpy as np
    from moviepy import CompositeVideoClip, ImageClip, VideoClip, vfx

    size, seconds = (profile.width, profile.height), float(SECONDS)
    words = words_layer(card.words, *size)
    emblem = _emblem(card, size, words.top)
    colours = np.asarray(emblem.picture)
    reveal = VideoClip(_revealed(colours[..., 3] / 255, report, profile), is_mask=True, duration=seconds)
    layers = [
        ImageClip(ground(*size), duration=seconds),
        ImageClip(colours[..., :3], duration=seconds)
        .with_mask(reveal)
        .with_position((emblem.left, emblem.top)),
        ImageClip(np.asarray(words.picture), duration=seconds - WORDS_AFTER)
        .with_effects([vfx.CrossFadeIn(0.7)])
        .with_start(WORDS_AFTER)
        .with_position((words.left, words.top)),
    ]
    return CompositeVideoClip(layers, size=size).with_effects([vfx.FadeIn(FADE_IN), vfx.FadeOut(FADE_OUT)])


def _emblem(card: Card, size: tuple[int, int], bottom: int) -> Layer:
    if card.emblem is Emblem.FRAME:
        return frame_layer(*size, bottom)
    return fork_layer(*size, bottom, joined=card.emblem is Emblem.MEETING)


def _revealed(opacity: "NDArray[np.float64]", report: Report, profile: Profile) -> Callable[[float], Any]:
    """Return the mask at each second: what is drawn by then, from left to right with a soft edge."""
    import numpy as np

    across = np.linspace(0, 1, opacity.shape[1])[None, :]

    def mask(time: float) -> Any:
        report(int(time * profile.frame_rate))
        share = min(1.0, max(0.0, (time - 0.2) / DRAWING))
        eased = 1.1 * (1 - (1 - share) ** 3)
        return opacity * np.clip((eased - across) / 0.1, 0, 1)

    return mask


def _piece(file: Path, card: Card, profile: Profile) -> Piece:
    return Piece(
        path=file,
        title=card.words.title,
        width=profile.width,
        height=profile.height,
        video=0,
        has_sound=False,
        seek=Fraction(0),
        start=0,
        end=2**40,
        start_seconds=Fraction(0),
        duration=SECONDS,
        matrix="",
    )
