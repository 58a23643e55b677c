"""The ontology in the catalog: the shipped concepts and those that people and screenplays add."""

import json
from collections.abc import Iterable, Mapping
from itertools import count
from uuid import UUID, uuid5

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from library.catalog.changes import ONTOLOGY, note_change
from library.catalog.part import CatalogPart, among
from library.catalog.retired import standing_iri, standing_iris
from library.errors import LibraryError
from library.ontology import Concept, Facet, concept_iri
from library.ontology.checks import is_above
from library.schema import BroaderRow, ConceptRow, RetiredConceptRow, TagRow

_ADDED = UUID("0f3a5d6e-5f0b-4d8e-9a55-6b1c2d7e8f90")
"""The namespace of added concepts."""


class ConceptCatalog(CatalogPart):
    """Reads and writes concepts."""

    def concepts(self, facet: Facet | None = None) -> tuple[Concept, ...]:
        """Return the concepts of one facet or of all, by IRI."""
        chosen = select(ConceptRow).order_by(ConceptRow.iri)
        if facet is not None:
            chosen = chosen.where(ConceptRow.facet == facet)
        with self._database.reading() as session:
            broader = broader_of(session)
            return tuple(concept_record(row, broader.get(row.iri, ())) for row in session.scalars(chosen))

    def write_shipped_concepts(self, concepts: Iterable[Concept]) -> None:
        """Write the concepts that come with the program; what people added, changed, merged or deleted stays so."""
        with self._database.writing() as session:
            theirs = set(session.scalars(select(ConceptRow.iri).where(ConceptRow.edited)))
            theirs |= set(session.scalars(select(RetiredConceptRow.iri)))
            written = [concept for concept in concepts if concept.iri not in theirs]
            for concept in written:
                session.merge(concept_row(concept, shipped=True))
            session.flush()
            write_edges(session, _shipped_edges(session, written))
            note_change(session, ONTOLOGY)

    def add_concept(
        self,
        facet: Facet,
        labels: Mapping[str, str],
        *,
        synonyms: Mapping[str, tuple[str, ...]] | None = None,
        broader: Iterable[str] = (),
    ) -> Concept:
        """Add a concept, or return the one of that facet that already has one of these labels.

        Args:
            facet: The facet under which it stands.
            labels: What it is called, by language; at least one.
            synonyms: What else it is called, by language.
            broader: IRIs of the concepts of which it is a kind or part.

        Raises:
            LibraryError: There is no label.
            NotInLibrary: A broader concept is not there.
        """
        called = {language: plain(label) for language, label in labels.items() if plain(label)}
        if not called:
            raise LibraryError(f"A concept under {facet} needs a label.", "Give one in Korean or English.")
        with self._database.writing() as session:
            existing = labelled(session, facet, called.values())
            if existing is not None:
                return concept_record(existing, broader_of(session).get(existing.iri, ()))
            above = tuple(standing_iri(session, iri) for iri in broader)
            iri = _free_iri(session, facet, called)
            concept = Concept(iri, facet, called, dict(synonyms or {}), above)
            session.add(concept_row(concept, shipped=False))
            session.flush()
            write_edges(session, {iri: concept.broader})
            note_change(session, ONTOLOGY)
            return concept

    def forget_added_concepts(self, iris: Iterable[str]) -> None:
        """Remove those of these concepts that were added, and that no scene carries."""
        carried = select(TagRow.concept_iri)
        unused = delete(ConceptRow).where(
            among(ConceptRow.iri, iris),
            ~ConceptRow.shipped,
            ~ConceptRow.edited,
            ConceptRow.iri.not_in(carried),
        )
        with self._database.writing() as session:
            session.execute(unused)
            note_change(session, ONTOLOGY)


def plain(name: str) -> str:
    """Return a name without what is not to be seen in it: control characters, and white space around and doubled."""
    return " ".join("".join(mark if mark.isprintable() else " " for mark in name).split())


def _free_iri(session: Session, facet: Facet, labels: Mapping[str, str]) -> str:
    """Return the IRI of an added concept: the same labels give the same in every library and every run.

    Where a concept has it that is called otherwise by now, another one is made.
    """
    for attempt in count():
        name = json.dumps(
            [facet.value, sorted(labels.items()), *([attempt] * (attempt > 0))], ensure_ascii=False
        )
        iri = concept_iri(facet, str(uuid5(_ADDED, name)))
        if session.get(ConceptRow, iri) is None:
            session.execute(delete(RetiredConceptRow).where(RetiredConceptRow.iri == iri))
            return iri
    raise AssertionError


def labelled(session: Session, facet: Facet, labels: Iterable[str]) -> ConceptRow | None:
    """Return the concept of a facet that has one of some labels, in whatever case and language."""
    wanted = {label.casefold() for label in labels}
    rows = session.scalars(select(ConceptRow).where(ConceptRow.facet == facet).order_by(ConceptRow.iri))
    return next((row for row in rows if wanted & {label.casefold() for label in row.labels.values()}), None)


def broader_of(session: Session) -> dict[str, tuple[str, ...]]:
    """Return for each concept that has some the IRIs directly above it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in session.scalars(select(BroaderRow).order_by(BroaderRow.narrower_iri, BroaderRow.broader_iri)):
        found[row.narrower_iri] = (*found.get(row.narrower_iri, ()), row.broader_iri)
    return found


def write_edges(session: Session, edges: Mapping[str, Iterable[str]]) -> None:
    """Write what is directly above each of some concepts; all of them must be there."""
    session.execute(delete(BroaderRow).where(among(BroaderRow.narrower_iri, edges)))
    rows = [{"narrower_iri": one, "broader_iri": each} for one, above in edges.items() for each in above]
    if rows:
        session.execute(insert(BroaderRow), rows)


def _shipped_edges(session: Session, written: Iterable[Concept]) -> dict[str, tuple[str, ...]]:
    """Return what is above shipped concepts: merged ones are what they are now, and circles with edits are left out."""
    shipped = {concept.iri: concept.broader for concept in written}
    standing = standing_iris(session, {each for above in shipped.values() for each in above})
    edges = {one: above for one, above in broader_of(session).items() if one not in shipped}
    for one, above in shipped.items():
        edges[one] = ()
        for each in dict.fromkeys(standing[each] for each in above if each in standing):
            if not is_above(edges, one, each):
                edges[one] = (*edges[one], each)
    return {one: edges[one] for one in shipped}


def concept_row(concept: Concept, *, shipped: bool) -> ConceptRow:
    """Turn a record into a row."""
    return ConceptRow(
        iri=concept.iri,
        facet=concept.facet,
        labels=dict(concept.labels),
        synonyms={language: list(words) for language, words in concept.synonyms.items()},
        shipped=shipped,
    )


def concept_record(row: ConceptRow, broader: tuple[str, ...]) -> Concept:
    """Turn a row into a record."""
    synonyms = {language: tuple(words) for language, words in row.synonyms.items()}
    return Concept(row.iri, Facet(row.facet), row.labels, synonyms, broader)
