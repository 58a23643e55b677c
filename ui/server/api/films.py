"""Films: what is held, and what people say about it."""

from threading import Lock

from fastapi import APIRouter, Response
from pydantic import BaseModel, ConfigDict

from library import Film
from library.catalog.films import FilmLabel
from library.search import Hit, SearchRequest
from ui.server.api.conditions import TAGGED, AnIfMatch, tag_of
from ui.server.api.paging import PAGED, APage, Entries
from ui.server.api.shapes import FilmView, JobView, SceneView, film_view, job_view, scene_view
from ui.server.numbers import RowNumber
from ui.server.state import AStudio, Studio

router = APIRouter(prefix="/films", tags=["films"])

_MOST_SCENES = 20_000


class LabelChange(BaseModel):
    """What people say about a film; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    title: str = ""
    provider: str = ""
    licence: str = ""
    credit: str = ""


_FILMS: Entries[Film] = Entries("films", (0.0, 0), lambda one: (-one.added_at.timestamp(), -one.id))
_SCENES: Entries[Hit] = Entries("scenes", (0,), lambda hit: (hit.scene.number,))
_labels_change = Lock()


@router.get("", responses=PAGED)
def list_films(studio: AStudio, page: APage) -> list[FilmView]:
    """Return all films, the newest first."""
    return [_view(studio, film) for film in page.cut(_FILMS, studio.library.catalog.films())]


@router.post("/sample", status_code=202)
def add_sample(studio: AStudio) -> JobView:
    """Start to draw and index the sample film; while that goes on, this starts no second one."""
    running = [job for job in studio.jobs.unfinished() if job.kind == "sample"]
    job_id = running[0].id if running else studio.jobs.start_job("sample", {})
    return job_view(studio.library.catalog.job(job_id))


@router.get("/{film_id}", responses=TAGGED)
def one_film(film_id: RowNumber, studio: AStudio, response: Response) -> FilmView:
    """Return one film."""
    view = _view(studio, studio.library.catalog.film(film_id))
    response.headers["etag"] = tag_of(view)
    return view


@router.patch("/{film_id}", responses=TAGGED)
def relabel_film(
    film_id: RowNumber, change: LabelChange, studio: AStudio, response: Response, wanted: AnIfMatch
) -> FilmView:
    """Change what people say about a film."""
    with _labels_change:
        wanted.check(tag_of(one_film(film_id, studio, response)))
        studio.library.catalog.relabel_film(film_id, FilmLabel(**change.model_dump()))
    return one_film(film_id, studio, response)


@router.delete("/{film_id}", status_code=204)
def remove_film(film_id: RowNumber, studio: AStudio) -> None:
    """Remove a film from the library; its file stays where it is."""
    from indexing import remove_film as take_out

    take_out(studio.library, film_id)


@router.get("/{film_id}/scenes", responses=PAGED)
def scenes_of_film(film_id: RowNumber, studio: AStudio, page: APage) -> list[SceneView]:
    """Return a film's scenes in order."""
    studio.library.catalog.film(film_id)
    answer = studio.find(SearchRequest(film_id=film_id, limit=_MOST_SCENES, counts=False))
    return [
        scene_view(hit, studio.player.playing(hit.scene, hit.film)) for hit in page.cut(_SCENES, answer.hits)
    ]


def _view(studio: Studio, film: Film) -> FilmView:
    catalog = studio.library.catalog
    return film_view(film, catalog.scenes(film.id), catalog.cue_languages(film.id))
