"""One story told in two languages: the words of a story with the same shape are taken into another."""

from dataclasses import replace
from itertools import zip_longest

from story.errors import StoryError
from story.model import Clip, Node, Story


def with_words_of(story: Story, other: Story) -> Story:
    """Return `story` with the labels, ending titles and clip titles of `other` in the languages that it lacks.

    A clip's title is taken from a clip at the same place that shows the same piece of the same film.

    Two drafts have the same shape when their synopses have the same lines in two languages.

    Args:
        story: Keeps everything it has.
        other: Has the same nodes and choices by id, leading the same ways.

    Raises:
        StoryError: The two have not the same shape.
    """
    if _shape(story) != _shape(other):
        raise StoryError(
            f"{other.title!r} has not the same nodes and choices as {story.title!r}.",
            "Give both synopses the same lines.",
        )
    labels = {choice.id: choice.label for choice in other.choices}
    return replace(
        story,
        nodes=tuple(_worded(node, twin) for node, twin in zip(story.nodes, other.nodes, strict=True)),
        choices=tuple(
            replace(choice, label={**labels[choice.id], **choice.label}) for choice in story.choices
        ),
    )


def _worded(node: Node, other: Node) -> Node:
    clips = tuple(_clip_worded(clip, twin) for clip, twin in zip_longest(node.clips, other.clips) if clip)
    if node.ending is None or other.ending is None:
        return replace(node, clips=clips)
    title = {**other.ending.title, **node.ending.title}
    return replace(node, clips=clips, ending=replace(node.ending, title=title))


def _clip_worded(clip: Clip, other: Clip | None) -> Clip:
    if other is None or (clip.film, clip.start_ms, clip.end_ms) != (other.film, other.start_ms, other.end_ms):
        return clip
    title = {**other.treatment.title, **clip.treatment.title}
    return replace(clip, treatment=replace(clip.treatment, title=title))


def _shape(story: Story) -> tuple[object, ...]:
    return (
        story.start,
        tuple((node.id, node.ending is None) for node in story.nodes),
        tuple((choice.id, choice.source, choice.target) for choice in story.choices),
    )
