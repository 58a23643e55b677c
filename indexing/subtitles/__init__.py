"""Subtitles: files of every usual format, and text tracks inside a film's own file, as cues."""

from indexing.subtitles.reading import is_chapters, is_description, read_cues, subtitle_source

__all__ = ["is_chapters", "is_description", "read_cues", "subtitle_source"]
