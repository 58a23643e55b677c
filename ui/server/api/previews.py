"""A story to be tried from any of its nodes, without rendering anything."""

from typing import Any

from fastapi import APIRouter

from creator.preview import Piece, preview_data
from story import Clip
from ui.server.api.story_shapes import footage_of
from ui.server.state import AStudio

router = APIRouter(prefix="/stories/{story_id}/preview", tags=["stories"])


@router.get("")
def preview(story_id: str, studio: AStudio) -> dict[str, Any]:
    """Return a story as the walker of the player reads it, its clips as pieces of what browsers can play now."""
    story, _ = studio.desk.story(story_id)
    shown = {
        (one.film, one.start_ms, one.end_ms): one.playing
        for one in footage_of(story, studio.library, studio.player)
    }

    def piece_of(clip: Clip) -> Piece | None:
        playing = shown.get((clip.film, clip.start_ms, clip.end_ms))
        return None if playing is None else Piece(playing.url, playing.start_ms, playing.end_ms)

    return preview_data(story, piece_of)
