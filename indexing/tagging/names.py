"""From words of sources to concepts of the ontology, to which people and places that it does not know are added."""

import re
from collections.abc import Iterable, Iterator

from library.catalog import Catalog
from library.ontology import Concept, ConceptLookup, Facet

# What follows is not so, or only like it: "no dog", "without a ship", "as if in a dream".
_UNREAL = re.compile(
    r"\b(?:no|not|never|without|like|as if|as though|instead of|called|named)(?:\s+(?:a|an|any|the|in|at)){0,2}\s*$",
    re.IGNORECASE,
)


class ConceptNames:
    """Finds and adds concepts by name.

    Args:
        catalog: Where the ontology is.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lookup = ConceptLookup(catalog.concepts())
        self._named: dict[tuple[Facet, str], str] = {}

    def known(self, name: str, *facets: Facet) -> tuple[Concept, ...]:
        """Return the concepts of some facets that are called exactly so."""
        return tuple(one for facet in facets for one in self._lookup.find(name, facet))

    def mentioned(self, text: str, *facets: Facet) -> Iterator[str]:
        """Yield the IRIs of the concepts of some facets that a text says are there, each once."""
        seen: set[str] = set()
        for mention in self._lookup.mentioned_in(text):
            concept = mention.concept
            if (
                concept.facet in facets
                and concept.iri not in seen
                and not _UNREAL.search(text[max(0, mention.start - 30) : mention.start])
            ):
                seen.add(concept.iri)
                yield concept.iri

    def concept(self, facet: Facet, name: str) -> str:
        """Return the IRI of what a name means, adding it to the ontology if it is new there."""
        if (facet, name) not in self._named:
            known = self._lookup.find(name, facet)
            self._named[facet, name] = known[0].iri if known else self._added(facet, name)
        return self._named[facet, name]

    def _added(self, facet: Facet, name: str) -> str:
        """Add a name; what it mentions of the ontology is broader: an old lighthouse is a lighthouse."""
        mentioned = (mention.concept for mention in self._lookup.mentioned_in(name))
        broader = tuple(concept.iri for concept in mentioned if concept.facet is facet)
        language = "ko" if any("가" <= letter <= "힣" for letter in name) else "en"
        return self._catalog.add_concept(facet, {language: name}, broader=dict.fromkeys(broader)).iri


def occurs(name: str, texts: Iterable[str]) -> bool:
    """Say whether a name stands as a word of its own in any of some texts; a Korean particle may follow it."""
    after = r"(?![A-Za-z0-9_])" if name[-1:].isascii() else ""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}{after}")
    return any(pattern.search(text) for text in texts)
