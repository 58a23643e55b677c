"""Scenes: finding them."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from library import NotInLibrary
from library.ontology import Facet
from library.search import Hit, SearchRequest
from ui.server.api.search_shapes import Found, found_view
from ui.server.api.shapes import SceneView, scene_view
from ui.server.numbers import RowNumber
from ui.server.state import AStudio, Studio
from ui.server.visitor import AVisitor

router = APIRouter(prefix="/scenes", tags=["scenes"])

SceneNumber = Annotated[int, Field(ge=1, lt=2**63)]


class Search(BaseModel):
    """What is looked for; each facet takes labels or synonyms in any language.

    `offset` says how many of the best scenes to leave out: the `next` of the page before.
    `ignore` takes names of concepts and films that are not to be recognised in `q`; `closer` and `not_this` take
    numbers of scenes: those that come closer to what is meant, and those that are not meant.
    """

    model_config = ConfigDict(extra="forbid")

    q: str = Field("", max_length=10_000)
    who: list[str] = []
    when: list[str] = []
    where: list[str] = []
    what: list[str] = []
    how: list[str] = []
    why: list[str] = []
    film: int | None = None
    limit: int = Field(60, ge=1, le=500)
    offset: int = Field(0, ge=0, le=1_000_000)

    ignore: list[str] = Field([], max_length=100)
    plain: bool = False
    counts: bool = True
    closer: list[SceneNumber] = Field([], max_length=100)
    not_this: list[SceneNumber] = Field([], max_length=500)

    def request(self) -> SearchRequest:
        """Return what a search is asked."""
        wanted = {facet: tuple(getattr(self, facet.value)) for facet in Facet}
        return SearchRequest(
            self.q,
            {facet: labels for facet, labels in wanted.items() if labels},
            self.film,
            self.limit,
            plain=self.plain,
            ignored=frozenset(self.ignore),
            counts=self.counts,
            closer=tuple(self.closer),
            not_this=tuple(self.not_this),
            offset=self.offset,
        )


@router.get("")
def find_scenes(studio: AStudio, search: Annotated[Search, Query()], visitor: AVisitor) -> Found:
    """Return the scenes that fit, the best first; `q` is read as `library.search.query` says, unless `plain`."""
    answer = studio.find(search.request(), visitor.user)
    return found_view(answer, search.request(), [scene_found(studio, hit) for hit in answer.hits])


@router.get("/{scene_id}")
def one_scene(scene_id: RowNumber, studio: AStudio) -> SceneView:
    """Return one scene."""
    scene = studio.library.catalog.scene(scene_id)
    answer = studio.find(SearchRequest(film_id=scene.film_id, limit=10_000, counts=False))
    for hit in answer.hits:
        if hit.scene.id == scene_id:
            return scene_found(studio, hit)
    raise NotInLibrary(f"There is no scene {scene_id} in this library.", "Search again.")


def scene_found(studio: Studio, hit: Hit) -> SceneView:
    """Return a hit as a card shows it."""
    return scene_view(hit, studio.player.playing(hit.scene, hit.film))
