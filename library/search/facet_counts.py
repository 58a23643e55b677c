"""Counts beside the results: which concepts and films the scenes found have."""

import numpy as np
from numpy.typing import NDArray

from library.ontology import Facet
from library.search.hits import Counts, FacetCount, FilmCount
from library.search.holdings import Held

MOST_A_FACET = 20
MOST_FILMS = 20


def counts_of(held: Held, scenes: NDArray[np.int64] | None) -> Counts:
    """Count what some scenes are.

    Args:
        held: What the library holds.
        scenes: Numbers of scenes, each once; `None` for all.
    """
    facts = held.facts
    places = np.arange(len(facts.scenes)) if scenes is None else facts.places(scenes)
    return Counts(len(places), _facets(held, places), _films(held, places))


def _facets(held: Held, places: NDArray[np.int64]) -> tuple[FacetCount, ...]:
    counted = held.facts.tag_counts(places)
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
    films, counted = np.unique(held.facts.films[places], return_counts=True)
    most = np.argsort(-counted, kind="stable")[:MOST_FILMS]
    titles = held.facts.titles
    return tuple(
        FilmCount(film, titles.get(film, ""), number)
        for film, number in zip(films[most].tolist(), counted[most].tolist(), strict=True)
    )
