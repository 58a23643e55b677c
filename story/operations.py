"""Edits as small JSON objects, for a studio that sends them one by one: `{"op": "move_node", "id": "n1", …}`.

| op | needs | may have |
|---|---|---|
| `add_node` | | `id`, `title`, `clips`, `ending`, `beat`, `position` |
| `change_node` | `id` | `title`, `clips`, `ending`, `beat`, `position` |
| `move_node` | `id`, `position` (`[x, y]` or `null`) | |
| `remove_node` | `id` | |
| `connect` | `source`, `target` | `id`, `label`, `order`, `default`, `opens_ms`, `closes_ms` |
| `change_choice` | `id` | `source`, `target`, `label`, `order`, `default`, `opens_ms`, `closes_ms` |
| `disconnect` | `id` | |
| `set_start` | `id` | |
| `change_story` | | `title`, `language` |

Fields hold what they hold in a story file; one that is absent stays as it is. `id` is a fresh one where it is absent.
"""

from collections.abc import Callable, Mapping

from story import fields
from story.document import (
    CHOICE_FIELDS,
    NODE_FIELDS,
    choice_document,
    choice_from_document,
    node_document,
    node_from_document,
)
from story.fields import Fields, Place
from story.graph import StoryGraph
from story.model import Story

_PLACE = Place("operation")
# Stands in for an id that the graph will give; it only has to be one that may be read.
_FRESH = "fresh"

Operation = Mapping[str, object]


def apply_operation(story: Story, operation: Operation) -> Story:
    """Return the story that an edit makes of `story`, which stays as it is.

    Args:
        story: The story before.
        operation: One of the operations above.

    Raises:
        StoryError: There is no such operation, it has a field that is wrong, unknown or missing, or it names a node
            or choice that is not there.
    """
    if not isinstance(operation, Mapping):
        raise _PLACE.wrong("must be an object")
    name = operation.get("op")
    if not isinstance(name, str) or name not in _OPERATIONS:
        raise _PLACE.field("op").wrong(f"must be one of {', '.join(_OPERATIONS)}")
    graph = StoryGraph(story)
    _OPERATIONS[name](graph, {key: value for key, value in operation.items() if key != "op"})
    return graph.story


def apply_operations(story: Story, operations: list[Operation]) -> Story:
    """Return the story that several edits make, one after the other; if one is refused, none is made."""
    for operation in operations:
        story = apply_operation(story, operation)
    return story


def _add_node(graph: StoryGraph, values: Operation) -> None:
    node = node_from_document({"id": _FRESH, **values}, _PLACE)
    graph.add_node(
        node.title,
        clips=node.clips,
        ending=node.ending,
        beat=node.beat,
        position=node.position,
        node_id=node.id if "id" in values else "",
    )


def _change_node(graph: StoryGraph, values: Operation) -> None:
    node = graph.node(_id(values, NODE_FIELDS))
    graph.change_node(node_from_document({**node_document(node), **values}, _PLACE))


def _move_node(graph: StoryGraph, values: Operation) -> None:
    found = Fields(values, _PLACE, ("id", "position"))
    graph.move_node(found.take("id", fields.identifier), found.take("position", fields.position))


def _remove_node(graph: StoryGraph, values: Operation) -> None:
    graph.remove_node(_id(values, ("id",)))


def _connect(graph: StoryGraph, values: Operation) -> None:
    choice = choice_from_document({"id": _FRESH, **values}, _PLACE)
    graph.connect(
        choice.source,
        choice.target,
        choice.label,
        order=choice.order if "order" in values else None,
        default=choice.default,
        opens_ms=choice.opens_ms,
        closes_ms=choice.closes_ms,
        choice_id=choice.id if "id" in values else "",
    )


def _change_choice(graph: StoryGraph, values: Operation) -> None:
    choice = graph.choice(_id(values, CHOICE_FIELDS))
    graph.change_choice(choice_from_document({**choice_document(choice), **values}, _PLACE))


def _disconnect(graph: StoryGraph, values: Operation) -> None:
    graph.disconnect(_id(values, ("id",)))


def _set_start(graph: StoryGraph, values: Operation) -> None:
    graph.set_start(_id(values, ("id",)))


def _change_story(graph: StoryGraph, values: Operation) -> None:
    found = Fields(values, _PLACE, ("title", "language"))
    graph.change_story(
        title=found.take("title", fields.text, None), language=found.take("language", fields.language, None)
    )


def _id(values: Operation, known: tuple[str, ...]) -> str:
    return Fields(values, _PLACE, known).take("id", fields.identifier)


_OPERATIONS: dict[str, Callable[[StoryGraph, Operation], None]] = {
    "add_node": _add_node,
    "change_node": _change_node,
    "move_node": _move_node,
    "remove_node": _remove_node,
    "connect": _connect,
    "change_choice": _change_choice,
    "disconnect": _disconnect,
    "set_start": _set_start,
    "change_story": _change_story,
}
