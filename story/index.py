"""A story whose parts are found by their ids, and whose neighbours are known."""

from dataclasses import replace
from typing import TYPE_CHECKING

from story.errors import StoryError
from story.ids import highest_number
from story.model import Choice, Group, Node, Story, Variable

if TYPE_CHECKING:
    import networkx as nx


class StoryIndex:
    """A story looked up from all sides; `story.graph.StoryGraph` is one that can be edited.

    Args:
        story: What to start from. It is not changed itself.
    """

    def __init__(self, story: Story) -> None:
        self._bare = replace(story, nodes=(), choices=(), groups=(), variables=())
        self._nodes = {node.id: node for node in story.nodes}
        self._choices = {choice.id: choice for choice in story.choices}
        self._groups = {group.id: group for group in story.groups}
        self._variables = {variable.name: variable for variable in story.variables}
        self._last_node = max(story.last_node, highest_number("n", (*self._nodes, *self._groups)))
        self._last_choice = max(story.last_choice, highest_number("c", self._choices))
        self._made = {name: number for number, name in enumerate(self._choices)}
        self._leaving: dict[str, set[str]] = {}
        self._leading: dict[str, set[str]] = {}
        self._holding: dict[str, set[str]] = {}
        for choice in self._choices.values():
            self._link(choice)
        for group in self._groups.values():
            self._hold(group)

    @property
    def story(self) -> Story:
        """The story as it is now."""
        return replace(
            self._bare,
            nodes=self.nodes,
            choices=self.choices,
            last_node=self._last_node,
            last_choice=self._last_choice,
            variables=self.variables,
            groups=self.groups,
        )

    @property
    def digraph(self) -> "nx.MultiDiGraph[str]":
        """A graph for networkx's algorithms: node ids, edges keyed by choice id.

        A choice that leads to a group has an edge to each of its candidates; what leads nowhere is left out.
        """
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        graph.add_nodes_from(self._nodes)
        for choice in self._choices.values():
            for target in self.nodes_at(choice.target) if choice.source in self._nodes else ():
                graph.add_edge(choice.source, target.id, key=choice.id)
        return graph

    @property
    def nodes(self) -> tuple[Node, ...]:
        """All nodes in the order in which they were made."""
        return tuple(self._nodes.values())

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All choices in the order in which they were made."""
        return tuple(self._choices.values())

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups in the order in which they were made."""
        return tuple(self._groups.values())

    @property
    def variables(self) -> tuple[Variable, ...]:
        """All variables in the order in which they were made."""
        return tuple(self._variables.values())

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

    def group(self, group_id: str) -> Group:
        """Return a group.

        Raises:
            StoryError: The story has no such group.
        """
        if group_id not in self._groups:
            raise StoryError(f"The story has no group {group_id!r}.", "Reload the story to see its groups.")
        return self._groups[group_id]

    def variable(self, name: str) -> Variable:
        """Return a variable.

        Raises:
            StoryError: The story has no such variable.
        """
        if name not in self._variables:
            raise StoryError(f"The story has no variable {name!r}.", "Reload the story to see its variables.")
        return self._variables[name]

    def place(self, place_id: str) -> Node | Group:
        """Return the node or group to which a choice can lead.

        Raises:
            StoryError: The story has neither of that id.
        """
        found = self._nodes.get(place_id) or self._groups.get(place_id)
        if found is None:
            raise StoryError(
                f"The story has no node {place_id!r}, and no group of that id.",
                "Reload the story to see its nodes.",
            )
        return found

    def nodes_at(self, place_id: str) -> tuple[Node, ...]:
        """Return the nodes that may play where a choice leads: the node, or a group's candidates, each once."""
        group = self._groups.get(place_id)
        names = [place_id] if group is None else dict.fromkeys(one.node for one in group.candidates)
        return tuple(self._nodes[name] for name in names if name in self._nodes)

    def choices_of(self, node_id: str) -> tuple[Choice, ...]:
        """Return the choices that a node offers, in the order in which it offers them."""
        self.node(node_id)
        found = [self._choices[name] for name in self._leaving.get(node_id, ())]
        return tuple(sorted(found, key=lambda choice: (choice.order, self._made[choice.id])))

    def choices_to(self, place_id: str) -> tuple[Choice, ...]:
        """Return the choices that lead to a node or group itself, in the order in which they were made."""
        self.place(place_id)
        names = sorted(self._leading.get(place_id, ()), key=self._made.__getitem__)
        return tuple(self._choices[name] for name in names)

    def groups_with(self, node_id: str) -> tuple[Group, ...]:
        """Return the groups of which a node is a candidate."""
        return tuple(self._groups[name] for name in sorted(self._holding.get(node_id, ())))

    def successors(self, node_id: str) -> tuple[Node, ...]:
        """Return the nodes to which a node's choices lead, by themselves or through groups, each once, in order."""
        found = (node for choice in self.choices_of(node_id) for node in self.nodes_at(choice.target))
        return tuple({node.id: node for node in found}.values())

    def predecessors(self, node_id: str) -> tuple[Node, ...]:
        """Return the nodes from which a choice leads here, by itself or through a group, each once."""
        places = [self.node(node_id).id, *(group.id for group in self.groups_with(node_id))]
        sources = dict.fromkeys(choice.source for place in places for choice in self.choices_to(place))
        return tuple(self._nodes[source] for source in sources if source in self._nodes)

    def _link(self, choice: Choice) -> None:
        self._leaving.setdefault(choice.source, set()).add(choice.id)
        self._leading.setdefault(choice.target, set()).add(choice.id)

    def _unlink(self, choice: Choice) -> None:
        self._leaving[choice.source].discard(choice.id)
        self._leading[choice.target].discard(choice.id)

    def _hold(self, group: Group) -> None:
        for candidate in group.candidates:
            self._holding.setdefault(candidate.node, set()).add(group.id)

    def _let_go(self, group: Group) -> None:
        for candidate in group.candidates:
            self._holding[candidate.node].discard(group.id)
