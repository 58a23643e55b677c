"""What can go wrong, as one tree: every error names its input and what to do about it.

GallaeError
├── LibraryError            library.errors
│   ├── LibraryUnusable     the folder or its database cannot be used
│   ├── NotInLibrary        a film, scene, story or concept that is not there
│   ├── StaleRevision       somebody saved a newer revision meanwhile
│   │   └── StaleStory      story.errors
│   ├── StillUsed           what was to be deleted is used
│   ├── ModelError          an embedding model that cannot be used here
│   └── OntologyError       library.ontology
├── IndexingError           indexing.errors
├── StoryError              story.errors
└── CreatorError            creator.errors
"""


class GallaeError(Exception):
    """Something a person can mend. The command line prints it in one line and exits with 2.

    Args:
        message: What was wrong, naming the input.
        remedy: What to do about it, as a sentence of its own.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class LibraryError(GallaeError):
    """Something is wrong with the library or with what was asked of it."""


class LibraryUnusable(LibraryError):
    """The library's folder or database cannot be opened, read or written."""


class NotInLibrary(LibraryError):
    """What was asked for by name or number is not in the library."""


class StaleRevision(LibraryError):
    """What was to be saved was made from a revision that is no longer the current one."""


class StillUsed(LibraryError):
    """What was to be deleted is still used."""


class ModelError(LibraryError):
    """An embedding model cannot be loaded, or does not fit what the library holds."""
