"""Opening a film's file with PyAV: local files only, in the containers that films come in."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from indexing.errors import FilmUnreadable

if TYPE_CHECKING:
    from av.container import InputContainer

# Playlists and manifests are left out: they make a decoder open other files and addresses.
_FORMATS = (
    "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,ogg,flv,asf,mxf,h264,hevc,ivf,gif,nut,"
    "wtv,dv,yuv4mpegpipe"
)
_OPTIONS = {"protocol_whitelist": "file", "format_whitelist": _FORMATS}

MOST_PIXELS = 8192 * 8192
"""A picture with more pixels than this is refused, wherever in a film it comes."""

MOST_STREAMS = 64
"""A file with more tracks than this is refused."""

MOST_HOURS = 24
"""A film that lasts longer than this, or says so, is refused."""

_REMEDY = "Give a video file such as MP4, MKV or WebM."


@contextmanager
def open_container(path: Path) -> Iterator["InputContainer"]:
    """Open a film's file for reading.

    Raises:
        FilmUnreadable: The file is missing, empty, or no film.
    """
    _require_content(path)
    import av
    from av.error import FFmpegError

    try:
        container = av.open(f"file:{path.absolute()}", options=dict(_OPTIONS), metadata_errors="replace")
    except (FFmpegError, ValueError) as error:
        raise FilmUnreadable(f"{path}: not a film that can be read ({_cause(error)}).", _REMEDY) from error
    with container:
        if len(container.streams) > MOST_STREAMS:
            raise FilmUnreadable(
                f"{path}: it has {len(container.streams)} tracks, more than {MOST_STREAMS}.",
                "Keep what is needed, for instance with `ffmpeg -i FILM -map 0:v:0 -map 0:a FILM.mp4`.",
            )
        yield container


def _require_content(path: Path) -> None:
    try:
        if not path.exists():
            raise FilmUnreadable(f"{path}: there is no such file.", "Check the name and the folder.")
        if not path.is_file():
            raise FilmUnreadable(f"{path}: not a file.", _REMEDY)
        if path.stat().st_size == 0:
            raise FilmUnreadable(f"{path}: the file is empty.", "Copy or download it again.")
        with path.open("rb"):
            pass
    except OSError as error:
        raise FilmUnreadable(f"{path}: {error.strerror}.", "Allow reading it and try again.") from error


def _cause(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).splitlines()[0]
