"""A film from first to last on one page: shots, boundaries, scenes, cues and sound, each with its times."""

from base64 import b64encode
from fractions import Fraction
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel

from indexing.features import SILENCE, ShotFeatures
from library import Film, NotInLibrary, milliseconds
from library.catalog import Catalog
from ui.server.api.shapes import TagView, picture_url, tag_view
from ui.server.numbers import RowNumber
from ui.server.state import AStudio
from ui.server.waveforms import WaveformState

router = APIRouter(prefix="/films/{film_id}/timeline", tags=["films"])

_AROUND = Fraction(3)
"""Seconds before and behind a moment of which pictures are told."""

_LONGEST_MS = 24 * 3600 * 1000


class ShotSpan(BaseModel):
    """A shot in film time, how loud it is from 0 (silence) to 1, and the address of its picture."""

    start_ms: int
    end_ms: int
    loudness: float
    picture: str


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


class Pictures(BaseModel):
    """When each picture that begins in `[start_ms, end_ms)` does so, to a thousandth of a millisecond, ascending.

    `times` is empty where the film's file has no times of pictures.
    """

    start_ms: float
    end_ms: float
    times: list[float]


class WaveformView(BaseModel):
    """How loud a film is: in base64, one byte for each `bin_ms` of film time, 0 (-60 dB or less) to 255 (0 dB).

    `state` is `ready`; `making`: ask again in a while; `silent`: the film has no sound; or `failed`.
    """

    state: WaveformState
    bin_ms: int
    levels: str


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


@router.get("/pictures")
def pictures(
    film_id: RowNumber, studio: AStudio, around_ms: Annotated[int, Query(ge=0, le=_LONGEST_MS)]
) -> Pictures:
    """Return when the pictures begin from 3 s before a moment to 3 s behind it, as the film's file says."""
    from indexing.picture_times import picture_times

    film = _with_file(studio.library.catalog.film(film_id))
    moment = Fraction(around_ms, 1000)
    found = picture_times(film, moment - _AROUND, moment + _AROUND)
    return Pictures(
        start_ms=_exact_ms(found.start),
        end_ms=_exact_ms(found.end),
        times=[_exact_ms(time) for time in found.times],
    )


@router.get(
    "/waveform", responses={202: {"model": WaveformView, "description": "It is being made: ask again."}}
)
def waveform(film_id: RowNumber, studio: AStudio, response: Response) -> WaveformView:
    """Return how loud a film is from its beginning to its end; who asks first has it made."""
    found = studio.waveforms.of(studio.library.catalog.film(film_id))
    if found.state is WaveformState.MAKING:
        response.status_code = 202
    return WaveformView(state=found.state, bin_ms=found.bin_ms, levels=b64encode(found.levels).decode())


def _with_file(film: Film) -> Film:
    if not film.path.is_file():
        raise NotInLibrary(
            f"The file of “{film.title}” has gone.", "Add the film again from where it is now."
        )
    return film


def _exact_ms(seconds: Fraction) -> float:
    return round(float(seconds * 1000), 3)


def _shots(catalog: Catalog, film: Film) -> list[ShotSpan]:
    return [
        ShotSpan(
            start_ms=milliseconds(film.clock.seconds(shot.start_pts)),
            end_ms=milliseconds(film.clock.seconds(shot.end_pts)),
            loudness=round(1 - ShotFeatures.from_bytes(shot.features).loudness / SILENCE, 3),
            picture=_shot_picture(film.id, number, shot.thumbnail),
        )
        for number, shot in enumerate(catalog.new_shots(film.id), 1)
    ]


def _shot_picture(film_id: int, number: int, name: str) -> str:
    return f"/media/films/{film_id}/shots/{number}/picture?v={name[:8]}" if name else ""


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
