"""A story as a JSON document and back: one file for each kind of record, and how older versions are read."""
