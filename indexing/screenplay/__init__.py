"""Screenplays: Fountain, Final Draft, plain text and PDF, as elements and as scenes."""

from indexing.screenplay.reading import read_elements, read_screenplay, screenplay_source
from indexing.screenplay.records import Element, ElementKind, ScreenplayScene, Speech

__all__ = [
    "Element",
    "ElementKind",
    "ScreenplayScene",
    "Speech",
    "read_elements",
    "read_screenplay",
    "screenplay_source",
]
