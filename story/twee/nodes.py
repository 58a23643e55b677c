"""Turns passages into the nodes and choices of a story, together with what Gallae itself has written into them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from math import isfinite

from story.document.choice_document import choice_document, choice_from_document
from story.document.fields import GREATEST_NUMBER, IDENTIFIER, LONGEST_TEXT, Place
from story.document.group_document import group_from_document
from story.document.node_document import node_document, node_from_document
from story.errors import StoryFileError
from story.model import Choice, Ending, Group, Node
from story.twee.content import Content, Exit
from story.twee.difference import CHOICE_TOLD, NODE_TOLD, restored
from story.twee.passages import Passage, gallae_part
from story.twee.prose import prose
from story.twee.roles import Roles
from story.twee.telling import NoteList, Told, fitted, fitted_rule

ENDING_TAG = "ending"
"""The tag of a passage that ends the story; `ending:Caught_at_last` says under which title."""

_REMEDY = "Take the key gallae out of its metadata, or mend it there."


@dataclass
class Drawing:
    """Turns the passages of one story into records.

    Attributes:
        roles: What each passage becomes.
        told: What they tell.
        language: Of labels and endings.
        source_name: What people call the file.
        notes: Takes what has to be said.
        taken_choices: Ids of choices that no link may have.
        missing: Ids that stand for passages to which links lead and that are not there, by name.
        queries: What each node's prose says without what was not understood, by node id.
        links: Label and target of the link that each choice came from, by the choice's id.
    """

    roles: Roles
    told: Told
    language: str
    source_name: str
    notes: NoteList
    taken_choices: frozenset[str] = frozenset()
    missing: dict[str, str] = field(default_factory=dict)
    queries: dict[str, str] = field(default_factory=dict)
    links: dict[str, tuple[str, str]] = field(default_factory=dict)

    def draw(self) -> tuple[list[Node], list[Choice], list[Group]]:
        """Return all records."""
        nodes, choices = list[Node](), list[Choice]()
        self._given = self._given_choice_ids()
        self._number = 0
        self._taken = set(self.roles.ids.values())
        for passage in self.roles.nodes:
            choices += self._choices(passage)
            nodes.append(self._node(passage))
        return nodes, choices, [self._group(passage) for passage in self.roles.groups]

    def _node(self, passage: Passage) -> Node:
        node_id, content = self.roles.ids[passage.name], self.told.contents[passage.name]
        self.queries[node_id] = prose(content.pieces, with_unknown=False)
        self._say(passage, content, node_id)
        node = Node(
            id=node_id,
            title=self._cut(passage.name, "name", passage, node_id),
            ending=self._ending(passage, content),
            beat=self._cut(prose(content.pieces), "text", passage, node_id),
            position=position_of(passage),
            effects=fitted(content.made, self.told, passage, node_id, self.notes),
        )
        added = {
            key: value for key, value in gallae_part(passage.metadata).items() if key not in ("id", "choices")
        }
        if not added:
            return node
        whole = restored(node_document(node), added, NODE_TOLD)
        return node_from_document(whole, self._place(passage))

    def _ending(self, passage: Passage, content: Content) -> Ending | None:
        tag = next((tag for tag in passage.tags if is_ending_tag(tag)), "")
        if content.exits and not tag:
            return None
        return Ending({self.language: (ending_title(tag) or passage.name)[:LONGEST_TEXT]})

    def _say(self, passage: Passage, content: Content, node_id: str) -> None:
        for unknown in content.unknown:
            self.notes.about("kept", passage, unknown.at, node_id=node_id, source=unknown.text)
        for unseen in content.unseen:
            self.notes.about("unseen", passage, unseen.at, node_id=node_id, source=unseen.text)
        if content.told:
            self.notes.about("conditional-text", passage, content.told[0], node_id=node_id)

    def _cut(self, text: str, part: str, passage: Passage, node_id: str) -> str:
        if len(text) <= LONGEST_TEXT:
            return text
        self.notes.about("cut", passage, 0, node_id=node_id, part=part, count=len(text), kept=LONGEST_TEXT)
        return text[:LONGEST_TEXT]

    def _choices(self, passage: Passage) -> Iterator[Choice]:
        node_id = self.roles.ids[passage.name]
        added = _Added(passage)
        for order, exit in enumerate(self.told.contents[passage.name].exits):
            more = added.of(exit)
            choice = self._choice(passage, exit, order, str(more.get("id", "")))
            rest = {key: value for key, value in more.items() if key not in ("id", "link")}
            if rest:
                whole = restored(choice_document(choice), rest, CHOICE_TOLD)
                choice = choice_from_document(whole, self._place(passage))
            if exit.link.target in self.missing and "target" not in rest:
                at, name = exit.source.at, exit.link.target
                self.notes.about("nowhere", passage, at, node_id=node_id, target=name)
            self.links[choice.id] = link_key(exit)
            yield choice
        if added.left:
            self.notes.about("changed-links", passage, 0, node_id=node_id, count=added.left)

    def _choice(self, passage: Passage, exit: Exit, order: int, given: str) -> Choice:
        node_id, at = self.roles.ids[passage.name], exit.source.at
        label = "" if exit.automatic else self._cut(exit.link.label, "label", passage, node_id)
        return Choice(
            id=given if IDENTIFIER.fullmatch(given) else self._fresh(),
            source=node_id,
            target=self._target(exit.link.target),
            label={self.language: label} if label else {},
            order=order,
            condition=fitted_rule(exit.rule, self.told, passage, at, node_id, self.notes),
            effects=fitted(exit.made, self.told, passage, node_id, self.notes),
            automatic=exit.automatic,
        )

    def _target(self, name: str) -> str:
        if name in self.roles.ids:
            return self.roles.ids[name]
        if name not in self.missing:
            self.missing[name] = self._missing_id(name)
            self._taken.add(self.missing[name])
        return self.missing[name]

    def _missing_id(self, name: str) -> str:
        if IDENTIFIER.fullmatch(name) and name not in self._taken:
            return name
        number = len(self.missing) + 1
        while f"missing-{number}" in self._taken:
            number += 1
        return f"missing-{number}"

    def _fresh(self) -> str:
        self._number += 1
        while f"c{self._number}" in self._given:
            self._number += 1
        return f"c{self._number}"

    def _given_choice_ids(self) -> frozenset[str]:
        entries = (entry for passage in self.roles.nodes for entry in _added_choices(passage))
        return self.taken_choices | {str(entry.get("id", "")) for entry in entries}

    def _group(self, passage: Passage) -> Group:
        place = self._place(passage)
        return group_from_document(gallae_part(passage.metadata)["group"], place.field("group"))

    def _place(self, passage: Passage) -> Place:
        return Place(f"{self.source_name}: {passage.place}: gallae", error=StoryFileError, remedy=_REMEDY)


def is_ending_tag(tag: str) -> bool:
    """Say whether a tag makes its passage an ending."""
    return tag.partition(":")[0].lower() == ENDING_TAG


def ending_title(tag: str) -> str:
    """Return the title that an ending's tag gives, or `""`."""
    return tag.partition(":")[2].replace("_", " ").strip()


