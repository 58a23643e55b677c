"""Whether an edit that was made from an older state would undo what somebody else changed since."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

_LISTS = {
    "change_node": ("nodes", "id"),
    "change_choice": ("choices", "id"),
    "change_group": ("groups", "id"),
    "change_variable": ("variables", "name"),
}
_CALLED = {"nodes": "node", "choices": "choice", "groups": "group", "variables": "variable"}


def clash(operations: Iterable[Mapping[str, Any]], changes: Sequence[Mapping[str, Any]]) -> str:
    """Return what operations would overwrite, in a sentence; `""` if nothing.

    Two people may change different fields of one node. Where both change the same field, the later edit is refused,
    unless it says the same. Where something lies is nobody's loss: a move never clashes.

    Args:
        operations: As `story.operations` has them.
        changes: What others changed since the state from which they were made, as `story.history.change` writes it.
    """
    for operation in operations:
        for owner, field, value in _written(operation):
            for before, after in _versions(owner, changes):
                if field in before and field in after and before[field] != after[field] != value:
                    whose = f"the {field} of {_name(owner)}"
                    return f"Somebody else changed {whose} meanwhile, so this was not kept: {_short(value)}"
    return ""


Owner = tuple[str, str, str]
"""The list in which a record is, the field that names it, and its name; three times `""` for the story itself."""


def _written(operation: Mapping[str, Any]) -> Iterator[tuple[Owner, str, Any]]:
    op = operation.get("op")
    if op == "change_story":
        yield from ((("", "", ""), field, value) for field, value in operation.items() if field != "op")
    elif op in _LISTS:
        records, key = _LISTS[str(op)]
        owner = (records, key, str(operation.get(key)))
        yield from (
            (owner, field, value)
            for field, value in operation.items()
            if field not in ("op", key, "position", "new_name")
        )


def _versions(
    owner: Owner, changes: Sequence[Mapping[str, Any]]
) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Yield how a record was before each change and after it."""
    records, key, name = owner
    for change in changes:
        sides = change.get("before", {}), change.get("after", {})
        if not records:
            yield sides
            continue
        found = [[one for one in side.get(records, ()) if one.get(key) == name] for side in sides]
        if all(found):
            yield found[0][0], found[1][0]


def _name(owner: Owner) -> str:
    records, _, name = owner
    return f"the {_CALLED[records]} {name}" if records else "the story"


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:119]}…"
