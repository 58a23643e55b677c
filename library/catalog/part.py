"""What every part of the catalog stands on."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, String, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from library.database import Database


class CatalogPart:
    """A subject of the catalog over one database."""

    def __init__(self, database: Database) -> None:
        self._database = database


def now() -> datetime:
    """Return this moment in UTC."""
    return datetime.now(UTC)


def among(column: InstrumentedAttribute[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    """Say that a column is one of `values`, however many: a list of parameters would end at 32,766."""
    listed = func.json_each(literal(json.dumps(list(values)), String)).table_valued("value")
    return column.in_(select(listed.c.value))
