"""What a story needs before it can be published: its nodes, choices, films and playable clips, all checked."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from creator.errors import MissingFootage, StoryNotReady
from creator.footage import Footage, films_of
from creator.profile import Profile, profile_named
from creator.source import playable
from library.records import Film
from story.model import Choice, Clip, Group, Node, Story, text_in


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
        """The nodes at which the story ends: endings, and nodes from which nothing leads on."""
        return tuple(node for node in self.nodes.values() if self._leads_nowhere(node))

    @property
    def possible_ends(self) -> tuple[Node, ...]:
        """The nodes at which the story can end: also those whose choices may all be gone."""
        return tuple(node for node in self.nodes.values() if self._may_lead_nowhere(node))

    def _leads_nowhere(self, node: Node) -> bool:
        return not self.choices[node.id] and not node.returns

    def _may_lead_nowhere(self, node: Node) -> bool:
        return all(choice.condition.strip() or choice.once for choice in self.choices[node.id])


def plan_of(story: Story, footage: Footage, *, profile: str = "web", hardware: bool = False) -> Plan:
    """Check a story and gather what it needs.

    Args:
        story: The story.
        footage: Films and cues by fingerprint.
        profile: Name of the profile; see `creator.profile.KINDS`.
        hardware: Whether the machine's graphics hardware is to encode.

    Raises:
        NoSuchProfile, EncoderMissing: The profile cannot be had.
        StoryNotReady: It has no start, or a choice leads to a node that is not there.
        MissingFootage: A node has neither clips nor words for what is to be shot, or the film of a clip cannot be
            used.
    """
    choices = {node.id: choices_of(story, node) for node in story.nodes}
    nodes = _reachable(story, choices)
    for node in nodes:
        if not node.clips and not to_shoot(story, node):
            raise MissingFootage(
                f'"{node.title or node.id}" has no clip to play.',
                "Add a scene to it, say what is to be shot, or remove it from the story.",
            )
    films = films_of(nodes, footage)
    ready = [replace(node, clips=tuple(_usable(node, clip, films) for clip in node.clips)) for node in nodes]
    used = [(films[clip.film], clip.duration_ms) for node in ready for clip in node.clips]
    return Plan(
        story=story,
        nodes={node.id: node for node in ready},
        choices={node.id: choices[node.id] for node in ready},
        films=films,
        profile=profile_named(profile, used, hardware=hardware),
    )


def choices_of(story: Story, node: Node) -> tuple[Choice, ...]:
    """Return what may be offered at a node, in order; nothing at an ending."""
    if node.ending is not None:
        return ()
    found = [choice for choice in story.choices if choice.source == node.id]
    return tuple(sorted(found, key=lambda choice: choice.order))


def to_shoot(story: Story, node: Node) -> str:
    """Return what a card says in the place of a node's missing footage, in the story's language; `""` for no card."""
    return "" if node.clips else text_in(node.to_shoot, story.language).strip()


def _reachable(story: Story, choices: Mapping[str, tuple[Choice, ...]]) -> tuple[Node, ...]:
    """Return the nodes that can be reached from the start, in the story's order, whatever conditions say."""
    if not story.start or story.start not in choices:
        raise StoryNotReady(f'"{story.title}" has no start.', "Say which node comes first.")
    groups = {group.id: group for group in story.groups}
    seen: set[str] = set()
    waiting = [story.start]
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        for choice in choices[here]:
            for name in filter(None, (choice.target, choice.returns_to)):
                where = f'Choice "{choice.id}" at "{here}"'
                waiting += _there(_played(name, groups, where), choices, where) - seen
    return tuple(node for node in story.nodes if node.id in seen)


def _played(name: str, groups: Mapping[str, Group], where: str) -> set[str]:
    """Return the nodes that an id stands for: itself, or a group's candidates."""
    if name not in groups:
        return {name}
    if not groups[name].candidates:
        raise StoryNotReady(f'{where} leads to "{name}", which has no node to play.', "Add a node to it.")
    return {candidate.node for candidate in groups[name].candidates}


def _there(names: set[str], choices: Mapping[str, tuple[Choice, ...]], where: str) -> set[str]:
    for name in sorted(names):
        if name not in choices:
            raise StoryNotReady(
                f'{where} leads to "{name}", which is not in the story.',
                "Connect it to a node, or remove it.",
            )
    return names


def _usable(node: Node, clip: Clip, films: Mapping[str, Film]) -> Clip:
    try:
        return playable(clip, films[clip.film])
    except MissingFootage as error:
        where = f'"{node.title or node.id}" cannot be published: {error.message}'
        raise MissingFootage(where, error.remedy) from error
