"""Films in the catalog: what is known of each, which stages are finished, and the files read beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from sqlalchemy import Row, delete, select
from sqlalchemy.orm import Session

from library.catalog.changes import note_change
from library.catalog.part import CatalogPart, now
from library.catalog.scene_words import write_words_of_film
from library.errors import NotInLibrary
from library.film_time import FilmClock
from library.findings import FilmFacts as FilmFacts
from library.findings import Source as Source
from library.records import Film
from library.rights.permissions import Permissions, permissions_document, read_permissions
from library.schema import FilmRow, SettingRow, SourceRow, StageRow


@dataclass(frozen=True)
class FilmLabel:
    """What people say about a film; an empty text says nothing and changes nothing."""

    title: str = ""
    provider: str = ""
    licence: str = ""
    credit: str = ""


class FilmCatalog(CatalogPart):
    """Reads and writes films."""

    def films(self) -> tuple[Film, ...]:
        """Return all films, the newest first."""
        with self._database.reading() as session:
            rows = session.scalars(select(FilmRow).order_by(FilmRow.added_at.desc(), FilmRow.id.desc()))
            return tuple(film_record(row) for row in rows)

    def film(self, film_id: int) -> Film:
        """Return one film.

        Raises:
            NotInLibrary: There is no film with that number.
        """
        with self._database.reading() as session:
            return film_record(film_row(session, film_id))

    def film_by_fingerprint(self, fingerprint: str) -> Film:
        """Return the film whose file has this SHA-256.

        Raises:
            NotInLibrary: There is none.
        """
        found = self.find_film(fingerprint)
        if found is None:
            raise NotInLibrary(
                f"No film with fingerprint {fingerprint[:12]}… is in this library.",
                "Add its file with `gallae add FILM`.",
            )
        return found

    def find_film(self, fingerprint: str) -> Film | None:
        """Return the film whose file has this SHA-256, or `None`."""
        with self._database.reading() as session:
            row = session.scalar(select(FilmRow).where(FilmRow.fingerprint == fingerprint))
            return None if row is None else film_record(row)

    def add_film(self, facts: FilmFacts, label: FilmLabel) -> Film:
        """Add a film, or bring what is known of it up to date; its number stays."""
        with self._database.writing() as session:
            row = session.scalar(select(FilmRow).where(FilmRow.fingerprint == facts.fingerprint))
            if row is None:
                row = FilmRow(
                    fingerprint=facts.fingerprint,
                    title=facts.path.stem,
                    duration=facts.duration,
                    added_at=now(),
                )
                session.add(row)
            before = (row.id, row.title, row.time_base)
            _write_facts(row, facts)
            _write_label(row, label)
            session.flush()
            if before != (row.id, row.title, row.time_base):
                note_change(session, row.id)
            return film_record(row)

    def relabel_film(self, film_id: int, label: FilmLabel) -> Film:
        """Change what people say about a film."""
        with self._database.writing() as session:
            row = film_row(session, film_id)
            _write_label(row, label)
            session.flush()
            write_words_of_film(session, film_id)
            note_change(session, film_id)
            return film_record(row)

    def set_rights(
        self, film_id: int, *, source: str | None = None, permissions: Permissions | None = None
    ) -> Film:
        """Say where a film was got, and what its owner allows by their own word; `None` changes nothing."""
        with self._database.writing() as session:
            row = film_row(session, film_id)
            if source is not None:
                row.source = source
            if permissions is not None:
                row.permissions = permissions_document(permissions)
            session.flush()
            return film_record(row)

    def set_end(self, film_id: int, end: Fraction, *, broken: bool) -> None:
        """Say at which film time the last picture of a film ends, and whether its file breaks off there."""
        with self._database.writing() as session:
            row = film_row(session, film_id)
            row.duration = end
            row.broken_at = end if broken else None

    def remove_film(self, film_id: int) -> None:
        """Remove a film, all that was made from it and what was chosen for it; stories that use it keep their clips.

        Settings of a film have names that end with its fingerprint.
        """
        with self._database.writing() as session:
            film = film_row(session, film_id)
            session.execute(delete(SettingRow).where(SettingRow.name.endswith(f" {film.fingerprint}")))
            session.delete(film)
            note_change(session, film_id)

    def finished_stages(self, film_id: int) -> dict[str, str]:
        """Return the finished stages of a film: their names, and the hash of what each was made from."""
        with self._database.reading() as session:
            rows = session.scalars(select(StageRow).where(StageRow.film_id == film_id))
            return {row.name: row.made_from for row in rows}

    def forget_stages(self, film_id: int, names: Iterable[str]) -> None:
        """Take back that these stages are finished: what they were made from is about to change."""
        with self._database.writing() as session:
            session.execute(
                delete(StageRow).where(StageRow.film_id == film_id, StageRow.name.in_(list(names)))
            )

    def sources(self, film_id: int, kind: str) -> tuple[Source, ...]:
        """Return the files of one kind that were read for a film, by name."""
        with self._database.reading() as session:
            chosen = select(SourceRow).where(SourceRow.film_id == film_id, SourceRow.kind == kind)
            rows = session.scalars(chosen.order_by(SourceRow.name))
            return tuple(Source(row.kind, row.name, row.content) for row in rows)

    def keep_sources(self, film_id: int, sources: Iterable[Source]) -> None:
        """Keep files beside a film; one of the same kind and name replaces the older, a screenplay any other."""
        with self._database.writing() as session:
            for source in sources:
                replaced = delete(SourceRow).where(
                    SourceRow.film_id == film_id, SourceRow.kind == source.kind
                )
                if source.kind != "screenplay":
                    replaced = replaced.where(SourceRow.name == source.name)
                session.execute(replaced)
                session.add(
                    SourceRow(film_id=film_id, kind=source.kind, name=source.name, content=source.content)
                )

    def put_back(self, film: Film, sources: Iterable[Source]) -> None:
        """Give a film the labels and the files beside it that it had before; its stages are not finished then."""
        with self._database.writing() as session:
            row = film_row(session, film.id)
            row.title, row.provider, row.licence, row.credit = (
                film.title,
                film.provider,
                film.licence,
                film.credit,
            )
            note_change(session, film.id)
            session.execute(delete(SourceRow).where(SourceRow.film_id == film.id))
            session.add_all(SourceRow(film_id=film.id, **vars(source)) for source in sources)


def finish_stage(session: Session, film_id: int, stage: str, made_from: str) -> None:
    """Note in the same transaction as its results that a stage is finished."""
    session.merge(StageRow(film_id=film_id, name=stage, made_from=made_from, finished_at=now()))


def film_row(session: Session, film_id: int) -> FilmRow:
    """Return a film's row.

    Raises:
        NotInLibrary: There is no film with that number.
    """
    row = session.get(FilmRow, film_id)
    if row is None:
        raise NotInLibrary(f"There is no film {film_id} in this library.", "See `gallae films`.")
    return row


def film_record(row: FilmRow | Row[Any]) -> Film:
    """Turn a row into a record."""
    return Film(
        id=row.id,
        fingerprint=row.fingerprint,
        path=Path(row.path),
        title=row.title,
        provider=row.provider,
        licence=row.licence,
        credit=row.credit,
        duration=row.duration,
        clock=FilmClock(row.time_base, row.origin),
        frame_rate=row.frame_rate,
        width=row.width,
        height=row.height,
        has_sound=row.has_sound,
        broken_at=row.broken_at,
        added_at=row.added_at,
        source=row.source,
        permissions=read_permissions(row.permissions),
    )


def _write_facts(row: FilmRow, facts: FilmFacts) -> None:
    row.path = str(facts.path)  # not the duration: watching the film tells that better than its file does
    row.time_base = facts.clock.time_base
    row.origin = facts.clock.origin
    row.frame_rate = facts.frame_rate
    row.width = facts.width
    row.height = facts.height
    row.has_sound = facts.has_sound


def _write_label(row: FilmRow, label: FilmLabel) -> None:
    row.title = label.title or row.title
    row.provider = label.provider or row.provider or ""
    row.licence = label.licence or row.licence or ""
    row.credit = label.credit or row.credit or ""
