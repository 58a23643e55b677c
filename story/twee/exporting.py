"""From a story to Twine: a passage for each node, in SugarCube 2, and beside it what prose and links cannot say.

What they cannot say is found by reading the passages again: whatever comes back otherwise than it was goes into the
metadata, and nothing else (`story.twee.difference`).
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID, uuid5

from story.document.choice_document import choice_document
from story.document.group_document import group_document
from story.document.node_document import node_document
from story.document.story_document import checked, story_document
from story.errors import StoryError
from story.layout import lay_out
from story.model import Choice, Node, Story, text_in
from story.twee.dialect import Meanings
from story.twee.difference import CHOICE_TOLD, NODE_TOLD, STORY_TOLD, STORY_UNTOLD, difference
from story.twee.imported import INIT, VERSION, TwineImport, plain_import
from story.twee.nodes import ENDING_TAG, ending_title, is_ending_tag
from story.twee.passage_names import passage_names
from story.twee.passage_text import PassageWriter
from story.twee.passages import GALLAE, Passage, TwineStory, gallae_part
from story.twee.reading import twine_stories
from story.twee.sugar import Sugar, literal, variable_names
from story.twee.writing import twee_text

FORMAT, FORMAT_VERSION = "SugarCube", "2.37.3"
"""The story format that exported files name."""

_NAMESPACE = UUID("2b0f8a53-5f0e-5a0d-8a53-0c4a5d3f7e90")


def export_twine(story: Story, source: TwineStory | None = None) -> TwineStory:
    """Return a story as passages.

    Args:
        story: The story.
        source: The Twine story from which it came, if it did: its tags, its scripts, styles and other passages that
            play nothing are taken over from it.

    Raises:
        StoryError: The story holds something that no file may hold, or did not come from `source`.
    """
    return _Export(checked(story), _origin(story, source)).twine()


def _origin(story: Story, source: TwineStory | None) -> TwineImport | None:
    origin = plain_import(source) if source is not None else None
    if origin is not None and origin.story.id != story.id:
        raise StoryError(
            "The story did not come from that Twine file.",
            "Name the file from which it was imported, or none.",
        )
    return origin


class _Export:
    """Writes one story."""

    def __init__(self, story: Story, origin: TwineImport | None) -> None:
        self._story, self._origin = story, origin
        self._special = [one for one in _special_passages(origin) if one.name != INIT]
        self._names = passage_names(
            story, origin.missing if origin else {}, (one.name for one in self._special)
        )
        self._variables = variable_names(variable.name for variable in story.variables)
        passages = {node.id: self._names[node.id] for node in story.nodes}
        meanings = Meanings(
            {name: node_id for node_id, name in passages.items()},
            {sugar: name for name, sugar in self._variables.items()},
        )
        self._writer = PassageWriter(story, self._names, Sugar(self._variables, passages), meanings)
        self._choices: dict[str, list[Choice]] = {node.id: [] for node in story.nodes}
        self._loose: list[Choice] = []
        for choice in sorted(story.choices, key=lambda choice: choice.order):
            self._choices.get(choice.source, self._loose).append(choice)
        laid_out = lay_out(story)
        self._spots = {node.id: node.position for node in laid_out.nodes}
        self._spots |= {group.id: group.position for group in laid_out.groups}

    def twine(self) -> TwineStory:
        """Return the story with everything that has to be added to its prose."""
        story = self._story
        told = TwineStory(
            title=" ".join(story.title.split()) or story.id,
            passages=(*self._starting(), *self._nodes(), *self._groups(), *self._special),
            data=self._data(),
            start=self._names.get(story.start, ""),
        )
        read_again = twine_stories(twee_text(told), "the export")[0]
        return _Adding(
            story, told, plain_import(read_again, source_name="the text for Twine"), self._choices
        ).whole()

    def _starting(self) -> list[Passage]:
        """Return the passage that sets variables, with what the source's had and was not understood."""
        sets = [
            f"<<set ${self._variables[one.name]} to {literal(one.start)}>>" for one in self._story.variables
        ]
        text = "\n".join([*sets, *(self._origin.kept_first if self._origin else ())])
        return [Passage(INIT, text)] if text else []

    def _nodes(self) -> list[Passage]:
        return [
            Passage(
                name=self._names[node.id],
                text=self._writer.of_node(node, self._choices[node.id]),
                tags=self._tags(node),
                metadata={**self._metadata(node.id), GALLAE: {"id": node.id}},
            )
            for node in self._story.nodes
        ]

    def _groups(self) -> list[Passage]:
        return [
            Passage(
                name=self._names[group.id],
                text=self._writer.of_group(group),
                metadata={**self._metadata(group.id), GALLAE: {"group": group_document(group)}},
            )
            for group in self._story.groups
        ]

    def _tags(self, node: Node) -> tuple[str, ...]:
        """Return the tags that a node's passage had, and one for the title of its ending."""
        before = self._before(node.id)
        tags = [tag for tag in before.tags if not is_ending_tag(tag)] if before else []
        if node.ending is None:
            return tuple(tags)
        title = text_in(node.ending.title, self._story.language)
        name = self._names[node.id]
        had = next((tag for tag in before.tags if is_ending_tag(tag)), "") if before else ""
        says = f"{ENDING_TAG}:{'_'.join(title.split())}" if title.split() and (had or title != name) else ""
        if had and (ending_title(had) or name) == title:
            says = had
        bare = ENDING_TAG if self._choices[node.id] else ""
        return (*tags, *((says or bare,) if says or bare else ()))

    def _metadata(self, node_id: str) -> dict[str, object]:
        before = self._before(node_id)
        kept = {key: value for key, value in before.metadata.items() if key != GALLAE} if before else {}
        x, y = self._spots[node_id] or (0.0, 0.0)
        return {**kept, "position": f"{_pixels(x)},{_pixels(y)}"}

    def _before(self, node_id: str) -> Passage | None:
        """Return the passage that a node came from."""
        if self._origin is None:
            return None
        return self._origin.sources.get(node_id)

    def _data(self) -> dict[str, object]:
        story = self._story
        kept = self._origin.twine.data if self._origin else {}
        names = {sugar: name for name, sugar in self._variables.items() if sugar != name}
        added: dict[str, object] = {"version": VERSION, "language": story.language}
        added |= {"last_node": story.last_node, "last_choice": story.last_choice}
        added |= {name: value for name in STORY_UNTOLD if (value := getattr(story, name))}
        added |= {"names": names} if names else {}
        added |= {"loose": [choice_document(one) for one in self._loose]} if self._loose else {}
        return {
            "ifid": ifid_of(story),
            "format": FORMAT,
            "format-version": FORMAT_VERSION,
            **({"start": self._names[story.start]} if story.start in self._names else {}),
            **{key: kept[key] for key in ("tag-colors", "zoom") if key in kept},
            GALLAE: added,
        }


