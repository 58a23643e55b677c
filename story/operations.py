"""Edits as small JSON objects, for a studio that sends them one by one: `{"op": "move_node", "id": "n1", …}`.

| op | needs | may have |
|---|---|---|
| `add_node` | | `id` and every other field of a node |
| `change_node` | `id` | every other field of a node |
| `move_node` | `id`, `position` (`[x, y]` or `null`) | |
| `remove_node` | `id` | |
| `connect` | `source`, `target` | `id` and every other field of a choice |
| `change_choice` | `id` | every other field of a choice |
| `disconnect` | `id` | |
| `add_group` | `candidates` | `id`, `title`, `pick`, `position` |
| `change_group` | `id` | `title`, `pick`, `candidates`, `position` |
| `move_group` | `id`, `position` | |
| `remove_group` | `id` | |
| `add_variable` | `name`, `kind` | `start` |
| `change_variable` | `name` | `new_name`, `kind`, `start` |
| `remove_variable` | `name` | |
| `set_start` | `id` | |
| `change_story` | | `title`, `language`, `changeable`, `commercial`, `licence`, `report_to` |

Fields hold what they hold in a story file; one that is absent stays as it is, or has its default in something new.
`id` is a fresh one where it is absent, and `order` puts a new choice last.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from story.document import fields
from story.document.choice_document import CHOICE_FIELDS, choice_document, choice_from_document
from story.document.expression_fields import variable_name
from story.document.fields import Fields, Place
from story.document.group_document import GROUP_FIELDS, group_document, group_from_document
from story.document.node_document import NODE_FIELDS, node_document, node_from_document
from story.document.variable_document import VARIABLE_FIELDS, variable_document, variable_from_document
from story.graph import StoryGraph
from story.model import Story

_PLACE = Place("operation")
# Stands in for an id that the graph will give; it only has to be one that may be read.
_FRESH = "fresh"

Operation = Mapping[str, object]


def apply_to_graph(graph: StoryGraph, operation: Operation) -> None:
    """Make an edit on a graph; if it is refused, the graph stays as it is.

    Args:
        graph: What to change.
        operation: One of the operations above.

    Raises:
        StoryError: There is no such operation, it has a field that is wrong, unknown or missing, or it names
            something that is not there.
    """
    if not isinstance(operation, Mapping):
        raise _PLACE.wrong("must be an object")
    name = operation.get("op")
    if not isinstance(name, str) or name not in _OPERATIONS:
        raise _PLACE.field("op").wrong(f"must be one of {', '.join(_OPERATIONS)}")
    _OPERATIONS[name](graph, {key: value for key, value in operation.items() if key != "op"})


def apply_operation(story: Story, operation: Operation) -> Story:
    """Return the story that an edit makes of `story`, which stays as it is; refuses what `apply_to_graph` does."""
    return apply_operations(story, [operation])


def apply_operations(story: Story, operations: list[Operation]) -> Story:
    """Return the story that several edits make, one after the other; if one is refused, none is made."""
    graph = StoryGraph(story)
    for operation in operations:
        apply_to_graph(graph, operation)
    return graph.story


def _add_node(graph: StoryGraph, values: Operation) -> None:
    node = node_from_document({"id": _FRESH, **values}, _PLACE)
    graph.insert_node(node if "id" in values else replace(node, id=""))


def _change_node(graph: StoryGraph, values: Operation) -> None:
    node = graph.node(_id(values, NODE_FIELDS))
    graph.change_node(node_from_document({**node_document(node), **values}, _PLACE))


def _move_node(graph: StoryGraph, values: Operation) -> None:
    graph.move_node(*_moved(values))


def _remove_node(graph: StoryGraph, values: Operation) -> None:
    graph.remove_node(_id(values))


def _connect(graph: StoryGraph, values: Operation) -> None:
    choice = choice_from_document({"id": _FRESH, **values}, _PLACE)
    order = choice.order if "order" in values else graph.next_order(choice.source)
    graph.insert_choice(replace(choice, id=choice.id if "id" in values else "", order=order))


def _change_choice(graph: StoryGraph, values: Operation) -> None:
    choice = graph.choice(_id(values, CHOICE_FIELDS))
    graph.change_choice(choice_from_document({**choice_document(choice), **values}, _PLACE))


def _disconnect(graph: StoryGraph, values: Operation) -> None:
    graph.disconnect(_id(values))


def _add_group(graph: StoryGraph, values: Operation) -> None:
    group = group_from_document({"id": _FRESH, **values}, _PLACE)
    name = group.id if "id" in values else ""
    graph.add_group(group.title, group.candidates, group.pick, position=group.position, group_id=name)


def _change_group(graph: StoryGraph, values: Operation) -> None:
    group = graph.group(_id(values, GROUP_FIELDS))
    graph.change_group(group_from_document({**group_document(group), **values}, _PLACE))


def _move_group(graph: StoryGraph, values: Operation) -> None:
    graph.move_group(*_moved(values))


def _remove_group(graph: StoryGraph, values: Operation) -> None:
    graph.remove_group(_id(values))


def _add_variable(graph: StoryGraph, values: Operation) -> None:
    graph.add_variable(variable_from_document(values, _PLACE))


def _change_variable(graph: StoryGraph, values: Operation) -> None:
    found = Fields(values, _PLACE, (*VARIABLE_FIELDS, "new_name"))
    name = found.take("name", variable_name)
    changed = {key: value for key, value in values.items() if key in ("kind", "start")}
    if "new_name" in values:
        changed["name"] = found.take("new_name", variable_name)
    document = {**variable_document(graph.variable(name)), **changed}
    graph.change_variable(name, variable_from_document(document, _PLACE))


def _remove_variable(graph: StoryGraph, values: Operation) -> None:
    graph.remove_variable(Fields(values, _PLACE, ("name",)).take("name", variable_name))


def _set_start(graph: StoryGraph, values: Operation) -> None:
    graph.set_start(_id(values))


def _change_story(graph: StoryGraph, values: Operation) -> None:
    found = Fields(values, _PLACE, ("title", "language", "changeable", "commercial", "licence", "report_to"))
    graph.change_story(
        title=found.take("title", fields.text, None),
        language=found.take("language", fields.language, None),
        changeable=found.take("changeable", fields.truth, None),
        commercial=found.take("commercial", fields.truth, None),
        licence=found.take("licence", fields.text, None),
        report_to=found.take("report_to", fields.text, None),
    )


def _id(values: Operation, known: tuple[str, ...] = ("id",)) -> str:
    return Fields(values, _PLACE, known).take("id", fields.identifier)


def _moved(values: Operation) -> tuple[str, tuple[float, float] | None]:
    found = Fields(values, _PLACE, ("id", "position"))
    return found.take("id", fields.identifier), found.take("position", fields.position)


_OPERATIONS: dict[str, Callable[[StoryGraph, Operation], None]] = {
    "add_node": _add_node,
    "change_node": _change_node,
    "move_node": _move_node,
    "remove_node": _remove_node,
    "connect": _connect,
    "change_choice": _change_choice,
    "disconnect": _disconnect,
    "add_group": _add_group,
    "change_group": _change_group,
    "move_group": _move_group,
    "remove_group": _remove_group,
    "add_variable": _add_variable,
    "change_variable": _change_variable,
    "remove_variable": _remove_variable,
    "set_start": _set_start,
    "change_story": _change_story,
}
