"""Checks how clips are shown: fades and crossfades that do not fit the clips they belong to."""

from collections.abc import Iterator

from story.check.problems import Problem, problem
from story.model import Clip, Node, Story, overlap_ms
from story.titles import node_name


def treatment_problems(story: Story) -> Iterator[Problem]:
    """Yield the clips whose fades are longer than they are, and those whose crossfade is cut short."""
    for node in story.nodes:
        for number, clip in enumerate(node.clips, 1):
            before = node.clips[number - 2] if number > 1 else None
            yield from _clip_problems(node, number, clip, before)


def _clip_problems(node: Node, number: int, clip: Clip, before: Clip | None) -> Iterator[Problem]:
    name, length = node_name(node), clip.duration_ms
    treatment = clip.treatment
    fades = treatment.fade_in_ms + treatment.fade_out_ms
    if fades > length:
        yield problem("G049", node_id=node.id, node=name, number=number, length=length, fades=fades)
    wanted = treatment.crossfade_ms
    kept = 0 if before is None else overlap_ms(before, clip)
    if wanted > kept:
        yield problem("G050", node_id=node.id, node=name, number=number, wanted=wanted, kept=kept)
