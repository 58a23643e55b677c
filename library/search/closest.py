"""Known names that come closest to one that is not known."""

from collections.abc import Mapping
from difflib import get_close_matches

from library.ontology import Facet
from library.ontology.folding import words_only
from library.search.holdings import Held

_MOST = 3
_LEAST_LIKENESS = 0.6


def closest_labels(label: str, facet: Facet, held: Held) -> tuple[str, ...]:
    """Return what the query could say instead: the same label under another facet, or similar ones under this."""
    elsewhere = dict.fromkeys(f"{concept.facet}:{label}" for concept in held.lookup.find(label))
    called = {
        words_only(word): word
        for concept in held.concepts.values()
        if concept.facet is facet
        for word in concept.labels.values()
    }
    return (*elsewhere, *_closest(label, called))[:_MOST]


def closest_films(words: str, held: Held) -> tuple[str, ...]:
    """Return the titles that come closest to some words."""
    return _closest(words, {words_only(title): title for title in held.facts.titles.values()})


def _closest(name: str, called: Mapping[str, str]) -> tuple[str, ...]:
    found = get_close_matches(words_only(name), called, _MOST, _LEAST_LIKENESS)
    return tuple(called[one] for one in found)
