"""Scenes: finding them."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from library import NotInLibrary
from library.ontology import Facet
from library.search import Hit, SearchRequest
from ui.server.api.shapes import SceneView, scene_view
from ui.server.state import AStudio, Studio

router = APIRouter(prefix="/scenes", tags=["scenes"])

COUNTED = 400
"""Among how many of the best hits the concepts are counted."""


class Search(BaseModel):
    """What is looked for; each facet takes labels or synonyms in any language."""

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

    def facets(self) -> dict[Facet, tuple[str, ...]]:
        """Return the labels asked for, by facet."""
        wanted = {facet: tuple(getattr(self, facet.value)) for facet in Facet}
        return {facet: labels for facet, labels in wanted.items() if labels}


class ConceptCount(BaseModel):
    """How many of the best hits carry a concept."""

    concept: str
    facet: str
    labels: dict[str, str]
    scenes: int


class Found(BaseModel):
    """The hits, best first; labels that nobody knows; and which concepts the hits carry."""

    hits: list[SceneView]
    unknown: list[str]
    counts: list[ConceptCount]


@router.get("")
def find_scenes(studio: AStudio, search: Annotated[Search, Query()]) -> Found:
    """Return the scenes that fit, the best first."""
    request = SearchRequest(search.q, search.facets(), search.film, max(search.limit, COUNTED))
    answer = studio.find(request)
    counts = studio.library.catalog.tag_counts([hit.scene.id for hit in answer.hits])
    return Found(
        hits=[_view(studio, hit) for hit in answer.hits[: search.limit]],
        unknown=list(answer.unknown_labels),
        counts=[ConceptCount(**vars(count)) for count in counts],
    )


@router.get("/{scene_id}")
def one_scene(scene_id: int, studio: AStudio) -> SceneView:
    """Return one scene."""
    scene = studio.library.catalog.scene(scene_id)
    answer = studio.find(SearchRequest(film_id=scene.film_id, limit=10_000))
    for hit in answer.hits:
        if hit.scene.id == scene_id:
            return _view(studio, hit)
    raise NotInLibrary(f"There is no scene {scene_id} in this library.", "Search again.")


def _view(studio: Studio, hit: Hit) -> SceneView:
    return scene_view(hit, studio.player.playing(hit.scene, hit.film))
