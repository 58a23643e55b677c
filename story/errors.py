"""What can be wrong with a story or with the text it is written from."""

from library.errors import GallaeError


class StoryError(GallaeError):
    """A story cannot be read, changed or drafted as asked."""


class StoryFileError(StoryError):
    """A file that should hold a story does not hold one that this version can read."""
