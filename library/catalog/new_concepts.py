"""Concepts that come with a file: matched with those that are here, or added."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from library.catalog.changes import ONTOLOGY, note_change, note_scenes_changed
from library.catalog.concepts import broader_of, concept_record, concept_row, plain, write_edges
from library.catalog.merging import with_names
from library.catalog.part import among
from library.catalog.scene_words import write_tag_words
from library.ontology import FACETS, LANGUAGES, Concept, Facet
from library.ontology.checks import is_above, is_iri
from library.schema import ConceptRow, RetiredConceptRow, TagRow

LONGEST_NAME = 200
MOST_SYNONYMS = 100


class NewConcepts:
    """Gathers concepts; `write` writes what is new of them.

    Args:
        session: A session that writes.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._broader = broader_of(session)
        rows = session.scalars(select(ConceptRow).order_by(ConceptRow.iri))
        self._known = {row.iri: concept_record(row, self._broader.get(row.iri, ())) for row in rows}
        retired = session.scalars(select(RetiredConceptRow).where(RetiredConceptRow.kept_iri.is_not(None)))
        self._standing = {row.iri: row.kept_iri or "" for row in retired} | {iri: iri for iri in self._known}
        self._labelled = {
            (concept.facet, label.casefold()): iri
            for iri, concept in self._known.items()
            for label in concept.labels.values()
        }
        self._before = dict(self._known)
        self._wanted: dict[str, set[str]] = {}

    @property
    def added(self) -> int:
        """How many concepts are new, or got names or broader concepts that they lacked."""
        return sum(self._before.get(iri) != concept for iri, concept in self._known.items())

    def named(self, iri: str, facet: str, labels: Mapping[str, str]) -> str | None:
        """Return the IRI here of a concept that a tag names, or `None` if it is not here and cannot be added."""
        if iri in self._standing:
            return self._standing[iri]
        called = {language: label for language, label in labels.items() if language in LANGUAGES and label}
        if facet not in FACETS or not called or not is_iri(iri):
            return None
        return self.add(Concept(iri, Facet(facet), called))

    def add(self, concept: Concept, same: Iterable[str] = ()) -> str:
        """Add a concept, or give the one that is here what it lacks; return the IRI of that.

        Args:
            concept: Named as elsewhere.
            same: Other IRIs that mean it.
        """
        concept = _tidy(concept)
        iri = self._here(concept, same)
        if iri is None:
            iri = concept.iri
            self._known[iri] = replace(concept, broader=())
        else:
            there = self._known[iri]
            self._known[iri] = replace(
                with_names(there, self._new_names(concept, there)), broader=there.broader
            )
        self._standing[concept.iri] = iri
        for label in self._known[iri].labels.values():
            self._labelled.setdefault((concept.facet, label.casefold()), iri)
        self._wanted.setdefault(iri, set()).update(concept.broader)
        return iri

    def write(self) -> None:
        """Write all that is new, and bring what is searched up to date with it."""
        self._order()
        new = {iri: one for iri, one in self._known.items() if self._before.get(iri) != one}
        if not new:
            return
        session = self._session
        session.execute(delete(RetiredConceptRow).where(among(RetiredConceptRow.iri, new)))
        for concept in new.values():
            was = session.get(ConceptRow, concept.iri)
            row = concept_row(concept, shipped=was.shipped if was else False)
            row.edited = True
            session.merge(row)
        session.flush()
        write_edges(session, {iri: concept.broader for iri, concept in new.items()})
        carriers = select(TagRow.scene_id).where(among(TagRow.concept_iri, new)).distinct()
        scenes = session.scalars(carriers).all()
        write_tag_words(session, scenes)
        note_scenes_changed(session, scenes)
        note_change(session, ONTOLOGY)

    def _here(self, concept: Concept, same: Iterable[str]) -> str | None:
        for iri in (concept.iri, *same):
            standing = self._standing.get(iri)
            if standing is not None and self._known[standing].facet is concept.facet:
                return standing
        labels = ((concept.facet, label.casefold()) for label in concept.labels.values())
        return next((self._labelled[one] for one in labels if one in self._labelled), None)

    def _new_names(self, concept: Concept, there: Concept) -> Concept:
        """Return a concept without a label that another one here has already."""
        labels = {
            language: label
            for language, label in concept.labels.items()
            if self._labelled.get((concept.facet, label.casefold()), there.iri) == there.iri
        }
        return replace(concept, labels=labels)

    def _order(self) -> None:
        """Put concepts below those that a file says are above them, where these are here and no circle closes."""
        broader = dict(self._broader)
        for iri, above in self._wanted.items():
            for each in sorted(self._standing[one] for one in above if one in self._standing):
                fits = self._known[each].facet is self._known[iri].facet
                if fits and each not in broader.get(iri, ()) and not is_above(broader, iri, each):
                    broader[iri] = (*broader.get(iri, ()), each)
        for iri in self._wanted:
            self._known[iri] = replace(self._known[iri], broader=broader.get(iri, ()))


def _tidy(concept: Concept) -> Concept:
    """Return a concept with names on one line, of a length that a person reads."""

    def names(words: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in map(plain, words) if 0 < len(name) <= LONGEST_NAME)

    labels = {language: name[0] for language, label in concept.labels.items() if (name := names([label]))}
    synonyms = {language: names(words)[:MOST_SYNONYMS] for language, words in concept.synonyms.items()}
    return replace(concept, labels=labels, synonyms=synonyms)
