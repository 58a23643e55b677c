"""The sample film as a film of a library, for whoever has none at hand yet."""

from typing import TYPE_CHECKING

from library import Library, Progress

if TYPE_CHECKING:
    from creator.sample import SampleFilm
    from indexing import IndexedFilm


def add_sample_film(library: Library, sample: "SampleFilm", progress: Progress) -> "IndexedFilm":
    """Index the sample film under its own labels, with its cast in the ontology; an older drawing of it goes.

    Raises:
        IndexingError: As `indexing.add_film`.
        Cancelled: `progress` raised it.
    """
    from indexing import FilmToAdd, add_film, remove_film
    from indexing.probe import fingerprint
    from library import no_progress
    from library.catalog.films import FilmLabel
    from library.ontology import Facet

    for film in library.catalog.films():
        if film.path == sample.film.absolute() and film.fingerprint != fingerprint(sample.film, no_progress):
            remove_film(library, film.id)  # its file is gone
    for name in sample.cast:  # as a curator would, so that they are found under both names
        library.catalog.add_concept(Facet.WHO, name)
    label = FilmLabel(sample.title, sample.provider, sample.licence, sample.credit)
    return add_film(library, FilmToAdd(sample.film, sample.subtitles, sample.screenplay, label), progress)
