"""Choices made for the whole library."""

from sqlalchemy import select

from library.catalog.part import CatalogPart
from library.schema import SettingRow


class SettingCatalog(CatalogPart):
    """Reads and writes settings."""

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting, or `default` while nobody has chosen."""
        with self._database.asking() as connection:
            value = connection.execute(select(SettingRow.value).where(SettingRow.name == name)).scalar()
        return default if value is None else value

    def set_setting(self, name: str, value: str) -> None:
        """Choose."""
        with self._database.writing() as session:
            session.merge(SettingRow(name=name, value=value))
