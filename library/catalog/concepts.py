"""The ontology in the catalog: the shipped concepts and those that people and screenplays add."""

import json
from collections.abc import Iterable, Mapping
from uuid import UUID, uuid5

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from library.catalog.changes import ONTOLOGY, note_change
from library.catalog.part import CatalogPart, among
from library.errors import LibraryError, NotInLibrary
from library.ontology import Concept, Facet, concept_iri
from library.schema import BroaderRow, ConceptRow, TagRow

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
            return tuple(_record(row, broader.get(row.iri, ())) for row in session.scalars(chosen))

    def write_shipped_concepts(self, concepts: Iterable[Concept]) -> None:
        """Write the concepts that come with the program; what people added stays."""
        with self._database.writing() as session:
            shipped = select(ConceptRow.iri).where(ConceptRow.shipped)
            session.execute(delete(BroaderRow).where(BroaderRow.narrower_iri.in_(shipped)))
            written = list(concepts)
            for concept in written:
                session.merge(_row(concept, shipped=True))
            session.flush()
            for concept in written:
                _write_broader(session, concept)
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
        called = {language: label.strip() for language, label in labels.items() if label.strip()}
        if not called:
            raise LibraryError(f"A concept under {facet} needs a label.", "Give one in Korean or English.")
        with self._database.writing() as session:
            existing = _labelled(session, facet, called.values())
            if existing is not None:
                return _record(existing, broader_of(session).get(existing.iri, ()))
            concept = Concept(
                iri=_iri(facet, called),
                facet=facet,
                labels=called,
                synonyms=dict(synonyms or {}),
                broader=tuple(broader),
            )
            session.add(_row(concept, shipped=False))
            session.flush()
            _write_broader(session, concept)
            note_change(session, ONTOLOGY)
            return concept

    def forget_added_concepts(self, iris: Iterable[str]) -> None:
        """Remove those of these concepts that were added, and that no scene carries."""
        carried = select(TagRow.concept_iri)
        unused = delete(ConceptRow).where(
            among(ConceptRow.iri, iris), ~ConceptRow.shipped, ConceptRow.iri.not_in(carried)
        )
        with self._database.writing() as session:
            session.execute(unused)
            note_change(session, ONTOLOGY)


def _iri(facet: Facet, labels: Mapping[str, str]) -> str:
    """Return the IRI of an added concept: the same labels give the same in every library and every run."""
    name = json.dumps([facet.value, sorted(labels.items())], ensure_ascii=False)
    return concept_iri(facet, str(uuid5(_ADDED, name)))


def _labelled(session: Session, facet: Facet, labels: Iterable[str]) -> ConceptRow | None:
    wanted = {label.casefold() for label in labels}
    rows = session.scalars(select(ConceptRow).where(ConceptRow.facet == facet).order_by(ConceptRow.iri))
    return next((row for row in rows if wanted & {label.casefold() for label in row.labels.values()}), None)


def broader_of(session: Session) -> dict[str, tuple[str, ...]]:
    """Return for each concept that has some the IRIs directly above it."""
    found: dict[str, tuple[str, ...]] = {}
    for row in session.scalars(select(BroaderRow).order_by(BroaderRow.narrower_iri, BroaderRow.broader_iri)):
        found[row.narrower_iri] = (*found.get(row.narrower_iri, ()), row.broader_iri)
    return found


def _write_broader(session: Session, concept: Concept) -> None:
    for iri in concept.broader:
        if session.get(ConceptRow, iri) is None:
            raise NotInLibrary(f"{concept.iri}: its broader concept {iri} is not in this library.")
        session.merge(BroaderRow(narrower_iri=concept.iri, broader_iri=iri))


def _row(concept: Concept, *, shipped: bool) -> ConceptRow:
    return ConceptRow(
        iri=concept.iri,
        facet=concept.facet,
        labels=dict(concept.labels),
        synonyms={language: list(words) for language, words in concept.synonyms.items()},
        shipped=shipped,
    )


def _record(row: ConceptRow, broader: tuple[str, ...]) -> Concept:
    synonyms = {language: tuple(words) for language, words in row.synonyms.items()}
    return Concept(row.iri, Facet(row.facet), row.labels, synonyms, broader)
