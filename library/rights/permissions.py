"""What the owner of a film has allowed or forbidden by their own word, which counts more than its licence."""

from collections.abc import Mapping
from dataclasses import dataclass

LONGEST_NOTE = 1000
"""Characters of a note that are kept."""


@dataclass(frozen=True)
class Permissions:
    """The owner's word; `None` where nothing was said and the licence holds.

    Attributes:
        editing: Whether the film may be cut and put together anew.
        commercial: Whether it may be used to earn money.
        other_licence: Whether a work that contains it may be under any licence.
        note: Who said so, where and when; for people.
    """

    editing: bool | None = None
    commercial: bool | None = None
    other_licence: bool | None = None
    note: str = ""


NOTHING_SAID = Permissions()
"""The licence alone holds."""


def permissions_document(permissions: Permissions) -> dict[str, object]:
    """Return permissions as JSON values; what was not said is left out."""
    return {name: value for name, value in vars(permissions).items() if value not in (None, "")}


def read_permissions(document: Mapping[str, object]) -> Permissions:
    """Return the permissions that a document holds; anything in it that is none of ours says nothing."""
    said = {name: document.get(name) for name in ("editing", "commercial", "other_licence")}
    note = document.get("note")
    return Permissions(
        **{name: value for name, value in said.items() if isinstance(value, bool)},
        note=note[:LONGEST_NOTE] if isinstance(note, str) else "",
    )
