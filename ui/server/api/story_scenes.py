"""The scenes that a story's nodes could play, and those for which there is none: what is to be shot."""

from typing import Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel
from starlette.responses import Response

from library import NotInLibrary
from library.ontology import Facet
from library.search import SearchRequest
from story import Node, Story, text_in
from story.draft import LEAST_SCORE
from story.draft.library_scenes import LibraryScenes
from story.open_nodes import frozen, open_nodes
from story.shooting_list import ToShoot, as_csv, as_markdown, shooting_list
from ui.jobs.uploads import safe_name
from ui.server.api.scenes import scene_found
from ui.server.api.shapes import SceneView
from ui.server.state import AStudio, Studio

router = APIRouter(prefix="/stories/{story_id}", tags=["stories"])

LONGEST_QUERY = 1_000
"""Characters of what a node tells by which scenes are looked for; what it is about is said by then."""


class CandidateView(BaseModel):
    """A scene that a node could play; `fit` (0 to 1) can be compared between nodes, `fits` is how drafts decide."""

    scene: SceneView
    fit: float
    fits: bool


class CandidatesView(BaseModel):
    """The scenes that could play in a node, the best first, and the text by which they were looked for."""

    asked: str
    candidates: list[CandidateView]


class ToShootView(BaseModel):
    """A node without footage: what it tells, what is to be seen, from where one comes to it and where it leads."""

    node_id: str
    title: str
    beat: str
    wanted: str
    before: list[str]
    after: list[str]


@router.get("/nodes/{node_id}/candidates")
def candidates(
    story_id: str,
    node_id: str,
    studio: AStudio,
    q: str = Query("", max_length=LONGEST_QUERY),
    limit: int = Query(5, ge=1, le=24),
) -> CandidatesView:
    """Return the scenes that fit what a node tells, or `q` if that is given."""
    story, _ = studio.desk.story(story_id)
    node = next((one for one in story.nodes if one.id == node_id), None)
    if node is None:
        raise NotInLibrary(f"The story has no node {node_id[:64]}.", "Load the story again.")
    asked = (q.strip() or _told(story, node))[:LONGEST_QUERY]
    return CandidatesView(asked=asked, candidates=_found(studio, node, asked, limit))


@router.get("/gaps")
def gaps(story_id: str, studio: AStudio) -> list[ToShootView]:
    """Return what is to be shot: the nodes without footage for which the library has none either."""
    return [_view(one) for one in _gaps(story_id, studio)[1]]


@router.get(
    "/gaps/file",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}, "text/markdown": {}}}},
)
def shooting_list_file(
    story_id: str,
    studio: AStudio,
    form: Literal["csv", "markdown"] = "csv",
    language: Literal["en", "ko"] = "en",
) -> Response:
    """Return what is to be shot as a file to take along."""
    story, items = _gaps(story_id, studio)
    is_csv = form == "csv"
    # Spreadsheets take a file without a byte order mark for one in the encoding of their country.
    text = "\ufeff" + as_csv(items, language) if is_csv else as_markdown(items, story.title, language)
    plain = safe_name(f"{story.title or 'story'}").encode("ascii", "ignore").decode().strip(" .") or "story"
    name = f"{plain}-to-shoot.{'csv' if is_csv else 'md'}"
    return Response(
        text.encode(),
        media_type="text/csv" if is_csv else "text/markdown",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )


def _told(story: Story, node: Node) -> str:
    """Return what a node tells, for a search: what an open one asks for, its beat, or what it is called."""
    wanted = node.wanted.text if node.wanted else ""
    return next(
        (
            text
            for text in (wanted, node.beat, text_in(node.to_shoot, story.language), node.title)
            if text.strip()
        ),
        "",
    )


def _found(studio: Studio, node: Node, asked: str, limit: int) -> list[CandidateView]:
    named = node.wanted.facets if node.wanted else {}
    facets = {facet: tuple(named[facet.value]) for facet in Facet if facet.value in named}
    if not asked.strip() and not facets:
        return []  # an empty search lists everything
    request = SearchRequest(asked, facets, limit=limit, plain=True, counts=False)
    return [
        CandidateView(
            scene=scene_found(studio, hit), fit=round(hit.relevance, 3), fits=hit.relevance >= LEAST_SCORE
        )
        for hit in studio.search().find(request).hits
    ]


def _gaps(story_id: str, studio: Studio) -> tuple[Story, tuple[ToShoot, ...]]:
    """Return a story and its shooting list; open nodes for which there is a scene are left out."""
    story, _ = studio.desk.story(story_id)
    ready = frozen(story, LibraryScenes(studio.search()).wanted).story if open_nodes(story) else story
    return story, shooting_list(ready)


def _view(item: ToShoot) -> ToShootView:
    return ToShootView(
        node_id=item.node_id,
        title=item.title,
        beat=item.beat,
        wanted=item.wanted,
        before=list(item.before),
        after=list(item.after),
    )
