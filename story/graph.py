"""A story that can be edited: nodes and choices on a networkx graph.

>>> from story.model import new_story
>>> graph = StoryGraph(new_story("Two ways"))
>>> home, alley, bus = (graph.add_node(title).id for title in ("At home", "The alley", "The bus"))
>>> graph.connect(home, alley, "Walk", default=True).id
'c1'
>>> graph.connect(home, bus, "Ride").order
1
>>> [node.title for node in graph.successors(home)]
['The alley', 'The bus']
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import networkx as nx

from story.errors import StoryError
from story.fields import GREATEST_NUMBER, IDENTIFIER
from story.model import Choice, Clip, Ending, LocalText, Node, Story


class StoryGraph:
    """An editable story; `story` is what it is at the moment, as a frozen record.

    Changing it keeps two promises: an id is never given twice, and of a node's choices at most one that was
    added or changed here is the default.

    Args:
        story: What to start from. It is not changed itself.
    """

    def __init__(self, story: Story) -> None:
        self._bare = replace(story, nodes=(), choices=())
        self._nodes = {node.id: node for node in story.nodes}
        self._choices = {choice.id: choice for choice in story.choices}
        self._last_node = max(story.last_node, _highest("n", self._nodes))
        self._last_choice = max(story.last_choice, _highest("c", self._choices))
        self._made: dict[str, int] = {}
        self._digraph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        self._digraph.add_nodes_from(self._nodes)
        for choice in story.choices:
            self._link(choice)

    @property
    def story(self) -> Story:
        """The story as it is now."""
        return replace(
            self._bare,
            nodes=self.nodes,
            choices=self.choices,
            last_node=self._last_node,
            last_choice=self._last_choice,
        )

    @property
    def digraph(self) -> "nx.MultiDiGraph[str]":
        """A copy for networkx's algorithms: node ids, edges keyed by choice id; dangling choices are left out."""
        return self._digraph.subgraph(self._nodes).copy()

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in the order in which they were made."""
        return tuple(self._nodes.values())

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All choices in the order in which they were made."""
        return tuple(self._choices.values())

    @property
    def start(self) -> str:
        """Id of the first node, or `""`."""
        return self._bare.start

    def node(self, node_id: str) -> Node:
        """Return a node.

        Raises:
            StoryError: The story has no such node.
        """
        if node_id not in self._nodes:
            raise StoryError(f"The story has no node {node_id!r}.", "Reload the story to see its nodes.")
        return self._nodes[node_id]

    def choice(self, choice_id: str) -> Choice:
        """Return a choice.

        Raises:
            StoryError: The story has no such choice.
        """
        if choice_id not in self._choices:
            raise StoryError(
                f"The story has no choice {choice_id!r}.", "Reload the story to see its choices."
            )
        return self._choices[choice_id]

    def choices_of(self, node_id: str) -> tuple[Choice, ...]:
        """Return the choices that a node offers, in the order in which it offers them."""
        self.node(node_id)
        found = (self._choices[key] for _, _, key in self._digraph.out_edges(node_id, keys=True))
        return tuple(sorted(found, key=lambda choice: (choice.order, self._made[choice.id])))

    def choices_to(self, node_id: str) -> tuple[Choice, ...]:
        """Return the choices that lead to a node."""
        self.node(node_id)
        return tuple(self._choices[key] for _, _, key in self._digraph.in_edges(node_id, keys=True))

    def successors(self, node_id: str) -> tuple[Node, ...]:
        """Return the nodes to which a node's choices lead, each once, in order."""
        targets = dict.fromkeys(choice.target for choice in self.choices_of(node_id))
        return tuple(self._nodes[target] for target in targets if target in self._nodes)

    def predecessors(self, node_id: str) -> tuple[Node, ...]:
        """Return the nodes from which a choice leads here, each once."""
        sources = dict.fromkeys(choice.source for choice in self.choices_to(node_id))
        return tuple(self._nodes[source] for source in sources if source in self._nodes)

    def add_node(
        self,
        title: str = "",
        *,
        clips: Iterable[Clip] = (),
        ending: Ending | None = None,
        beat: str = "",
        position: tuple[float, float] | None = None,
        node_id: str = "",
    ) -> Node:
        """Add a node and return it; the first node of a story without a start becomes its start.

        Args:
            title: For the creator's eyes.
            clips: What it plays.
            ending: Set if the story ends here.
            beat: The sentence that it stands for.
            position: On the canvas, in pixels.
            node_id: Its id, or `""` for a fresh one.

        Raises:
            StoryError: The id is taken or not made of letters, digits, `-` and `_`.
        """
        name = (
            _checked_id(node_id, self._nodes, "node")
            if node_id
            else _fresh("n", self._last_node, self._nodes)
        )
        node = Node(name, title, tuple(clips), ending, beat, position)
        self._nodes[name] = node
        self._last_node = max(self._last_node, _highest("n", [name]))
        self._digraph.add_node(name)
        if not self._bare.start:
            self.set_start(name)
        return node

    def change_node(self, node: Node) -> None:
        """Put a node in the place of the one with the same id."""
        self.node(node.id)
        self._nodes[node.id] = node

    def move_node(self, node_id: str, position: tuple[float, float] | None) -> None:
        """Lay a node somewhere on the canvas, in pixels; `None` has it laid out."""
        self.change_node(replace(self.node(node_id), position=position))

    def remove_node(self, node_id: str) -> None:
        """Remove a node with all choices from it and to it; a story that started there has no start then."""
        for choice in (*self.choices_of(node_id), *self.choices_to(node_id)):
            if choice.id in self._choices:  # a choice from a node to itself comes twice
                self.disconnect(choice.id)
        del self._nodes[node_id]
        self._digraph.remove_node(node_id)
        if self._bare.start == node_id:
            self._bare = replace(self._bare, start="")

    def set_start(self, node_id: str) -> None:
        """Let the story start at a node."""
        self._bare = replace(self._bare, start=self.node(node_id).id)

    def change_story(self, *, title: str | None = None, language: str | None = None) -> None:
        """Change the story's title or its language."""
        bare = self._bare
        self._bare = replace(
            bare,
            title=bare.title if title is None else title,
            language=bare.language if language is None else language,
        )

    def connect(
        self,
        source: str,
        target: str,
        label: LocalText | str = "",
        *,
        order: int | None = None,
        default: bool = False,
        opens_ms: int | None = None,
        closes_ms: int | None = None,
        choice_id: str = "",
    ) -> Choice:
        """Add a choice and return it.

        Args:
            source: Id of the node that offers it.
            target: Id of the node to which it leads; it may be `source`.
            label: What the viewer reads; plain text is in the story's language.
            order: Its place among the choices of `source`; `None` puts it last.
            default: Taken at time-out; any other choice of `source` then stops being the default.
            opens_ms: When it is offered first, in ms of the node's own time.
            closes_ms: When its time is over.
            choice_id: Its id, or `""` for a fresh one.

        Raises:
            StoryError: There is no such node, or the id is taken or malformed.
        """
        last = max((choice.order for choice in self.choices_of(source)), default=-1)
        fresh = _fresh("c", self._last_choice, self._choices)
        name = _checked_id(choice_id, self._choices, "choice") if choice_id else fresh
        choice = Choice(
            id=name,
            source=source,
            target=self.node(target).id,
            label=self._local(label),
            order=min(last + 1, GREATEST_NUMBER) if order is None else order,
            default=default,
            opens_ms=opens_ms,
            closes_ms=closes_ms,
        )
        self._last_choice = max(self._last_choice, _highest("c", [name]))
        self._put(choice)
        return choice

    def change_choice(self, choice: Choice) -> None:
        """Put a choice in the place of the one with the same id.

        If it is the default, any other choice of its source stops being the default.

        Raises:
            StoryError: There is no choice with that id, or no node at one of its ends.
        """
        old = self.choice(choice.id)
        self.node(choice.source)
        self.node(choice.target)
        self._unlink(old)
        self._put(choice)

    def disconnect(self, choice_id: str) -> None:
        """Remove a choice."""
        self._unlink(self.choice(choice_id))
        del self._choices[choice_id]

    def _put(self, choice: Choice) -> None:
        self._choices[choice.id] = choice
        self._link(choice)
        for other in self.choices_of(choice.source) if choice.default else ():
            if other.default and other.id != choice.id:
                self._choices[other.id] = replace(other, default=False)

    def _link(self, choice: Choice) -> None:
        self._made.setdefault(choice.id, len(self._made))
        self._digraph.add_edge(choice.source, choice.target, key=choice.id)

    def _unlink(self, choice: Choice) -> None:
        self._digraph.remove_edge(choice.source, choice.target, key=choice.id)
        for end in {choice.source, choice.target}:
            if end not in self._nodes and self._digraph.degree(end) == 0:
                self._digraph.remove_node(end)

    def _local(self, label: LocalText | str) -> LocalText:
        if isinstance(label, str):
            return {self._bare.language: label} if label else {}
        return dict(label)


def _highest(prefix: str, ids: Iterable[str]) -> int:
    numbers = (re.fullmatch(prefix + "([1-9][0-9]{0,8})", name) for name in ids)
    return max((int(match[1]) for match in numbers if match), default=0)


def _fresh(prefix: str, last: int, taken: Mapping[str, Any]) -> str:
    number = last + 1
    while f"{prefix}{number}" in taken:  # only a number too long to be counted can be taken
        number += 1
    if number > GREATEST_NUMBER:
        raise StoryError(
            "The story has given every id there is.", "Set last_node and last_choice in its file."
        )
    return f"{prefix}{number}"


def _checked_id(name: str, taken: Mapping[str, Any], kind: str) -> str:
    if not IDENTIFIER.fullmatch(name):
        raise StoryError(f"{name!r} cannot be a {kind}'s id.", "Use up to 64 letters, digits, - and _.")
    if name in taken:
        raise StoryError(f"The story has a {kind} {name!r} already.", "Choose another id.")
    return name
