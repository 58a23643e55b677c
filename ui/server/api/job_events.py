"""Server-sent events (WHATWG HTML, section 9.2): how jobs go on, told as it happens."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header
from starlette.responses import Response, StreamingResponse

from ui.server.api.jobs import job_now_view
from ui.server.job_feed import JobEvent
from ui.server.problems import ProblemResponse, problem_response
from ui.server.state import AStudio

router = APIRouter(prefix="/jobs", tags=["jobs"])

_COMES_AGAIN_AFTER = 3000  # ms
_NOBODY = object()


class EventStream(StreamingResponse):
    """A stream of events."""

    media_type = "text/event-stream"


@router.get(
    "/events",
    response_class=EventStream,
    responses={
        200: {
            "description": "Each change of a job as an event `job` with an id; its data is what `GET /jobs/{job_id}` "
            "answers. A comment every 15 s is a sign of life. It ends after ten minutes; come again with the last id.",
            "content": {EventStream.media_type: {"schema": {"type": "string"}}},
        },
        503: {
            "description": "Too many listen; ask `GET /jobs` now and then.",
            "content": {ProblemResponse.media_type: {"schema": {"type": "object"}}},
        },
    },
)
async def job_events(studio: AStudio, last_event_id: Annotated[str, Header(max_length=200)] = "") -> Response:
    """Tell how jobs go on, from now, or from the event `Last-Event-ID`; of each job only the newest state is told."""
    events = studio.feed.listen(last_event_id)
    if (
        await anext(events, _NOBODY) is _NOBODY
    ):  # the answer begins when nothing that happens is missed any more
        return problem_response(503, "Too many are listening.", "Ask for /api/v1/jobs now and then.")
    headers = {"cache-control": "no-store", "x-accel-buffering": "no"}
    return EventStream(_written(events), headers=headers)


async def _written(events: AsyncIterator[JobEvent | None]) -> AsyncIterator[str]:
    yield f"retry: {_COMES_AGAIN_AFTER}\n\n"
    async for event in events:
        if event is None:
            yield ": here\n\n"
        else:
            told = job_now_view(event.now).model_dump_json()
            yield f"event: job\nid: {event.id}\ndata: {told}\n\n"
