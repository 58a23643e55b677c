"""Published stories: each bundle is served as it lies in its folder, and plays without the studio."""

from pathlib import Path

from fastapi import APIRouter
from starlette.responses import FileResponse, RedirectResponse

from library import NotInLibrary
from ui.jobs import bundle_folder
from ui.jobs.places import published_bundle
from ui.server.state import AStudio

router = APIRouter(prefix="/play", tags=["play"])


@router.get("/{story_id}", include_in_schema=False)
def with_slash(story_id: str, studio: AStudio) -> RedirectResponse:
    """Lead to the address at which the bundle's own relative links work."""
    return RedirectResponse(f"/play/{bundle_folder(studio.library, story_id).name}/")


@router.get("/{story_id}/{path:path}", response_class=FileResponse)
def bundle_file(story_id: str, path: str, studio: AStudio) -> FileResponse:
    """Return a file of the last published bundle of a story; without a path, its page."""
    folder = published_bundle(studio.library, story_id)
    if folder is None:
        raise NotInLibrary("This story has not been published yet.", "Publish it in the studio first.")
    file = _inside(folder, path or "index.html")
    if not file.is_file():
        raise NotInLibrary("There is nothing here.")
    return FileResponse(file, headers={"cache-control": "no-cache"})


def _inside(folder: Path, path: str) -> Path:
    """Return the file of that path in a folder.

    Raises:
        NotInLibrary: The path leads out of the folder.
    """
    root = folder.resolve()
    file = root if "\0" in path else (root / path.lstrip("/")).resolve()
    if file == root or not file.is_relative_to(root):
        raise NotInLibrary("There is nothing here.")
    return file
