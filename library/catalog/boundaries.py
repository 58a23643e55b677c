"""Boundaries between shots, and the pictures of shots, in the catalog."""

from collections.abc import Iterable, Mapping

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from library.catalog.films import film_row
from library.catalog.part import CatalogPart
from library.film_time import FilmClock
from library.findings import NewBoundary
from library.records import Boundary
from library.schema import BoundaryRow, ShotRow


class BoundaryCatalog(CatalogPart):
    """Reads where shots meet, and reads and writes what pictures of them are called."""

    def boundaries(self, film_id: int) -> tuple[Boundary, ...]:
        """Return a film's boundaries in order."""
        chosen = select(BoundaryRow).where(BoundaryRow.film_id == film_id).order_by(BoundaryRow.start_pts)
        with self._database.reading() as session:
            film = film_row(session, film_id)
            clock = FilmClock(film.time_base, film.origin)
            return tuple(
                Boundary(
                    film_id, clock.seconds(row.start_pts), clock.seconds(row.end_pts), row.kind, row.score
                )
                for row in session.scalars(chosen)
            )

    def shot_thumbnails(self, film_id: int) -> tuple[str, ...]:
        """Return the name of each shot's picture in the media store, in order; `""` where there is none."""
        chosen = select(ShotRow.thumbnail).where(ShotRow.film_id == film_id).order_by(ShotRow.number)
        with self._database.reading() as session:
            return tuple(session.scalars(chosen))

    def shot_thumbnail(self, film_id: int, number: int) -> str:
        """Return the name of one shot's picture; `""` where there is none, or no such shot."""
        with self._database.reading() as session:
            row = session.get(ShotRow, (film_id, number))
            return "" if row is None else row.thumbnail

    def set_shot_thumbnails(self, film_id: int, names: Mapping[int, str]) -> None:
        """Write the name of each shot's picture, by the shot's number."""
        with self._database.writing() as session:
            for number, name in names.items():
                chosen = update(ShotRow).where(ShotRow.film_id == film_id, ShotRow.number == number)
                session.execute(chosen.values(thumbnail=name))


def write_boundaries(session: Session, film_id: int, boundaries: Iterable[NewBoundary]) -> None:
    """Write a film's boundaries in place of those that are there."""
    session.execute(delete(BoundaryRow).where(BoundaryRow.film_id == film_id))
    session.add_all(BoundaryRow(film_id=film_id, **vars(one)) for one in boundaries)
