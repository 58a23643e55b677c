"""How a library's tables came to be what they are: one Alembic migration a change, applied in order."""
