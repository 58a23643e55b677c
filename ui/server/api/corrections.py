"""Corrections of a film's scenes: what curators said so far, saying more, and grouping the rest anew."""

from datetime import datetime
from fractions import Fraction
from typing import Annotated, Literal

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from library import NotInLibrary, Scene, milliseconds
from ui.server.numbers import LARGEST, RowNumber
from ui.server.state import AStudio

router = APIRouter(prefix="/films/{film_id}", tags=["films"])

_LONGEST_MS = 24 * 3600 * 1000


class CorrectionView(BaseModel):
    """A curator's word on where scenes begin; `to_ms` only where something moved.

    `stands` is false for what was taken back, and for the taking back itself.
    """

    kind: str
    at_ms: int
    to_ms: int | None
    curator: str
    made_at: datetime
    stands: bool


class Correction(BaseModel):
    """What is wrong with a film's scenes.

    `split`: a scene begins in `scene` at `at_ms`. `merge`: `scene` and the one after it are one. `move`: `scene`
    begins at `at_ms`. `undo`: the last correction that stands was none; it takes neither scene nor time.
    """

    model_config = ConfigDict(extra="forbid")

    kind: Literal["split", "merge", "move", "undo"]
    scene: Annotated[int, Field(ge=1, le=LARGEST)] | None = None
    at_ms: Annotated[int, Field(ge=0, le=_LONGEST_MS)] | None = None
    curator: str = Field("", max_length=100)


class SceneSpan(BaseModel):
    """A scene of a film after a correction."""

    id: int
    number: int
    start_ms: int
    end_ms: int


@router.get("/corrections")
def corrections_of_film(film_id: RowNumber, studio: AStudio) -> list[CorrectionView]:
    """Return what curators said of a film's scenes, the oldest first."""
    from indexing.corrected import standing

    film = studio.library.catalog.film(film_id)
    log = studio.library.catalog.scene_corrections(film_id)
    left = {id(one) for one in standing(log)}

    def ms(pts: int | None) -> int | None:
        return None if pts is None else milliseconds(film.clock.seconds(pts))

    return [
        CorrectionView(
            kind=one.kind,
            at_ms=ms(one.at_pts) or 0,
            to_ms=ms(one.to_pts),
            curator=one.curator,
            made_at=one.made_at,
            stands=id(one) in left,
        )
        for one in log
    ]


@router.post("/corrections")
def correct_scenes(film_id: RowNumber, said: Correction, studio: AStudio) -> list[SceneSpan]:
    """Correct a film's scenes; return them as they are now."""
    from indexing.corrections import merge_scenes, move_boundary, split_scene, undo_correction

    library = studio.library
    if said.kind == "undo":
        return _spans(undo_correction(library, film_id, said.curator))
    if said.scene is None or library.catalog.scene(said.scene).film_id != film_id:
        raise NotInLibrary(f"Film {film_id} has no scene {said.scene}.", "Name one of its scenes.")
    at = Fraction(said.at_ms or 0, 1000)
    if said.kind == "merge":
        return _spans(merge_scenes(library, said.scene, said.curator))
    change = split_scene if said.kind == "split" else move_boundary
    return _spans(change(library, said.scene, at, said.curator))


@router.post("/scenes/again")
def group_scenes_again(film_id: RowNumber, studio: AStudio) -> list[SceneSpan]:
    """Find the scenes that nobody corrected anew, as the corrections of this film teach; return all."""
    from indexing.corrections import group_again

    return _spans(group_again(studio.library, film_id))


def _spans(scenes: tuple[Scene, ...]) -> list[SceneSpan]:
    return [
        SceneSpan(
            id=one.id, number=one.number, start_ms=milliseconds(one.start), end_ms=milliseconds(one.end)
        )
        for one in scenes
    ]
