"""Counts beside the results: which concepts and films the scenes found have."""

import numpy as np
from numpy.typing import NDArray

from library.ontology import Facet
from library.search.hits import Counts, FacetCount, FilmCount
from library.search.holdings import Held

MOST_A_FACET = 20
MOST_FILMS = 20


def counts_of(held: Held, places: NDArray[np.int64]) -> Counts:
    """Count what the scenes at some places of `held.facts` are; each place is given once."""
    return Counts(len(places), _facets(held, places), _films(held, places))


def _facets(held: Held, places: NDArray[np.int64]) -> tuple[FacetCount, ...]:
    counted = np.where(held.facts.carried, held.facts.tag_counts(places), 0)
    found: dict[Facet, list[FacetCount]] = {facet: [] for facet in Facet}
    for place in np.argsort(-counted, kind="stable").tolist():
        concept = held.concepts.get(held.facts.concepts[place])
        if counted[place] == 0:
            break
        if concept is not None and len(found[concept.facet]) < MOST_A_FACET:
            number = int(counted[place])
            found[concept.facet].append(FacetCount(concept.iri, concept.facet, concept.labels, number))
    return tuple(count for facet in Facet for count in found[facet])


def _films(held: Held, places: NDArray[np.int64]) -> tuple[FilmCount, ...]:
    counted = np.bincount(held.facts.films[places])
    most = np.argsort(-counted, kind="stable")[:MOST_FILMS]
    titles = held.facts.titles
    return tuple(
        FilmCount(film, titles.get(film, ""), int(counted[film])) for film in most.tolist() if counted[film]
    )
