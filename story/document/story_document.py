"""A story as a JSON document and back: what files and library rows hold.

The document names its schema and version; documents of older versions go through `story.document.upgrades` first. On
reading, a field that is absent has its default; on writing, every field is written, in a fixed order.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import TypeVar

from story.document import fields
from story.document.choice_document import choice_document, choice_from_document
from story.document.fields import Fields, Place
from story.document.group_document import group_document, group_from_document
from story.document.node_document import node_document, node_from_document
from story.document.upgrades import SCHEMA, VERSION, upgraded
from story.document.variable_document import variable_document, variable_from_document
from story.errors import StoryError, StoryFileError
from story.model import Choice, Group, Node, Story, Variable

MOST_VARIABLES = 5_000
"""Variables of one story; Bandersnatch has 62."""

MOST_GROUPS = 10_000
"""Groups of one story; Bandersnatch has 111."""

Entry = TypeVar("Entry")

_STORY_FIELDS = (
    *("schema", "version", "id", "title", "language", "start", "changeable", "commercial", "licence"),
    *("report_to", "last_node", "last_choice", "variables", "nodes", "groups", "choices"),
)
_REMEDY = "Mend it there, or go back to an earlier copy."


def story_document(story: Story) -> dict[str, object]:
    """Return a story as JSON values, its keys in a fixed order."""
    return {
        "schema": SCHEMA,
        "version": VERSION,
        "id": story.id,
        "title": story.title,
        "language": story.language,
        "start": story.start,
        "changeable": story.changeable,
        "commercial": story.commercial,
        "licence": story.licence,
        "report_to": story.report_to,
        "last_node": story.last_node,
        "last_choice": story.last_choice,
        "variables": [variable_document(variable) for variable in story.variables],
        "nodes": [node_document(node) for node in story.nodes],
        "groups": [group_document(group) for group in story.groups],
        "choices": [choice_document(choice) for choice in story.choices],
    }


def story_from_document(document: object, source_name: str) -> Story:
    """Return the story that a document of any known version holds.

    A choice that leads to no node is kept, and so is an expression that speaks of something that is not there:
    `story.check.proof` reports them.

    Args:
        document: What `json.loads` returned.
        source_name: What people call the document, for messages.

    Raises:
        StoryFileError: It is no story, of a newer version, or something in it is not as it must be.
    """
    place = Place(source_name, error=StoryFileError, remedy=_REMEDY)
    if not isinstance(document, Mapping):
        raise place.wrong("must be an object")
    found = Fields(upgraded(document, source_name), place, _STORY_FIELDS)
    story = Story(
        id=found.take("id", fields.identifier),
        title=found.take("title", fields.text),
        language=found.take("language", fields.language, "en"),
        start=found.take("start", fields.identifier_or_empty, ""),
        nodes=found.take("nodes", _nodes),
        choices=found.take("choices", _choices),
        last_node=found.take("last_node", fields.count, 0),
        last_choice=found.take("last_choice", fields.count, 0),
        variables=found.take("variables", _variables, ()),
        groups=found.take("groups", _groups, ()),
        changeable=found.take("changeable", fields.truth, False),
        commercial=found.take("commercial", fields.truth, False),
        licence=found.take("licence", fields.text, ""),
        report_to=found.take("report_to", fields.text, ""),
    )
    _refuse_shared_ids(story, place)
    return story


def checked(story: Story) -> Story:
    """Return `story` if it can be written and read again.

    Raises:
        StoryError: It holds something that no file may hold, such as two nodes with one id.
    """
    try:
        story_from_document(story_document(story), "the story")
    except StoryFileError as error:
        raise StoryError(error.message) from error
    return story


def _nodes(value: object, place: Place) -> tuple[Node, ...]:
    return _entries(value, place, node_from_document, "id", lambda node: node.id)


def _choices(value: object, place: Place) -> tuple[Choice, ...]:
    return _entries(value, place, choice_from_document, "id", lambda choice: choice.id)


def _groups(value: object, place: Place) -> tuple[Group, ...]:
    return _entries(value, place, group_from_document, "id", lambda group: group.id, MOST_GROUPS)


def _variables(value: object, place: Place) -> tuple[Variable, ...]:
    return _entries(
        value, place, variable_from_document, "name", lambda variable: variable.name, MOST_VARIABLES
    )


def _entries(
    value: object,
    place: Place,
    read: Callable[[object, Place], Entry],
    key: str,
    name_of: Callable[[Entry], str],
    most: int | None = None,
) -> tuple[Entry, ...]:
    """Read a list of things that each have a name of their own."""
    found = tuple(read(entry, spot) for entry, spot in fields.items(value, place, most))
    _refuse_twins(((name_of(entry), place.item(number)) for number, entry in enumerate(found)), key)
    return found


def _refuse_shared_ids(story: Story, place: Place) -> None:
    """Refuse a node and a group with one id: a choice could not say to which of them it leads."""
    nodes = ((node.id, place.field("nodes").item(number)) for number, node in enumerate(story.nodes))
    groups = ((group.id, place.field("groups").item(number)) for number, group in enumerate(story.groups))
    _refuse_twins(chain(nodes, groups), "id")


def _refuse_twins(names: Iterable[tuple[str, Place]], key: str) -> None:
    seen: dict[str, Place] = {}
    for name, place in names:
        if name in seen:
            raise place.field(key).wrong(f"{name} is the {key} of {seen[name].path} already")
        seen[name] = place
