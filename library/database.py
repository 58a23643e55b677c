"""The library's database: SQLite in WAL mode, its transactions, and bringing its tables up to date."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from library.errors import LibraryUnusable

SCHEMA_REVISION = "0004"
"""The newest migration in `library/migrations/versions`."""

_WAIT_FOR_LOCK_SECONDS = 30


class Database:
    """Opens a database file, makes or upgrades its tables, and hands out transactions.

    Args:
        path: The SQLite file; made if it is not there.

    Raises:
        LibraryUnusable: The file is no database, cannot be written, or was made by a newer version.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = _engine(path)
        self._writing_engine = self._engine.execution_options(writes=True)
        with self._said_clearly():
            self._upgrade()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Open a session that sees one state of the library, whatever others write meanwhile."""
        with self._said_clearly(), Session(self._engine) as session:
            yield session

    @contextmanager
    def asking(self) -> Iterator[Connection]:
        """Open a connection for one small question, which is answered in a third of the time that a session takes."""
        with self._said_clearly(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Open a session that is the only writer; it is committed at the end, or rolled back on an error."""
        with self._said_clearly(), Session(self._writing_engine) as session, session.begin():
            yield session

    def close(self) -> None:
        """Close every connection; the database can be opened again."""
        self._engine.dispose()

    def _upgrade(self) -> None:
        with self._engine.connect() as connection:
            found = _schema_revision(connection)
        if found == SCHEMA_REVISION:
            return
        if found is not None and found > SCHEMA_REVISION:
            raise LibraryUnusable(
                f"{self.path}: made by a newer version of Gallae (tables {found}, this version knows "
                f"{SCHEMA_REVISION}).",
                "Update Gallae, or choose another folder with --library.",
            )
        from library.migrations.upgrade import upgrade  # alembic takes 0.2 s to import and is rarely needed

        with self._writing_engine.begin() as connection:
            upgrade(connection)

    @contextmanager
    def _said_clearly(self) -> Iterator[None]:
        try:
            yield
        except DatabaseError as error:
            raise self._unusable(error) from error

    def _unusable(self, error: DatabaseError) -> LibraryUnusable:
        cause = error.orig if isinstance(error.orig, sqlite3.Error) else error
        remedies = {
            "SQLITE_FULL": "Free some space on that disk and try again.",
            "SQLITE_IOERR": "Free some space on that disk, or check that it works, and try again.",
            "SQLITE_READONLY": "Allow writing to that folder, or choose another with --library.",
            "SQLITE_CANTOPEN": "Allow writing to that folder, or choose another with --library.",
            "SQLITE_BUSY": "Another program is writing to it; try again when it has finished.",
            "SQLITE_NOTADB": "Restore it from a copy, or choose another folder with --library.",
            "SQLITE_CORRUPT": "Restore it from a copy, or choose another folder with --library.",
        }
        name = getattr(cause, "sqlite_errorname", "")
        remedy = next((text for key, text in remedies.items() if name.startswith(key)), "")
        return LibraryUnusable(f"{self.path}: {cause}.", remedy)


def _engine(path: Path) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        connect_args={"timeout": _WAIT_FOR_LOCK_SECONDS, "isolation_level": None},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A writer takes the lock at once: one that finds out later cannot wait for it without a stale read.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _schema_revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)
