"""Curators' corrections of scenes in the catalog: a log that only ever grows, beside the scenes that follow from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import delete, select

from library.catalog.films import finish_stage
from library.catalog.part import CatalogPart, now
from library.catalog.scenes import write_scenes
from library.findings import NewScene
from library.schema import SceneCorrectionRow, StageRow


class CorrectionKind(StrEnum):
    """What a curator said of scenes."""

    SPLIT = "split"
    MERGE = "merge"
    MOVE = "move"
    UNDO = "undo"


@dataclass(frozen=True)
class SceneCorrection:
    """A curator's word on where scenes begin.

    Attributes:
        kind: `split`: a scene begins at `at_pts`; `merge`: none does; `move`: what began there begins at `to_pts`;
            `undo`: the last standing correction of these places is taken back.
        at_pts, to_pts: Starts of shots; `to_pts` only where something moved.
        curator: Who said it.
        made_at: When (UTC).
    """

    kind: CorrectionKind
    at_pts: int
    to_pts: int | None
    curator: str
    made_at: datetime


class SceneCorrectionCatalog(CatalogPart):
    """Reads and writes corrections."""

    def scene_corrections(self, film_id: int) -> tuple[SceneCorrection, ...]:
        """Return all corrections of a film, the oldest first, those that were taken back and their undoing too."""
        chosen = select(SceneCorrectionRow).where(SceneCorrectionRow.film_id == film_id)
        with self._database.reading() as session:
            rows = session.scalars(chosen.order_by(SceneCorrectionRow.id))
            return tuple(
                SceneCorrection(CorrectionKind(row.kind), row.at_pts, row.to_pts, row.curator, row.made_at)
                for row in rows
            )

    def correct_scenes(
        self,
        film_id: int,
        correction: tuple[CorrectionKind, int, int | None, str],
        scenes: Sequence[NewScene],
        made_from: str,
        later: Iterable[str],
    ) -> None:
        """Log a correction (kind, at, to, curator) and write the scenes that follow from it, in one transaction.

        Args:
            film_id: The film.
            correction: What was said, and by whom.
            scenes: All its scenes; see `SceneCatalog.replace_scenes` for what becomes of those that are no more.
            made_from: What the stage `scenes` is made from now.
            later: The stages that are made from the scenes: they are not finished any more.
        """
        kind, at_pts, to_pts, curator = correction
        with self._database.writing() as session:
            session.add(
                SceneCorrectionRow(
                    film_id=film_id, kind=kind, at_pts=at_pts, to_pts=to_pts, curator=curator, made_at=now()
                )
            )
            write_scenes(session, film_id, scenes)
            session.execute(
                delete(StageRow).where(StageRow.film_id == film_id, StageRow.name.in_(list(later)))
            )
            finish_stage(session, film_id, "scenes", made_from)
