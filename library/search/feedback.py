"""Closer, not this: what a person says of a few hits changes what is looked for.

The vector moves towards the mean of those that are closer and away from the mean of those that are not meant
(Rocchio 1971, as Manning, Raghavan and Schütze 2008, section 9.1.1, give it), and the words that tell most of the
closer ones are looked for as well, faintly. What is not meant leaves the list (`library.search.asked`).
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from library.search.hits import SearchRequest
from library.search.known_scenes import KnownScenes, unit
from library.search.ranking import Ranking, Wanted
from library.words import query_terms

OWN, CLOSER, NOT_THIS = 1.0, 0.75, 0.15
"""How much the query's own vector counts, that of the closer scenes, and, away from it, that of those not meant."""

MOST_WORDS = 8
"""So many words of the closer scenes are looked for as well."""


def with_feedback(wanted: Wanted, request: SearchRequest, known: KnownScenes, ranking: Ranking) -> Wanted:
    """Return what is looked for after a person has said which scenes come closer, and which are not meant."""
    if not request.closer and not request.not_this:
        return wanted
    words = " ".join(known.words(request.closer, MOST_WORDS))
    has_text = bool(query_terms(wanted.text))
    own = ranking.vector_of(wanted.text) if has_text else None
    vector = _moved(own, known.vector(request.closer), known.vector(request.not_this))
    if not has_text:
        return replace(wanted, text=words, vector=vector)
    return replace(wanted, vector=vector, hints=words)


def _moved(
    own: NDArray[np.float32] | None, closer: NDArray[np.float32] | None, not_this: NDArray[np.float32] | None
) -> NDArray[np.float32] | None:
    """Return the sum of those that are there; only away from something is nowhere."""
    if own is None and closer is None:
        return None
    weighted = zip((OWN, CLOSER, -NOT_THIS), (own, closer, not_this), strict=True)
    moved = [np.float32(weight) * vector for weight, vector in weighted if vector is not None]
    return unit(np.sum(moved, axis=0, dtype=np.float32))
