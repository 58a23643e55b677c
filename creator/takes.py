"""What is rendered for a node: each clip with what its neighbours do to it, where they crossfade."""

from dataclasses import dataclass, replace
from itertools import zip_longest

from story.model import Clip, Node, overlap_ms, text_in


@dataclass(frozen=True)
class Take:
    """A clip as it is rendered.

    A crossfade is rendered into the later of two clips; the earlier one ends where it begins.

    Attributes:
        clip: The clip, shortened by what the next one shows of it.
        lead: What it shows of the clip before while it comes up, or `None`.
        goes_on: Whether the next clip shows its end.
        title: What is written over it, or `""`.
        heard, lead_heard: The whole of both clips as the story has them, if they are shortened: how loud these are
            decides by how much they are made louder, so that a clip is as loud before a crossfade as in it.
    """

    clip: Clip
    lead: Clip | None = None
    goes_on: bool = False
    title: str = ""
    heard: Clip | None = None
    lead_heard: Clip | None = None


def takes_of(node: Node, language: str) -> tuple[Take, ...]:
    """Return what is rendered for the clips of a node, in order.

    Args:
        node: The node.
        language: In which titles are written, if they are there in it.
    """
    befores = (None, *node.clips[:-1])
    return tuple(
        _take(before, clip, after, language)
        for before, clip, after in zip_longest(befores, node.clips, node.clips[1:])
        if clip is not None
    )


def _take(before: Clip | None, clip: Clip, after: Clip | None, language: str) -> Take:
    treatment = clip.treatment
    coming = overlap_ms(before, clip) if before is not None else 0
    going = overlap_ms(clip, after) if after is not None else 0
    if coming:
        treatment = replace(treatment, fade_in_ms=0)
    if going:
        treatment = replace(treatment, fade_out_ms=0)
    shown = replace(clip, treatment=treatment, end_ms=clip.end_ms - _film_ms(clip, going))
    return Take(
        clip=shown,
        lead=_end_of(before, coming) if before is not None and coming else None,
        goes_on=going > 0,
        title=text_in(clip.treatment.title, language).strip(),
        heard=clip if going else None,
        lead_heard=before if coming else None,
    )


def _end_of(clip: Clip, played_ms: int) -> Clip:
    """Return the end of a clip that crossfades into the next one."""
    treatment = replace(clip.treatment, fade_in_ms=0, fade_out_ms=0, title={})
    return replace(clip, start_ms=clip.end_ms - _film_ms(clip, played_ms), treatment=treatment)


def _film_ms(clip: Clip, played_ms: int) -> int:
    return min(round(played_ms * clip.treatment.speed), clip.end_ms - clip.start_ms - 1)
