"""What a story needs before it can be published: its nodes, choices, films and playable clips, all checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from creator.errors import MissingFootage, StoryNotReady
from creator.footage import Footage, films_of
from creator.profile import Profile, web_profile
from creator.source import playable
from library.records import Film
from story.model import Choice, Clip, Node, Story


@dataclass(frozen=True)
class Plan:
    """A story ready to be rendered.

    Attributes:
        story: The story.
        nodes: What can be reached from the start, by id, with clips shortened to what their films hold.
        choices: The choices of each of them, in the order in which they are offered. Endings have none.
        films: The films used, by fingerprint.
        profile: How every clip is encoded.
    """

    story: Story
    nodes: Mapping[str, Node]
    choices: Mapping[str, tuple[Choice, ...]]
    films: Mapping[str, Film]
    profile: Profile

    @property
    def clips(self) -> tuple[Clip, ...]:
        """All clips, in the order of their nodes."""
        return tuple(clip for node in self.nodes.values() for clip in node.clips)

    @property
    def ends(self) -> tuple[Node, ...]:
        """The nodes at which the story ends."""
        return tuple(node for node in self.nodes.values() if not self.choices[node.id])


def plan_of(story: Story, footage: Footage) -> Plan:
    """Check a story and gather what it needs.

    Raises:
        StoryNotReady: It has no start, or a choice leads to a node that is not there.
        MissingFootage: A node has no clips, or the film of a clip cannot be used.
    """
    choices = {node.id: choices_of(story, node) for node in story.nodes}
    nodes = _reachable(story, choices)
    for node in nodes:
        if not node.clips:
            raise MissingFootage(
                f'"{node.title or node.id}" has no clip to play.',
                "Add a scene to it, or remove it from the story.",
            )
    films = films_of(nodes, footage)
    ready = [replace(node, clips=tuple(_usable(node, clip, films) for clip in node.clips)) for node in nodes]
    used = [(films[clip.film], clip.duration_ms) for node in ready for clip in node.clips]
    return Plan(
        story=story,
        nodes={node.id: node for node in ready},
        choices={node.id: choices[node.id] for node in ready},
        films=films,
        profile=web_profile(used),
    )


def choices_of(story: Story, node: Node) -> tuple[Choice, ...]:
    """Return what is offered at a node, in order; nothing at an ending."""
    if node.ending is not None:
        return ()
    found = [choice for choice in story.choices if choice.source == node.id]
    return tuple(sorted(found, key=lambda choice: choice.order))


def _reachable(story: Story, choices: Mapping[str, tuple[Choice, ...]]) -> tuple[Node, ...]:
    """Return the nodes that can be reached from the start, in the story's order."""
    if not story.start or story.start not in choices:
        raise StoryNotReady(f'"{story.title}" has no start.', "Say which node comes first.")
    seen: set[str] = set()
    waiting = [story.start]
    while waiting:
        here = waiting.pop()
        seen.add(here)
        for choice in choices[here]:
            if choice.target not in choices:
                raise StoryNotReady(
                    f'Choice "{choice.id}" at "{here}" leads to "{choice.target}", which is not in the story.',
                    "Connect it to a node, or remove it.",
                )
            if choice.target not in seen:
                waiting.append(choice.target)
    return tuple(node for node in story.nodes if node.id in seen)


def _usable(node: Node, clip: Clip, films: Mapping[str, Film]) -> Clip:
    try:
        return playable(clip, films[clip.film])
    except MissingFootage as error:
        where = f'"{node.title or node.id}" cannot be published: {error.message}'
        raise MissingFootage(where, error.remedy) from error
