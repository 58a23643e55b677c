"""Tags in the catalog: which concepts hold of which scenes, and who said so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.orm import Session

from library.catalog.changes import note_change, note_scenes_changed
from library.catalog.concepts import broader_of
from library.catalog.films import finish_stage
from library.catalog.part import CatalogPart, among
from library.catalog.scene_words import write_words
from library.errors import NotInLibrary
from library.ontology.opposites import Opposites
from library.records import Origin, Tag
from library.schema import ConceptRow, SceneRow, TagRow


@dataclass(frozen=True)
class NewTag:
    """A concept found to hold of a scene, with a confidence from 0 to 1."""

    scene_id: int
    concept: str
    origin: Origin
    confidence: float = 1.0


@dataclass(frozen=True)
class TagCount:
    """How many scenes carry a concept."""

    concept: str
    facet: str
    labels: dict[str, str]
    scenes: int


class TagCatalog(CatalogPart):
    """Reads and writes tags."""

    def tags(self, scene_ids: Iterable[int]) -> dict[int, tuple[Tag, ...]]:
        """Return the tags of some scenes by scene number, by facet and then concept; the surest origin only."""
        with self._database.reading() as session:
            return surest_tags(session.execute(chosen_tags().where(among(TagRow.scene_id, scene_ids))))

    def tag_scene(self, scene_id: int, concept: str) -> None:
        """Say, as a curator, that a concept holds of a scene; guesses that contradict it go.

        Raises:
            NotInLibrary: There is no such scene or concept.
        """
        with self._database.writing() as session:
            _require(session, scene_id, concept)
            session.merge(
                TagRow(scene_id=scene_id, concept_iri=concept, origin=Origin.CURATOR, confidence=1.0)
            )
            session.flush()
            _forget_contradicted(session, scene_id, concept)
            write_words(session, scene_id)
            note_scenes_changed(session, [scene_id])

    def untag_scene(self, scene_id: int, concept: str) -> None:
        """Take a concept off a scene, whoever put it there; what was found of itself is not found again.

        The curator's word against a concept is a tag of no confidence, which no reader of tags sees.
        """
        with self._database.writing() as session:
            on_scene = (TagRow.scene_id == scene_id, TagRow.concept_iri == concept)
            origins = set(session.scalars(select(TagRow.origin).where(*on_scene)))
            denied = select(TagRow.origin).where(*on_scene, TagRow.confidence == 0)
            was_denied = session.scalar(denied) is not None
            session.execute(delete(TagRow).where(*on_scene))
            if was_denied or origins - {Origin.CURATOR}:
                session.add(
                    TagRow(scene_id=scene_id, concept_iri=concept, origin=Origin.CURATOR, confidence=0.0)
                )
                session.flush()
            write_words(session, scene_id)
            note_scenes_changed(session, [scene_id])

    def replace_found_tags(self, film_id: int, tags: Iterable[NewTag], made_from: str) -> None:
        """Write the tags that were found in a film's sources and finish the stage `tags`.

        What curators tagged stays, and what they took off a scene is not put on it again.
        """
        its_scenes = select(SceneRow.id).where(SceneRow.film_id == film_id)
        with self._database.writing() as session:
            session.execute(
                delete(TagRow).where(TagRow.scene_id.in_(its_scenes), TagRow.origin != Origin.CURATOR)
            )
            denied = _denied(session, film_id)
            for tag in tags:
                if (tag.scene_id, tag.concept) in denied or tag.confidence <= 0:
                    continue
                session.merge(
                    TagRow(
                        scene_id=tag.scene_id,
                        concept_iri=tag.concept,
                        origin=tag.origin,
                        confidence=tag.confidence,
                    )
                )
            note_change(session, film_id)
            finish_stage(session, film_id, "tags", made_from)

    def scenes_tagged(self, concepts: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the scenes that carry at least one of the concepts."""
        with self._database.reading() as session:
            chosen = select(TagRow.scene_id).where(among(TagRow.concept_iri, concepts), TagRow.confidence > 0)
            chosen = chosen.distinct()
            return frozenset(session.scalars(chosen))

    def tag_counts(self, scene_ids: Sequence[int] | None = None) -> tuple[TagCount, ...]:
        """Return how many scenes, of some or of all, carry each concept; the most frequent first."""
        chosen = select(TagRow.scene_id, ConceptRow.iri).join(ConceptRow)
        chosen = chosen.where(TagRow.confidence > 0).distinct()
        if scene_ids is not None:
            chosen = chosen.where(among(TagRow.scene_id, scene_ids))
        with self._database.reading() as session:
            counted = Counter(iri for _, iri in session.execute(chosen))
            rows = {row.iri: row for row in session.scalars(select(ConceptRow))}
        counts = (TagCount(iri, rows[iri].facet, rows[iri].labels, number) for iri, number in counted.items())
        return tuple(sorted(counts, key=lambda count: (-count.scenes, count.concept)))


def chosen_tags() -> Select[Any]:
    """Return what `surest_tags` reads, of all scenes."""
    columns = (
        TagRow.scene_id,
        ConceptRow.iri,
        ConceptRow.facet,
        ConceptRow.labels,
        TagRow.origin,
        TagRow.confidence,
    )
    held = select(*columns).join(ConceptRow).where(TagRow.confidence > 0)
    return held.order_by(ConceptRow.facet, ConceptRow.iri)


def surest_tags(rows: Iterable[Row[Any]]) -> dict[int, tuple[Tag, ...]]:
    """Return tags by scene number; of a concept that several origins put on a scene the surest only."""
    found: dict[int, dict[str, Tag]] = {}
    for row in rows:
        tag = Tag(row.scene_id, row.iri, row.facet, row.labels, Origin(row.origin), row.confidence)
        of_scene = found.setdefault(tag.scene_id, {})
        if tag.concept not in of_scene or _sureness(tag) > _sureness(of_scene[tag.concept]):
            of_scene[tag.concept] = tag
    return {scene_id: tuple(tags.values()) for scene_id, tags in found.items()}


def _sureness(tag: Tag) -> tuple[bool, float]:
    return tag.origin is Origin.CURATOR, tag.confidence


def _denied(session: Session, film_id: int) -> set[tuple[int, str]]:
    """Return scene and concept of all that curators took off a film's scenes."""
    chosen = select(TagRow.scene_id, TagRow.concept_iri).join(SceneRow, SceneRow.id == TagRow.scene_id)
    against = chosen.where(SceneRow.film_id == film_id, TagRow.confidence == 0)
    return {(row.scene_id, row.concept_iri) for row in session.execute(against)}


def _forget_contradicted(session: Session, scene_id: int, concept: str) -> None:
    """Take what was found of itself off a scene where a curator's word is against it."""
    opposites = Opposites(broader_of(session))
    found = (TagRow.scene_id == scene_id, TagRow.origin != Origin.CURATOR)
    for iri in session.scalars(select(TagRow.concept_iri).where(*found).distinct()).all():
        if opposites.contradict(iri, concept):
            session.execute(delete(TagRow).where(*found, TagRow.concept_iri == iri))


def _require(session: Session, scene_id: int, concept: str) -> None:
    if session.get(SceneRow, scene_id) is None:
        raise NotInLibrary(f"There is no scene {scene_id} in this library.", "Search again.")
    if session.get(ConceptRow, concept) is None:
        raise NotInLibrary(f"There is no concept {concept} in this library.", "Add it to the ontology first.")
