"""What is held and how it is found: catalog, media, ontology, words, vectors, search, history of use.

What needs the database or numpy is imported when it is first asked for.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from library.errors import GallaeError, LibraryError, LibraryUnusable, ModelError, NotInLibrary, StaleRevision
from library.film_time import FilmClock, clock_text, milliseconds
from library.progress import Cancelled, Progress, no_progress
from library.records import Cue, Film, Origin, Scene, SceneText, Shot, Tag, TextKind

if TYPE_CHECKING:
    from library.catalog import Catalog
    from library.media_store import MediaStore
    from library.place import Library, default_folder, open_library

_HOMES = {
    "Catalog": "catalog",
    "Library": "place",
    "MediaStore": "media_store",
    "default_folder": "place",
    "open_library": "place",
}

__all__ = [
    "Cancelled",
    "Catalog",
    "Cue",
    "Film",
    "FilmClock",
    "GallaeError",
    "Library",
    "LibraryError",
    "LibraryUnusable",
    "MediaStore",
    "ModelError",
    "NotInLibrary",
    "Origin",
    "Progress",
    "Scene",
    "SceneText",
    "Shot",
    "StaleRevision",
    "Tag",
    "TextKind",
    "clock_text",
    "default_folder",
    "milliseconds",
    "no_progress",
    "open_library",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"library.{_HOMES[name]}"), name)
