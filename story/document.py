"""A story as a JSON document and back: what files and library rows hold.

The document names its schema and version; documents of older versions go through `story.upgrades` first.
"""

from collections.abc import Iterable, Mapping

from story import fields
from story.errors import StoryError, StoryFileError
from story.fields import Fields, Place
from story.model import Choice, Clip, Ending, Node, Story
from story.upgrades import SCHEMA, VERSION, upgraded

NODE_FIELDS = ("id", "title", "clips", "ending", "beat", "position")
CHOICE_FIELDS = ("id", "source", "target", "label", "order", "default", "opens_ms", "closes_ms")
_STORY_FIELDS = (
    *("schema", "version", "id", "title", "language", "start"),
    *("last_node", "last_choice", "nodes", "choices"),
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
        "last_node": story.last_node,
        "last_choice": story.last_choice,
        "nodes": [node_document(node) for node in story.nodes],
        "choices": [choice_document(choice) for choice in story.choices],
    }


def story_from_document(document: object, source_name: str) -> Story:
    """Return the story that a document of any known version holds.

    A choice that leads to no node is kept: `story.check` reports it.

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
    return Story(
        id=found.take("id", fields.identifier),
        title=found.take("title", fields.text),
        language=found.take("language", fields.language, "en"),
        start=found.take("start", fields.identifier_or_empty, ""),
        nodes=found.take("nodes", _nodes),
        choices=found.take("choices", _choices),
        last_node=found.take("last_node", fields.count, 0),
        last_choice=found.take("last_choice", fields.count, 0),
    )


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


def node_document(node: Node) -> dict[str, object]:
    """Return a node as JSON values."""
    return {
        "id": node.id,
        "title": node.title,
        "clips": [_clip_document(clip) for clip in node.clips],
        "ending": None if node.ending is None else {"title": dict(sorted(node.ending.title.items()))},
        "beat": node.beat,
        "position": None if node.position is None else list(node.position),
    }


def node_from_document(value: object, place: Place) -> Node:
    """Read a node; every field but `id` may be absent."""
    found = Fields(value, place, NODE_FIELDS)
    return Node(
        id=found.take("id", fields.identifier),
        title=found.take("title", fields.text, ""),
        clips=found.take("clips", _clips, ()),
        ending=found.take("ending", _ending, None),
        beat=found.take("beat", fields.text, ""),
        position=found.take("position", fields.position, None),
    )


def choice_document(choice: Choice) -> dict[str, object]:
    """Return a choice as JSON values."""
    return {
        "id": choice.id,
        "source": choice.source,
        "target": choice.target,
        "label": dict(sorted(choice.label.items())),
        "order": choice.order,
        "default": choice.default,
        "opens_ms": choice.opens_ms,
        "closes_ms": choice.closes_ms,
    }


def choice_from_document(value: object, place: Place) -> Choice:
    """Read a choice; every field but `id`, `source` and `target` may be absent."""
    found = Fields(value, place, CHOICE_FIELDS)
    return Choice(
        id=found.take("id", fields.identifier),
        source=found.take("source", fields.identifier),
        target=found.take("target", fields.identifier),
        label=found.take("label", fields.local_text, {}),
        order=found.take("order", fields.whole_number, 0),
        default=found.take("default", fields.truth, False),
        opens_ms=found.take("opens_ms", fields.count_or_none, None),
        closes_ms=found.take("closes_ms", fields.count_or_none, None),
    )


def _clip_document(clip: Clip) -> dict[str, object]:
    return {
        "film": clip.film,
        "start_ms": clip.start_ms,
        "end_ms": clip.end_ms,
        "scene_title": clip.scene_title,
    }


def _clip(value: object, place: Place) -> Clip:
    found = Fields(value, place, ("film", "start_ms", "end_ms", "scene_title"))
    clip = Clip(
        film=found.take("film", fields.filled_text),
        start_ms=found.take("start_ms", fields.count),
        end_ms=found.take("end_ms", fields.count),
        scene_title=found.take("scene_title", fields.text, ""),
    )
    if clip.end_ms <= clip.start_ms:
        raise place.field("end_ms").wrong(f"{clip.end_ms} must come after start_ms {clip.start_ms}")
    return clip


def _ending(value: object, place: Place) -> Ending | None:
    if value is None:
        return None
    return Ending(Fields(value, place, ("title",)).take("title", fields.local_text, {}))


def _clips(value: object, place: Place) -> tuple[Clip, ...]:
    return tuple(_clip(entry, spot) for entry, spot in fields.items(value, place))


def _nodes(value: object, place: Place) -> tuple[Node, ...]:
    nodes = tuple(node_from_document(entry, spot) for entry, spot in fields.items(value, place))
    _refuse_twins((node.id for node in nodes), place)
    return nodes


def _choices(value: object, place: Place) -> tuple[Choice, ...]:
    choices = tuple(choice_from_document(entry, spot) for entry, spot in fields.items(value, place))
    _refuse_twins((choice.id for choice in choices), place)
    return choices


def _refuse_twins(ids: Iterable[str], place: Place) -> None:
    seen: dict[str, int] = {}
    for number, name in enumerate(ids):
        if name in seen:
            raise (
                place.item(number)
                .field("id")
                .wrong(f"{name} is the id of {place.item(seen[name]).path} already")
            )
        seen[name] = number
