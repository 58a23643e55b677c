"""The pictures of a film's shots: stills of the one pass, of which each shot keeps the one nearest to its middle.

While a film is read nobody knows yet where its shots will meet, so all stills are spooled to a temporary file, which
has no name and goes with the process.
"""

import tempfile
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from indexing.stills import STILL_WIDTH, Still
from library.errors import GallaeError
from library.findings import NewShot
from library.media_store import MediaStore

SHOT_PICTURES_VERSION = 1
"""Goes up when pictures of shots are made otherwise, so that they are made again."""

SHOT_PICTURE_QUALITY = 70


def shot_picture_name(fingerprint: str, shot: NewShot) -> str:
    """Return the name that a shot's picture has in the media store."""
    made_from = (fingerprint, "shot", shot.start_pts, shot.end_pts, STILL_WIDTH, SHOT_PICTURES_VERSION)
    return MediaStore.name_for("jpg", *made_from)


def middle(shot: NewShot) -> int:
    """Return the PTS that a shot's picture should have."""
    return (shot.start_pts + shot.end_pts) // 2


@contextmanager
def writing_pictures(folder: Path) -> Iterator[None]:
    """Say where a picture cannot be written, and what to do about it."""
    try:
        yield
    except OSError as error:
        raise GallaeError(
            f"{folder}: a picture cannot be written ({error.strerror}).",
            "Free some space on that disk, or allow writing there, and try again.",
        ) from error


@contextmanager
def new_pictures(media: MediaStore) -> Iterator[Callable[[str, bytes], None]]:
    """Give a function that writes a picture by its name. If the work in the `with` fails, what it wrote goes again.

    Nothing names such pictures yet, so nothing else would ever take them away.
    """
    written: list[str] = []

    def write(name: str, content: bytes) -> None:
        with writing_pictures(media.folder):
            media.write(name, content)
        written.append(name)

    try:
        yield write
    except BaseException:
        for name in written:
            media.remove(name)
        raise


class Album:
    """Keeps the stills of a film until its shots are known. Use it in a `with`."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `__exit__`
        self._pts: list[int] = []
        self._ends: list[int] = [0]

    def __enter__(self) -> "Album":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):  # the disk is full, which was said when it was written to
            self._file.close()

    def add(self, stills: Sequence[Still]) -> None:
        """Keep stills, which come in order of their PTS.

        Raises:
            GallaeError: The disk with temporary files is full.
        """
        import cv2

        for still in stills:
            quality = [cv2.IMWRITE_JPEG_QUALITY, SHOT_PICTURE_QUALITY]
            content = cv2.imencode(".jpg", still.pixels, quality)[1].tobytes()
            with writing_pictures(Path(tempfile.gettempdir())):
                self._file.write(content)
            self._pts.append(still.pts)
            self._ends.append(self._ends[-1] + len(content))

    def given_to(
        self, shots: Sequence[NewShot], fingerprint: str, media: MediaStore, beat: Callable[[], None]
    ) -> tuple[NewShot, ...]:
        """Write each shot's picture that is not there yet, and return the shots with its name.

        A shot so short that no still was taken in it has none, and is looked up in the film later.

        Args:
            shots: The film's shots.
            fingerprint: The film's.
            media: Where the pictures go.
            beat: Called for every shot; what it raises stops the work, and leaves nothing behind.

        Raises:
            GallaeError: A picture cannot be written.
        """
        given = []
        with new_pictures(media) as write:
            for shot in shots:
                beat()
                place, name = self._place(shot), shot_picture_name(fingerprint, shot)
                if place is not None and not media.has(name):
                    write(name, self._content(place))
                given.append(replace(shot, thumbnail="" if place is None else name))
        return tuple(given)

    def _place(self, shot: NewShot) -> int | None:
        """Return the number of the still in a shot that is nearest to its middle."""
        low, high = bisect_left(self._pts, shot.start_pts), bisect_left(self._pts, shot.end_pts)
        return min(range(low, high), key=lambda place: abs(self._pts[place] - middle(shot)), default=None)

    def _content(self, place: int) -> bytes:
        start, end = self._ends[place : place + 2]
        self._file.seek(start)
        return self._file.read(end - start)
