"""Curators' work on tags: what to look at next, many scenes at once, who said how much, and how far two agree."""

import base64
import json
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from library import LibraryError, Origin
from library.catalog.agreement import Agreement, agreement, agreement_by_facet
from library.catalog.statements import MOST_AT_ONCE
from library.catalog.tagging_queue import QueuePlace
from library.ontology import Facet
from ui.server.api.scene_cards import scene_cards
from ui.server.api.scenes import SceneNumber
from ui.server.api.shapes import SceneView, TagView
from ui.server.api.tags import ConceptName, ConceptView, CuratorName, concept_view
from ui.server.numbers import LARGEST
from ui.server.state import AStudio

router = APIRouter(prefix="/tagging", tags=["tags"])

_MOST_DISAGREEMENTS = 50


class QueueEntry(BaseModel):
    """A scene that waits for a curator: facets of which nothing sure is known, and tags that no curator confirmed."""

    scene: SceneView
    missing: list[Facet]
    suggestions: list[TagView]


class QueueView(BaseModel):
    """Scenes that wait, how many there are in all, and the cursor of those that come next, if any do."""

    entries: list[QueueEntry]
    next: str | None
    total: int


class SeveralToTag(BaseModel):
    """Whether a concept holds of several scenes; `null` takes back what this curator said last, with what gave way."""

    model_config = ConfigDict(extra="forbid")

    concept: ConceptName
    holds: bool | None
    scenes: list[SceneNumber] = Field(max_length=MOST_AT_ONCE)
    curator: CuratorName = ""


class SeveralTagged(BaseModel):
    """How many scenes have other tags now, and which: what an undo names."""

    scenes: int
    before: list[int]


class CuratorView(BaseModel):
    """Somebody who said something of tags: how often, and of how many scenes."""

    name: str
    statements: int
    scenes: int


class AgreementView(BaseModel):
    """How far two curators agree: Cohen's kappa (`null` where it is undefined), and the share of equal words."""

    kappa: float | None
    agreed: float | None
    pairs: int


class Disagreement(BaseModel):
    """A scene and a concept of which two curators say different things."""

    scene: SceneView
    concept: ConceptView
    one: bool
    other: bool


class AgreementFound(BaseModel):
    """How far two curators agree on what both judged, for each facet and over all, and where they do not."""

    one: str
    other: str
    scenes: int
    facets: dict[Facet, AgreementView]
    all: AgreementView
    disagreements: list[Disagreement]


@router.get("/queue")
def tagging_queue(
    studio: AStudio,
    facet: Facet | None = None,
    film: Annotated[int | None, Query(ge=1, le=LARGEST)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
    cursor: Annotated[str, Query(max_length=500)] = "",
) -> QueueView:
    """Return scenes that wait for a curator, those of which least is known first."""
    catalog = studio.library.catalog
    if film is not None:
        catalog.film(film)
    after = _place(cursor) if cursor else None
    queue = catalog.tagging_queue(limit, facet=facet, film_id=film, after=after)
    cards = scene_cards(studio, [one.place.scene_id for one in queue.scenes])
    entries = [
        QueueEntry(
            scene=card,
            missing=[Facet(facet) for facet in one.missing],
            suggestions=[tag for tag in card.tags if tag.origin != Origin.CURATOR],
        )
        for one in queue.scenes
        if (card := cards.get(one.place.scene_id))
    ]
    onward = _cursor(queue.scenes[-1].place) if queue.more else None
    return QueueView(entries=entries, next=onward, total=queue.total)


@router.post("/several")
def tag_several(said: SeveralToTag, studio: AStudio) -> SeveralTagged:
    """Say of several scenes whether a concept holds of them, all or none in one go."""
    changed = studio.library.catalog.say(said.scenes, said.concept, said.holds, said.curator)
    return SeveralTagged(scenes=len(changed), before=list(changed))


@router.get("/curators")
def list_curators(studio: AStudio) -> list[CuratorView]:
    """Return who said something of tags, by name; the empty name is nobody in particular."""
    return [CuratorView(**vars(one)) for one in studio.library.catalog.curators()]


@router.get("/agreement")
def curators_agreement(
    studio: AStudio,
    one: Annotated[str, Query(max_length=80)],
    other: Annotated[str, Query(max_length=80)],
) -> AgreementFound:
    """Return how far two curators agree on the pairs of scene and concept that both judged."""
    catalog = studio.library.catalog
    judged = catalog.both_judged(one, other)
    apart = [pair for pair in judged if pair.one != pair.other][:_MOST_DISAGREEMENTS]
    cards = scene_cards(studio, list(dict.fromkeys(pair.scene_id for pair in apart)))
    return AgreementFound(
        one=one,
        other=other,
        scenes=len({pair.scene_id for pair in judged}),
        facets={Facet(facet): _agreement_view(found) for facet, found in agreement_by_facet(judged).items()},
        all=_agreement_view(agreement(judged)),
        disagreements=[
            Disagreement(
                scene=cards[pair.scene_id],
                concept=concept_view(catalog.concept(pair.concept)),
                one=pair.one,
                other=pair.other,
            )
            for pair in apart
            if pair.scene_id in cards
        ],
    )


def _agreement_view(found: Agreement) -> AgreementView:
    return AgreementView(kappa=found.kappa, agreed=found.agreed, pairs=found.pairs)


def _cursor(place: QueuePlace) -> str:
    return (
        base64.urlsafe_b64encode(
            json.dumps([place.sure, place.facets, place.film_id, place.number, place.scene_id]).encode()
        )
        .decode()
        .rstrip("=")
    )


def _place(cursor: str) -> QueuePlace:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        sure, *numbers = json.loads(base64.b64decode(padded, altchars="-_", validate=True))
        facets, film, number, scene = (int(one) for one in numbers if abs(one) <= LARGEST)
        return QueuePlace(facets, float(sure), film, number, scene)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise LibraryError(f"{cursor[:40]!r} is no place in the queue.", "Begin at its front.") from error
