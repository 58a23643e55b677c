"""Where publishing gets its films and cues from: a small protocol, and the library's side of it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from creator.errors import MissingFootage
from library.errors import NotInLibrary
from library.records import Cue, Film
from story.model import Clip, Node


class Footage(Protocol):
    """Films by fingerprint, and their cues."""

    def film(self, fingerprint: str) -> Film:
        """Return the film with this fingerprint.

        Raises:
            NotInLibrary: There is none.
        """

    def cues(self, film_id: int) -> tuple[Cue, ...]:
        """Return all cues of a film, in every language, by start."""


class CatalogReader(Protocol):
    """The two questions that publishing asks of a catalog."""

    def film_by_fingerprint(self, fingerprint: str) -> Film:
        """Return the film with this fingerprint, or raise `NotInLibrary`."""

    def cues(self, film_id: int) -> tuple[Cue, ...]:
        """Return a film's cues by start."""


class LibraryFootage:
    """Footage out of a library's catalog."""

    def __init__(self, catalog: CatalogReader) -> None:
        self._catalog = catalog

    def film(self, fingerprint: str) -> Film:
        """Return the film with this fingerprint, or raise `NotInLibrary`."""
        return self._catalog.film_by_fingerprint(fingerprint)

    def cues(self, film_id: int) -> tuple[Cue, ...]:
        """Return all cues of a film, in every language, by start."""
        return tuple(self._catalog.cues(film_id))


def films_of(nodes: Iterable[Node], footage: Footage) -> Mapping[str, Film]:
    """Return every film that nodes play, by fingerprint, in the order of their first use.

    Raises:
        MissingFootage: A film is not in the library or its file has gone; names node, clip and remedy.
    """
    films: dict[str, Film] = {}
    for node in nodes:
        for number, clip in enumerate(node.clips, 1):
            if clip.film not in films:
                films[clip.film] = _film_of(clip, footage, f'clip {number} of "{node.title or node.id}"')
    return films


def _film_of(clip: Clip, footage: Footage, where: str) -> Film:
    try:
        film = footage.film(clip.film)
    except NotInLibrary as error:
        what = f' ("{clip.scene_title}")' if clip.scene_title else ""
        raise MissingFootage(
            f"The film of {where}{what} is not in this library: {clip.film[:12]}….",
            "Add that film, or choose another scene.",
        ) from error
    if not film.path.is_file():
        raise MissingFootage(
            f'"{film.title}" is needed for {where}, but its file has gone: {film.path}.',
            "Put the file back, or add it again from where it is now.",
        )
    return film
