"""What all tables stand on: exact seconds, moments, names of constraints."""

from datetime import UTC, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

# Caches and histories name rows by number, so the number of a deleted row must not come back for another.
NEVER_REUSED = {"sqlite_autoincrement": True}


class ExactSeconds(TypeDecorator[Fraction]):
    """A `Fraction` kept as text such as `1/90000`; SQL can compare it for equality only."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Fraction | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy\'s own signature
        """Write `numerator/denominator`."""
        return None if value is None else f"{value.numerator}/{value.denominator}"

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Fraction | None:  # noqa: ARG002 - SQLAlchemy\'s own signature
        """Read it back exactly."""
        return None if value is None else Fraction(value)


class UtcTime(TypeDecorator[datetime]):
    """A moment, kept in UTC: SQLite would forget the time zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy\'s own signature
        """Write the moment as UTC without saying so."""
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy\'s own signature
        """Read it back and say so."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables of a library."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way to declare it
        Fraction: ExactSeconds,
        dict[str, Any]: JSON,
        datetime: UtcTime,
    }
