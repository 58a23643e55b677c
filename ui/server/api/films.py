"""Films: what is held, handing one in, what people say about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Annotated
from uuid import uuid4

from fastapi import APIRouter, File, Form, Response, UploadFile
from pydantic import BaseModel, ConfigDict

from library import Film
from library.catalog.films import FilmLabel
from library.search import Hit, SearchRequest
from ui.jobs.adding import add_uploads
from ui.jobs.uploads import safe_name
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


@router.post("", status_code=202)
def hand_in_films(
    studio: AStudio,
    files: Annotated[list[UploadFile], File(description="Films with their subtitles and screenplays.")],
    title: Annotated[str, Form()] = "",
    provider: Annotated[str, Form()] = "",
    licence: Annotated[str, Form()] = "",
    credit: Annotated[str, Form()] = "",
) -> list[JobView]:
    """Take in films and the files that go with them by name, and start to index each."""
    with _as_files(files, studio.library.films_folder) as paths:
        label = FilmLabel(title, provider, licence, credit)
        started = add_uploads(studio.library, studio.jobs, paths, label)
    return [job_view(studio.library.catalog.job(job_id)) for job_id in started]


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


@contextmanager
def _as_files(uploads: list[UploadFile], films_folder: Path) -> Iterator[list[Path]]:
    """Write what was handed in beside the films, so that moving it to its place costs nothing."""
    films_folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=films_folder, prefix=".upload-") as folder:
        paths = []
        for upload in uploads:
            path = Path(folder, uuid4().hex, safe_name(upload.filename or ""))
            path.parent.mkdir()
            with path.open("wb") as file:
                copyfileobj(upload.file, file)
            paths.append(path)
        yield paths
