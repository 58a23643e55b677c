"""The kinds of job there are, and the function that does each."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from library import Library, NotInLibrary, Progress
from library.catalog.films import FilmLabel
from ui.publishing import ready_to_publish

Work = Callable[[Library, Mapping[str, Any], Progress], dict[str, Any]]
"""Does a job: what is held, what was asked for, whom to tell; returns what came out, as JSON values."""

_STORY_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def bundle_folder(library: Library, story_id: str) -> Path:
    """Return where the last published bundle of a story lies or would lie.

    Raises:
        NotInLibrary: It cannot be a story's id; nothing outside the folder is ever named.
    """
    if not _STORY_ID.fullmatch(story_id):
        raise NotInLibrary(f"{story_id[:80]!r} is no story's id.", "Open the story from the list.")
    return library.folder / "bundles" / story_id


def add(library: Library, request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Index a film: `path`, `subtitles`, `screenplay`, and what people say about it."""
    from indexing import FilmToAdd, add_film

    screenplay = request.get("screenplay")
    indexed = add_film(
        library,
        FilmToAdd(
            path=Path(request["path"]),
            subtitles=tuple(Path(one) for one in request.get("subtitles", ())),
            screenplay=Path(screenplay) if screenplay else None,
            label=FilmLabel(
                request.get("title", ""),
                request.get("provider", ""),
                request.get("licence", ""),
                request.get("credit", ""),
            ),
        ),
        progress,
    )
    film = indexed.film
    return {"film_id": film.id, "title": film.title, "scenes": indexed.scenes, "notes": list(indexed.notes)}


def publish(library: Library, request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Publish a story, `story_id`, into the folder from which the studio plays it."""
    from creator import LibraryFootage
    from creator import publish as publish_story
    from story import StoryShelf

    story, revision = StoryShelf(library.catalog).load(request["story_id"])
    ready = ready_to_publish(story, library)
    folder = bundle_folder(library, story.id)
    publish_story(
        ready.story, LibraryFootage(library.catalog), folder, cache=library.clip_folder, progress=progress
    )
    notes = [dict(one.message) for one in ready.notes]
    return {"story_id": story.id, "revision": revision, "notes": notes}


KINDS: Mapping[str, Work] = {"add": add, "publish": publish}
"""What a worker can do, by the job's kind."""
