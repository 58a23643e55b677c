"""Where a library lies, and opening it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from library.catalog import Catalog
from library.database import Database
from library.embedding import DEFAULT_MODEL, Embedder, embedder_named
from library.errors import LibraryUnusable
from library.media_store import MediaStore
from library.picture_embedding import PictureEmbedder, picture_embedder_named

EMBEDDING_MODEL = "embedding-model"
"""The setting that names the model with which texts are embedded."""

PICTURE_MODEL = "picture-model"
"""The setting that names the model with which pictures are embedded; empty for none."""

_ONTOLOGY_VERSION = "ontology"
_ONTOLOGY_FILE = Path(__file__).parent / "ontology" / "gallae.ttl"


@dataclass(frozen=True)
class Library:
    """A shelf of films: a folder with a database, and caches that can be deleted at any time.

    Attributes:
        folder: Holds all of it.
        catalog: What is in the database.
        media: Thumbnails.
    """

    folder: Path
    catalog: Catalog
    media: MediaStore

    @property
    def films_folder(self) -> Path:
        """Where films lie that came over the web page; films added from a disk stay where they are."""
        return self.folder / "films"

    @property
    def index_folder(self) -> Path:
        """Where what is searched is cached."""
        return self.folder / "cache" / "search"

    @property
    def clip_folder(self) -> Path:
        """Where rendered clips are cached."""
        return self.folder / "cache" / "clips"

    @property
    def sounds(self) -> MediaStore:
        """Where it is cached how loud films are."""
        return MediaStore(self.folder / "cache" / "sounds")

    def embedder(self) -> Embedder:
        """Return the embedder that this library is set to use."""
        return embedder_named(self.catalog.setting(EMBEDDING_MODEL, DEFAULT_MODEL))

    def picture_embedder(self) -> PictureEmbedder | None:
        """Return the embedder of pictures that this library is set to use, or `None`."""
        name = self.catalog.setting(PICTURE_MODEL)
        return picture_embedder_named(name) if name else None


def default_folder() -> Path:
    """Return the library's folder in the user's data directory."""
    from platformdirs import user_data_path

    return user_data_path("gallae", appauthor=False) / "library"


@contextmanager
def open_library(folder: Path) -> Iterator[Library]:
    """Open the library in a folder, or make one there.

    Raises:
        LibraryUnusable: The folder cannot be made or written, or its database cannot be used.
    """
    folder = folder.expanduser().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        remedy = "Choose another folder with --library."
        raise LibraryUnusable(f"{folder}: {os.strerror(error.errno or 0)}.", remedy) from error
    database = Database(folder / "library.db")
    try:
        catalog = Catalog(database)
        _bring_ontology_up_to_date(catalog)
        yield Library(folder, catalog, MediaStore(folder / "cache" / "pictures"))
    finally:
        database.close()


def _bring_ontology_up_to_date(catalog: Catalog) -> None:
    from library.ontology import read_ontology

    version = hashlib.sha256(_ONTOLOGY_FILE.read_bytes()).hexdigest()
    if catalog.setting(_ONTOLOGY_VERSION) != version:
        catalog.write_shipped_concepts(read_ontology())
        catalog.set_setting(_ONTOLOGY_VERSION, version)
