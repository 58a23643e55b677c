"""Checks that the films of a story may be used so: edited, sold, put together, under the story's licence."""

from collections.abc import Iterator, Mapping

from library.records import Film
from library.rights.combination import Conflict, FilmConflict, conflicts, rights_of
from library.rights.licence import NONCOMMERCIAL
from story.check.problems import Problem, problem
from story.model import Node, Story
from story.titles import node_name

_CODES = {
    Conflict.NO_EDITING: "G047",
    Conflict.NOT_COMMERCIAL: "G051",
    Conflict.NOT_TOGETHER: "G052",
    Conflict.NOT_UNDER: "G053",
}
_NOT_FOR_MONEY = {"en": "one that forbids to earn money", "ko": "돈벌이를 금하는 이용 허락"}


def rights_problems(story: Story, films: Mapping[str, Film]) -> Iterator[Problem]:
    """Yield what forbids to use films so, or is not known, each at the first clip of its film.

    Args:
        story: The story.
        films: Its films by fingerprint; clips of any other film are passed over.
    """
    first: dict[str, tuple[Node, int]] = {}
    for node in story.nodes:
        for number, clip in enumerate(node.clips, 1):
            first.setdefault(clip.film, (node, number))
    used = [films[name] for name in first if name in films]
    for found in conflicts(used, commercial=story.commercial, licence=story.licence):
        yield _problem(found, story, *first[found.film.fingerprint])


def _problem(found: FilmConflict, story: Story, node: Node, clip: int) -> Problem:
    film, other = found.film, found.other or found.film
    if found.kind is Conflict.UNKNOWN:
        code = "G054" if film.licence.strip() else "G048"
        return problem(code, node_id=node.id, film=film.title, licence=film.licence.strip())
    return problem(
        _CODES[found.kind],
        node_id=node.id,
        node=node_name(node),
        clip=clip,
        film=film.title,
        licence=_told(film),
        other=other.title,
        other_licence=_told(other),
        story_licence=story.licence.strip(),
        wanted=_wanted(film),
    )


def _told(film: Film) -> str:
    return film.licence.strip() or film.permissions.note.strip() or "—"


def _wanted(film: Film) -> Mapping[str, str]:
    """Return which licences a film leaves to the whole, for people."""
    whole = rights_of(film).whole or frozenset()
    if whole == NONCOMMERCIAL:
        return _NOT_FOR_MONEY
    names = sorted(whole)
    return {"en": " or ".join(names), "ko": ", ".join(names)}
