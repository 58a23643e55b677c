"""Publishes one path of a story as one film: title card, clips with chapters, end card, and whom to name."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from creator.bundle import rendered_footage
from creator.cards import card_file, card_job
from creator.clips import ClipCache, Rendered
from creator.credit_cards import HEADING, credit_cards
from creator.credits import credits_of
from creator.encoder import Encoder
from creator.footage import Footage
from creator.joining import Part
from creator.loudness import R128
from creator.plan import Plan, plan_of
from creator.rights import refuse_forbidden
from library.progress import Progress, no_progress
from story.model import Node, Story, text_in
from story.play.chosen_path import chosen_path
from story.play.walk import Step


def publish_linear(
    story: Story,
    footage: Footage,
    file: Path,
    *,
    cache: Path,
    progress: Progress = no_progress,
    encoder: Encoder | None = None,
    path: Sequence[Step] | None = None,
    profile: str = "web",
    hardware: bool = False,
) -> Path:
    """Write one MP4 of one path, with a chapter for each node; it ends with a card for each film to be named.

    Args:
        story: What to publish.
        footage: Films and cues by fingerprint.
        file: The MP4 to write.
        cache: Folder of rendered clips; clips that are there are not encoded again.
        progress: Told about the stages `clips` and `cards` (in frames) and `joining` (in parts).
        encoder: What encodes; ffmpeg by default.
        path: The path, as `story.play.chosen_path` gives it; the default path by default.
        profile: Name of the profile; see `creator.profile.KINDS`.
        hardware: Whether the machine's graphics hardware is to encode.

    Raises:
        CreatorError: As publishing a bundle.
        Cancelled: `progress` raised it.
    """
    plan = plan_of(story, footage, profile=profile, hardware=hardware)
    refuse_forbidden(plan)
    nodes = tuple(plan.nodes[step.node.id] for step in path or chosen_path(story))
    clips = ClipCache(cache, plan.profile, encoder, loudness=R128)
    rendered = rendered_footage(plan, nodes[-1:], clips, progress, footage, nodes)
    named = _credits(plan, nodes, clips, progress)
    parts = [_part(rendered.title_card, story.title)]
    for node in nodes:
        shown = rendered.clips[node.id]
        parts += [_part(part.clip, "" if number else node.title) for number, part in enumerate(shown)]
    parts += map(_part, rendered.end_cards.values())
    chapter = text_in(HEADING, story.language)
    parts += [_part(card, "" if number else chapter) for number, card in enumerate(named)]
    progress("joining", 0, len(parts))
    clips.encoder.join(parts, file, lambda _: progress("joining", 0, len(parts)))
    progress("joining", len(parts), len(parts))
    return file


def _part(clip: Rendered, chapter: str = "") -> Part:
    return Part(clip.file, clip.duration, chapter)


def _credits(plan: Plan, nodes: Sequence[Node], clips: ClipCache, progress: Progress) -> Iterator[Rendered]:
    """Render a card for each film that these nodes play."""
    used = {clip.film: plan.films[clip.film] for node in nodes for clip in node.clips}
    cards = credit_cards(plan.story, credits_of(used.values()))
    clips.render([card_job(card, clips) for card in cards], "cards", progress)
    return (clips.rendered(card_file(card, clips)) for card in cards)
