"""What the API says about stories, as JSON."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from library import Library, NotInLibrary, Scene, milliseconds
from library.catalog.stories import ListedStory
from story import Clip, Story, story_document
from story.check.problems import Problem
from story.layout import lay_out
from ui.jobs.places import played_at
from ui.server.api.shapes import PlayingView, picture_url
from ui.server.playable import ScenePlayer, plays_in_browsers


class StoryEntry(BaseModel):
    """A story in the list of stories."""

    id: str
    title: str
    revision: int
    changed_at: datetime
    played_at: str


class FootageView(BaseModel):
    """What a clip of a story shows: its scene's picture, where it plays, and which part of its film can be played.

    `from_ms` and `to_ms` bound what the file at `playing.url` holds of the film: where a clip can begin and end.
    """

    film: str
    start_ms: int
    end_ms: int
    film_title: str
    ratio: float
    picture: str
    playing: PlayingView
    from_ms: int
    to_ms: int


class StoryView(BaseModel):
    """A story with everything that its page needs; `story` is what a story file holds, every node with a position."""

    rev: int
    story: dict[str, Any]
    footage: list[FootageView]
    played_at: str
    can_undo: bool
    can_redo: bool


class NewStory(BaseModel):
    """A story to begin, empty or from a synopsis; `language` is that of an empty one, a draft has that of its text.

    `way` is how the scenes of a draft are chosen, one of those that `POST /stories/drafts` answers.
    """

    model_config = ConfigDict(extra="forbid")

    title: str = Field("", max_length=500)
    language: str = Field("en", max_length=35)
    synopsis: str = Field("", max_length=50_000)
    way: str = Field("closest", max_length=40)


class DraftView(BaseModel):
    """One of several drafts of a synopsis: how its scenes were chosen, and what it lacks.

    `score` is how well its scenes fit, from 0 to 1; `to_shoot` is what the cards say that play where none fits.
    """

    way: str
    title: dict[str, str]
    score: float
    beats: int
    films: int
    to_shoot: list[dict[str, str]]


class NoteView(BaseModel):
    """Something to know of a draft, by language, and the node it is about."""

    message: dict[str, str]
    node_id: str


class StoryBegun(BaseModel):
    """A story that was begun, and what is missing in its draft."""

    id: str
    rev: int
    notes: list[NoteView]


class Edit(BaseModel):
    """Operations as `story.operations` has them, made from revision `base`."""

    model_config = ConfigDict(extra="forbid")

    base: int = Field(ge=0)
    operations: list[dict[str, Any]] = Field(min_length=1, max_length=2000)


class WholeStory(BaseModel):
    """A whole story, as a story file holds it, made from revision `base`."""

    model_config = ConfigDict(extra="forbid")

    base: int = Field(ge=0)
    story: dict[str, Any]


class Saved(BaseModel):
    """The revision of a story now."""

    rev: int


class EditAnswer(BaseModel):
    """Whether the edit was made, the revision now, and what others did since `base` (`null`: load again).

    What others did are changes as `story.history.change` writes them, the oldest first.
    """

    ok: bool
    rev: int
    missed: list[dict[str, Any]] | None
    detail: str = ""


class ProblemView(BaseModel):
    """Something that is wrong with a story."""

    code: str
    severity: str
    message: dict[str, str]
    node_id: str
    choice_id: str
    after: list[str]


def story_entry(stored: ListedStory, library: Library) -> StoryEntry:
    """Return what the list says about a story."""
    return StoryEntry(
        id=stored.id,
        title=stored.title,
        revision=stored.revision,
        changed_at=stored.changed_at,
        played_at=played_at(library, stored.id),
    )


def story_view(
    story: Story, revision: int, library: Library, player: ScenePlayer, undoable: tuple[bool, bool]
) -> StoryView:
    """Return a story with everything that its page needs."""
    return StoryView(
        rev=revision,
        story=story_document(lay_out(story)),
        footage=list(footage_of(story, library, player)),
        played_at=played_at(library, story.id),
        can_undo=undoable[0],
        can_redo=undoable[1],
    )


def problem_view(problem: Problem) -> ProblemView:
    """Return a problem as JSON values."""
    return ProblemView(**{**vars(problem), "message": dict(problem.message)})


def footage_of(story: Story, library: Library, player: ScenePlayer) -> Iterator[FootageView]:
    """Yield what each clip of a story shows; nothing for one whose film is not in the library."""
    scenes: dict[str, tuple[Scene, ...]] = {}
    for clip in dict.fromkeys(clip for node in story.nodes for clip in node.clips):
        try:
            film = library.catalog.film_by_fingerprint(clip.film)
        except NotInLibrary:
            continue  # the check names it
        if clip.film not in scenes:
            scenes[clip.film] = library.catalog.scenes(film.id)
        scene = max(scenes[clip.film], key=lambda one: _shared(one, clip), default=None)
        if scene is None:
            continue
        whole = player.playing(scene, film)
        offset = whole.start_ms - milliseconds(scene.start)
        bounds = (milliseconds(scene.start), milliseconds(scene.end))
        held = (0, milliseconds(film.duration)) if plays_in_browsers(film) else bounds
        yield FootageView(
            film=clip.film,
            start_ms=clip.start_ms,
            end_ms=clip.end_ms,
            film_title=film.title,
            ratio=film.width / film.height if film.height else 16 / 9,
            picture=picture_url(scene),
            playing=PlayingView(
                url=whole.url,
                start_ms=max(0, clip.start_ms + offset),
                end_ms=max(0, clip.end_ms + offset),
            ),
            from_ms=held[0],
            to_ms=held[1],
        )


def _shared(scene: Scene, clip: Clip) -> int:
    """Return how many milliseconds a scene and a clip share; negative is how far they are apart."""
    return min(milliseconds(scene.end), clip.end_ms) - max(milliseconds(scene.start), clip.start_ms)
