"""Tags in the catalog: which concepts hold of which scenes, and who said so."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, delete, select
from sqlalchemy.orm import Session

from library.catalog.changes import note_change
from library.catalog.films import finish_stage
from library.catalog.part import CatalogPart, among
from library.catalog.retired import standing_iris
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

    def replace_found_tags(self, film_id: int, tags: Iterable[NewTag], made_from: str) -> None:
        """Write the tags that were found in a film's sources and finish the stage `tags`.

        What curators tagged stays, and what they took off a scene is not put on it again. Concepts that were merged
        into another one are this one, and deleted ones are passed over.
        """
        its_scenes = select(SceneRow.id).where(SceneRow.film_id == film_id)
        with self._database.writing() as session:
            session.execute(
                delete(TagRow).where(TagRow.scene_id.in_(its_scenes), TagRow.origin != Origin.CURATOR)
            )
            denied = _denied(session, film_id)
            found = [tag for tag in tags if tag.confidence > 0]
            standing = standing_iris(session, {tag.concept for tag in found})
            for tag in found:
                iri = standing.get(tag.concept)
                if iri is None or (tag.scene_id, iri) in denied:
                    continue
                session.merge(
                    TagRow(
                        scene_id=tag.scene_id,
                        concept_iri=iri,
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
