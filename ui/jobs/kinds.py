"""The kinds of job there are, and the function that does each."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from library import Library, Progress
from library.catalog.films import FilmLabel
from ui.jobs.exports import export
from ui.jobs.places import bundle_folder
from ui.jobs.publications import Publication, tell_published
from ui.publishing import footage_in, ready_to_publish
from ui.sample import add_sample_film

Work = Callable[[Library, Mapping[str, Any], Progress], dict[str, Any]]
"""Does a job: what is held, what was asked for, whom to tell; returns what came out, as JSON values."""


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


def sample(library: Library, _request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Draw the sample film, unless it lies there already, and index it."""
    from creator.sample import draw_sample_film

    progress("draw sample film", 0, 0)
    indexed = add_sample_film(library, draw_sample_film(library.films_folder / "sample", progress), progress)
    film = indexed.film
    return {"film_id": film.id, "title": film.title, "scenes": indexed.scenes, "notes": list(indexed.notes)}


def publish(library: Library, request: Mapping[str, Any], progress: Progress) -> dict[str, Any]:
    """Publish a story (`story_id`, `profile`, `languages`) into the folder from which the studio plays it."""
    from creator import publish as publish_story
    from story import StoryShelf

    story, revision = StoryShelf(library.catalog).load(request["story_id"])
    ready = ready_to_publish(story, library)
    languages, profile = request.get("languages"), request.get("profile", "web")
    bundle = publish_story(
        ready.story,
        footage_in(library, languages),
        bundle_folder(library, story.id),
        cache=library.clip_folder,
        progress=progress,
        revision=revision,
        profile=profile,
    )
    notes = [*(dict(one.message) for one in ready.notes), *map(dict, bundle.notes)]
    kept = None if languages is None else tuple(languages)
    tell_published(library, story.id, Publication(revision, profile, kept, tuple(notes)))
    return {"story_id": story.id, "revision": revision, "notes": notes}


KINDS: Mapping[str, Work] = {"add": add, "sample": sample, "publish": publish, "export": export}
"""What a worker can do, by the job's kind."""
