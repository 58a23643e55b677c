"""Tags and the concepts that they name."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from library.catalog.concepts import plain
from library.catalog.coverage import FilmCoverage
from library.ontology import FACETS, Concept, Facet
from ui.server.api.paging import PAGED, APage, Entries
from ui.server.api.shapes import TagView, tag_view
from ui.server.numbers import RowNumber
from ui.server.state import AStudio, Studio

router = APIRouter(tags=["tags"])

ConceptName = Annotated[str, Field(min_length=1, max_length=500)]
"""IRI of a concept."""

CuratorName = Annotated[str, AfterValidator(plain), Field(max_length=80)]
"""Who says something; empty for nobody in particular."""


class ConceptView(BaseModel):
    """An entry of the ontology; labels and synonyms by language."""

    iri: str
    facet: str
    labels: dict[str, str]
    synonyms: dict[str, list[str]]
    broader: list[str]


class NewConcept(BaseModel):
    """A concept to add, with a label in at least one language."""

    model_config = ConfigDict(extra="forbid")

    facet: Facet
    labels: dict[str, str]
    broader: list[str] = []


class TagChange(BaseModel):
    """The concept that holds of a scene, or no longer does."""

    model_config = ConfigDict(extra="forbid")

    concept: ConceptName
    curator: CuratorName = ""


class FacetCoverage(BaseModel):
    """For how many scenes a facet is known, only guessed, and missing."""

    known: int
    guessed: int
    missing: int


class FilmCoverageView(BaseModel):
    """What is known of a film's scenes, by facet."""

    film: int
    title: str
    scenes: int
    facets: dict[str, FacetCoverage]


@router.get("/coverage")
def film_coverage(studio: AStudio) -> list[FilmCoverageView]:
    """Return for each film for how many scenes who, when, where, what, how and why are known."""
    return [_coverage_view(film) for film in studio.library.catalog.coverage()]


_CONCEPTS: Entries[Concept] = Entries("concepts", ("",), lambda one: (one.iri,))


@router.get("/concepts", responses=PAGED)
def list_concepts(studio: AStudio, page: APage, facet: Facet | None = None) -> list[ConceptView]:
    """Return the ontology, or one facet of it."""
    return [concept_view(concept) for concept in page.cut(_CONCEPTS, studio.library.catalog.concepts(facet))]


@router.post("/concepts", status_code=201)
def add_concept(new: NewConcept, studio: AStudio) -> ConceptView:
    """Add a concept, or return the one of that facet which has one of the labels already."""
    return concept_view(studio.library.catalog.add_concept(new.facet, new.labels, broader=new.broader))


@router.post("/scenes/{scene_id}/tags")
def tag_scene(scene_id: RowNumber, change: TagChange, studio: AStudio) -> list[TagView]:
    """Say, as a curator, that a concept holds of a scene; return the scene's tags."""
    studio.library.catalog.tag_scene(scene_id, change.concept, change.curator)
    return _tags(studio, scene_id)


@router.post("/scenes/{scene_id}/untag")
def untag_scene(scene_id: RowNumber, change: TagChange, studio: AStudio) -> list[TagView]:
    """Take a concept off a scene; return the scene's tags."""
    studio.library.catalog.untag_scene(scene_id, change.concept, change.curator)
    return _tags(studio, scene_id)


def _tags(studio: Studio, scene_id: int) -> list[TagView]:
    return [tag_view(tag) for tag in studio.library.catalog.tags([scene_id]).get(scene_id, ())]


def _coverage_view(film: FilmCoverage) -> FilmCoverageView:
    facets = {
        facet: FacetCoverage(known=film.sure[facet], guessed=film.guessed[facet], missing=film.missing(facet))
        for facet in FACETS
    }
    return FilmCoverageView(film=film.film_id or 0, title=film.title, scenes=film.scenes, facets=facets)


def concept_view(concept: Concept) -> ConceptView:
    """Return what is said about a concept."""
    return ConceptView(
        iri=concept.iri,
        facet=concept.facet,
        labels=dict(concept.labels),
        synonyms={language: list(words) for language, words in concept.synonyms.items()},
        broader=list(concept.broader),
    )
