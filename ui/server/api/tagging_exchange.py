"""Tags and the ontology as files: taking them along, and bringing them in."""

from typing import Annotated, Any

from fastapi import APIRouter, File, Form, Query, UploadFile
from pydantic import BaseModel
from starlette.responses import StreamingResponse

from library.exchange import doors
from library.exchange.records import LARGEST_FILE
from ui.jobs.uploads import safe_name
from ui.server.api.tags import CuratorName
from ui.server.numbers import LARGEST
from ui.server.state import AStudio

router = APIRouter(prefix="/tagging", tags=["tags"])

_MOST_TOLD = 100
_FILES: dict[str, Any] = {
    form.media_type.partition(";")[0]: {
        "schema": {"type": "object" if form is doors.Form.JSONLD else "string"}
    }
    for form in doors.Form
}


class SkippedView(BaseModel):
    """Something in a file that was passed over: its place, from 1, and why, by language."""

    row: int
    why: dict[str, str]


class ImportedView(BaseModel):
    """How many tags were taken in, how many concepts are new or changed, and what was passed over: the first 100."""

    tags: int
    concepts: int
    skipped: list[SkippedView]
    skipped_count: int


@router.get(
    "/export",
    response_class=StreamingResponse,
    responses={200: {"description": "The file.", "content": _FILES}},
)
def export_tags(
    studio: AStudio,
    form: doors.Form,
    film: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
) -> StreamingResponse:
    """Return tags as W3C Web Annotations or CSV, of one film or of all, or the ontology as SKOS."""
    pieces = doors.written(studio.library.catalog, form, film)
    name = ("concepts" if form is doors.Form.SKOS else "tags") + form.suffix
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type=form.media_type, headers=headers)


@router.post("/import")
def import_tags(
    studio: AStudio,
    file: Annotated[UploadFile, File(description="Web Annotations, CSV or SKOS in Turtle.")],
    curator: Annotated[CuratorName, Form()] = "",
) -> ImportedView:
    """Take in tags or concepts from a file; `curator` is named for tags that name nobody."""
    content = file.file.read(LARGEST_FILE + 1)
    taken = doors.taken_in(studio.library.catalog, safe_name(file.filename or ""), content, curator)
    return ImportedView(
        tags=taken.tags,
        concepts=taken.concepts,
        skipped=[SkippedView(row=one.row, why=dict(one.why.message)) for one in taken.skipped[:_MOST_TOLD]],
        skipped_count=len(taken.skipped),
    )
