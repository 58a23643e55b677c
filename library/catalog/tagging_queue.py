"""Which scenes a curator should look at next: those of which least is known, the emptiest first."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from library.catalog.coverage import SURE
from library.catalog.part import CatalogPart
from library.ontology import FACETS, Facet

_FACETS_OF = f"""
    WITH answered AS (
        SELECT scene_id, facet FROM tags JOIN concepts ON iri = concept_iri
        GROUP BY scene_id, facet
        HAVING max(confidence) >= {SURE} OR (max(confidence) = 0 AND max(origin = 'curator'))
    ),
    sureness AS (SELECT scene_id, round(sum(confidence), 6) AS sure FROM tags GROUP BY scene_id),
    closed AS (SELECT scene_id, count(*) AS facets, group_concat(facet) AS names FROM answered GROUP BY scene_id),
    waiting AS (
        SELECT scenes.id, film_id, number, coalesce(facets, 0) AS facets, coalesce(sure, 0.0) AS sure, names
        FROM scenes LEFT JOIN closed ON closed.scene_id = scenes.id
        LEFT JOIN sureness ON sureness.scene_id = scenes.id
        WHERE coalesce(facets, 0) < {len(FACETS)}
        AND (:facet IS NULL OR instr(',' || coalesce(names, '') || ',', ',' || :facet || ',') = 0)
        AND (:film IS NULL OR film_id = :film)
    )
"""
_QUEUE = text(
    _FACETS_OF
    + """
    SELECT counted.total, page.* FROM (SELECT count(*) AS total FROM waiting) AS counted LEFT JOIN (
        SELECT * FROM waiting
        WHERE :facets IS NULL OR (facets, sure, film_id, number, id) > (:facets, :sure, :after_film, :number, :id)
        ORDER BY facets, sure, film_id, number, id LIMIT :limit
    ) AS page
    """
)


@dataclass(frozen=True)
class QueuePlace:
    """A place in the queue, for going on after it: how many facets are answered, how surely in sum, and the scene."""

    facets: int
    sure: float
    film_id: int
    number: int
    scene_id: int


@dataclass(frozen=True)
class QueuedScene:
    """A scene that waits for a curator, and the facets that are open: nothing sure is known of them.

    A facet is answered too where a curator said no to all that was found.
    """

    place: QueuePlace
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Queue:
    """Some scenes that wait, how many there are in all, and whether more come after these."""

    scenes: tuple[QueuedScene, ...]
    total: int
    more: bool


class TaggingQueueCatalog(CatalogPart):
    """Reads the queue."""

    def tagging_queue(
        self,
        limit: int,
        *,
        facet: Facet | None = None,
        film_id: int | None = None,
        after: QueuePlace | None = None,
    ) -> Queue:
        """Return scenes that wait for a curator: with the fewest facets answered first, then the least surely.

        Args:
            limit: How many at most.
            facet: Only scenes of which this facet is open.
            film_id: Only scenes of this film.
            after: Only what comes after this place.
        """
        asked: dict[str, Any] = {"limit": limit + 1, "facet": facet, "film": film_id}
        names = ("facets", "sure", "after_film", "number", "id")
        values = (
            (after.facets, after.sure, after.film_id, after.number, after.scene_id) if after else (None,) * 5
        )
        with self._database.asking() as connection:
            rows = connection.execute(_QUEUE, asked | dict(zip(names, values, strict=True))).all()
        there = [row for row in rows if row.id is not None]
        return Queue(tuple(map(_queued, there[:limit])), rows[0].total, len(there) > limit)


def _queued(row: Any) -> QueuedScene:
    answered = (row.names or "").split(",")
    place = QueuePlace(row.facets, row.sure, row.film_id, row.number, row.id)
    return QueuedScene(place, tuple(facet for facet in FACETS if facet not in answered))
