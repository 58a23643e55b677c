"""What a person wants to know before and after publishing: rights, languages, what was made, and a way to a phone."""

from datetime import datetime
from io import BytesIO

from fastapi import APIRouter
from pydantic import BaseModel
from starlette.responses import Response

from creator.footage import LibraryFootage
from library import Film, NotInLibrary
from library.rights.combination import conflicts, rights_of
from story import Story
from story.check.rights import rights_problems
from ui.jobs.places import played_at
from ui.jobs.publications import last_published
from ui.server.api.exports import ExportView, list_exports
from ui.server.api.story_shapes import ProblemView, problem_view
from ui.server.state import AStudio, Studio

router = APIRouter(prefix="/stories/{story_id}/publishing", tags=["stories"])


class FilmRights(BaseModel):
    """What may be done with a film that a story plays in so many clips; `licence_id` is empty for unknown terms.

    `problems` are what forbids to use it so, or is not known, each with the way out.
    """

    film: str
    title: str
    clips: int
    licence: str
    licence_id: str
    credit: str
    editing: bool
    commercial: bool
    problems: list[ProblemView]


class PublicationView(BaseModel):
    """A story as it was published last; `revision` is `null` and `profile` empty where nobody wrote them down.

    `languages` are those of its subtitles, `null` for all that there were; `notes` say what it could not carry.
    """

    url: str
    at: datetime
    revision: int | None
    profile: str
    languages: list[str] | None
    notes: list[dict[str, str]]


class PublishingView(BaseModel):
    """Everything about publishing a story.

    `languages` are those of the subtitles that the films have; `found_at` is where another device on the network
    plays what was published, empty if it cannot.
    """

    films: list[FilmRights]
    languages: list[str]
    published: PublicationView | None
    exports: list[ExportView]
    found_at: str


class Drawing(Response):
    """An SVG picture."""

    media_type = "image/svg+xml"


@router.get("")
def publishing(story_id: str, studio: AStudio) -> PublishingView:
    """Return what a story's films allow, in which languages there are subtitles, and what was made of it so far."""
    story, _ = studio.desk.story(story_id)
    films = _films(story, studio)
    return PublishingView(
        films=_rights(story, films),
        languages=_languages(films, studio),
        published=_published(story_id, studio),
        exports=list_exports(story_id, studio),
        found_at=_found_at(story_id, studio),
    )


@router.get(
    "/code",
    response_class=Drawing,
    responses={200: {"content": {Drawing.media_type: {"schema": {"type": "string"}}}}},
)
def phone_code(story_id: str, studio: AStudio) -> Drawing:
    """Return a QR code (ISO/IEC 18004) of the address at which a phone on the same network plays a published story."""
    import segno

    address = _found_at(story_id, studio)
    if not address:
        raise NotInLibrary(
            "No phone can reach this story.",
            "Publish it, and start the studio with `gallae serve --host 0.0.0.0`.",
        )
    drawn = BytesIO()
    segno.make_qr(address, error="m").save(drawn, kind="svg", scale=4, border=4, light="#fff")
    return Drawing(drawn.getvalue(), headers={"cache-control": "no-cache"})


def _films(story: Story, studio: Studio) -> dict[str, Film]:
    """Return the films of a story that are in the library, in the order of their first use; the check names others."""
    footage, found = LibraryFootage(studio.library.catalog), {}
    for name in dict.fromkeys(clip.film for node in story.nodes for clip in node.clips):
        try:
            found[name] = footage.film(name)
        except NotInLibrary:
            continue
    return found


def _rights(story: Story, films: dict[str, Film]) -> list[FilmRights]:
    found = conflicts(films.values(), commercial=story.commercial, licence=story.licence)
    problems: dict[str, list[ProblemView]] = {name: [] for name in films}
    for conflict, problem in zip(found, rights_problems(story, films), strict=True):  # the same, in words
        problems[conflict.film.fingerprint].append(problem_view(problem))
    return [_film_rights(story, film, problems[name]) for name, film in films.items()]


def _film_rights(story: Story, film: Film, problems: list[ProblemView]) -> FilmRights:
    rights = rights_of(film)
    clips = sum(clip.film == film.fingerprint for node in story.nodes for clip in node.clips)
    return FilmRights(
        film=film.fingerprint,
        title=film.title,
        clips=clips,
        licence=film.licence,
        licence_id=rights.key,
        credit=film.credit,
        editing=rights.editing,
        commercial=rights.commercial,
        problems=problems,
    )


def _languages(films: dict[str, Film], studio: Studio) -> list[str]:
    found = {name for film in films.values() for name in studio.library.catalog.cue_languages(film.id)}
    return sorted({name.partition("-x-")[0] for name in found})


def _published(story_id: str, studio: Studio) -> PublicationView | None:
    found = last_published(studio.library, story_id)
    if found is None:
        return None
    told, at = found
    return PublicationView(
        url=played_at(studio.library, story_id),
        at=at,
        revision=told.revision,
        profile=told.profile,
        languages=None if told.languages is None else list(told.languages),
        notes=list(told.notes),
    )


def _found_at(story_id: str, studio: Studio) -> str:
    place = played_at(studio.library, story_id)
    return f"{studio.found_at}{place}" if place and studio.found_at else ""
