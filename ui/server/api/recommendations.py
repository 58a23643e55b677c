"""Recommendations, and what they are made of: events, a newcomer's answers, and a person's say over both."""

import json
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import Response

from library.catalog.event import Event, EventKind, Noted
from library.catalog.people import AGE_GROUPS
from story.recommending.newcomers import Answers, note_answers
from story.recommending.service import MOST, Recommendation, Wish
from ui.server.api.scenes import SceneNumber, scene_found
from ui.server.api.shapes import SceneView
from ui.server.state import AStudio, Studio
from ui.server.visitor import AVisitor

router = APIRouter(tags=["recommendations"])

MOST_EVENTS = 500
"""Events that may come in one request."""

Name = Annotated[str, Field(min_length=1, max_length=64)]
Seconds = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class WhyView(BaseModel):
    """Why a scene is recommended, as a code and as a sentence in each language."""

    kind: str
    scene: int | None
    message: dict[str, str]


class RecommendedView(BaseModel):
    """A scene, why it is recommended, what brought it up, and its place in the list (1 is the best)."""

    scene: SceneView
    score: float
    why: list[WhyView]
    sources: list[str]


class RecommendationsView(BaseModel):
    """A list, what to know about it by language, and in which arm of which experiment it was made."""

    scenes: list[RecommendedView]
    notes: list[dict[str, str]]
    arms: dict[str, str]


class NewEvent(BaseModel):
    """Something that was done with a scene; `seconds` of `of` seconds were seen, `position` counts from 0."""

    model_config = ConfigDict(extra="forbid")

    kind: EventKind
    scene: SceneNumber | None = None
    story: Name | None = None
    seconds: Seconds | None = None
    of: Seconds | None = None
    position: int | None = Field(None, ge=0, le=10_000)
    at: datetime | None = None

    def event(self, user: str, session: str) -> Event:
        """Return it as history keeps it."""
        told = {"seconds": self.seconds, "of": self.of, "position": self.position}
        details = {name: value for name, value in told.items() if value is not None}
        return Event(user, session, self.kind, self.scene, self.story, details, self.at)


class NewEvents(BaseModel):
    """Events in the order in which they happened."""

    model_config = ConfigDict(extra="forbid")

    events: list[NewEvent] = Field(max_length=MOST_EVENTS)


class NotedView(BaseModel):
    """How many events were written down; how many were refused or changed, by reason."""

    kept: int
    refused: dict[str, int]
    changed: dict[str, int]


class NewAnswers(BaseModel):
    """What a newcomer answered; age group and country may be left out."""

    model_config = ConfigDict(extra="forbid")

    liked: list[SceneNumber] = Field([], max_length=100)
    not_liked: list[SceneNumber] = Field([], max_length=100)
    age_group: Literal[("", *AGE_GROUPS)] = ""  # type: ignore[valid-type]  # the list is in one place
    country: str = Field("", pattern="^(?:[A-Za-z]{2})?$")


class Recording(BaseModel):
    """Whether anything is recorded of who asks."""

    model_config = ConfigDict(extra="forbid")

    on: bool


@router.get("/recommendations")
def recommend(
    studio: AStudio,
    visitor: AVisitor,
    story: Annotated[str | None, Query(max_length=64)] = None,
    node: Annotated[str | None, Query(max_length=64)] = None,
    limit: Annotated[int, Query(ge=1, le=MOST)] = 20,
    shown: bool = False,
) -> RecommendationsView:
    """Return scenes that may suit who asks; with `shown`, note that they were shown, so that they sink if not taken."""
    wish = Wish(visitor.user, story, node if story else None, limit)
    answer = studio.recommending().recommend(wish)
    if shown:
        studio.recommending().note_shown(wish, visitor.session, answer)
    return RecommendationsView(
        scenes=[_recommended(studio, one) for one in answer.scenes],
        notes=[dict(one.message) for one in answer.notes],
        arms=dict(answer.arms),
    )


@router.post("/events")
def note_events(new: NewEvents, studio: AStudio, visitor: AVisitor) -> NotedView:
    """Write down what was done; what cannot be is refused and counted, and the rest is kept."""
    told = (one.event(visitor.user, visitor.session) for one in new.events)
    return _noted(studio.library.catalog.append_events(told))


@router.get("/survey")
def survey(studio: AStudio) -> list[SceneView]:
    """Return scenes to ask a newcomer about, those first that tell tastes apart best."""
    return [scene_found(studio, hit) for hit in studio.recommending().survey()]


@router.post("/survey")
def answer_survey(answers: NewAnswers, studio: AStudio, visitor: AVisitor) -> NotedView:
    """Write down what a newcomer likes and does not like."""
    told = Answers(tuple(answers.liked), tuple(answers.not_liked), answers.age_group, answers.country.upper())
    return _noted(note_answers(studio.library.catalog, visitor.user, visitor.session, told))


@router.get("/history", response_class=Response, responses={200: {"content": {"application/x-ndjson": {}}}})
def export_history(studio: AStudio, visitor: AVisitor, response: Response) -> Response:
    """Return all that is held of who asks, as JSON lines."""
    catalog = studio.library.catalog
    told = [catalog.told_person(visitor.user), *catalog.told_events(visitor.user)]
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in told)
    made = Response(lines, media_type="application/x-ndjson")
    made.headers.raw.extend(one for one in response.headers.raw if one[0] == b"set-cookie")
    return made


@router.delete("/history")
def forget_history(studio: AStudio, visitor: AVisitor) -> NotedView:
    """Remove all that is held of who asks, and what was learnt with it."""
    studio.library.catalog.forget_person(visitor.user)
    studio.recommending().throw_away()
    return NotedView(kept=0, refused={}, changed={})


@router.get("/history/recording")
def recording(studio: AStudio, visitor: AVisitor) -> Recording:
    """Say whether what who asks does is recorded and learnt from."""
    return Recording(on=not studio.library.catalog.person(visitor.user).opted_out)


@router.put("/history/recording")
def set_recording(recording: Recording, studio: AStudio, visitor: AVisitor) -> Recording:
    """Say whether anything may be recorded of who asks and learnt from it."""
    catalog = studio.library.catalog
    (catalog.opt_in if recording.on else catalog.opt_out)(visitor.user)
    return recording


def _recommended(studio: Studio, one: Recommendation) -> RecommendedView:
    why = [
        WhyView(
            kind=reason.kind,
            scene=reason.scene_id,
            message={language: reason.told(language) for language in ("en", "ko")},
        )
        for reason in one.reasons
    ]
    sources = sorted(source.value for source in one.sources)
    return RecommendedView(scene=scene_found(studio, one.hit), score=one.hit.score, why=why, sources=sources)


def _noted(noted: Noted) -> NotedView:
    return NotedView(
        kept=noted.kept,
        refused={reason.value: count for reason, count in noted.refused.items()},
        changed={what.value: count for what, count in noted.mended.items()},
    )
