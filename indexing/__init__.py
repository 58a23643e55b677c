"""Film in, scenes out: shots, scenes, words, tags, vectors and pictures, resumable, with one decode."""

from typing import TYPE_CHECKING, Any

from indexing.errors import (
    FilmBusy,
    FilmUnreadable,
    IndexingError,
    ScreenplayUnreadable,
    SpeechUnavailable,
    SubtitlesUnreadable,
)

if TYPE_CHECKING:
    from indexing.pipeline import FilmToAdd, IndexedFilm, add_film, remove_film

__all__ = [
    "FilmBusy",
    "FilmToAdd",
    "FilmUnreadable",
    "IndexedFilm",
    "IndexingError",
    "ScreenplayUnreadable",
    "SpeechUnavailable",
    "SubtitlesUnreadable",
    "add_film",
    "remove_film",
]


def __getattr__(name: str) -> Any:
    """Load the pipeline when it is first asked for: it brings numpy and the decoder."""
    if name in __all__:
        from indexing import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
