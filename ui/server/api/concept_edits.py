"""Changing the ontology: renaming, ordering, merging and deleting concepts, and where each is used."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from ui.server.api.scene_cards import scene_cards
from ui.server.api.shapes import SceneView
from ui.server.api.tags import ConceptName, ConceptView, concept_view
from ui.server.state import AStudio

router = APIRouter(prefix="/concepts", tags=["tags"])

_Language = Literal["en", "ko"]
_Name = Annotated[str, Field(max_length=200)]
_Iri = Annotated[str, Query(min_length=1, max_length=500)]


class ConceptChange(BaseModel):
    """What is to be other about a concept; what is left out or `null` stays. An empty label takes that label away."""

    model_config = ConfigDict(extra="forbid")

    labels: dict[_Language, _Name] | None = None
    synonyms: dict[_Language, Annotated[list[_Name], Field(max_length=100)]] | None = None
    broader: Annotated[list[ConceptName], Field(max_length=20)] | None = None


class ConceptsToMerge(BaseModel):
    """Two concepts that are one: the name of `kept` stays, those of `merged` become its synonyms."""

    model_config = ConfigDict(extra="forbid")

    kept: ConceptName
    merged: ConceptName


class UsesView(BaseModel):
    """Where a concept is used: on how many scenes, by origin; some of them; and what is directly below and above it."""

    scenes: int
    by_origin: dict[str, int]
    narrower: list[ConceptView]
    broader: list[ConceptView]
    examples: list[SceneView]


@router.patch("")
def change_concept(iri: _Iri, change: ConceptChange, studio: AStudio) -> ConceptView:
    """Rename a concept, or say what it is a kind or part of."""
    return concept_view(studio.library.catalog.edit_concept(iri, **change.model_dump()))


@router.delete("", status_code=204)
def delete_concept(iri: _Iri, studio: AStudio) -> None:
    """Delete a concept that no scene carries."""
    studio.library.catalog.delete_concept(iri)


@router.post("/merge")
def merge_concepts(both: ConceptsToMerge, studio: AStudio) -> ConceptView:
    """Make one concept of two of a facet; the IRI of the merged one means the kept one from then on."""
    return concept_view(studio.library.catalog.merge_concepts(both.kept, both.merged))


@router.get("/uses")
def concept_uses(iri: _Iri, studio: AStudio) -> UsesView:
    """Return where a concept is used, itself and not what is below it."""
    uses = studio.library.catalog.concept_uses(iri)
    return UsesView(
        scenes=uses.scenes,
        by_origin=uses.by_origin,
        narrower=[concept_view(one) for one in uses.narrower],
        broader=[concept_view(one) for one in uses.broader],
        examples=list(scene_cards(studio, uses.examples).values()),
    )
