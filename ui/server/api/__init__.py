"""The REST API under `/api/v1`: the same functions that the studio calls; no rule lives here."""

from fastapi import APIRouter

from ui.server.api import (
    concept_edits,
    corrections,
    exports,
    expressions,
    films,
    handing_in,
    job_events,
    jobs,
    licences,
    previews,
    publishing,
    recommendations,
    scenes,
    search_ways,
    stories,
    story_history,
    story_imports,
    story_scenes,
    story_told,
    story_whole,
    tagging,
    tagging_exchange,
    tags,
    timelines,
)

router = APIRouter(prefix="/api/v1")
for part in (
    films,
    handing_in,
    licences,
    corrections,
    timelines,
    scenes,
    search_ways,
    tags,
    story_imports,
    concept_edits,
    tagging,
    tagging_exchange,
    stories,
    story_history,
    story_scenes,
    story_told,
    story_whole,
    previews,
    publishing,
    exports,
    expressions,
    recommendations,
    job_events,
    jobs,
):
    router.include_router(part.router)

__all__ = ["router"]