class _Added:
    """What Gallae wrote of the choices of one passage; each belongs to the link with the same label and target."""

    def __init__(self, passage: Passage) -> None:
        self._entries: dict[tuple[str, str], list[Mapping[str, object]]] = {}
        self.left = 0
        for entry in _added_choices(passage):
            link = entry.get("link")
            if isinstance(link, list) and len(link) == 2:
                self._entries.setdefault((str(link[0]), str(link[1])), []).append(entry)
                self.left += 1

    def of(self, exit: Exit) -> Mapping[str, object]:
        """Return what belongs to a link; empty if it is new."""
        entries = self._entries.get(link_key(exit))
        if not entries:
            return {}
        self.left -= 1
        return entries.pop(0)


def link_key(exit: Exit) -> tuple[str, str]:
    """Return by which label and target a way out is known again; a jump has no label."""
    return ("" if exit.automatic else exit.link.label, exit.link.target)


def _added_choices(passage: Passage) -> Iterator[Mapping[str, object]]:
    entries = gallae_part(passage.metadata).get("choices")
    return (entry for entry in (entries if isinstance(entries, list) else ()) if isinstance(entry, Mapping))


def position_of(passage: Passage) -> tuple[float, float] | None:
    """Return where a passage lies, in pixels, or `None` if its file does not say."""
    value = passage.metadata.get("position")
    parts = value.split(",") if isinstance(value, str) else []
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        return None
    if len(numbers) != 2 or not all(isfinite(one) and abs(one) <= GREATEST_NUMBER for one in numbers):
        return None
    return numbers[0], numbers[1]
