"""Stories: beginning, editing by operations, checking, publishing."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from pydantic import StringConstraints
from starlette.responses import JSONResponse

from library import GallaeError
from library.catalog.stories import ListedStory
from library.ontology import ConceptLookup
from story import Story, StoryError, new_story, story_document, story_from_document
from story.check.problems import Problem, Severity
from story.check.proof import check_story
from story.draft import Draft, draft_story, drafts, way_named
from story.draft.library_scenes import LibraryScenes
from story.history.shelf import StoryShelf
from story.layout import lay_out
from story.play.state_space import Bound
from ui.editor import account_name
from ui.jobs.uploads import safe_name
from ui.server.api.conditions import TAGGED, AnIfMatch, revision_tag
from ui.server.api.paging import PAGED, APage, Entries
from ui.server.api.shapes import JobView, job_view
from ui.server.api.story_shapes import (
    DraftView,
    Edit,
    EditAnswer,
    NewStory,
    NoteView,
    ProblemView,
    Saved,
    StoryBegun,
    StoryEntry,
    StoryView,
    WholeStory,
    problem_view,
    story_entry,
    story_view,
)
from ui.server.state import AStudio, Studio
from ui.server.visitor import AVisitor

ProfileName = Literal["web", "small", "master", "av1", "vp9"]

LanguageCode = Annotated[str, StringConstraints(min_length=1, max_length=35)]

router = APIRouter(prefix="/stories", tags=["stories"])

BETWEEN_EDITS = Bound(states=20_000, seconds=0.5)
"""How far plays are walked each time a story was changed; publishing walks further."""


_STORIES: Entries[ListedStory] = Entries(
    "stories", (0.0, ""), lambda one: (-one.changed_at.timestamp(), one.id)
)


@router.get("", responses=PAGED)
def list_stories(studio: AStudio, page: APage) -> list[StoryEntry]:
    """Return all stories, the last changed first."""
    found = page.cut(_STORIES, studio.library.catalog.stories())
    return [story_entry(stored, studio.library) for stored in found]


@router.post("", status_code=201)
def begin_story(new: NewStory, studio: AStudio) -> StoryBegun:
    """Begin a story, empty or drafted from a synopsis."""
    shelf = StoryShelf(studio.library.catalog)
    if not new.synopsis.strip():
        story = new_story(new.title, new.language)
        return StoryBegun(id=story.id, rev=shelf.save(story, editor=account_name()), notes=[])
    draft = _draft(new, studio)
    return StoryBegun(
        id=draft.story.id, rev=shelf.save(draft.story, editor=account_name()), notes=_notes(draft)
    )


@router.post("/drafts")
def several_drafts(new: NewStory, studio: AStudio) -> list[DraftView]:
    """Return in which ways a synopsis can be drafted, the first being the usual one; nothing is kept."""
    made = drafts(
        new.synopsis,
        LibraryScenes(studio.search()),
        lookup=ConceptLookup(studio.library.catalog.concepts()),
    )
    return [_draft_view(draft) for draft in made]


@router.get("/{story_id}", responses=TAGGED)
def one_story(story_id: str, studio: AStudio, response: Response) -> StoryView:
    """Return a story with everything that its page needs."""
    story, revision = studio.desk.story(story_id)
    response.headers["etag"] = revision_tag(revision)
    return story_view(story, revision, studio.library, studio.player, studio.desk.can_undo(story_id))


@router.put("/{story_id}", responses=TAGGED)
def save_story(
    story_id: str, whole: WholeStory, studio: AStudio, response: Response, wanted: AnIfMatch
) -> Saved:
    """Save a whole story, as one edit; if it was changed since `base`, the answer is 409 and says what was."""
    story = story_from_document(whole.story, "the story")
    if story.id != story_id:
        raise StoryError(f"The story's id is {story.id}, not {story_id}.", "Save it under its own id.")
    with wanted.on_story(studio, story_id):
        revision = studio.desk.save(story, whole.base, account_name())
    response.headers["etag"] = revision_tag(revision)
    return Saved(rev=revision)


@router.delete("/{story_id}", status_code=204)
def delete_story(story_id: str, studio: AStudio, wanted: AnIfMatch) -> None:
    """Remove a story; its published bundle stays."""
    with wanted.on_story(studio, story_id):
        studio.library.catalog.delete_story(story_id)


@router.post("/{story_id}/operations", responses=TAGGED)
def edit_story(
    story_id: str, edit: Edit, studio: AStudio, visitor: AVisitor, response: Response, wanted: AnIfMatch
) -> EditAnswer:
    """Make operations, all or none; without `If-Match`, also on a revision newer than `base`."""
    before, _ = studio.desk.story(story_id)
    with wanted.on_story(studio, story_id):
        edited = studio.desk.edit(story_id, edit.base, edit.operations, account_name())
    response.headers["etag"] = revision_tag(edited.revision)
    if edited.ok:
        after, _ = studio.desk.story(story_id)
        studio.note_edit(visitor.user, visitor.session, before, after)
    missed = None if edited.missed is None else [dict(one) for one in edited.missed]
    return EditAnswer(ok=edited.ok, rev=edited.revision, missed=missed, detail=edited.detail)


@router.post("/{story_id}/undo", responses=TAGGED)
def undo(story_id: str, studio: AStudio, response: Response, wanted: AnIfMatch) -> StoryView:
    """Take the last edit back and return the story; without one, the story stays as it is."""
    with wanted.on_story(studio, story_id):
        studio.desk.undo(story_id, account_name())
    return one_story(story_id, studio, response)


@router.post("/{story_id}/redo", responses=TAGGED)
def redo(story_id: str, studio: AStudio, response: Response, wanted: AnIfMatch) -> StoryView:
    """Make the edit again that was taken back last, and return the story."""
    with wanted.on_story(studio, story_id):
        studio.desk.redo(story_id, account_name())
    return one_story(story_id, studio, response)


@router.post("/{story_id}/layout", responses=TAGGED)
def lay_out_story(story_id: str, studio: AStudio, response: Response, wanted: AnIfMatch) -> StoryView:
    """Lay all nodes out afresh, left to right, and return the story."""
    with wanted.on_story(studio, story_id):
        studio.desk.rework(story_id, lambda story: lay_out(story, again=True), account_name())
    return one_story(story_id, studio, response)


@router.get("/{story_id}/problems")
def problems(story_id: str, studio: AStudio) -> list[ProblemView]:
    """Return everything that is wrong with a story, as far as can be told between two edits."""
    return [problem_view(one) for one in _problems(story_id, studio, BETWEEN_EDITS)]


@router.get("/{story_id}/file")
def story_file(story_id: str, studio: AStudio) -> JSONResponse:
    """Return a story as the file that `gallae publish` reads."""
    story, _ = studio.desk.story(story_id)
    name = safe_name(f"{story.title or 'story'}.json").encode("ascii", "ignore").decode()
    disposition = f'attachment; filename="{name.lstrip(" .") or "story.json"}"'
    return JSONResponse(story_document(story), headers={"content-disposition": disposition})


@router.post("/{story_id}/publish", status_code=202)
def publish_story(
    story_id: str,
    studio: AStudio,
    visitor: AVisitor,
    profile: ProfileName = "web",
    language: Annotated[list[LanguageCode] | None, Query(max_length=100)] = None,
) -> JobView:
    """Start to publish a story; it is played at `/play/{story_id}/` when the job is done.

    Each `language` is one in which subtitles are to be there: all if none is given, none for `none`.

    Raises:
        GallaeError: Something is wrong with the story that a viewer would run into.
    """
    languages = None if language is None else [one for one in language if one != "none"]
    job = started(studio, "publish", story_id, profile=profile, languages=languages)
    studio.note_published(visitor.user, visitor.session, studio.desk.story(story_id)[0])
    return job


def started(studio: Studio, kind: str, story_id: str, **request: str | list[str] | None) -> JobView:
    """Start a job that makes something of a story.

    Raises:
        GallaeError: Something is wrong with the story that a viewer would run into.
    """
    story, _ = studio.desk.story(story_id)
    grave = [one for one in _problems(story_id, studio) if one.severity is Severity.ERROR]
    if grave:
        raise GallaeError(
            f"{_called(story)} cannot be published yet: {grave[0].message['en']}", "Mend that first."
        )
    job_id = studio.jobs.start_job(kind, {"story_id": story_id, "subject": story.title, **request})
    return job_view(studio.library.catalog.job(job_id))


def _problems(story_id: str, studio: Studio, bound: Bound | None = None) -> tuple[Problem, ...]:
    from creator import LibraryFootage

    story, _ = studio.desk.story(story_id)
    return check_story(story, LibraryFootage(studio.library.catalog), bound=bound)


def _called(story: Story) -> str:
    return f"“{story.title}”" if story.title else "The story"


def _draft(new: NewStory, studio: Studio) -> Draft:
    way = way_named(new.way)
    if way is None:
        raise StoryError(f"There is no way of drafting called {new.way!r}.", "Ask which drafts there are.")
    return draft_story(
        new.synopsis,
        LibraryScenes(studio.search()),
        title=new.title or None,
        lookup=ConceptLookup(studio.library.catalog.concepts()),
        way=way,
    )


def _draft_view(draft: Draft) -> DraftView:
    nodes = {node.id: node for node in draft.story.nodes}
    return DraftView(
        way=draft.way.key,
        title=dict(draft.way.title),
        score=draft.score,
        beats=len(draft.facts),
        films=draft.films,
        to_shoot=[dict(nodes[name].to_shoot) for name in draft.gaps],
    )


def _notes(draft: Draft) -> list[NoteView]:
    return [NoteView(message=dict(note.message), node_id=note.node_id) for note in draft.notes]
