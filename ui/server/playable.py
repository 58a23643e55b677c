"""How a scene is shown in a browser: from its film's own file where browsers can play that, else from a proxy."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock

from creator.source import LOCAL_FILMS
from library import Film, Library, Scene, milliseconds

_MP4 = frozenset({"mov,mp4,m4a,3gp,3g2,mj2"})
_MATROSKA = frozenset({"matroska,webm"})
_MP4_CODECS = frozenset({"h264", "aac", "mp3"})
_WEBM_CODECS = frozenset({"vp8", "vp9", "opus", "vorbis"})
_PICTURES_OF_H264 = frozenset({"yuv420p", "yuvj420p"})


@dataclass(frozen=True)
class Playing:
    """Where a scene plays: an address, and the piece of what lies there, in milliseconds."""

    url: str
    start_ms: int
    end_ms: int


class ScenePlayer:
    """Finds or makes what a browser can play of a library's films.

    Args:
        library: Whose films. Proxies go to its folder of rendered clips.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._making = Lock()

    def playing(self, scene: Scene, film: Film) -> Playing:
        """Return where a scene plays, without making anything."""
        start, end = milliseconds(scene.start), milliseconds(scene.end)
        if plays_in_browsers(film):
            return Playing(f"/media/films/{film.id}", start, end)
        return Playing(f"/media/scenes/{scene.id}/video", 0, end - start)

    def proxy(self, scene: Scene, film: Film) -> Path:
        """Return a file with just this scene that browsers play; it is made when first asked for.

        Raises:
            CreatorError: It cannot be made, for instance because the film's file has gone.
        """
        from creator.clips import ClipCache
        from creator.profile import web_profile
        from creator.source import playable
        from story import Clip

        clip = playable(Clip(film.fingerprint, milliseconds(scene.start), milliseconds(scene.end)), film)
        cache = ClipCache(self._library.clip_folder, web_profile([(film, clip.duration_ms)]))
        with self._making:  # two visitors of one scene must not cut it twice, nor ten scenes fill the machine
            cache.render([cache.job(clip, film)], "proxy")
        return cache.file_of(clip)


def plays_in_browsers(film: Film) -> bool:
    """Say whether every browser plays a film's file as it is: H.264 and AAC in MP4, or VP8/9 in WebM."""
    try:
        stamp = film.path.stat().st_mtime_ns
    except OSError:
        return False
    return _plays(film.path, stamp)


@lru_cache(maxsize=1024)
def _plays(path: Path, _stamp: int) -> bool:
    import av

    try:
        with av.open(f"file:{path}", options=dict(LOCAL_FILMS)) as container:
            streams = [*container.streams.video, *container.streams.audio]
            codecs = {stream.codec_context.name for stream in streams}
            formats = {stream.codec_context.pix_fmt for stream in container.streams.video}
            name = container.format.name
    except (av.FFmpegError, OSError):
        return False
    if name in _MP4:
        return codecs <= _MP4_CODECS and formats <= _PICTURES_OF_H264
    if name in _MATROSKA and path.suffix.lower() == ".webm":
        return {codec.removeprefix("lib") for codec in codecs} <= _WEBM_CODECS
    return False
