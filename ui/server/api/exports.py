"""Files for other tools: which there are, making one, and taking it along."""

from datetime import datetime

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import FileResponse

from ui.jobs.exports import MadeExport, known_door, made_export, made_exports
from ui.jobs.uploads import safe_name
from ui.server.api.shapes import JobView
from ui.server.api.stories import started
from ui.server.state import AStudio

router = APIRouter(prefix="/stories/{story_id}/exports", tags=["stories"])


class ExportView(BaseModel):
    """A file that was made of a story: from which revision, when, and what it could not carry, each by language."""

    door: str
    url: str
    bytes: int
    revision: int
    lost: list[dict[str, str]]
    made_at: datetime


class ExportToMake(BaseModel):
    """Which file is to be made."""

    model_config = ConfigDict(extra="forbid")

    door: str = Field(max_length=40)


@router.get("")
def list_exports(story_id: str, studio: AStudio) -> list[ExportView]:
    """Return the files that were made of a story."""
    studio.desk.story(story_id)
    return [_view(story_id, one) for one in made_exports(studio.library, story_id)]


@router.post("", status_code=202)
def make_export(story_id: str, wanted: ExportToMake, studio: AStudio) -> JobView:
    """Start to make a file of a story."""
    return started(studio, "export", story_id, door=known_door(wanted.door))


@router.get("/{door}", response_class=FileResponse)
def take_export(story_id: str, door: str, studio: AStudio) -> FileResponse:
    """Return a file that was made of a story."""
    made = made_export(studio.library, story_id, door)
    story, _ = studio.desk.story(story_id)
    name = safe_name(f"{story.title or 'story'}{made.path.suffix}")
    return FileResponse(made.path, filename=name, media_type="application/octet-stream")


def _view(story_id: str, made: MadeExport) -> ExportView:
    return ExportView(
        door=made.door,
        url=f"/api/v1/stories/{story_id}/exports/{made.door}",
        bytes=made.path.stat().st_size,
        revision=made.revision,
        lost=list(made.lost),
        made_at=made.made_at,
    )
