"""Which films do not go together in one story, or do not go with what the story is meant for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from library.records import Film
from library.rights.licence import NONCOMMERCIAL, RESERVED, Licence, read_licence


class Conflict(StrEnum):
    """What is not allowed, or not known."""

    NO_EDITING = "no_editing"
    NOT_COMMERCIAL = "not_commercial"
    NOT_TOGETHER = "not_together"
    NOT_UNDER = "not_under"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class FilmConflict:
    """A film that may not be used so.

    Attributes:
        kind: Why.
        film: The film.
        other: With which film it does not go together, for `NOT_TOGETHER`.
    """

    kind: Conflict
    film: Film
    other: Film | None = None


def rights_of(film: Film) -> Licence:
    """Return what may be done with a film: what its licence allows, and above that its owner's own word."""
    licence, word = read_licence(film.licence), film.permissions
    commercial = licence.commercial if word.commercial is None else word.commercial
    whole = licence.whole
    if word.other_licence or (word.commercial and whole == NONCOMMERCIAL):
        whole = None
    elif word.commercial is False and whole is None:
        whole = NONCOMMERCIAL
    editing = licence.editing if word.editing is None else word.editing
    return replace(licence, commercial=commercial, editing=editing, whole=whole)


def conflicts(
    films: Iterable[Film], *, commercial: bool = False, licence: str = ""
) -> Iterator[FilmConflict]:
    """Yield what stands against a story made of some films.

    Args:
        films: Each film once, in the order of their first use.
        commercial: Whether the story is meant to earn money.
        licence: Under which licence the story is, or `""` if nobody has said.
    """
    found = [(film, rights_of(film)) for film in films]
    for film, rights in found:
        if not rights.editing:
            yield FilmConflict(Conflict.NO_EDITING, film)
        elif commercial and not rights.commercial:
            yield FilmConflict(Conflict.NOT_COMMERCIAL, film)
        elif not rights.known and film.permissions.editing is None:
            yield FilmConflict(Conflict.UNKNOWN, film)
    yield from _apart([(film, rights.whole) for film, rights in found if rights.editing and rights.whole])
    if licence.strip():
        yield from _not_under(found, read_licence(licence))


def whole_licences(films: Iterable[Film]) -> frozenset[str] | None:
    """Return the licences of which a work that contains these films must have one; `None` if it may have any."""
    allowed: frozenset[str] | None = None
    for whole in (rights_of(film).whole for film in films):
        if whole is not None:
            allowed = whole if allowed is None else allowed & whole
    return allowed


def _apart(found: list[tuple[Film, frozenset[str]]]) -> Iterator[FilmConflict]:
    """Yield each film for which no licence is left that the films before it allow, too."""
    together: list[tuple[Film, frozenset[str]]] = []
    left: frozenset[str] | None = None
    for film, whole in found:
        if left is not None and not left & whole:
            other = next((one for one, allowed in together if not allowed & whole), together[0][0])
            yield FilmConflict(Conflict.NOT_TOGETHER, film, other)
            continue
        left = whole if left is None else left & whole
        together.append((film, whole))


def _not_under(found: list[tuple[Film, Licence]], story: Licence) -> Iterator[FilmConflict]:
    for film, rights in found:
        if rights.whole is None or not rights.editing or _is_under(story, rights.whole):
            continue
        yield FilmConflict(Conflict.NOT_UNDER, film)


def _is_under(story: Licence, allowed: frozenset[str]) -> bool:
    """Say whether a story's licence is among those allowed; one without a version is taken for the right one."""
    if allowed == NONCOMMERCIAL:
        return not story.commercial or story.key == RESERVED
    key = story.key.removesuffix("-only").removesuffix("-or-later").removesuffix("+")
    return key in allowed or any(one.rpartition("-")[0] == key for one in allowed)
