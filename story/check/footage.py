"""Checks that the films of a story are there, as long as its clips need them, and may be cut up."""

from collections.abc import Iterator
from math import ceil
from typing import Protocol

from library.errors import NotInLibrary
from library.records import Film
from story.check.problems import Problem, problem
from story.check.rights import rights_problems
from story.model import Clip, Node, Story
from story.titles import node_name


class Footage(Protocol):
    """Where a story's films are."""

    def film(self, fingerprint: str) -> Film:
        """Return a film.

        Raises:
            NotInLibrary: No film has this fingerprint.
        """


def footage_problems(story: Story, footage: Footage) -> Iterator[Problem]:
    """Yield what is wrong with the clips of a story; each film is asked for once."""
    films: dict[str, Film | None] = {}
    gone: dict[str, bool] = {}
    for node in story.nodes:
        for clip in node.clips:
            if clip.film not in films:
                films[clip.film] = film = _film(footage, clip.film)
                gone[clip.film] = film is not None and not film.path.is_file()
        yield from _node_problems(node, films, gone)
    yield from rights_problems(story, {name: film for name, film in films.items() if film is not None})


def _node_problems(node: Node, films: dict[str, Film | None], gone: dict[str, bool]) -> Iterator[Problem]:
    """Yield a node's problems: a film that is missing once, a clip that is too long each time."""
    name = node_name(node)
    for fingerprint in dict.fromkeys(clip.film for clip in node.clips):
        film = films[fingerprint]
        if film is None:
            yield problem("G007", node_id=node.id, node=name, film=fingerprint[:12])
        elif gone[fingerprint]:
            yield problem("G008", node_id=node.id, node=name, film=film.title, path=film.path)
    for clip in node.clips:
        film = films[clip.film]
        if film is not None and clip.end_ms > (limit := _playable_ms(film)):
            yield _too_long(node, clip, film, limit)


def _too_long(node: Node, clip: Clip, film: Film, limit: int) -> Problem:
    return problem(
        "G009", node_id=node.id, node=node_name(node), film=film.title, end=clip.end_ms, limit=limit
    )


def _playable_ms(film: Film) -> int:
    """Return the millisecond by which a film's last good frame has ended, rounded up to forgive rounding."""
    return ceil((film.duration if film.broken_at is None else min(film.duration, film.broken_at)) * 1000)


def _film(footage: Footage, fingerprint: str) -> Film | None:
    try:
        return footage.film(fingerprint)
    except NotInLibrary:
        return None
