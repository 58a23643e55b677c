"""A story as a file for another tool: made by a job, kept beside the story's bundle until it is made again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from library import Library, NotInLibrary, Progress
from library.atomic_file import write_whole
from ui.jobs.places import export_file, published_bundle
from ui.publishing import ready_to_publish

SUFFIXES: Mapping[str, str] = {
    "bundle": "zip",
    "linear": "mp4",
    "h5p": "h5p",
    "scorm": "zip",
    "otio": "otio",
    "edl": "edl",
    "fcpxml": "fcpxml",
    "contact_sheet": "jpg",
    "graph": "svg",
    "rights": "json",
}
"""What the studio makes of a story, and how each file's name ends."""

_TOLD = "told.json"


@dataclass(frozen=True)
class MadeExport:
    """A file that was made of a story.

    Attributes:
        door: One of `SUFFIXES`.
        path: Where it lies.
        revision: The revision of the story that it was made from.
        lost: What it could not carry, each by language.
        made_at: When it was made (UTC).
    """

    door: str
    path: Path
    revision: int
    lost: tuple[dict[str, str], ...]
    made_at: datetime


def export(library: Library, request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Make a file (`door`) of a story (`story_id`)."""
    from creator import LibraryFootage
    from creator.exports.doors import Export
    from story import StoryShelf

    door = known_door(request["door"])
    story, revision = StoryShelf(library.catalog).load(request["story_id"])
    target = _path(library, story.id, door)
    target.parent.mkdir(parents=True, exist_ok=True)
    lost: list[dict[str, str]] = []
    if door == "bundle":
        _pack(library, story.id, target)
    else:
        ready = ready_to_publish(story, library)
        made = Export(
            ready.story,
            LibraryFootage(library.catalog),
            library.clip_folder,
            progress=progress,
            revision=revision,
        )
        lost = [dict(one.message) for one in made.write(door, target)]
    told = json.dumps({"revision": revision, "lost": lost}, ensure_ascii=False)
    write_whole(_told(target), told.encode())
    return {"story_id": story.id, "door": door, "revision": revision, "lost": lost}


def _pack(library: Library, story_id: str, target: Path) -> None:
    from creator.bundle import zip_bundle

    folder = published_bundle(library, story_id)
    if folder is None:
        raise NotInLibrary("This story has not been published yet.", "Publish it first.")
    zip_bundle(folder, target)


def made_exports(library: Library, story_id: str) -> tuple[MadeExport, ...]:
    """Return the files that were made of a story, in the order of `SUFFIXES`."""
    paths = {door: _path(library, story_id, door) for door in SUFFIXES}
    return tuple(
        _made(door, path) for door, path in paths.items() if path.is_file() and _told(path).is_file()
    )


def made_export(library: Library, story_id: str, door: str) -> MadeExport:
    """Return one file that was made of a story.

    Raises:
        NotInLibrary: It was not made yet.
    """
    path = _path(library, story_id, known_door(door))
    if not (path.is_file() and _told(path).is_file()):
        raise NotInLibrary(f"There is no {door} of this story yet.", "Make it first.")
    return _made(door, path)


def known_door(door: str) -> str:
    """Return `door` if there is such a one.

    Raises:
        NotInLibrary: There is none.
    """
    if door not in SUFFIXES:
        raise NotInLibrary(f"There is no export called {door[:40]!r}.", f"There are {', '.join(SUFFIXES)}.")
    return door


def _path(library: Library, story_id: str, door: str) -> Path:
    return export_file(library, story_id, f"{door}.{SUFFIXES[door]}")


def _told(path: Path) -> Path:
    return path.with_name(f"{path.stem}.{_TOLD}")


def _made(door: str, path: Path) -> MadeExport:
    told = json.loads(_told(path).read_text("utf-8"))
    made_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return MadeExport(door, path, told["revision"], tuple(told["lost"]), made_at)
