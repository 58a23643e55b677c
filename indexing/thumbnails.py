"""Pictures taken from a film by seeking: of scenes, and of those shots that have none from the pass over it."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from indexing.album import SHOT_PICTURE_QUALITY, middle, new_pictures, shot_picture_name
from indexing.container import open_container
from indexing.probe import main_video
from indexing.stills import still_size
from library.findings import NewShot
from library.media_store import MediaStore
from library.progress import Progress
from library.records import Film

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.stream import VideoStream

THUMBNAIL_WIDTH = 320
THUMBNAILS_VERSION = 1
_QUALITY = 82


@dataclass(frozen=True)
class _Wanted:
    """A picture to be made: of which moment (PTS), by which name, how large, and how fine (a JPEG's quality)."""

    pts: int
    name: str
    size: tuple[int, int]
    quality: int


def make_thumbnails(
    film: Film, moments: Mapping[int, int], media: MediaStore, progress: Progress
) -> dict[int, str]:
    """Write a JPEG for each scene that has none yet.

    Args:
        film: The film.
        moments: PTS of the frame wanted, by scene number.
        media: Where the pictures go.
        progress: Told in scenes.

    Returns:
        The name of each scene's picture; `""` where no frame could be decoded.
    """
    size = (THUMBNAIL_WIDTH, max(2, round(THUMBNAIL_WIDTH * film.height / film.width / 2) * 2))
    names = {
        scene: media.name_for("jpg", film.fingerprint, pts, THUMBNAIL_WIDTH, THUMBNAILS_VERSION)
        for scene, pts in moments.items()
    }
    wanted = {scene: _Wanted(pts, names[scene], size, _QUALITY) for scene, pts in moments.items()}
    return _made(film, wanted, media, progress)


def make_shot_pictures(
    film: Film, shots: Mapping[int, NewShot], media: MediaStore, progress: Progress
) -> dict[int, str]:
    """Write a JPEG for each shot, by its number, that has none yet; return the names as `make_thumbnails` does."""
    size = still_size(Fraction(film.height, film.width))
    wanted = {
        number: _Wanted(middle(shot), shot_picture_name(film.fingerprint, shot), size, SHOT_PICTURE_QUALITY)
        for number, shot in shots.items()
    }
    return _made(film, wanted, media, progress)


def _made(film: Film, wanted: Mapping[int, _Wanted], media: MediaStore, progress: Progress) -> dict[int, str]:
    names = {number: one.name for number, one in wanted.items()}
    missing = sorted((one.pts, number) for number, one in wanted.items() if not media.has(one.name))
    if not missing:
        return names
    with new_pictures(media) as write:
        with open_container(film.path) as container:
            video = main_video(container, film.path)
            video.thread_type = "AUTO"
            for done, (pts, number) in enumerate(missing):
                progress("taking pictures", done, len(missing))
                frame = _frame_at(container, video, pts)
                if frame is None:
                    names[number] = ""
                else:
                    write(names[number], _jpeg(frame, wanted[number]))
        progress("taking pictures", len(missing), len(missing))
    return names


def _frame_at(container: "InputContainer", video: "VideoStream", pts: int) -> "VideoFrame | None":
    """Return the first frame that is not before `pts`, else the last that can be decoded."""
    from av.error import FFmpegError

    last = None
    try:
        container.seek(pts, stream=video)
        for frame in container.decode(video):
            last = frame
            if frame.pts is not None and frame.pts >= pts:
                break
    except FFmpegError:
        pass  # a broken film: the last frame before the break, or none
    return last


def _jpeg(frame: "VideoFrame", wanted: _Wanted) -> bytes:
    from PIL import Image

    turns = round(frame.rotation / 90) % 4
    width, height = wanted.size[::-1] if turns % 2 else wanted.size
    image = Image.fromarray(frame.reformat(width=width, height=height, format="rgb24").to_ndarray())
    turned = image.rotate(90 * turns, expand=True) if turns else image
    content = io.BytesIO()
    turned.save(content, "JPEG", quality=wanted.quality, optimize=True)
    return content.getvalue()
