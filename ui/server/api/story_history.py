"""The history of a story and its named versions; undo and redo are with the story itself."""

from datetime import datetime

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field

from story.history.told_history import told_history
from story.history.versions import LONGEST_NAME, StoryVersions
from ui.editor import account_name
from ui.server.api.conditions import TAGGED, AnIfMatch
from ui.server.api.stories import one_story
from ui.server.api.story_shapes import StoryView
from ui.server.state import AStudio

router = APIRouter(prefix="/stories/{story_id}", tags=["stories"])


class StepView(BaseModel):
    """One edit: the revision that it made, its kind, who, when, and a sentence by language."""

    revision: int
    kind: str
    editor: str
    made_at: datetime
    message: dict[str, str]


class VersionView(BaseModel):
    """A state of a story that has a name."""

    name: str
    revision: int
    editor: str
    made_at: datetime


class NewVersion(BaseModel):
    """The name for a story as it is now."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=2 * LONGEST_NAME)


@router.get("/history")
def history(story_id: str, studio: AStudio, most: int = Query(50, ge=1, le=1000)) -> list[StepView]:
    """Return the edits of a story, the newest first."""
    steps = told_history(studio.library.catalog, story_id, most)
    return [StepView(**{**vars(step), "message": dict(step.message)}) for step in steps]


@router.get("/versions")
def versions(story_id: str, studio: AStudio) -> list[VersionView]:
    """Return the versions of a story, the oldest first."""
    return [VersionView(**vars(one)) for one in StoryVersions(studio.library.catalog).list(story_id)]


@router.post("/versions", status_code=201)
def keep_version(story_id: str, new: NewVersion, studio: AStudio) -> VersionView:
    """Give a story as it is now a name."""
    return VersionView(**vars(StoryVersions(studio.library.catalog).keep(story_id, new.name, account_name())))


@router.post("/versions/{name}/restore", responses=TAGGED)
def restore_version(
    story_id: str, name: str, studio: AStudio, response: Response, wanted: AnIfMatch
) -> StoryView:
    """Make a story what it was when it was given a name, as one edit that can be undone, and return it."""
    with wanted.on_story(studio, story_id):
        StoryVersions(studio.library.catalog).restore(story_id, name, account_name())
    return one_story(story_id, studio, response)


@router.delete("/versions/{name}", status_code=204)
def forget_version(story_id: str, name: str, studio: AStudio) -> None:
    """Remove a name; the edits that led there stay."""
    StoryVersions(studio.library.catalog).forget(story_id, name)
