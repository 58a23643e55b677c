"""The one door to the database: reads and writes records, film by film and scene by scene."""

from library.catalog.catalog import Catalog

__all__ = ["Catalog"]
