"""What a library holds, as far as queries are read by it, kept in memory and brought up to date before each search."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from library.catalog import Catalog
from library.catalog.changes import ONTOLOGY, SearchChanges
from library.ontology import Concept, ConceptLookup, Facet
from library.ontology.folding import words_only
from library.search.facts import SceneFacts, no_facts
from library.search.facts_update import with_films
from library.search.query import film_name


@dataclass(frozen=True, eq=False)
class Held:
    """What a library holds at one moment; never changed, only replaced.

    Attributes:
        moment: The newest change that is in it (see `library.catalog.changes`).
        concepts: The ontology, by IRI.
        lookup: The same, found by its words.
        titles: The films, found by their titles as if they were concepts; each is called `film_name`.
        facts: The scenes.
    """

    moment: int
    concepts: Mapping[str, Concept]
    lookup: ConceptLookup
    titles: ConceptLookup
    facts: SceneFacts

    @cached_property
    def folded_titles(self) -> dict[int, str]:
        """The title of each film, folded for comparison, with a space before every word."""
        return {film_id: f" {words_only(title)}" for film_id, title in self.facts.titles.items()}

    @cached_property
    def film_numbers(self) -> dict[str, int]:
        """The number of each film by its `film_name`."""
        return {film_name(film_id): film_id for film_id in self.facts.titles}


class Holdings:
    """Gives what a library holds now; may be asked by several threads.

    Args:
        catalog: The truth. Nothing is read before it is asked for.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lock = Lock()
        self._held = Held(-1, {}, ConceptLookup(()), ConceptLookup(()), no_facts())

    def now(self) -> Held:
        """Return what the library holds; only films that changed since the last time are read again."""
        with self._lock:
            changes = self._catalog.search_changes(max(0, self._held.moment))
            if changes.newest != self._held.moment:
                self._held = self._read(self._held, changes)
            return self._held

    def _read(self, held: Held, changes: SearchChanges) -> Held:
        concepts, lookup = held.concepts, held.lookup
        if held.moment < 0 or ONTOLOGY in changes.films:
            concepts = {concept.iri: concept for concept in self._catalog.concepts()}
            lookup = ConceptLookup(concepts.values())
        films = changes.films if held.moment >= 0 and _same_hierarchy(held.concepts, concepts) else None
        rows = self._catalog.scene_facts(films)
        facts = with_films(held.facts, films, rows, lookup)
        titles = held.titles if facts.titles == held.facts.titles else _titles(facts.titles)
        return Held(changes.newest, concepts, lookup, titles, facts)


def _same_hierarchy(before: Mapping[str, Concept], now: Mapping[str, Concept]) -> bool:
    """Say whether what was broader than a concept still is; one that is new or gone has no say in older tags."""
    return all(iri not in now or now[iri].broader == concept.broader for iri, concept in before.items())


def _titles(titles: Mapping[int, str]) -> ConceptLookup:
    return ConceptLookup(
        Concept(film_name(film_id), Facet.WHAT, {"en": title, "ko": title})
        for film_id, title in titles.items()
    )
