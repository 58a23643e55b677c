"""A request, understood: what words and vectors look for, in which scenes, and which tags speak for them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from library.catalog import Catalog
from library.search.entities import with_entities
from library.search.facet_counts import counts_of
from library.search.facts import Mask
from library.search.filters import Filters
from library.search.hits import Counts, Hit, SearchAnswer, SearchRequest, Signal
from library.search.holdings import Held, Holdings
from library.search.notes import Note
from library.search.query import PartKind, Query
from library.search.scanner import plain_query, read_query


@dataclass(frozen=True, eq=False)
class Asked:
    """A request as a search carries it out.

    Attributes:
        request: What was asked.
        query: How its text was read.
        held: What the library holds.
        left: The scenes that the filters leave; `None` for all.
        unknown: Labels that no concept has.
        notes: What a person should know.
    """

    request: SearchRequest
    query: Query
    held: Held
    left: Mask | None
    unknown: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def text(self) -> str:
        """What words and vectors look for; empty to list scenes."""
        return self.query.plain

    @cached_property
    def allowed(self) -> NDArray[np.int64] | None:
        """Numbers of the scenes that the filters leave, sorted; `None` for all."""
        return None if self.left is None else self.held.facts.scenes[self.left]

    def newest(self) -> list[int]:
        """Return the scenes to list when there is nothing to look for, and one more: the newest film first."""
        most = self.request.offset + self.request.limit + 1
        return [int(scene) for scene in self.held.facts.newest(self.left, most)]

    def named(self, limit: int) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Return the scenes of which most holds that the text names, and how much, from 0 to 1.

        A scene has, for each concept that was recognised, the confidence of its tag (the concept's own or that of
        something narrower), and 1 for each title of its film; its share is their mean.

        Args:
            limit: How many at most.

        Returns:
            Numbers of scenes, sorted, and shares above 0, both of shape `(count,)`.
        """
        facts = self.held.facts
        shares = self._shares
        if self.left is not None:
            shares = np.where(self.left, shares, np.float32(0))
        places = np.flatnonzero(shares > 0)
        if len(places) > limit:
            places = np.sort(places[np.argpartition(-shares[places], limit)[:limit]])
        return facts.scenes[places], shares[places]

    def named_of(self, scenes: NDArray[np.int64]) -> NDArray[np.float32]:
        """Return how much of what the text names holds of each of some scenes, as `named` says; 0 for one not here."""
        facts = self.held.facts
        places = np.minimum(np.searchsorted(facts.scenes, scenes), max(0, len(facts.scenes) - 1))
        if not len(facts.scenes):
            return np.zeros(len(scenes), np.float32)
        return np.where(facts.scenes[places] == scenes, self._shares[places], np.float32(0))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """IRIs of the concepts that the request names, in words or in filters, and of all that is narrower."""
        lookup = self.held.lookup
        wanted = [(facet, labels) for facet, labels in self.request.facets.items()]
        for part in self.query.parts:
            if part.facet is not None and not part.excluded and not part.kind.recognised:
                wanted.append((part.facet, part.values))
        found = {
            concept.iri
            for facet, labels in wanted
            for label in labels
            for concept in lookup.find(label, facet)
        }
        found |= {part.name for part in self.query.of_kind(PartKind.CONCEPT)}
        return frozenset(found).union(*(lookup.descendants(iri) for iri in found))

    def answered(self, hits: Sequence[Hit], found: NDArray[np.int64] | None) -> SearchAnswer:
        """Return the answer.

        Args:
            hits: The scenes to show, best first.
            found: Numbers of all scenes that were found; `None` for those that the filters leave.
        """
        counts = counts_of(self.held, self._places(found)) if self.request.counts else Counts()
        return SearchAnswer(tuple(hits), self.unknown, self.query, self.notes, counts)

    def _places(self, found: NDArray[np.int64] | None) -> NDArray[np.int64]:
        if found is not None:
            return self.held.facts.places(found)
        return np.arange(len(self.held.facts.scenes)) if self.left is None else np.flatnonzero(self.left)

    @cached_property
    def _shares(self) -> NDArray[np.float32]:
        facts = self.held.facts
        shares = np.zeros(len(facts.scenes), np.float32)
        recognised = [part for part in self.query.parts if part.kind.recognised]
        if Signal.TAG not in self.request.signals:
            return shares
        for part in recognised:
            if part.kind is PartKind.CONCEPT:
                shares += facts.sureness(part.name)
            else:
                shares += facts.of_films([self.held.film_numbers[part.name]])
        return shares / np.float32(max(1, len(recognised)))


def plain_text(request: SearchRequest) -> str:
    """Return what words and vectors will look for, without asking the library anything."""
    return _query(request).plain


def _query(request: SearchRequest) -> Query:
    return plain_query(request.text) if request.plain else read_query(request.text)


class RequestReader:
    """Understands requests; may be asked by several threads.

    Args:
        catalog: The library.
    """

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._holdings = Holdings(catalog)

    def held(self) -> Held:
        """Return what the library holds now."""
        return self._holdings.now()

    def read(self, request: SearchRequest) -> Asked:
        """Understand a request.

        Raises:
            NotInLibrary: There is no film with the number asked for.
        """
        held = self._holdings.now()
        query = _query(request)
        filters = Filters(self._catalog, held)
        if request.film_id is not None:
            filters.narrow_by_film(request.film_id)
        filters.leave_out(request.not_this)
        filters.narrow_by_facets(request.facets)
        filters.narrow_by_query(query)
        if not request.plain:
            query = with_entities(query, held, request.ignored)
        notes = (*query.notes, *filters.notes)
        return Asked(request, replace(query, notes=notes), held, filters.left, tuple(filters.unknown), notes)
