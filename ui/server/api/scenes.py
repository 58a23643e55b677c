"""Scenes: finding them."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from library import NotInLibrary
from library.ontology import Facet
from library.search import Hit, SearchRequest
from ui.server.api.search_shapes import Found, found_view
from ui.server.api.shapes import SceneView, scene_view
from ui.server.state import AStudio, Studio

router = APIRouter(prefix="/scenes", tags=["scenes"])


class Search(BaseModel):
    """What is looked for; each facet takes labels or synonyms in any language.

    `ignore` takes names of concepts and films that are not to be recognised in `q`.
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

    ignore: list[str] = Field([], max_length=100)
    plain: bool = False
    counts: bool = True

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
        )


@router.get("")
def find_scenes(studio: AStudio, search: Annotated[Search, Query()]) -> Found:
    """Return the scenes that fit, the best first; `q` is read as `library.search.query` says, unless `plain`."""
    answer = studio.find(search.request())
    return found_view(answer, [_view(studio, hit) for hit in answer.hits])


@router.get("/{scene_id}")
def one_scene(scene_id: int, studio: AStudio) -> SceneView:
    """Return one scene."""
    scene = studio.library.catalog.scene(scene_id)
    answer = studio.find(SearchRequest(film_id=scene.film_id, limit=10_000, counts=False))
    for hit in answer.hits:
        if hit.scene.id == scene_id:
            return _view(studio, hit)
    raise NotInLibrary(f"There is no scene {scene_id} in this library.", "Search again.")


def _view(studio: Studio, hit: Hit) -> SceneView:
    return scene_view(hit, studio.player.playing(hit.scene, hit.film))
