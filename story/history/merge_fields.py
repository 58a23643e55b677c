"""Puts two people's changes of one thing together, field by field, and their lists in one order."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final

ABSENT: Final = object()
"""Stands for a field that is not there."""


@dataclass(frozen=True)
class Clash:
    """A field that both changed, each to something else; `None` stands for one that is not there."""

    field: str
    base: object
    mine: object
    theirs: object

    @property
    def kept(self) -> object:
        """What is kept for the time being: mine, or theirs where I took the field away."""
        return self.theirs if self.mine is None else self.mine


def merged_fields(
    base: Mapping[str, Any], mine: Mapping[str, Any], theirs: Mapping[str, Any], within: str = ""
) -> tuple[dict[str, Any], tuple[Clash, ...]]:
    """Return what two objects make that both came from a third, and what both changed.

    Objects inside are put together field by field, and so texts language by language; a list is one value. Of what
    both changed, mine is kept; what one changed and the other took away is kept as changed.
    """
    merged: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name in dict.fromkeys((*mine, *theirs)):
        old, my, their = (side.get(name, ABSENT) for side in (base, mine, theirs))
        value, more = _merged(within + name, old, my, their)
        clashes.extend(more)
        if value is not ABSENT:
            merged[name] = value
    return merged, tuple(clashes)


def merged_order(
    base: Sequence[str], mine: Sequence[str], theirs: Sequence[str], kept: AbstractSet[str]
) -> list[str]:
    """Return `kept` in an order that keeps what either side put elsewhere; if both did, mine.

    Args:
        base: The order from which both came.
        mine: My order.
        theirs: Their order.
        kept: What is to be in order; each of it is in `mine` or in `theirs`.
    """
    mine_moved = _common(base, mine) != _common(mine, base)
    leading, other = (mine, theirs) if mine_moved else (theirs, mine)
    leaders = [key for key in leading if key in kept]
    known, after = set(leaders), ""
    followers: dict[str, list[str]] = {}
    for key in other:
        if key in known:
            after = key
        elif key in kept:
            followers.setdefault(after, []).append(key)
    order = followers.get("", [])
    for key in leaders:
        order += [key, *followers.get(key, ())]
    return order


def same(one: object, other: object) -> bool:
    """Say whether two JSON values are the same; `true` and 1 are not."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


def _merged(field: str, old: object, mine: object, theirs: object) -> tuple[object, tuple[Clash, ...]]:
    if same(mine, theirs) or same(theirs, old):
        return mine, ()
    if same(mine, old):
        return theirs, ()
    if isinstance(mine, Mapping) and isinstance(theirs, Mapping):
        return merged_fields(old if isinstance(old, Mapping) else {}, mine, theirs, f"{field}.")
    clash = Clash(field, *(None if value is ABSENT else value for value in (old, mine, theirs)))
    return clash.kept, (clash,)


def _common(one: Sequence[str], other: Sequence[str]) -> list[str]:
    shared = set(other)
    return [key for key in one if key in shared]
