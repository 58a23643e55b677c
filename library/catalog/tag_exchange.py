"""Tags and concepts that go to other libraries, and come from them, in the catalog."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from library.catalog.changes import note_scenes_changed
from library.catalog.matching import FilmScenes, films_named
from library.catalog.new_concepts import NewConcepts
from library.catalog.part import CatalogPart, now
from library.catalog.scene_tags import Pair, SceneTags
from library.catalog.scene_words import write_tag_words
from library.catalog.statements import Statement, take_in
from library.exchange.records import Rows, SharedTag, Skipped, TakenIn, Why
from library.film_time import FilmClock, milliseconds
from library.ontology import Concept
from library.records import Origin
from library.schema import ConceptRow, FilmRow, RetiredConceptRow, SceneRow, TagRow, TagStatementRow


class TagExchangeCatalog(CatalogPart):
    """Reads tags as they travel, and takes them in."""

    def shared_tags(self, film_id: int | None = None) -> tuple[SharedTag, ...]:
        """Return each curator's last word on each tag, and what was found of itself; of one film or of all."""
        with self._database.reading() as session:
            shared = [*_said(session, film_id), *_found(session, film_id)]
        return tuple(
            sorted(shared, key=lambda one: (one.film, one.start_ms, one.facet, one.concept, one.origin))
        )

    def same_concepts(self) -> dict[str, tuple[str, ...]]:
        """Return by concept the IRIs of those that were merged into it."""
        chosen = select(RetiredConceptRow).where(RetiredConceptRow.kept_iri.is_not(None))
        found: dict[str, tuple[str, ...]] = {}
        with self._database.reading() as session:
            for row in session.scalars(chosen.order_by(RetiredConceptRow.iri)):
                found[row.kept_iri or ""] = (*found.get(row.kept_iri or "", ()), row.iri)
        return found

    def take_in_tags(self, rows: Rows, curator: str = "") -> TakenIn:
        """Take in tags of films that are here, all in one transaction.

        A tag goes to the scene that it covers most, if it covers half of it. Concepts that are not here are added. What
        curators said is taken in with its time, so that a newer word here still counts; what was found of itself comes
        only where no curator is against it.

        Args:
            rows: The tags.
            curator: Who is named for what nobody is named for.
        """
        with self._database.writing() as session:
            films = films_named(session, {one.film for one in rows if one})
            concepts = NewConcepts(session)
            matched: list[tuple[SharedTag, Pair]] = []
            skipped: list[Skipped] = []
            for number, one in enumerate(rows, 1):
                pair = _pair(one, films, concepts)
                if isinstance(pair, Why) or one is None:
                    skipped.append(Skipped(number, pair if isinstance(pair, Why) else Why.UNREADABLE))
                else:
                    matched.append((one, pair))
            concepts.write()
            _take_in(session, matched, curator)
            return TakenIn(len(matched), concepts.added, tuple(skipped))

    def take_in_concepts(
        self, concepts: Sequence[Concept | None], same: dict[str, tuple[str, ...]]
    ) -> TakenIn:
        """Add concepts; those that are here already get the names and broader concepts that they lack."""
        with self._database.writing() as session:
            taken = NewConcepts(session)
            for concept in concepts:
                if concept is not None:
                    taken.add(concept, same.get(concept.iri, ()))
            taken.write()
            skipped = (Skipped(number, Why.NO_FACET) for number, one in enumerate(concepts, 1) if one is None)
            return TakenIn(0, taken.added, tuple(skipped))


def _pair(one: SharedTag | None, films: dict[str, FilmScenes], concepts: NewConcepts) -> Pair | Why:
    if one is None:
        return Why.UNREADABLE
    if one.film not in films:
        return Why.NO_FILM
    scene = films[one.film].covered(one.start_ms, one.end_ms)
    if scene is None:
        return Why.NO_SCENE
    iri = concepts.named(one.concept, one.facet, one.labels)
    return Why.NO_CONCEPT if iri is None else (scene, iri)


def _take_in(session: Session, matched: Iterable[tuple[SharedTag, Pair]], curator: str) -> None:
    at = now()
    said: list[Statement] = []
    found: dict[int, dict[str, dict[str, float]]] = {}
    for one, (scene_id, iri) in matched:
        if one.origin == Origin.CURATOR:
            said.append(Statement(scene_id, iri, one.curator or curator, one.holds, one.made_at or at))
        elif one.holds and one.confidence > 0:
            found.setdefault(scene_id, {}).setdefault(iri, {})[one.origin] = one.confidence
    tags = SceneTags(session, found)
    for scene_id, of_scene in found.items():
        tags.put_back(scene_id, of_scene)
    changed = tags.write()
    write_tag_words(session, changed)
    note_scenes_changed(session, changed)
    take_in(session, said)


def _said(session: Session, film_id: int | None) -> Iterable[SharedTag]:
    last = func.row_number().over(
        partition_by=(TagStatementRow.scene_id, TagStatementRow.concept_iri, TagStatementRow.curator),
        order_by=(TagStatementRow.made_at.desc(), TagStatementRow.id.desc()),
    )
    columns = ("scene_id", "concept_iri", "curator", "holds", "made_at")
    words = select(*(getattr(TagStatementRow, name) for name in columns), last.label("place")).subquery()
    chosen = (
        select(words, *_SHARED)
        .join(SceneRow, SceneRow.id == words.c.scene_id)
        .join(FilmRow, FilmRow.id == SceneRow.film_id)
        .join(ConceptRow, ConceptRow.iri == words.c.concept_iri)
        .where(words.c.place == 1, words.c.holds.is_not(None))
    )
    if film_id is not None:
        chosen = chosen.where(FilmRow.id == film_id)
    for row in session.execute(chosen):
        yield _shared(row, holds=bool(row.holds), curator=row.curator, made_at=row.made_at)


def _found(session: Session, film_id: int | None) -> Iterable[SharedTag]:
    chosen = (
        select(TagRow.origin, TagRow.confidence, *_SHARED)
        .join(SceneRow, SceneRow.id == TagRow.scene_id)
        .join(FilmRow, FilmRow.id == SceneRow.film_id)
        .join(ConceptRow, ConceptRow.iri == TagRow.concept_iri)
        .where(TagRow.origin != Origin.CURATOR, TagRow.confidence > 0)
    )
    if film_id is not None:
        chosen = chosen.where(FilmRow.id == film_id)
    for row in session.execute(chosen):
        yield _shared(row, origin=row.origin, confidence=row.confidence)


_SHARED: tuple[Any, ...] = (
    *(FilmRow.fingerprint, FilmRow.title, FilmRow.time_base, FilmRow.origin.label("film_origin")),
    *(SceneRow.start_pts, SceneRow.end_pts, ConceptRow.iri, ConceptRow.facet, ConceptRow.labels),
)


def _shared(row: Any, **more: Any) -> SharedTag:
    clock = FilmClock(row.time_base, row.film_origin)
    start, end = (milliseconds(clock.seconds(pts)) for pts in (row.start_pts, row.end_pts))
    return SharedTag(row.fingerprint, row.title, start, end, row.iri, row.facet, row.labels, **more)
