"""The rows of the full-text index: one a scene, made from its texts, tags and film title."""

import json
from collections.abc import Iterable, Sequence
from itertools import chain

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from library.catalog.part import among
from library.records import TextKind
from library.schema import ConceptRow, FilmRow, SceneRow, SceneTextRow, TagRow
from library.words import indexed_words

LEAST_TOLD = 0.5
"""Tags less sure than this are guesses, which must not make a scene be found as if they were known."""

_THERE = text("SELECT rowid FROM scene_words WHERE rowid IN (SELECT value FROM json_each(:scenes))")


def write_words_of_film(session: Session, film_id: int) -> None:
    """Bring the words of all scenes of a film up to date."""
    for scene_id in session.scalars(select(SceneRow.id).where(SceneRow.film_id == film_id)).all():
        write_words(session, scene_id)


def write_words(session: Session, scene_id: int) -> None:
    """Bring the words of a scene up to date with its texts, tags and film title."""
    session.execute(text("DELETE FROM scene_words WHERE rowid = :id"), {"id": scene_id})
    title = session.scalar(select(FilmRow.title).join(SceneRow).where(SceneRow.id == scene_id))
    if title is None:
        return
    fields = {
        "title": title,
        "dialogue": " ".join(_texts(session, scene_id, TextKind.DIALOGUE)),
        "action": " ".join(_texts(session, scene_id, TextKind.ACTION)),
        "tags": " ".join(_labels(session, scene_id)),
    }
    session.execute(
        text(
            "INSERT INTO scene_words (rowid, title, dialogue, action, tags) "
            "VALUES (:id, :title, :dialogue, :action, :tags)"
        ),
        {"id": scene_id} | {field: indexed_words(words) for field, words in fields.items()},
    )


def write_tag_words(session: Session, scene_ids: Sequence[int]) -> None:
    """Bring the tags among the words of some scenes up to date; what has no words yet is given all of them."""
    columns = (TagRow.scene_id, TagRow.concept_iri)
    told = (among(TagRow.scene_id, scene_ids), TagRow.confidence >= LEAST_TOLD)
    held: dict[int, list[str]] = {scene_id: [] for scene_id in scene_ids}
    for scene_id, iri in session.execute(select(*columns).where(*told).distinct().order_by(*columns)):
        held[scene_id].append(iri)
    names = _names(session, set(chain(*held.values())))
    there = set(session.scalars(_THERE, {"scenes": json.dumps(list(held))}))
    rows = [
        {"id": scene_id, "tags": indexed_words(" ".join(chain.from_iterable(names[iri] for iri in iris)))}
        for scene_id, iris in held.items()
        if scene_id in there
    ]
    if rows:
        session.execute(text("UPDATE scene_words SET tags = :tags WHERE rowid = :id"), rows)
    for scene_id in held.keys() - there:
        write_words(session, scene_id)


def _names(session: Session, iris: Iterable[str]) -> dict[str, list[str]]:
    """Return by concept what it is called, in every language."""
    rows = session.scalars(select(ConceptRow).where(among(ConceptRow.iri, iris)))
    return {row.iri: [*row.labels.values(), *chain(*row.synonyms.values())] for row in rows}


def _texts(session: Session, scene_id: int, kind: TextKind) -> Sequence[str]:
    chosen = select(SceneTextRow.text).where(SceneTextRow.scene_id == scene_id, SceneTextRow.kind == kind)
    return session.scalars(chosen.order_by(SceneTextRow.language)).all()


def _labels(session: Session, scene_id: int) -> list[str]:
    told = (TagRow.scene_id == scene_id, TagRow.confidence >= LEAST_TOLD)
    chosen = select(ConceptRow).join(TagRow).where(*told).distinct()
    rows = session.scalars(chosen.order_by(ConceptRow.iri))
    return [label for row in rows for label in (*row.labels.values(), *chain(*row.synonyms.values()))]
