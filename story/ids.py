"""Gives ids to new nodes, groups and choices (`n7`, `c12`), and refuses those that cannot be ids."""

import re
from collections.abc import Container, Iterable, Mapping

from story.document.fields import GREATEST_NUMBER, IDENTIFIER
from story.errors import StoryError

_NUMBERED = {prefix: re.compile(prefix + "([1-9][0-9]{0,8})") for prefix in "nc"}


def highest_number(prefix: str, ids: Iterable[str]) -> int:
    """Return the highest number that follows `prefix` (`n` or `c`) in any of the ids, or 0."""
    numbers = (_NUMBERED[prefix].fullmatch(name) for name in ids)
    return max((int(match[1]) for match in numbers if match), default=0)


def fresh_id(prefix: str, last: int, *taken: Container[str]) -> str:
    """Return an id whose number comes after `last`.

    Raises:
        StoryError: There is none left.
    """
    number = last + 1
    while any(f"{prefix}{number}" in ids for ids in taken):  # only one too long to be counted can be taken
        number += 1
    if number > GREATEST_NUMBER:
        raise StoryError(
            "The story has given every id there is.", "Set last_node and last_choice in its file."
        )
    return f"{prefix}{number}"


def checked_id(name: str, kind: str, taken: Mapping[str, Container[str]]) -> str:
    """Return an id that somebody chose.

    Args:
        name: The id.
        kind: What it is for: `node`, `group`, `choice`.
        taken: The ids that it must not be, by what has them.

    Raises:
        StoryError: It is taken or not made of letters, digits, `-` and `_`.
    """
    if not IDENTIFIER.fullmatch(name):
        raise StoryError(f"{name!r} cannot be a {kind}'s id.", "Use up to 64 letters, digits, - and _.")
    for owner, ids in taken.items():
        if name in ids:
            raise StoryError(f"The story has a {owner} {name!r} already.", "Choose another id.")
    return name
