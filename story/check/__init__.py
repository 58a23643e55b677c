"""Proving a story: what would break while it plays, and what its creator should look at; one file a subject."""
