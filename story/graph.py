"""A story that can be edited: nodes, groups of nodes, the choices between them, and what the story remembers.

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

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from story.document.fields import GREATEST_NUMBER, Place
from story.document.story_document import MOST_GROUPS, MOST_VARIABLES
from story.document.variable_document import variable_document, variable_from_document
from story.errors import StoryError
from story.ids import checked_id, fresh_id, highest_number
from story.index import StoryIndex
from story.model import Candidate, Choice, Clip, Ending, Group, LocalText, Node, Pick, Variable
from story.renaming import choice_renamed, group_renamed, node_renamed

Position = tuple[float, float] | None


class StoryGraph(StoryIndex):
    """An editable story; `story` is what it is at the moment, as a frozen record.

    Changing it keeps these promises: an id is never given twice; of a node's choices at most one that was added or
    changed here is the default; what is added or changed leads to something that is there. A change that is refused
    changes nothing, and one of a large story takes no longer than one of a small story, except for what looks at
    every choice: removing a node, renaming a variable.
    """

    def add_node(
        self,
        title: str = "",
        *,
        clips: Iterable[Clip] = (),
        ending: Ending | None = None,
        beat: str = "",
        position: Position = None,
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
        return self.insert_node(Node(node_id, title, tuple(clips), ending, beat, position))

    def insert_node(self, node: Node) -> Node:
        """Add a node as it is, under a fresh id if it has none, and return it; else as `add_node`."""
        node = replace(node, id=self._place_id(node.id, "node"))
        self._nodes[node.id] = node
        if not self._bare.start:
            self.set_start(node.id)
        return node

    def change_node(self, node: Node) -> None:
        """Put a node in the place of the one with the same id."""
        self.node(node.id)
        self._nodes[node.id] = node

    def move_node(self, node_id: str, position: Position) -> None:
        """Lay a node somewhere on the canvas, in pixels; `None` has it laid out."""
        self.change_node(replace(self.node(node_id), position=position))

    def remove_node(self, node_id: str) -> None:
        """Remove a node with all choices from it and to it.

        A story that started there has no start then, a tunnel that came back there comes back nowhere, and a group
        of which it was the only candidate is removed, too. Expressions that ask for it stay as they are.
        """
        self.node(node_id)
        for group in self.groups_with(node_id):
            self._drop_candidate(group, node_id)
        for choice_id in {choice.id for choice in (*self.choices_of(node_id), *self.choices_to(node_id))}:
            self.disconnect(choice_id)
        for choice in self.choices:
            if choice.returns_to == node_id:
                self._choices[choice.id] = replace(choice, returns_to="")
        del self._nodes[node_id]
        if self._bare.start == node_id:
            self._bare = replace(self._bare, start="")

    def set_start(self, node_id: str) -> None:
        """Let the story start at a node."""
        self._bare = replace(self._bare, start=self.node(node_id).id)

    def change_story(
        self,
        *,
        title: str | None = None,
        language: str | None = None,
        changeable: bool | None = None,
        commercial: bool | None = None,
        licence: str | None = None,
        report_to: str | None = None,
    ) -> None:
        """Change what is said of the whole story; `None` leaves a field as it is."""
        news: dict[str, Any] = {
            "title": title,
            "language": language,
            "changeable": changeable,
            "commercial": commercial,
            "licence": licence,
            "report_to": report_to,
        }
        self._bare = replace(self._bare, **{name: value for name, value in news.items() if value is not None})

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
            target: Id of the node or group to which it leads; it may be `source`.
            label: What the viewer reads; plain text is in the story's language.
            order: Its place among the choices of `source`; `None` puts it last.
            default: Taken at time-out; any other choice of `source` then stops being the default.
            opens_ms: When it is offered first, in ms of the node's own time.
            closes_ms: When its time is over.
            choice_id: Its id, or `""` for a fresh one.

        Raises:
            StoryError: There is no such node, or the id is taken or malformed.
        """
        place = self.next_order(source) if order is None else order
        words = self._local(label)
        return self.insert_choice(
            Choice(choice_id, source, target, words, place, default, opens_ms, closes_ms)
        )

    def insert_choice(self, choice: Choice) -> Choice:
        """Add a choice as it is, under a fresh id if it has none, and return it; else as `connect`."""
        self._check_ends(choice)
        fresh = fresh_id("c", self._last_choice, self._choices)
        name = checked_id(choice.id, "choice", {"choice": self._choices}) if choice.id else fresh
        choice = replace(choice, id=name)
        self._last_choice = max(self._last_choice, highest_number("c", [name]))
        self._made[name] = len(self._made)
        self._put(choice)
        return choice

    def next_order(self, node_id: str) -> int:
        """Return the order that puts a choice after all others of a node."""
        last = max((choice.order for choice in self.choices_of(node_id)), default=-1)
        return min(last + 1, GREATEST_NUMBER)

    def change_choice(self, choice: Choice) -> None:
        """Put a choice in the place of the one with the same id.

        If it is the default, any other choice of its source stops being the default.

        Raises:
            StoryError: There is no choice with that id, or nothing at one of its ends.
        """
        old = self.choice(choice.id)
        self._check_ends(choice)
        self._unlink(old)
        self._put(choice)

    def disconnect(self, choice_id: str) -> None:
        """Remove a choice."""
        self._unlink(self.choice(choice_id))
        del self._choices[choice_id]

    def add_group(
        self,
        title: str,
        candidates: Iterable[Candidate],
        pick: Pick = Pick.FIRST,
        *,
        position: Position = None,
        group_id: str = "",
    ) -> Group:
        """Add a group and return it.

        Args:
            title: For the creator's eyes.
            candidates: Which of the story's nodes it may play; at least one.
            pick: Which of them plays.
            position: On the canvas, in pixels.
            group_id: Its id, or `""` for a fresh one.

        Raises:
            StoryError: It has no candidate or one that is not there, there are too many groups, or the id is taken or
                malformed.
        """
        if len(self._groups) >= MOST_GROUPS:
            raise StoryError(f"The story has {MOST_GROUPS} groups already.", "Remove one that is not needed.")
        group = Group(group_id, title, pick, tuple(candidates), position)
        self._check_candidates(group)
        group = replace(group, id=self._place_id(group_id, "group"))
        self._put_group(group)
        return group

    def change_group(self, group: Group) -> None:
        """Put a group in the place of the one with the same id."""
        old = self.group(group.id)
        self._check_candidates(group)
        self._let_go(old)
        self._put_group(group)

    def move_group(self, group_id: str, position: Position) -> None:
        """Lay a group somewhere on the canvas, in pixels; `None` has it laid out."""
        self._groups[group_id] = replace(self.group(group_id), position=position)

    def remove_group(self, group_id: str) -> None:
        """Remove a group with all choices to it; its candidates stay."""
        self._let_go(self.group(group_id))
        for choice in self.choices_to(group_id):
            self.disconnect(choice.id)
        del self._groups[group_id]

    def add_variable(self, variable: Variable) -> Variable:
        """Add a variable and return it as it is kept.

        Raises:
            StoryError: There is one of that name or there are too many, the name is none, or the start value is not
                of its kind.
        """
        if len(self._variables) >= MOST_VARIABLES:
            raise StoryError(f"The story has {MOST_VARIABLES} variables already.", "Remove one.")
        kept = self._checked_variable(variable)
        self._variables[kept.name] = kept
        return kept

    def change_variable(self, name: str, variable: Variable) -> None:
        """Put a variable in the place of the one called `name`.

        If it has another name, every expression calls it by that from now on, in canonical form.

        Raises:
            StoryError: There is no variable called `name`; else as `add_variable`.
        """
        self.variable(name)
        kept = self._checked_variable(variable, instead_of=name)
        if kept.name != name:
            self._rename_variable(name, kept.name)
        places = {one.name: one for one in self.variables} | {name: kept}
        self._variables = {one.name: one for one in places.values()}

    def remove_variable(self, name: str) -> None:
        """Remove a variable; expressions that speak of it stay as they are, and the check names them."""
        del self._variables[self.variable(name).name]

    def _put(self, choice: Choice) -> None:
        self._choices[choice.id] = choice
        self._link(choice)
        for other in self.choices_of(choice.source) if choice.default else ():
            if other.default and other.id != choice.id:
                self._choices[other.id] = replace(other, default=False)

    def _put_group(self, group: Group) -> None:
        self._groups[group.id] = group
        self._hold(group)

    def _place_id(self, name: str, kind: str) -> str:
        """Return the id of a new node or group, and remember its number."""
        if name:
            checked_id(name, kind, {"node": self._nodes, "group": self._groups})
        else:
            name = fresh_id("n", self._last_node, self._nodes, self._groups)
        self._last_node = max(self._last_node, highest_number("n", [name]))
        return name

    def _check_ends(self, choice: Choice) -> None:
        self.node(choice.source)
        self.place(choice.target)
        if choice.returns_to:
            self.node(choice.returns_to)

    def _check_candidates(self, group: Group) -> None:
        if not group.candidates:
            raise StoryError("A group needs at least one candidate.", "Name a node that it may play.")
        for candidate in group.candidates:
            self.node(candidate.node)

    def _drop_candidate(self, group: Group, node_id: str) -> None:
        kept = tuple(candidate for candidate in group.candidates if candidate.node != node_id)
        if not kept:
            self.remove_group(group.id)
            return
        self._let_go(group)
        self._put_group(replace(group, candidates=kept))

    def _checked_variable(self, variable: Variable, instead_of: str = "") -> Variable:
        kept = variable_from_document(variable_document(variable), Place("variable"))
        if kept.name != instead_of and kept.name in self._variables:
            raise StoryError(f"The story has a variable {kept.name!r} already.", "Choose another name.")
        return kept

    def _rename_variable(self, old: str, new: str) -> None:
        nodes = {node.id: node_renamed(node, old, new) for node in self.nodes}
        choices = {choice.id: choice_renamed(choice, old, new) for choice in self.choices}
        groups = {group.id: group_renamed(group, old, new) for group in self.groups}
        self._nodes.update(nodes)
        self._choices.update(choices)
        self._groups.update(groups)

    def _local(self, label: LocalText | str) -> LocalText:
        if isinstance(label, str):
            return {self._bare.language: label} if label else {}
        return dict(label)
