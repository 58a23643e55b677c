"""Walks a story by code: the same story and the same choices always give the same path.

An ending ends the story even if choices lead on from it, and so does a node that offers none.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from story.errors import StoryError
from story.model import Choice, Node, Story, goes_on_by_itself


@dataclass(frozen=True)
class Step:
    """A node that was played, and the choice by which it was left (`None` for the last)."""

    node: Node
    choice: Choice | None


class Walker:
    """One viewer's way through a story, beginning at its start.

    Args:
        story: The story; choices that lead to no node in it are not offered.

    Raises:
        StoryError: The story has no start, or the start is no node of it.
    """

    def __init__(self, story: Story) -> None:
        self._nodes = {node.id: node for node in story.nodes}
        self._offered = offered_choices(story)
        if story.start not in self._nodes:
            raise StoryError(f"The story {story.title!r} has no node to start at.", "Set its start.")
        self._node = self._nodes[story.start]

    @property
    def node(self) -> Node:
        """The node that plays now."""
        return self._node

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What can be chosen here, in order; none where the story has ended."""
        return self._offered.get(self._node.id, ())

    @property
    def ended(self) -> bool:
        """Whether nothing leads on from here."""
        return not self.choices

    @property
    def goes_on(self) -> bool:
        """Whether this node asks nothing and plays on by itself."""
        return goes_on_by_itself(self.choices)

    def take(self, choice_id: str) -> Node:
        """Take a choice and return the node to which it leads.

        Raises:
            StoryError: This node does not offer it.
        """
        for choice in self.choices:
            if choice.id == choice_id:
                return self._follow(choice)
        raise StoryError(
            f"Node {self._node.id!r} offers no choice {choice_id!r}.", f"It offers {self._offer()}."
        )

    def time_out(self) -> Node:
        """Let time run out: take the default choice and return the node to which it leads.

        Raises:
            StoryError: This node has no default choice, so its choices stay open.
        """
        for choice in self.choices:
            if choice.default:
                return self._follow(choice)
        raise StoryError(f"Node {self._node.id!r} has no default choice.", f"It offers {self._offer()}.")

    def advance(self) -> Node:
        """Go on from a node that goes on by itself and return the next.

        Raises:
            StoryError: This node asks the viewer, or the story has ended here.
        """
        if not self.goes_on:
            raise StoryError(
                f"Node {self._node.id!r} does not go on by itself.", f"It offers {self._offer()}."
            )
        return self._follow(self.choices[0])

    def _follow(self, choice: Choice) -> Node:
        self._node = self._nodes[choice.target]
        return self._node

    def _offer(self) -> str:
        return ", ".join(choice.id for choice in self.choices) or "nothing: the story has ended"


def offered_choices(story: Story) -> dict[str, tuple[Choice, ...]]:
    """Return what each node offers, in order, by node id; nodes that offer nothing are left out.

    Choices of endings and choices that lead to no node are never offered.
    """
    nodes = {node.id: node for node in story.nodes}
    found: dict[str, list[Choice]] = {}
    for choice in sorted(story.choices, key=lambda choice: choice.order):
        source = nodes.get(choice.source)
        if source and source.ending is None and choice.target in nodes:
            found.setdefault(choice.source, []).append(choice)
    return {node_id: tuple(choices) for node_id, choices in found.items()}


def walk(story: Story, choices: Iterable[str]) -> tuple[Step, ...]:
    """Return the path of a viewer who takes these choices one after the other.

    Nodes that go on by themselves take none of them. The path stops where the story ends, where the choices are
    used up, or where it would go round for ever without asking.

    Args:
        story: The story.
        choices: Ids of choices.

    Raises:
        StoryError: A choice is not offered where it is taken, or the story has ended before.
    """
    walker, steps = Walker(story), list[Step]()
    for choice_id in choices:
        steps += _unasked(walker)
        node = walker.node
        taken = next((choice for choice in walker.choices if choice.id == choice_id), None)
        walker.take(choice_id)
        steps.append(Step(node, taken))
    steps += _unasked(walker)
    return (*steps, Step(walker.node, None))


def _unasked(walker: Walker) -> Iterator[Step]:
    """Advance until something is asked, the story has ended, or a node comes for the second time."""
    seen: set[str] = set()
    while walker.goes_on and walker.node.id not in seen:
        seen.add(walker.node.id)
        yield Step(walker.node, walker.choices[0])
        walker.advance()


def default_path(story: Story) -> tuple[Node, ...]:
    """Return the nodes of a viewer who never chooses: the default choices, else the first in order.

    The path stops at an ending, at a node that offers nothing, and before a node that it has seen.

    Raises:
        StoryError: The story has no start.
    """
    walker = Walker(story)
    path = {walker.node.id: walker.node}
    while not walker.ended:
        preferred = next((choice for choice in walker.choices if choice.default), walker.choices[0])
        node = walker.take(preferred.id)
        if node.id in path:
            break
        path[node.id] = node
    return tuple(path.values())
