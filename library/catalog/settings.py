"""Choices made for the whole library."""

from library.catalog.part import CatalogPart
from library.schema import SettingRow


class SettingCatalog(CatalogPart):
    """Reads and writes settings."""

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting, or `default` while nobody has chosen."""
        with self._database.reading() as session:
            row = session.get(SettingRow, name)
            return default if row is None else row.value

    def set_setting(self, name: str, value: str) -> None:
        """Choose."""
        with self._database.writing() as session:
            session.merge(SettingRow(name=name, value=value))
