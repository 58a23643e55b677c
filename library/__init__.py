"""What is held and how it is found: catalog, media, ontology, words, vectors, search, history of use."""

from library.catalog import Catalog
from library.errors import GallaeError, LibraryError, LibraryUnusable, ModelError, NotInLibrary, StaleRevision
from library.film_time import FilmClock, clock_text, milliseconds
from library.media_store import MediaStore
from library.place import Library, default_folder, open_library
from library.progress import Cancelled, Progress, no_progress
from library.records import Cue, Embedding, Film, Origin, Scene, SceneText, Shot, Tag, TextKind

__all__ = [
    "Cancelled",
    "Catalog",
    "Cue",
    "Embedding",
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
