"""The database: its settings, its tables against the models, and what it says when it cannot be used."""

import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from library import Library, LibraryUnusable, open_library
from library.catalog import Catalog
from library.catalog.films import FilmLabel
from library.database import SCHEMA_REVISION, Database
from library.migrations.upgrade import configuration


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(tmp_path / "library.db")


def test_foreign_keys_and_wal_are_on_in_every_connection(database: Database) -> None:
    for opened in (database.reading, database.writing):
        with opened() as session:
            assert session.execute(text("PRAGMA foreign_keys")).scalar() == 1
            assert session.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_migrations_make_what_the_models_say(database: Database) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from library.schema import Base

    def is_a_model(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or not str(name).startswith("scene_words")  # FTS5 tables have no model

    with database.reading() as session:
        context = MigrationContext.configure(
            session.connection(), opts={"compare_type": True, "include_name": is_a_model}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_head_of_the_migrations_is_the_revision_the_program_knows(database: Database) -> None:
    from alembic.script import ScriptDirectory

    with database.reading() as session:
        script = ScriptDirectory.from_config(configuration(session.connection()))
        assert script.get_heads() == [SCHEMA_REVISION]
        assert session.execute(text("SELECT version_num FROM alembic_version")).scalar() == SCHEMA_REVISION


def test_migrations_go_down_and_up_again(database: Database) -> None:
    from alembic import command

    with database.writing() as session:
        made = configuration(session.connection())
        command.downgrade(made, "base")
        names = set(session.scalars(text("SELECT name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'")))
        assert names <= {"alembic_version"}
        command.upgrade(made, "head")


def test_a_newer_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    Database(tmp_path / "library.db").close()
    with sqlite3.connect(tmp_path / "library.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(LibraryUnusable, match=r"newer version of Gallae.*9999") as raised:
        Database(tmp_path / "library.db")
    assert "Update Gallae" in raised.value.remedy


@pytest.mark.parametrize(
    "content", [b"This is no database, it only bears the name. " * 50, b"\x89PNG\r\n" * 300]
)
def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "library.db").write_bytes(content)
    with (
        pytest.raises(LibraryUnusable, match=r"library\.db: file is not a database") as raised,
        open_library(tmp_path),
    ):
        pass
    assert "\n" not in str(raised.value)
    assert raised.value.remedy
    assert (tmp_path / "library.db").read_bytes() == content


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("here")
    with (
        pytest.raises(LibraryUnusable, match=r"file/library: Not a directory\. Choose another"),
        open_library(tmp_path / "file" / "library"),
    ):
        pass


def test_a_database_that_is_a_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "library.db").mkdir()
    with pytest.raises(LibraryUnusable, match="unable to open"), open_library(tmp_path):
        pass


@pytest.mark.parametrize("name", ["영화 서재", "what? #1 50% a%20b;c=d&e"])
def test_a_library_can_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    with open_library(tmp_path / name) as library:
        library.catalog.set_setting("a", "b")
    assert (tmp_path / name / "library.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with open_library(tmp_path / name) as library:
        assert library.catalog.setting("a") == "b"


def test_a_second_writer_waits_for_the_first(tmp_path: Path) -> None:
    first, second = Database(tmp_path / "library.db"), Database(tmp_path / "library.db")
    order: list[str] = []

    def write() -> None:
        with second.writing() as session:
            session.execute(text("INSERT INTO settings VALUES ('who', 'second')"))
            order.append("second")

    with first.writing() as session:
        session.execute(text("INSERT INTO settings VALUES ('one', 'first')"))
        waiting = threading.Thread(target=write)
        waiting.start()
        time.sleep(0.3)
        order.append("first")
    waiting.join(timeout=20)
    assert order == ["first", "second"]
    assert Catalog(first).setting("who") == "second"


def test_a_reader_does_not_wait_and_sees_one_state(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    catalog = Catalog(database)
    catalog.set_setting("colour", "red")
    with database.reading() as reading:
        assert reading.scalar(text("SELECT value FROM settings WHERE name = 'colour'")) == "red"
        catalog.set_setting("colour", "blue")
        assert reading.scalar(text("SELECT value FROM settings WHERE name = 'colour'")) == "red"
    assert catalog.setting("colour") == "blue"


def test_an_error_within_writing_leaves_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "library.db")
    with pytest.raises(ZeroDivisionError), database.writing() as session:
        session.execute(text("INSERT INTO settings VALUES ('half', 'done')"))
        raise ZeroDivisionError
    assert Catalog(database).setting("half", "nothing") == "nothing"


OPEN_AND_COUNT = """
import sys
from pathlib import Path
from library import open_library
with open_library(Path(sys.argv[1])) as library:
    library.catalog.set_setting("opened " + sys.argv[2], "yes")
    print(len(library.catalog.concepts()))
"""


def test_two_programs_can_open_a_new_library_at_once(tmp_path: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", OPEN_AND_COUNT, tmp_path / "library", str(number)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=Path(__file__).parents[2],
            text=True,
        )
        for number in range(2)
    ]
    answers = [program.communicate(timeout=60) for program in programs]
    assert [error for _, error in answers] == [""] * 2
    assert len({count for count, _ in answers}) == 1 and int(answers[0][0]) >= 120


def test_removing_a_film_takes_all_that_was_made_from_it(
    library: Library, put: Callable, told: type, facts: Callable
) -> None:
    film, _ = put("a1", "Gone", [told("one"), told("two")])
    library.catalog.remove_film(film.id)
    with library.catalog._database.reading() as session:
        for table in (
            "films",
            "stages",
            "shots",
            "scenes",
            "scene_texts",
            "embeddings",
            "scene_words",
            "cues",
            "tags",
        ):
            assert session.execute(text(f"SELECT count(*) FROM {table}")).scalar() == 0, table
    again = library.catalog.add_film(facts("a1"), FilmLabel())
    assert again.id > film.id, "a number must never come back for another film"
