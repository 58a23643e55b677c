"""A film from first to last on one page: shots, boundaries, scenes, cues and sound, each with its times."""

from itertools import groupby

from fastapi import APIRouter
from pydantic import BaseModel

from indexing.features import SILENCE, ShotFeatures
from library import Film, milliseconds
from library.catalog import Catalog
from ui.server.api.shapes import TagView, picture_url, tag_view
from ui.server.numbers import RowNumber
from ui.server.state import AStudio

router = APIRouter(prefix="/films/{film_id}/timeline", tags=["films"])


class ShotSpan(BaseModel):
    """A shot in film time, and how loud it is from 0 (silence) to 1."""

    start_ms: int
    end_ms: int
    loudness: float


class BoundarySpan(BaseModel):
    """Where two shots meet: a cut is a moment, a `fade`, `dissolve` or `wipe` lasts; `score` is 0 to 1."""

    start_ms: int
    end_ms: int
    kind: str
    score: float


class SceneSpan(BaseModel):
    """A scene in film time, its tags, the surest first, and the address of its picture."""

    id: int
    number: int
    start_ms: int
    end_ms: int
    heading: str
    picture: str
    tags: list[TagView]


class CueSpan(BaseModel):
    """A cue in film time."""

    start_ms: int
    end_ms: int
    text: str
    speaker: str
    sound: str


class Timeline(BaseModel):
    """A whole film in milliseconds of film time; `cues` by language."""

    duration_ms: int
    frame_ms: float
    shots: list[ShotSpan]
    boundaries: list[BoundarySpan]
    scenes: list[SceneSpan]
    cues: dict[str, list[CueSpan]]


@router.get("")
def timeline(film_id: RowNumber, studio: AStudio) -> Timeline:
    """Return a film's shots, boundaries, scenes and cues with their times."""
    catalog = studio.library.catalog
    film = catalog.film(film_id)
    return Timeline(
        duration_ms=milliseconds(film.duration),
        frame_ms=float(1000 / film.frame_rate) if film.frame_rate else 40.0,
        shots=_shots(catalog, film),
        boundaries=_boundaries(catalog, film_id),
        scenes=_scenes(catalog, film_id),
        cues=_cues(catalog, film_id),
    )


def _shots(catalog: Catalog, film: Film) -> list[ShotSpan]:
    return [
        ShotSpan(
            start_ms=milliseconds(film.clock.seconds(shot.start_pts)),
            end_ms=milliseconds(film.clock.seconds(shot.end_pts)),
            loudness=round(1 - ShotFeatures.from_bytes(shot.features).loudness / SILENCE, 3),
        )
        for shot in catalog.new_shots(film.id)
    ]


def _boundaries(catalog: Catalog, film_id: int) -> list[BoundarySpan]:
    return [
        BoundarySpan(
            start_ms=milliseconds(one.start),
            end_ms=milliseconds(one.end),
            kind=one.kind,
            score=round(one.score, 3),
        )
        for one in catalog.boundaries(film_id)
    ]


def _scenes(catalog: Catalog, film_id: int) -> list[SceneSpan]:
    scenes = catalog.scenes(film_id)
    tags = catalog.tags(scene.id for scene in scenes)
    return [
        SceneSpan(
            id=scene.id,
            number=scene.number,
            start_ms=milliseconds(scene.start),
            end_ms=milliseconds(scene.end),
            heading=scene.heading,
            picture=picture_url(scene),
            tags=[tag_view(tag) for tag in tags.get(scene.id, ())],
        )
        for scene in scenes
    ]


def _cues(catalog: Catalog, film_id: int) -> dict[str, list[CueSpan]]:
    cues = sorted(catalog.cues(film_id), key=lambda cue: (cue.language, cue.start_ms))
    return {
        language: [
            CueSpan(
                start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text, speaker=cue.speaker, sound=cue.sound
            )
            for cue in group
        ]
        for language, group in groupby(cues, lambda cue: cue.language)
    }
