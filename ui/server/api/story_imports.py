"""Stories that come from files: Gallae's own, and Twine's."""

from dataclasses import asdict

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from story.bringing import BroughtIn, bring_in
from story.draft.library_scenes import LibraryScenes
from story.history.shelf import StoryShelf
from story.twee.reading import LARGEST_FILE
from ui.editor import account_name
from ui.server.api.story_shapes import NoteView
from ui.server.state import AStudio

router = APIRouter(prefix="/stories/import", tags=["stories"])


class StoryFile(BaseModel):
    """The text of a story file: Gallae's JSON, Twee 3, or Twine 2 HTML or JSON; what it holds says which it is.

    `story` is the title of the one to take from a Twine file with several, `scenes` whether each passage is given the
    scene of the library that fits it best.
    """

    model_config = ConfigDict(extra="forbid")

    name: str = Field("", max_length=255)
    text: str = Field(min_length=1, max_length=LARGEST_FILE)
    story: str = Field("", max_length=10_000)
    scenes: bool = True


class StoryImported(BaseModel):
    """A story that was brought over: what came, and in `notes` what did not; `titles` are all that the file holds.

    `own` says that it was a file of Gallae, which loses nothing; `without_scene` counts the nodes that play nothing.
    """

    id: str
    rev: int
    title: str
    own: bool
    titles: list[str]
    nodes: int
    choices: int
    endings: int
    variables: int
    without_scene: int
    notes: list[NoteView]


@router.post("", status_code=201)
def import_story(file: StoryFile, studio: AStudio) -> StoryImported:
    """Bring a story over and keep it; one that is there under the same id stays as it is beside it."""
    find = LibraryScenes(studio.search()) if file.scenes else None
    told = bring_in(file.text, file.name, find, wanted=file.story)
    shelf = StoryShelf(studio.library.catalog)
    kept = shelf.add(told.story, editor=account_name())
    return _imported(told, kept.id, shelf.load(kept.id)[1])


def _imported(told: BroughtIn, story_id: str, revision: int) -> StoryImported:
    story = told.story
    return StoryImported(
        id=story_id,
        rev=revision,
        title=story.title,
        own=told.own,
        titles=list(told.titles),
        nodes=len(story.nodes),
        choices=len(story.choices),
        endings=sum(node.ending is not None for node in story.nodes),
        variables=len(story.variables),
        without_scene=sum(not node.clips for node in story.nodes),
        notes=[NoteView(**asdict(note)) for note in told.notes],
    )
