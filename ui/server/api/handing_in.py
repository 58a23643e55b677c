"""Handing in films: which files go with which, before anything is sent, and taking them in within bounds."""

import shutil
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Annotated, Any

from fastapi import APIRouter, File, Form, HTTPException, Request, Response, UploadFile
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from indexing.film_files import LeftOut, match_files
from library.catalog.films import FilmLabel
from ui.errors import UploadRefused
from ui.jobs.adding import add_uploads
from ui.jobs.uploads import LARGEST_BYTES, MOST_FILES, safe_path
from ui.server.api.shapes import JobView, job_view
from ui.server.state import AStudio

_SPARE_BYTES = 1 << 30
"""What is left free on the disk for what is made of a film."""


class _BoundedRoute(APIRoute):
    """Refuses by its announced length what is too large, before any of it is read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """See `APIRoute`."""
        handler = super().get_route_handler()

        async def bounded(request: Request) -> Response:
            length = request.headers.get("content-length", "")
            if not length.isdecimal():
                raise HTTPException(
                    411, "Say how long it is (Content-Length): what has no end is not taken in."
                )
            if int(length) > LARGEST_BYTES:
                raise HTTPException(
                    413, f"That is more than {LARGEST_BYTES >> 30} GB. Hand in fewer films at once."
                )
            return await handler(request)

        return bounded


router = APIRouter(prefix="/films", tags=["films"], route_class=_BoundedRoute)


class FilesToMatch(BaseModel):
    """Names of files as they lie in folders, such as `shelf/film.ko.srt`."""

    model_config = ConfigDict(extra="forbid")

    names: list[Annotated[str, StringConstraints(max_length=1000)]] = Field(max_length=MOST_FILES)


class FilmFilesView(BaseModel):
    """A film and the files that go with it, by the names that were asked about."""

    film: str
    subtitles: list[str]
    screenplay: str | None


class LeftOutView(BaseModel):
    """A file that goes with no film, and why."""

    name: str
    reason: LeftOut


class Matching(BaseModel):
    """What goes with what, and how many bytes may be handed in at once."""

    films: list[FilmFilesView]
    left_out: list[LeftOutView]
    largest_bytes: int


@router.post("/matching")
def match_names(asked: FilesToMatch) -> Matching:
    """Say which of these files would go with which film; nothing is handed in by that."""
    names = {PurePosixPath(name.replace("\\", "/")): name for name in asked.names}
    matched = match_files(names)
    return Matching(
        films=[
            FilmFilesView(
                film=names[one.film],
                subtitles=[names[file] for file in one.subtitles],
                screenplay=names[one.screenplay] if one.screenplay else None,
            )
            for one in matched.films
        ],
        left_out=[LeftOutView(name=names[file], reason=reason) for file, reason in matched.left_out],
        largest_bytes=LARGEST_BYTES,
    )


@router.post("", status_code=202)
def hand_in_films(
    studio: AStudio,
    files: Annotated[list[UploadFile], File(description="Films with their subtitles and screenplays.")],
    title: Annotated[str, Form()] = "",
    provider: Annotated[str, Form()] = "",
    licence: Annotated[str, Form()] = "",
    credit: Annotated[str, Form()] = "",
) -> list[JobView]:
    """Take in films and the files that go with them by name, and start to index each.

    A file's name may name its folder (`shelf/film.mp4`): files of one folder are looked at together.
    """
    with _as_files(files, studio.library.films_folder) as paths:
        label = FilmLabel(title, provider, licence, credit)
        started = add_uploads(studio.library, studio.jobs, paths, label)
    return [job_view(studio.library.catalog.job(job_id)) for job_id in started]


@contextmanager
def _as_files(uploads: list[UploadFile], films_folder: Path) -> Iterator[list[Path]]:
    """Write what was handed in beside the films, so that moving it to its place costs nothing."""
    films_folder.mkdir(parents=True, exist_ok=True)
    _require_room(sum(upload.size or 0 for upload in uploads), films_folder)
    with TemporaryDirectory(dir=films_folder, prefix=".upload-") as folder:
        paths = []
        for upload in uploads:
            path = Path(folder, safe_path(upload.filename or ""))
            if path.exists():
                raise UploadRefused(f"{path.name}: it was handed in twice.", "Leave one of them out.")
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                shutil.copyfileobj(upload.file, file)
            paths.append(path)
        yield paths


def _require_room(wanted: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if wanted + _SPARE_BYTES > free:
        raise UploadRefused(
            f"There is no room for {_gigabytes(wanted)}: {_gigabytes(free)} are left on this disk.",
            "Make room, or open the library on a larger disk.",
        )


def _gigabytes(count: int) -> str:
    return f"{count / (1 << 30):.1f} GB"
