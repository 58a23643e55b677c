"""A film into the library, and out of it again.

Stages are each written once and skipped while nothing they were made from has changed: stopped anywhere, the next
`add_film` of the same file goes on.
"""

from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from indexing.probe import probe
from indexing.screenplay import screenplay_source
from indexing.stages import Stages
from indexing.subtitles import subtitle_source
from library.catalog.films import FilmFacts, FilmLabel, Source
from library.errors import GallaeError
from library.place import Library
from library.progress import Cancelled, Progress, no_progress
from library.records import Film
from library.reserve import reserved_space


@dataclass(frozen=True)
class FilmToAdd:
    """A film's file, the files beside it, and what people say about it."""

    path: Path
    subtitles: tuple[Path, ...] = ()
    screenplay: Path | None = None
    label: FilmLabel = field(default_factory=FilmLabel)


@dataclass(frozen=True)
class IndexedFilm:
    """A film that is in the library, how many scenes it has, and what a person should know about it."""

    film: Film
    scenes: int
    notes: tuple[str, ...]


def add_film(library: Library, wanted: FilmToAdd, progress: Progress = no_progress) -> IndexedFilm:
    """Add a film to the library, or do what is still missing of one that is there.

    Everything given is checked before anything is written. When a stage fails, a film that was not there before is
    taken out again, and one that was there is made from its old sources; when it is cancelled, finished stages stay.

    Raises:
        IndexingError: A file cannot be used.
        LibraryUnusable: The library cannot be written.
        Cancelled: `progress` asked to stop.
    """
    sources = [subtitle_source(path) for path in wanted.subtitles]
    if wanted.screenplay is not None:
        sources.append(screenplay_source(wanted.screenplay))
    facts = probe(wanted.path, progress)
    before = library.catalog.find_film(facts.fingerprint)
    sources_before = _sources(library, before) if before is not None else ()
    known_concepts = {concept.iri for concept in library.catalog.concepts()}
    with reserved_space(library.folder) as reserve:
        film = library.catalog.add_film(facts, wanted.label)
        try:
            library.catalog.keep_sources(film.id, sources)
            notes = Stages(library, film, facts, progress).run()
        except Cancelled:
            raise
        except Exception:
            reserve.close()
            if before is None:
                _take_back(library, film.id, known_concepts)
            else:
                _put_back(library, before, facts, sources_before)
            raise
    return IndexedFilm(library.catalog.film(film.id), len(library.catalog.scenes(film.id)), notes)


def _sources(library: Library, film: Film) -> tuple[Source, ...]:
    return tuple(
        one for kind in ("subtitles", "screenplay") for one in library.catalog.sources(film.id, kind)
    )


def _put_back(library: Library, film: Film, facts: FilmFacts, sources: tuple[Source, ...]) -> None:
    """Make a film that was there from its old sources again; what fails once more is done by the next `add_film`."""
    library.catalog.put_back(film, sources)
    with suppress(GallaeError, OSError):
        Stages(library, film, facts, no_progress).run()


def _take_back(library: Library, film_id: int, known_concepts: Set[str]) -> None:
    """Take a new film out again, and the people and places that its sources brought into the ontology."""
    remove_film(library, film_id)
    concepts = {concept.iri for concept in library.catalog.concepts()}
    library.catalog.forget_added_concepts(concepts - known_concepts)


def remove_film(library: Library, film_id: int) -> None:
    """Take a film and everything that was made from it out of the library; its file stays where it is."""
    for scene in library.catalog.scenes(film_id):
        library.media.remove(scene.thumbnail)
    library.catalog.remove_film(film_id)
