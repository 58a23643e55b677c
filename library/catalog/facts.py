"""What filters and counts need to know of scenes, read in one go as columns: film, length, languages, tags."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select
from sqlalchemy.orm import Session

from library.catalog.part import CatalogPart
from library.schema import ConceptRow, FilmRow, SceneTextRow

_AT_ONCE = 50_000

_SCENES = "SELECT id, film_id, number, end_pts - start_pts FROM scenes WHERE {chosen} ORDER BY id"
_SAID = "SELECT scene_id FROM scene_texts WHERE kind = 'dialogue' AND language = :language AND {chosen}"
_TAGS = (
    "SELECT scene_id, concepts.rowid, max(confidence) FROM tags JOIN concepts ON iri = concept_iri "
    "WHERE confidence > 0 AND {chosen} GROUP BY scene_id, concept_iri"
)
_OF_FILMS = "film_id IN (SELECT value FROM json_each(:films))"
_OF_SCENES = f"scene_id IN (SELECT id FROM scenes WHERE {_OF_FILMS})"


@dataclass(frozen=True, eq=False)
class SceneFactRows:
    """Facts of all scenes, or of those of some films, as they were at one moment.

    Attributes:
        titles: The title of every film there is, by its number, the newest first.
        scenes, films, numbers: Of each scene its number, its film, and its place in it (int64); by scene.
        seconds: How long it lasts (float64): the number nearest to the exact length.
        said: For each language the scenes in which something is said in it.
        concepts: IRIs of concepts.
        tag_scenes, tag_concepts, tag_confidences: Scene, place of the concept in `concepts`, and greatest confidence
            of each tag.
    """

    titles: dict[int, str]
    scenes: NDArray[np.int64]
    films: NDArray[np.int64]
    numbers: NDArray[np.int64]
    seconds: NDArray[np.float64]
    said: dict[str, NDArray[np.int64]]
    concepts: tuple[str, ...]
    tag_scenes: NDArray[np.int64]
    tag_concepts: NDArray[np.int64]
    tag_confidences: NDArray[np.float32]


class FactCatalog(CatalogPart):
    """Reads facts."""

    def scene_facts(self, film_ids: Collection[int] | None = None) -> SceneFactRows:
        """Return the facts of all scenes, or of those of some films."""
        films = None if film_ids is None else json.dumps(list(film_ids))
        newest_first = select(FilmRow.id, FilmRow.title, FilmRow.time_base).order_by(
            FilmRow.added_at.desc(), FilmRow.id.desc()
        )
        with self._database.reading() as session:
            known = session.execute(newest_first).all()
            scenes = _numbers(session, _SCENES, _OF_FILMS, films, 4)
            said = _said(session, films)
            tags = _numbers(session, _TAGS, _OF_SCENES, films, 3)
            concepts, places = _concepts(session)
        bases = {row.id: row.time_base for row in known}
        numerators, denominators = (
            np.array([getattr(bases[film], side) for film in scenes[:, 1].astype(int).tolist()], np.float64)
            for side in ("numerator", "denominator")
        )
        return SceneFactRows(
            {row.id: row.title for row in known},
            scenes=scenes[:, 0].astype(np.int64),
            films=scenes[:, 1].astype(np.int64),
            numbers=scenes[:, 2].astype(np.int64),
            seconds=scenes[:, 3] * numerators / denominators,
            said=said,
            concepts=concepts,
            tag_scenes=tags[:, 0].astype(np.int64),
            tag_concepts=places[tags[:, 1].astype(np.int64)],
            tag_confidences=tags[:, 2].astype(np.float32),
        )


def _numbers(
    session: Session,
    statement: str,
    condition: str,
    films: str | None,
    columns: int,
    values: Mapping[str, str] | None = None,
) -> NDArray[np.float64]:
    """Return what a query of numbers answers, shape `(rows, columns)`; they are exact up to 2^53.

    It goes past SQLAlchemy and in batches: a library of a million scenes has some millions of tags.
    """
    chosen = statement.format(chosen="1" if films is None else condition)
    cursor = session.connection().connection.cursor()
    cursor.execute(chosen, {"films": films, **(values or {})})
    found = [np.zeros((0, columns))]
    while rows := cursor.fetchmany(_AT_ONCE):
        found.append(np.array(rows, np.float64))
    cursor.close()
    return np.concatenate(found)


def _said(session: Session, films: str | None) -> dict[str, NDArray[np.int64]]:
    found: dict[str, NDArray[np.int64]] = {}
    for language in session.scalars(select(SceneTextRow.language).distinct()).all():
        rows = _numbers(session, _SAID, _OF_SCENES, films, 1, {"language": language})
        found[language] = np.sort(rows[:, 0].astype(np.int64))
    return found


def _concepts(session: Session) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return the IRIs of all concepts, and for each row number the place of its concept among them."""
    rows = session.connection().exec_driver_sql(f"SELECT rowid, iri FROM {ConceptRow.__tablename__}").all()
    places = np.zeros(max((row.rowid for row in rows), default=0) + 1, np.int64)
    for place, row in enumerate(rows):
        places[row.rowid] = place
    return tuple(row.iri for row in rows), places
