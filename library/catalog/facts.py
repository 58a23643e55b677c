"""What filters and counts need to know of scenes, read in one go as columns: film, length, languages, tags."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from library.catalog.part import CatalogPart, among
from library.records import TextKind
from library.schema import FilmRow, SceneRow, SceneTextRow, TagRow


@dataclass(frozen=True, eq=False)
class SceneFactRows:
    """Facts of all scenes, or of those of some films, as they were at one moment.

    Attributes:
        titles: The title of every film there is, by its number, the newest first.
        scenes, films, numbers: Of each scene its number, its film, and its place in it (int64); by scene.
        seconds: How long it lasts (float64): the number nearest to the exact length.
        said_scenes, said_languages: Scene and language of each text of what is said.
        tag_scenes, tag_concepts, tag_confidences: Scene, IRI of the concept, and greatest confidence of each tag.
    """

    titles: dict[int, str]
    scenes: NDArray[np.int64]
    films: NDArray[np.int64]
    numbers: NDArray[np.int64]
    seconds: NDArray[np.float64]
    said_scenes: NDArray[np.int64]
    said_languages: tuple[str, ...]
    tag_scenes: NDArray[np.int64]
    tag_concepts: tuple[str, ...]
    tag_confidences: NDArray[np.float32]


class FactCatalog(CatalogPart):
    """Reads facts."""

    def scene_facts(self, film_ids: Collection[int] | None = None) -> SceneFactRows:
        """Return the facts of all scenes, or of those of some films."""
        with self._database.reading() as session:
            newest_first = select(FilmRow.id, FilmRow.title).order_by(
                FilmRow.added_at.desc(), FilmRow.id.desc()
            )
            titles = {row.id: row.title for row in session.execute(newest_first)}
            scenes = _columns(session, _of(_SCENES, film_ids), 5)
            said = _columns(session, _of(_SAID, film_ids), 2)
            tags = _columns(session, _of(_TAGS, film_ids), 3)
        return SceneFactRows(
            titles,
            scenes=np.array(scenes[0], np.int64),
            films=np.array(scenes[1], np.int64),
            numbers=np.array(scenes[2], np.int64),
            seconds=_seconds(scenes[3], scenes[4]),
            said_scenes=np.array(said[0], np.int64),
            said_languages=tuple(said[1]),
            tag_scenes=np.array(tags[0], np.int64),
            tag_concepts=tuple(tags[1]),
            tag_confidences=np.array(tags[2], np.float32),
        )


_SCENES = (
    select(
        SceneRow.id,
        SceneRow.film_id,
        SceneRow.number,
        SceneRow.end_pts - SceneRow.start_pts,
        FilmRow.time_base,
    )
    .join(FilmRow)
    .order_by(SceneRow.id)
)
_SAID = select(SceneTextRow.scene_id, SceneTextRow.language).where(SceneTextRow.kind == TextKind.DIALOGUE)
_TAGS = select(TagRow.scene_id, TagRow.concept_iri, func.max(TagRow.confidence)).group_by(
    TagRow.scene_id, TagRow.concept_iri
)


def _of(chosen: Select[*tuple[Any, ...]], film_ids: Collection[int] | None) -> Select[*tuple[Any, ...]]:
    if film_ids is None:
        return chosen
    if chosen is _SCENES:
        return chosen.where(among(SceneRow.film_id, film_ids))
    its_scenes = select(SceneRow.id).where(among(SceneRow.film_id, film_ids))
    return chosen.where((SceneTextRow if chosen is _SAID else TagRow).scene_id.in_(its_scenes))


def _columns(session: Session, chosen: Select[*tuple[Any, ...]], count: int) -> list[Sequence[Any]]:
    rows = session.execute(chosen).all()
    return list(zip(*rows, strict=True)) if rows else [()] * count


def _seconds(ticks: Sequence[int], time_bases: Sequence[Any]) -> NDArray[np.float64]:
    numerators = np.array([base.numerator for base in time_bases], np.float64)
    denominators = np.array([base.denominator for base in time_bases], np.float64)
    return np.array(ticks, np.float64) * numerators / denominators
