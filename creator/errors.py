"""What can go wrong while a story is published.

CreatorError
├── StoryNotReady       no start, or a choice that leads nowhere
├── MissingFootage      a node without clips, or a clip whose film is gone or broken there
├── FontMissing         no font on this machine has the characters of a card
├── EncodingFailed      ffmpeg gave up
├── NoSpaceLeft         the disk, the quota or the file size limit is exhausted
├── BundleFolderInUse   the target holds something that is not a bundle of ours
├── RightsConflict      a film may not be used so, or not together with another
├── NotABundle          what is to be verified is no bundle
├── NotAnAddress        a text is no address to which viewing data may be sent
├── NoViewingData       a file of events cannot be read, or holds nothing that can be counted
└── ExportImpossible    a format has no way to tell this story, or its writer is not installed
"""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from library.errors import GallaeError

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""Numbers of the system errors that say: no room to write."""


class CreatorError(GallaeError):
    """A story could not be published."""


class StoryNotReady(CreatorError):
    """The story has no start, or a choice leads to a node that is not there."""


class MissingFootage(CreatorError):
    """A node has nothing to play, or a clip's film cannot be read."""


class NoSuchProfile(CreatorError):
    """A profile was asked for that does not exist."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(f"There is no profile {name[:40]!a}.", f"Choose one of {', '.join(known)}.")


class FontMissing(CreatorError):
    """No font found here has every character that a card shows."""


class EncodingFailed(CreatorError):
    """Ffmpeg could not make a file."""


class NoSpaceLeft(CreatorError):
    """There is no room left where a file was to be written."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"No space left to write {path}.", "Free some space there, or choose another disk.")


class BundleFolderInUse(CreatorError):
    """The target exists and was not written by Gallae; it is left as it is."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} already exists and is not a published story.", "Choose a new or an empty folder."
        )


class RightsConflict(CreatorError):
    """Licences or owners forbid to use films so; the story is not published."""


class NotABundle(CreatorError):
    """A folder or ZIP file has no manifest of ours, or is made to do harm."""


class ExportImpossible(CreatorError):
    """A format cannot tell this story at all, or what writes it is not installed."""


@contextmanager
def writing_to(path: Path) -> Iterator[None]:
    """Turn the system's errors while writing to `path` into ours.

    Raises:
        NoSpaceLeft: The disk, the quota or the file size limit is exhausted.
        CreatorError: The path cannot be written for another reason.
    """
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise NoSpaceLeft(path) from error
        why = error.strerror or str(error)
        raise CreatorError(
            f"Cannot write {path}: {why}.", "Choose another place, or make this one writable."
        ) from error
