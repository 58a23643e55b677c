"""A film into the library, and out of it again.

Stages are each written once and skipped while nothing they were made from has changed: stopped anywhere, the next
`add_film` of the same file goes on. One process at a time works on a film, and its bytes are read under guard.
"""

import time
from collections.abc import Set
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from indexing.guard import Guard, Limits
from indexing.lease import FilmLease, held, named, take
from indexing.own_words import own_words
from indexing.probe import probe
from indexing.screenplay import screenplay_source
from indexing.shots import ShotWay, choose_shot_way
from indexing.speech import Transcriber
from indexing.stages import Stages
from indexing.subtitles import subtitle_source
from indexing.waveform import waveform_name
from library.catalog.films import FilmLabel
from library.errors import GallaeError, NotInLibrary
from library.findings import FilmFacts, Source
from library.place import Library
from library.progress import Cancelled, Progress, no_progress
from library.records import Film
from library.reserve import reserved_space

_LOOKS_EVERY = 0.5
"""Seconds between two looks at a film that somebody else holds."""


@dataclass(frozen=True)
class FilmToAdd:
    """A film's file, the files beside it, and what people say about it."""

    path: Path
    subtitles: tuple[Path, ...] = ()
    screenplay: Path | None = None
    label: FilmLabel = field(default_factory=FilmLabel)
    transcriber: Transcriber | None = None
    """Writes down what is said, where no subtitles do."""
    shots: ShotWay | None = None
    """How boundaries are looked for in this film from now on; `None` leaves that as it is."""


@dataclass(frozen=True)
class IndexedFilm:
    """A film that is in the library, how many scenes it has, and what a person should know about it."""

    film: Film
    scenes: int
    notes: tuple[str, ...]


def add_film(
    library: Library, wanted: FilmToAdd, progress: Progress = no_progress, limits: Limits | None = None
) -> IndexedFilm:
    """Add a film to the library, or do what is still missing of one that is there.

    Everything given is checked before anything is written. When a stage fails, a film that was not there before is
    taken out again, and one that was there is made from its old sources; when it is cancelled, finished stages stay.
    While another process works on the film, this one waits, and says so.

    Args:
        library: Where it goes.
        wanted: The film.
        progress: Told what is done.
        limits: What reading the film's file may take.

    Raises:
        IndexingError: A file cannot be used.
        LibraryUnusable: The library cannot be written.
        Cancelled: `progress` asked to stop.
    """
    sources = [subtitle_source(path) for path in wanted.subtitles]
    if wanted.screenplay is not None:
        sources.append(screenplay_source(wanted.screenplay))
    with Guard(wanted.path, limits) as guard:
        facts = guard.run(probe, wanted.path, progress=progress)
        with reserved_space(library.folder) as reserve:
            claim = _claimed(library, facts, wanted.label, progress)
            with claim.lease:
                try:
                    told = (*claim.sources, *sources)
                    own = own_words(guard, facts, told, wanted.transcriber, progress)
                    library.catalog.add_film(facts, wanted.label)
                    if wanted.shots is not None:
                        choose_shot_way(library.catalog, wanted.shots, facts.fingerprint)
                    library.catalog.keep_sources(claim.film.id, [*own.sources, *sources])
                    notes = Stages(library, claim.film, facts, progress, guard, claim.lease).run()
                except Cancelled:
                    raise
                except Exception:
                    reserve.close()
                    _undo(library, claim, facts, guard)
                    raise
    film = library.catalog.film(claim.film.id)
    return IndexedFilm(film, len(library.catalog.scenes(film.id)), (*own.notes, *notes))


@dataclass(frozen=True)
class _Claim:
    """A film that is held, and how it was before: nothing of it, if it is new."""

    film: Film
    lease: FilmLease
    before: Film | None
    sources: tuple[Source, ...]
    concepts: Set[str]


def _claimed(library: Library, facts: FilmFacts, label: FilmLabel, progress: Progress) -> _Claim:
    """Hold the film of a file, which is added if it is not there; wait for whoever holds it."""
    catalog = library.catalog
    while True:
        before = catalog.find_film(facts.fingerprint)
        concepts = {concept.iri for concept in catalog.concepts()}
        film = before or catalog.add_film(facts, label)
        try:
            lease = take(catalog, film.id)
        except NotInLibrary:  # whoever had it failed, and took it out again
            continue
        if isinstance(lease, FilmLease):
            return _Claim(film, lease, before, _sources(library, before), concepts)
        progress(f"waiting for {named(lease)}", 0, 0)
        time.sleep(_LOOKS_EVERY)


def _undo(library: Library, claim: _Claim, facts: FilmFacts, guard: Guard) -> None:
    """Take a new film out again, with what its sources brought into the ontology, or make an old one as it was.

    What fails once more is done by the next `add_film`.
    """
    if claim.before is None:
        _remove(library, claim.film.id)
        if not any(lease.film_id != claim.film.id for lease in library.catalog.leases()):
            # With others at work, a new concept may be one that is about to be put on a scene of theirs.
            concepts = {concept.iri for concept in library.catalog.concepts()}
            library.catalog.forget_added_concepts(concepts - claim.concepts)
        return
    library.catalog.put_back(claim.before, claim.sources)
    with suppress(GallaeError, OSError):
        Stages(library, claim.before, facts, no_progress, guard, claim.lease).run()


def _sources(library: Library, film: Film | None) -> tuple[Source, ...]:
    if film is None:
        return ()
    return tuple(
        one for kind in ("subtitles", "screenplay") for one in library.catalog.sources(film.id, kind)
    )


def remove_film(library: Library, film_id: int) -> None:
    """Take a film and everything that was made from it out of the library; its file stays where it is.

    Raises:
        FilmBusy: Somebody is indexing it.
        NotInLibrary: There is no such film.
    """
    with held(library.catalog, film_id):
        _remove(library, film_id)


def _remove(library: Library, film_id: int) -> None:
    scenes = [scene.thumbnail for scene in library.catalog.scenes(film_id)]
    for name in (*scenes, *library.catalog.shot_thumbnails(film_id)):
        library.media.remove(name)
    library.sounds.remove(waveform_name(library.catalog.film(film_id)))
    library.catalog.remove_film(film_id)
