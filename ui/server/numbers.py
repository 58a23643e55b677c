"""Numbers of rows as parameters: what SQLite cannot count to is refused before it is looked for."""

from typing import Annotated

from fastapi import Path

LARGEST = 2**63 - 1

RowNumber = Annotated[int, Path(ge=1, le=LARGEST)]
"""The number of a film, scene or job, as part of an address."""
