"""A picture for each scene: the frame in the middle of its longest shot."""

import io
from collections.abc import Mapping
from typing import TYPE_CHECKING

from indexing.container import open_container
from indexing.probe import main_video
from library.media_store import MediaStore
from library.progress import Progress
from library.records import Film

if TYPE_CHECKING:
    from av import VideoFrame
    from av.container import InputContainer
    from av.video.stream import VideoStream

THUMBNAIL_WIDTH = 320
THUMBNAILS_VERSION = 1


def make_thumbnails(
    film: Film, moments: Mapping[int, int], media: MediaStore, progress: Progress
) -> dict[int, str]:
    """Write a JPEG for each moment that has none yet.

    Args:
        film: The film.
        moments: PTS of the frame wanted, by scene number.
        media: Where the pictures go.
        progress: Told in scenes.

    Returns:
        The name of each scene's picture; `""` where no frame could be decoded.
    """
    names = {
        scene: media.name_for("jpg", film.fingerprint, pts, THUMBNAIL_WIDTH, THUMBNAILS_VERSION)
        for scene, pts in moments.items()
    }
    missing = sorted((pts, scene) for scene, pts in moments.items() if not media.has(names[scene]))
    if not missing:
        return names
    try:
        with open_container(film.path) as container:
            video = main_video(container, film.path)
            video.thread_type = "AUTO"
            for done, (pts, scene) in enumerate(missing):
                progress("taking pictures", done, len(missing))
                frame = _frame_at(container, video, pts)
                if frame is None:
                    names[scene] = ""
                else:
                    media.write(names[scene], _jpeg(frame, film))
        progress("taking pictures", len(missing), len(missing))
    except BaseException:
        # Nothing names them yet, so nothing would ever take them away.
        for _, scene in missing:
            media.remove(names[scene])
        raise
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


def _jpeg(frame: "VideoFrame", film: Film) -> bytes:
    from PIL import Image

    turns = round(frame.rotation / 90) % 4
    height = max(2, round(THUMBNAIL_WIDTH * film.height / film.width / 2) * 2)
    size = (height, THUMBNAIL_WIDTH) if turns % 2 else (THUMBNAIL_WIDTH, height)
    image = Image.fromarray(frame.reformat(width=size[0], height=size[1], format="rgb24").to_ndarray())
    turned = image.rotate(90 * turns, expand=True) if turns else image
    content = io.BytesIO()
    turned.save(content, "JPEG", quality=82, optimize=True)
    return content.getvalue()
