"""Leases in the catalog: who is working on a film, at which stage, and until when nobody else may."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from library.catalog.part import CatalogPart, now
from library.errors import NotInLibrary
from library.schema import FilmRow, LeaseRow


@dataclass(frozen=True)
class Lease:
    """Somebody works on a film.

    Attributes:
        film_id: The film.
        stage: What is being made.
        holder: Who does it.
        until: When it ends unless it is renewed (UTC).
    """

    film_id: int
    stage: str
    holder: str
    until: datetime

    @property
    def over(self) -> bool:
        """Whether it has run out."""
        return self.until <= now()


class LeaseCatalog(CatalogPart):
    """Reads and writes leases."""

    def lease(self, film_id: int) -> Lease | None:
        """Return who works on a film, or `None`."""
        with self._database.reading() as session:
            row = session.get(LeaseRow, film_id)
            return None if row is None else _record(row)

    def take_lease(
        self, film_id: int, holder: str, lasts: timedelta, instead_of: Lease | None = None
    ) -> Lease:
        """Return the lease of a film: the new one of `holder`, or that of somebody else who has it.

        Args:
            film_id: The film.
            holder: Who wants it.
            lasts: For how long.
            instead_of: A lease that counts no more, because its holder is known to have gone.

        Raises:
            NotInLibrary: There is no such film, or no more.
        """
        with self._database.writing() as session:
            if session.get(FilmRow, film_id) is None:
                raise NotInLibrary(f"There is no film {film_id} in this library.", "See `gallae films`.")
            row = session.get(LeaseRow, film_id)
            if row is not None:
                found = _record(row)
                gone = instead_of is not None and found.holder == instead_of.holder
                if not gone and not found.over and found.holder != holder:
                    return found
            new = Lease(film_id, "", holder, now() + lasts)
            session.merge(LeaseRow(**vars(new)))
            return new

    def renew_lease(self, film_id: int, holder: str, stage: str, lasts: timedelta) -> bool:
        """Say that `holder` goes on working, and at what; return whether the lease is still its own."""
        with self._database.writing() as session:
            row = session.get(LeaseRow, film_id)
            if row is None or row.holder != holder:
                return False
            row.stage, row.until = stage, now() + lasts
            return True

    def end_lease(self, film_id: int, holder: str) -> None:
        """Give a film free, if `holder` has it."""
        with self._database.writing() as session:
            session.execute(delete(LeaseRow).where(LeaseRow.film_id == film_id, LeaseRow.holder == holder))

    def leases(self) -> tuple[Lease, ...]:
        """Return all leases, those that have run out too, by film."""
        with self._database.reading() as session:
            return tuple(_record(row) for row in session.scalars(select(LeaseRow).order_by(LeaseRow.film_id)))


def _record(row: LeaseRow) -> Lease:
    return Lease(row.film_id, row.stage, row.holder, row.until)
