"""Everything that a page of search results shows, read in one go: scenes, films, texts, tags, closest texts."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, ScalarSelect, Select, String, bindparam, func, select

from library.catalog.films import film_record
from library.catalog.part import CatalogPart
from library.catalog.scenes import scene_record, text_record
from library.catalog.tags import chosen_tags, surest_tags
from library.records import Film, Scene, SceneText, Tag
from library.schema import EmbeddingRow, FilmRow, SceneRow, SceneTextRow, TagRow


@dataclass(frozen=True)
class Page:
    """What is known of some scenes, by scene number.

    Attributes:
        scenes: Those that are there, each with its film.
        texts: What is said and seen in them.
        tags: Their tags, by facet and then concept; the surest origin of each only.
        embedded: What was embedded, by the number of the vector.
    """

    scenes: Mapping[int, tuple[Scene, Film]]
    texts: Mapping[int, tuple[SceneText, ...]]
    tags: Mapping[int, tuple[Tag, ...]]
    embedded: Mapping[int, str]


class PageCatalog(CatalogPart):
    """Reads pages."""

    def page(self, scene_ids: Sequence[int], embedding_ids: Sequence[int]) -> Page:
        """Return what is known of some scenes and vectors."""
        with self._database.reading() as session:
            connection = session.connection()
            scenes = _rows(connection, _SCENES, scene_ids)
            films = {
                row.id: film_record(row) for row in _rows(connection, _FILMS, {one.film_id for one in scenes})
            }
            texts = [text_record(row) for row in _rows(connection, _TEXTS, scene_ids)]
            tags = surest_tags(_rows(connection, _TAGS, scene_ids))
            embedded = {row.id: row.text for row in _rows(connection, _EMBEDDED, embedding_ids)}
        its_film = {row.id: films[row.film_id] for row in scenes}
        return Page(
            {row.id: (scene_record(row, its_film[row.id].clock), its_film[row.id]) for row in scenes},
            _by_scene(texts),
            tags,
            embedded,
        )


def _listed() -> ScalarSelect[Any]:
    """Return the numbers that are given, as JSON, when a statement is carried out."""
    listed = func.json_each(bindparam("numbers", type_=String)).table_valued("value")
    return select(listed.c.value).scalar_subquery()


_SCENES = select(*SceneRow.__table__.columns).where(SceneRow.id.in_(_listed()))
_FILMS = select(*FilmRow.__table__.columns).where(FilmRow.id.in_(_listed()))
_TEXTS = select(*SceneTextRow.__table__.columns).where(SceneTextRow.scene_id.in_(_listed()))
_TAGS = chosen_tags().where(TagRow.scene_id.in_(_listed()))
_EMBEDDED = select(EmbeddingRow.id, EmbeddingRow.text).where(EmbeddingRow.id.in_(_listed()))


def _rows(
    connection: Connection, chosen: Select[*tuple[Any, ...]], numbers: Iterable[int]
) -> Sequence[Row[Any]]:
    return connection.execute(chosen, {"numbers": json.dumps(list(numbers))}).all()


def _by_scene(texts: Iterable[SceneText]) -> dict[int, tuple[SceneText, ...]]:
    found: dict[int, list[SceneText]] = {}
    for text in texts:
        found.setdefault(text.scene_id, []).append(text)
    return {scene_id: tuple(its_texts) for scene_id, its_texts in found.items()}
