"""Films, scenes and pictures as files, asked for by number, never by path; parts of a file by range."""

from mimetypes import guess_type
from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse

from library import NotInLibrary
from ui.server.numbers import RowNumber
from ui.server.state import AStudio

router = APIRouter(prefix="/media", tags=["media"])

_A_DAY = "private, max-age=86400"
_VIDEO_TYPES = {".mkv": "video/x-matroska", ".ogv": "video/ogg", ".ts": "video/mp2t"}


@router.get("/films/{film_id}", response_class=FileResponse)
def film_video(film_id: RowNumber, studio: AStudio) -> FileResponse:
    """Return a film's own file."""
    film = studio.library.catalog.film(film_id)
    return _file(
        film.path, f"The file of “{film.title}” has gone.", "Add the film again from where it is now."
    )


@router.get("/scenes/{scene_id}/video", response_class=FileResponse)
def scene_video(scene_id: RowNumber, studio: AStudio) -> FileResponse:
    """Return one scene as a file that browsers play; the first time, it is made, which takes a while."""
    found = studio.library.catalog.scenes_with_films([scene_id])
    if not found:
        raise NotInLibrary(f"There is no scene {scene_id} in this library.", "Search again.")
    return _file(studio.player.proxy(*found[scene_id]), "The scene was just removed.", "Try again.")


@router.get("/scenes/{scene_id}/picture", response_class=FileResponse)
def scene_picture(scene_id: RowNumber, studio: AStudio) -> FileResponse:
    """Return a scene's thumbnail."""
    scene = studio.library.catalog.scene(scene_id)
    if not studio.library.media.has(scene.thumbnail):
        raise NotInLibrary(f"Scene {scene_id} has no picture yet.", "Add its film again to make one.")
    return _file(studio.library.media.path(scene.thumbnail), "The picture has gone.", "Add its film again.")


@router.get("/films/{film_id}/shots/{number}/picture", response_class=FileResponse)
def shot_picture(film_id: RowNumber, number: RowNumber, studio: AStudio) -> FileResponse:
    """Return a small picture of a film's shot; shots are counted from 1."""
    name = studio.library.catalog.shot_thumbnail(film_id, number - 1)
    if not studio.library.media.has(name):
        raise NotInLibrary(f"Shot {number} has no picture.", "Add its film again to make one.")
    return _file(studio.library.media.path(name), "The picture has gone.", "Add its film again.")


def _file(path: Path, missing: str, remedy: str) -> FileResponse:
    if not path.is_file():
        raise NotInLibrary(missing, remedy)
    kind = _VIDEO_TYPES.get(path.suffix.lower()) or guess_type(path.name)[0] or "application/octet-stream"
    return FileResponse(path, media_type=kind, headers={"cache-control": _A_DAY})
