"""What the API says about films, scenes, tags and jobs, as JSON. Times are milliseconds of film time."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel

from library import Film, Scene, Tag, clock_text, milliseconds
from library.catalog.jobs import Job
from library.search import Hit, Reason
from ui.jobs.steps import step_of
from ui.server.playable import Playing


class FilmView(BaseModel):
    """A film; `picture` is the address of its poster, or empty."""

    id: int
    fingerprint: str
    title: str
    provider: str
    licence: str
    credit: str
    duration_ms: int
    duration: str
    width: int
    height: int
    has_sound: bool
    broken_at_ms: int | None
    scenes: int
    languages: list[str]
    picture: str
    added_at: datetime


class TagView(BaseModel):
    """A concept that holds of a scene, its labels by language."""

    concept: str
    facet: str
    labels: dict[str, str]
    origin: str
    confidence: float


class ReasonView(BaseModel):
    """Why a scene was found: what speaks for it, the text that bears it out, and its share of the score (0 to 1).

    `signal` is `words`, `meaning` or `tag`; `marks` are the places of the query's words in `text`, half-open, in code
    points; `start_ms` is when the line is said in the film, if that is known.
    """

    signal: str
    text: str
    share: float
    marks: list[tuple[int, int]]
    start_ms: int | None


class PlayingView(BaseModel):
    """Where a scene plays, and the piece of what lies there."""

    url: str
    start_ms: int
    end_ms: int


class SceneView(BaseModel):
    """A scene as a card shows it; `marks` are the places of the query's words in `text`, as in its reasons.

    `frame_ms` is how long a picture of its film lasts, on average.
    """

    id: int
    film_id: int
    film: str
    film_title: str
    number: int
    start_ms: int
    end_ms: int
    clock: str
    heading: str
    text: str
    marks: list[tuple[int, int]]
    ratio: float
    frame_ms: float
    picture: str
    playing: PlayingView
    tags: list[TagView]
    reasons: list[ReasonView]


class JobView(BaseModel):
    """Long work: how far it is, and how it ended.

    `done` of `total` units of `stage` are finished (`total` 0: nobody knows of how many), at `step` of `steps` (0: it
    has none), which ends in about `seconds_left` (`null`: nobody can tell yet).
    """

    id: int
    kind: str
    subject: str
    state: str
    final: bool
    stage: str
    done: int
    total: int
    step: int
    steps: int
    seconds_left: int | None
    message: str
    result: dict[str, Any]
    asked_at: datetime
    changed_at: datetime


def film_view(film: Film, scenes: tuple[Scene, ...], languages: tuple[str, ...]) -> FilmView:
    """Return what is said about a film; its poster is the picture of a scene from the first third."""
    pictured = [scene for scene in scenes if scene.thumbnail]
    return FilmView(
        id=film.id,
        fingerprint=film.fingerprint,
        title=film.title,
        provider=film.provider,
        licence=film.licence,
        credit=film.credit,
        duration_ms=milliseconds(film.duration),
        duration=clock_text(film.duration),
        width=film.width,
        height=film.height,
        has_sound=film.has_sound,
        broken_at_ms=None if film.broken_at is None else milliseconds(film.broken_at),
        scenes=len(scenes),
        languages=list(languages),
        picture=picture_url(pictured[len(pictured) // 3]) if pictured else "",
        added_at=film.added_at,
    )


def picture_url(scene: Scene) -> str:
    """Return the address of a scene's picture, or `""`; it changes when the picture does."""
    return f"/media/scenes/{scene.id}/picture?v={scene.thumbnail[:8]}" if scene.thumbnail else ""


def frame_ms(film: Film) -> float:
    """Return how many milliseconds a picture of a film lasts, on average."""
    return float(1000 / film.frame_rate) if film.frame_rate else 40.0


def scene_view(hit: Hit, playing: Playing) -> SceneView:
    """Return a found scene as a card shows it."""
    scene, film = hit.scene, hit.film
    return SceneView(
        id=scene.id,
        film_id=film.id,
        film=film.fingerprint,
        film_title=film.title,
        number=scene.number,
        start_ms=milliseconds(scene.start),
        end_ms=milliseconds(scene.end),
        clock=f"{clock_text(scene.start)}–{clock_text(scene.end)}",
        heading=scene.heading,
        text=hit.text,
        marks=list(hit.marks),
        ratio=film.width / film.height if film.height else 16 / 9,
        frame_ms=frame_ms(film),
        picture=picture_url(scene),
        playing=PlayingView(url=playing.url, start_ms=playing.start_ms, end_ms=playing.end_ms),
        tags=[tag_view(tag) for tag in hit.tags],
        reasons=[_reason_view(reason) for reason in hit.reasons],
    )


def _reason_view(reason: Reason) -> ReasonView:
    return ReasonView(
        signal=reason.signal,
        text=reason.text,
        share=round(reason.share, 3),
        marks=list(reason.marks),
        start_ms=reason.start_ms,
    )


def tag_view(tag: Tag) -> TagView:
    """Return what is said about a tag."""
    return TagView(
        concept=tag.concept,
        facet=tag.facet,
        labels=tag.labels,
        origin=tag.origin,
        confidence=tag.confidence,
    )


def job_view(job: Job, seconds_left: int | None = None) -> JobView:
    """Return what is said about a job; what it was asked stays here, for it holds paths."""
    step, steps = step_of(job.kind, job.stage)
    return JobView(
        id=job.id,
        kind=job.kind,
        subject=str(job.request.get("subject", "")),
        state=job.state,
        final=job.state.final,
        stage=job.stage,
        done=job.done,
        total=job.total,
        step=step,
        steps=steps,
        seconds_left=seconds_left,
        message=job.message,
        result=job.result,
        asked_at=job.asked_at,
        changed_at=job.changed_at,
    )
