"""People's changes of the ontology in the catalog: renaming, ordering, merging and deleting concepts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import delete, distinct, func, select, update
from sqlalchemy.orm import Session

from library.catalog.changes import ONTOLOGY, note_change, note_scenes_changed
from library.catalog.concepts import broader_of, concept_record, plain, write_edges
from library.catalog.merging import move_tags, moved_broader, with_names
from library.catalog.part import CatalogPart
from library.catalog.retired import standing_iri
from library.catalog.scene_words import write_tag_words
from library.errors import StillUsed
from library.ontology import Concept, OntologyError
from library.ontology.checks import check_edited
from library.schema import ConceptRow, RetiredConceptRow, TagRow


@dataclass(frozen=True)
class ConceptUses:
    """Where a concept is used.

    Attributes:
        scenes: On how many scenes it holds.
        by_origin: On how many of them by each origin.
        examples: Some of them, those where it is surest first.
        narrower, broader: The concepts directly below and above it.
    """

    scenes: int
    by_origin: dict[str, int]
    examples: tuple[int, ...]
    narrower: tuple[Concept, ...]
    broader: tuple[Concept, ...]


class ConceptEditCatalog(CatalogPart):
    """Changes concepts; whatever is shipped later leaves what people changed as it is."""

    def concept(self, iri: str) -> Concept:
        """Return a concept, by its IRI or that of one that was merged into it.

        Raises:
            NotInLibrary: There is none.
        """
        with self._database.reading() as session:
            return _concept(session, standing_iri(session, iri))

    def edit_concept(
        self,
        iri: str,
        *,
        labels: Mapping[str, str] | None = None,
        synonyms: Mapping[str, Iterable[str]] | None = None,
        broader: Iterable[str] | None = None,
    ) -> Concept:
        """Change a concept; `None` leaves something as it is.

        Args:
            iri: The concept.
            labels: What it is called, by language; an empty text takes the label of a language away. A label that gives
                way stays as a synonym unless synonyms are given.
            synonyms: What else it is called, by language; other languages stay.
            broader: The concepts directly above it.

        Raises:
            NotInLibrary: There is no such concept, or none of a broader one.
            OntologyError: It has no label left, another of its facet is called so, or a broader one is of another
                facet or below it.
        """
        with self._database.writing() as session:
            before = _concept(session, standing_iri(session, iri))
            above = before.broader
            if broader is not None:
                above = tuple(standing_iri(session, one) for one in broader)
            after = _renamed(before, labels, synonyms, above)
            every = [concept_record(row, ()) for row in session.scalars(select(ConceptRow))]
            check_edited(after, every, broader_of(session))
            _write(session, after)
            _note_used(session, after.iri)
            return after

    def merge_concepts(self, kept: str, merged: str) -> Concept:
        """Make one concept of two: tags, statements, narrower and broader ones move, and names become synonyms.

        The IRI of the merged one means the kept one from then on.

        Raises:
            NotInLibrary: One of them is not there.
            OntologyError: They are one, or of different facets.
        """
        with self._database.writing() as session:
            one, other = (_concept(session, standing_iri(session, iri)) for iri in (kept, merged))
            if one.iri == other.iri or one.facet is not other.facet:
                raise OntologyError(
                    f"{one.iri} and {other.iri} cannot be one.", "Merge two different concepts of one facet."
                )
            scenes = move_tags(session, one.iri, other.iri)
            edges = moved_broader(broader_of(session), one.iri, other.iri)
            session.execute(delete(ConceptRow).where(ConceptRow.iri == other.iri))
            session.execute(
                update(RetiredConceptRow)
                .where(RetiredConceptRow.kept_iri == other.iri)
                .values(kept_iri=one.iri)
            )
            session.merge(RetiredConceptRow(iri=other.iri, kept_iri=one.iri))
            session.flush()
            write_edges(session, edges)
            _write(session, replace(with_names(one, other), broader=edges[one.iri]))
            _note_used(session, one.iri, scenes)
            return _concept(session, one.iri)

    def delete_concept(self, iri: str) -> None:
        """Delete a concept that holds of no scene; what was below it goes below what was above it.

        Raises:
            NotInLibrary: There is no such concept.
            StillUsed: Scenes carry it.
        """
        with self._database.writing() as session:
            gone = _concept(session, standing_iri(session, iri))
            used = _carriers(session, gone.iri)
            if used:
                raise StillUsed(
                    f"{used} scenes carry {gone.iri}.",
                    "Merge it into another concept, or take it off them first.",
                )
            above = broader_of(session)
            edges = {
                one: tuple(dict.fromkeys([*(each for each in broader if each != gone.iri), *gone.broader]))
                for one, broader in above.items()
                if gone.iri in broader
            }
            session.execute(delete(ConceptRow).where(ConceptRow.iri == gone.iri))
            session.merge(RetiredConceptRow(iri=gone.iri, kept_iri=None))
            session.flush()
            write_edges(session, edges)
            note_change(session, ONTOLOGY)

    def concept_uses(self, iri: str, examples: int = 6) -> ConceptUses:
        """Return where a concept is used, itself and not what is narrower.

        Raises:
            NotInLibrary: There is no such concept.
        """
        with self._database.reading() as session:
            concept = _concept(session, standing_iri(session, iri))
            held = (TagRow.concept_iri == concept.iri, TagRow.confidence > 0)
            origins = select(TagRow.origin, func.count()).where(*held).group_by(TagRow.origin)
            surest = func.max(TagRow.confidence)
            some = select(TagRow.scene_id).where(*held).group_by(TagRow.scene_id)
            found = session.scalars(some.order_by(surest.desc(), TagRow.scene_id).limit(examples)).all()
            below = sorted(one for one, above in broader_of(session).items() if concept.iri in above)
            return ConceptUses(
                _carriers(session, concept.iri),
                {row[0]: row[1] for row in session.execute(origins)},
                tuple(found),
                tuple(_concept(session, one) for one in below),
                tuple(_concept(session, one) for one in concept.broader),
            )


def _concept(session: Session, iri: str) -> Concept:
    row = session.get_one(ConceptRow, iri)
    return concept_record(row, broader_of(session).get(iri, ()))


def _carriers(session: Session, iri: str) -> int:
    chosen = select(func.count(distinct(TagRow.scene_id)))
    return session.scalar(chosen.where(TagRow.concept_iri == iri, TagRow.confidence > 0)) or 0


def _renamed(
    before: Concept,
    labels: Mapping[str, str] | None,
    synonyms: Mapping[str, Iterable[str]] | None,
    broader: tuple[str, ...],
) -> Concept:
    called = {**before.labels, **{language: plain(text) for language, text in (labels or {}).items()}}
    called = {language: label for language, label in called.items() if label}
    given_up = {
        language: (label,) for language, label in before.labels.items() if called.get(language) != label
    }
    others: dict[str, tuple[str, ...]] = {
        language: (*words, *given_up.get(language, ())) for language, words in before.synonyms.items()
    }
    others |= {language: tuple(map(plain, words)) for language, words in (synonyms or {}).items()}
    return Concept(
        before.iri,
        before.facet,
        called,
        {
            language: tuple(word for word in words if word and word != called.get(language))
            for language, words in others.items()
        },
        broader,
    )


def _write(session: Session, concept: Concept) -> None:
    """Write a concept as a person's own."""
    row = session.get_one(ConceptRow, concept.iri)
    row.labels = dict(concept.labels)
    row.synonyms = {language: list(words) for language, words in concept.synonyms.items()}
    row.edited = True
    session.flush()
    write_edges(session, {concept.iri: concept.broader})


def _note_used(session: Session, iri: str, moved: Iterable[int] = ()) -> None:
    """Bring what is searched up to date with a concept's names: of the scenes that carry it, and of some others."""
    carriers = select(TagRow.scene_id).where(TagRow.concept_iri == iri, TagRow.confidence > 0)
    scenes = sorted({*session.scalars(carriers), *moved})
    write_tag_words(session, scenes)
    note_scenes_changed(session, scenes)
    note_change(session, ONTOLOGY)
