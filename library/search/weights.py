"""What each signal counts when a search orders scenes: as shipped, or as fitted to a library's judged queries."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields

from library.catalog import Catalog

SETTING = "search-weights"
"""The library's setting that holds fitted weights as a JSON object."""


@dataclass(frozen=True)
class Weights:
    """What each signal counts beside the BM25 of the scene, which counts 1.

    The first three were chosen on one half of 1,349 recap sentences → 808 dialogue scenes (split by a hash of the
    query): MRR 0.698 there, words alone 0.628. On the other half they give 0.707; words alone 0.638, words with
    passages 0.661, vectors alone 0.523. Half or twice as much of one of them loses at most 0.025. No judged queries
    with tags or neighbours were at hand. `beside` is small enough to decide only between scenes that are nearly level;
    `tags` was set on ten sentences about the sample film, where 1 put a night scene behind one by day.

    Attributes:
        passages: Of the best passage: words of the query that stand close together in one place.
        meaning: Of the cosine of the closest vector.
        whole: Of the mean cosine of all vectors of a scene, as a share of `meaning`.
        tags: Of tags and titles that the query names: all of them together count about as much as three
            rare words, since a name that the ontology knows says more than the same word in a line.
        beside: Of the scenes right before and after, as a share of what the same would count in the scene itself.
    """

    passages: float = 0.55
    meaning: float = 4.0
    whole: float = 0.5
    tags: float = 3.0
    beside: float = 0.05


SHIPPED = Weights()


def weights_of(catalog: Catalog) -> Weights:
    """Return the weights that were fitted for a library, or the shipped ones."""
    return read_weights(catalog.setting(SETTING))


def read_weights(text: str) -> Weights:
    """Read what `written` wrote; anything else, such as a setting of another version, is the shipped weights."""
    try:
        values = json.loads(text)
        known = {field.name: float(values[field.name]) for field in fields(Weights)}
    except (ValueError, TypeError, KeyError):
        return SHIPPED
    return Weights(**known) if _usable(known.values()) else SHIPPED


def written(weights: Weights) -> str:
    """Return weights as text."""
    return json.dumps(asdict(weights))


def _usable(values: Iterable[float]) -> bool:
    return all(0 <= value < 1e6 for value in values)
