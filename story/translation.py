"""One story told in two languages: the words of a story with the same shape are taken into another."""

from dataclasses import replace

from story.errors import StoryError
from story.model import Ending, Story


def with_words_of(story: Story, other: Story) -> Story:
    """Return `story` with the labels and ending titles of `other` in the languages that it lacks.

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
    titles = {node.id: node.ending.title for node in other.nodes if node.ending is not None}
    return replace(
        story,
        nodes=tuple(
            replace(node, ending=Ending({**titles[node.id], **node.ending.title})) if node.ending else node
            for node in story.nodes
        ),
        choices=tuple(
            replace(choice, label={**labels[choice.id], **choice.label}) for choice in story.choices
        ),
    )


def _shape(story: Story) -> tuple[object, ...]:
    return (
        story.start,
        tuple((node.id, node.ending is None) for node in story.nodes),
        tuple((choice.id, choice.source, choice.target) for choice in story.choices),
    )
