"""What people said of searches: whether a scene answers a query. The search can be fitted to it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from library.catalog.part import CatalogPart, now
from library.errors import LibraryError, NotInLibrary
from library.schema import JudgementRow, SceneRow


@dataclass(frozen=True)
class Judgement:
    """Somebody's word on whether a scene answers a query.

    Attributes:
        query: What was looked for, without spaces at its ends.
        scene_id: The scene.
        fits: Whether it answers the query.
        judge: Who says so; `""` if that was not asked.
        judged_at: When (UTC).
    """

    query: str
    scene_id: int
    fits: bool
    judge: str
    judged_at: datetime


class JudgementCatalog(CatalogPart):
    """Writes and reads judgements."""

    def judge(self, query: str, scene_id: int, fits: bool, judge: str = "") -> None:
        """Note whether a scene answers a query; what the same person said of it before does not count any more.

        Raises:
            LibraryError: The query is empty.
            NotInLibrary: There is no such scene.
        """
        asked = " ".join(query.split())
        if not asked:
            raise LibraryError("An empty query cannot be judged.", "Say what was looked for.")
        with self._database.writing() as session:
            if session.get(SceneRow, scene_id) is None:
                raise NotInLibrary(f"There is no scene {scene_id}.", "See `gallae search` for their numbers.")
            of_the_same = (
                JudgementRow.query == asked,
                JudgementRow.scene_id == scene_id,
                JudgementRow.judge == judge,
            )
            session.execute(delete(JudgementRow).where(*of_the_same))
            session.add(JudgementRow(query=asked, scene_id=scene_id, fits=fits, judge=judge, judged_at=now()))

    def judgements(self) -> tuple[Judgement, ...]:
        """Return what counts of all that was said, the oldest first."""
        with self._database.reading() as session:
            return tuple(
                Judgement(row.query, row.scene_id, row.fits, row.judge, row.judged_at)
                for row in session.scalars(select(JudgementRow).order_by(JudgementRow.id))
            )
