"""Recommends scenes: history in, a list of scenes with reasons out. See docs/recommending.md."""
