"""Filters of a search as scene numbers: what SQL leaves is exactly what words and vectors are then looked for in."""

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.ontology import ConceptLookup, Facet
from library.search.hits import SearchRequest


def allowed_scenes(
    catalog: Catalog, request: SearchRequest
) -> tuple[NDArray[np.int64] | None, tuple[str, ...]]:
    """Return the scenes that the filters of a request leave, and its labels that name no concept.

    Returns:
        Numbers of scenes, shape `(count,)`, sorted and each once, or `None` if nothing is filtered; the labels.

    Raises:
        NotInLibrary: There is no film with the number asked for.
    """
    filters: list[frozenset[int]] = []
    unknown: list[str] = []
    if request.film_id is not None:
        filters.append(frozenset(scene.id for scene in catalog.scenes(request.film_id)))
    if request.facets:
        lookup = ConceptLookup(catalog.concepts())
        for facet, labels in request.facets.items():
            concepts = {label: _with_narrower(lookup, label, facet) for label in labels}
            unknown.extend(label for label, found in concepts.items() if not found)
            filters.append(catalog.scenes_tagged(set().union(*concepts.values())))
    if not filters:
        return None, tuple(unknown)
    return np.array(sorted(frozenset.intersection(*filters)), np.int64), tuple(unknown)


def _with_narrower(lookup: ConceptLookup, label: str, facet: Facet) -> set[str]:
    found = {concept.iri for concept in lookup.find(label, facet)}
    return found.union(*(lookup.descendants(iri) for iri in found))
