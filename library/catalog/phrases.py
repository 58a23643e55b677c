"""Scenes that may hold certain words side by side, from the full-text index; who needs certainty reads the text."""

import json

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import text

from library.catalog.part import CatalogPart


class PhraseCatalog(CatalogPart):
    """Asks the full-text index in its own language."""

    def scenes_matching(self, expression: str) -> NDArray[np.int64]:
        """Return the numbers of the scenes that an FTS5 expression matches, sorted.

        Args:
            expression: Made by `library.search.phrases`, never typed by anybody.
        """
        statement = text(
            "SELECT json_group_array(rowid) FROM scene_words WHERE scene_words MATCH :expression"
        )
        with self._database.reading() as session:
            found = session.scalar(statement, {"expression": expression})
        return np.sort(np.array(json.loads(found or "[]"), np.int64))
