"""Indexes in memory over the scenes of a library: their words and their vectors, scored exactly and quickly.

They are copies of what the database holds. `library.search.snapshot` puts them together and keeps them up to date.
"""