def ifid_of(story: Story) -> str:
    """Return a story's IFID: its id, if that is a UUID."""
    try:
        given = UUID(story.id)
    except ValueError:
        given = uuid5(_NAMESPACE, story.id)
    return str(given).upper()


def _special_passages(origin: TwineImport | None) -> list[Passage]:
    """Return the passages of a file that play nothing."""
    if origin is None:
        return []
    played = set(origin.passages.values())
    groups = {one.name for one in origin.twine.passages if "group" in gallae_part(one.metadata)}
    return [one for one in origin.twine.passages if one.name not in played and one.name not in groups]


def _pixels(number: float) -> str:
    return str(int(number)) if number == int(number) else repr(number)


class _Adding:
    """Adds to passages what reading them again does not give back.

    Args:
        story: What they should tell.
        told: The passages.
        plain: What they do tell.
        choices: The choices of each node, in the order in which they are offered.
    """

    def __init__(
        self, story: Story, told: TwineStory, plain: TwineImport, choices: Mapping[str, list[Choice]]
    ) -> None:
        self._story, self._told, self._plain, self._choices = story, told, plain, choices
        self._nodes = {node.id: node for node in plain.story.nodes}
        self._links: dict[str, list[Choice]] = {}
        for choice in plain.story.choices:
            self._links.setdefault(choice.source, []).append(choice)

    def whole(self) -> TwineStory:
        """Return the passages and the story data with everything added."""
        ids = {name: node_id for node_id, name in self._plain.passages.items()}
        nodes = {node.id: node for node in self._story.nodes}
        passages = tuple(
            replace(one, metadata={**one.metadata, GALLAE: self._of_node(nodes[ids[one.name]])})
            if one.name in ids
            else one
            for one in self._told.passages
        )
        data = {**self._told.data, GALLAE: {**self._told.gallae, **self._of_story(), **self._order()}}
        return replace(self._told, passages=passages, data=data)

    def _of_node(self, node: Node) -> dict[str, object]:
        added = difference(node_document(self._nodes[node.id]), node_document(node), NODE_TOLD)
        links = [
            {"id": real.id, "link": list(self._plain.links[told.id]), **self._of_choice(told, real)}
            for told, real in zip(self._links.get(node.id, ()), self._choices[node.id], strict=True)
        ]
        return {"id": node.id, **added, **({"choices": links} if links else {})}

    def _of_choice(self, told: Choice, real: Choice) -> dict[str, object]:
        return difference(choice_document(told), choice_document(real), CHOICE_TOLD)

    def _of_story(self) -> dict[str, object]:
        told, real = story_document(self._plain.story), story_document(self._story)
        added = difference(
            {name: told[name] for name in STORY_TOLD}, {name: real[name] for name in STORY_TOLD}, STORY_TOLD
        )
        return {"id": self._story.id, **added} if self._plain.story.id != self._story.id else added

    def _order(self) -> dict[str, object]:
        """Return the order in which the choices were made, if it is not that of the passages."""
        by_passage = [one.id for node in self._story.nodes for one in self._choices[node.id]]
        real = [choice.id for choice in self._story.choices]
        return {"choices": real} if real != by_passage else {}
