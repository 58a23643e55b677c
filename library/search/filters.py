"""What filters leave: exactly the scenes in which words and vectors are then looked for."""

from collections.abc import Callable, Collection, Iterable, Mapping

import numpy as np

from library.catalog import Catalog
from library.errors import NotInLibrary
from library.ontology import Facet
from library.ontology.folding import words_only
from library.search.closest import closest_films, closest_labels
from library.search.facts import Mask
from library.search.holdings import Held
from library.search.notes import Note, NoteCode, note
from library.search.phrases import scenes_saying, scenes_with_words
from library.search.query import Part, PartKind, Query
from library.search.query_keys import language_code, seconds_of


class Filters:
    """Narrows scenes down, filter by filter; everything that filters nothing leaves them all.

    Args:
        catalog: Where texts are looked up.
        held: What the library holds.

    Attributes:
        notes: What was asked for that is not there.
        unknown: Labels that no concept has.
    """

    def __init__(self, catalog: Catalog, held: Held) -> None:
        self.notes: list[Note] = []
        self.unknown: list[str] = []
        self._catalog = catalog
        self._held = held
        self._left: Mask | None = None

    @property
    def left(self) -> Mask | None:
        """The scenes that are left; `None` if nothing was filtered."""
        return self._left

    def narrow_by_facets(self, facets: Mapping[Facet, tuple[str, ...]]) -> None:
        """Keep the scenes that carry, of each facet, one of the labels or something narrower."""
        for facet, labels in facets.items():
            self._keep(self._tagged(labels, facet))

    def narrow_by_film(self, film_id: int) -> None:
        """Keep the scenes of a film.

        Raises:
            NotInLibrary: There is no film with that number.
        """
        if film_id not in self._held.facts.titles:
            raise NotInLibrary(f"There is no film {film_id} in this library.", "See `gallae films`.")
        self._keep(self._held.facts.of_films([film_id]))

    def leave_out(self, scenes: Collection[int]) -> None:
        """Leave some scenes out."""
        if scenes:
            facts = self._held.facts
            self._keep(~facts.among(np.array(sorted(scenes), np.int64)))

    def narrow_by_query(self, query: Query) -> None:
        """Keep what the filters, phrases and exclusions of a query leave; what costs most comes last."""
        meant = {(part.kind, part.values, part.facet, part.excluded): part for part in query.parts}
        for part in sorted(meant.values(), key=lambda part: part.kind in (PartKind.PHRASE, PartKind.WORDS)):
            mask = self._asked_for(part)
            if mask is not None:
                self._keep(~mask if part.excluded else mask)

    def _keep(self, mask: Mask) -> None:
        self._left = mask if self._left is None else self._left & mask

    def _asked_for(self, part: Part) -> Mask | None:
        """Return the scenes that a part asks for, or `None` if it filters nothing."""
        asked: dict[PartKind, Callable[[Part], Mask | None]] = {
            PartKind.FACET: self._of_facet,
            PartKind.FILM: self._of_film,
            PartKind.LANGUAGE: self._of_language,
            PartKind.LONGER: self._of_length,
            PartKind.SHORTER: self._of_length,
            PartKind.PHRASE: self._of_phrase,
            PartKind.WORDS: self._of_words,
        }
        return asked[part.kind](part) if part.kind in asked else None

    def _of_facet(self, part: Part) -> Mask | None:
        return None if part.facet is None else self._tagged(part.values, part.facet)

    def _tagged(self, labels: Iterable[str], facet: Facet) -> Mask:
        concepts: list[str] = []
        for label in labels:
            found = self._held.lookup.find(label, facet)
            concepts.extend(concept.iri for concept in found)
            if not found:
                self.unknown.append(label)
                closest = closest_labels(label, facet, self._held)
                self.notes.append(note(NoteCode.UNKNOWN_LABEL, label, closest))
        return self._held.facts.tagged(concepts)

    def _of_film(self, part: Part) -> Mask:
        """Return the scenes of films in whose titles every word of a value begins a word."""
        films: set[int] = set()
        for value in part.values:
            words = [f" {word}" for word in words_only(value).split()]
            titles = self._held.folded_titles.items()
            found = {film_id for film_id, title in titles if all(word in title for word in words)}
            films |= found
            if not found:
                closest = closest_films(value, self._held)
                self.notes.append(note(NoteCode.UNKNOWN_FILM, value, closest))
        return self._held.facts.of_films(films)

    def _of_language(self, part: Part) -> Mask:
        mask = self._held.facts.none()
        for value in part.values:
            its_scenes = self._held.facts.said_in(language_code(value))
            mask |= its_scenes
            if not its_scenes.any():
                known = tuple(sorted(self._held.facts.said))
                self.notes.append(note(NoteCode.UNKNOWN_LANGUAGE, value, known[:8]))
        return mask

    def _of_length(self, part: Part) -> Mask | None:
        lengths = [seconds for value in part.values if (seconds := seconds_of(value)) is not None]
        for value in part.values:
            if seconds_of(value) is None:
                self.notes.append(note(NoteCode.NO_DURATION, value))
        if not lengths:
            return None
        if part.kind is PartKind.LONGER:
            return self._held.facts.seconds >= float(min(lengths))
        return self._held.facts.seconds <= float(max(lengths))

    def _of_phrase(self, part: Part) -> Mask:
        """Return the scenes that say it; those of a film that is called so count as well."""
        facts = self._held.facts
        among = None if self._left is None else facts.newest(self._left)
        said, all_compared = scenes_saying(self._catalog, part.values[0], among)
        if not all_compared:
            self.notes.append(note(NoteCode.COMMON_PHRASE, part.values[0]))
        mask = facts.among(said)
        if not part.excluded:
            films = self._held.titles.find(part.values[0])
            mask |= facts.of_films([self._held.film_numbers[film.iri] for film in films])
        return mask

    def _of_words(self, part: Part) -> Mask:
        return self._held.facts.among(scenes_with_words(self._catalog, part.values[0]))
