"""Long work: how far it is, pausing it, stopping it, trying again."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from library.catalog.jobs import Job
from ui.server.api.paging import LONGEST_CURSOR, PAGED, Entries, Page
from ui.server.api.shapes import JobView, job_view
from ui.server.job_feed import JobNow
from ui.server.numbers import LARGEST, RowNumber
from ui.server.state import AStudio, Studio

router = APIRouter(prefix="/jobs", tags=["jobs"])


class JobsPage(Page):
    """Which jobs are asked for."""

    def __init__(
        self,
        request: Request,
        response: Response,
        limit: Annotated[int, Query(ge=1, le=200)] = 20,
        cursor: Annotated[str, Query(max_length=LONGEST_CURSOR)] = "",
    ) -> None:
        super().__init__(request, response, limit, cursor)


_JOBS: Entries[Job] = Entries("jobs", (0,), lambda job: (-job.id,))


@router.get("", responses=PAGED)
def list_jobs(studio: AStudio, page: Annotated[JobsPage, Depends()]) -> list[JobView]:
    """Return the last jobs, the newest first."""
    after = page.after(_JOBS)
    before = None if after is None else max(0, min(-int(after[0]), LARGEST))
    found = page.first_of(_JOBS, studio.jobs.jobs(page.limit + 1, before))
    return [job_now_view(studio.job_now(job)) for job in found]


@router.get("/unfinished")
def unfinished_jobs(studio: AStudio) -> list[JobView]:
    """Return all jobs that have not ended, the newest first."""
    return [job_now_view(studio.job_now(job)) for job in studio.jobs.unfinished()]


@router.get("/{job_id}")
def one_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Return one job."""
    studio.jobs.mark_dead()
    return _view(studio, job_id)


@router.post("/{job_id}/cancel")
def cancel_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Ask a job to stop for good; one that has ended stays as it is."""
    studio.library.catalog.cancel_job(job_id)
    return _view(studio, job_id)


@router.post("/{job_id}/pause")
def pause_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Ask a job to stop for now: it ends its worker and keeps what is finished; one that has ended stays as it is."""
    studio.library.catalog.pause_job(job_id)
    return _view(studio, job_id)


@router.post("/{job_id}/resume")
def resume_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Let a paused job go on when its turn comes; any other stays as it is."""
    studio.jobs.resume_job(job_id)
    return _view(studio, job_id)


@router.post("/{job_id}/retry", status_code=202)
def retry_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Start again what a job was asked to do, as a job of its own; one that has not ended is not doubled."""
    job = studio.library.catalog.job(job_id)
    return _view(studio, studio.jobs.start_job(job.kind, job.request) if job.state.final else job_id)


def job_now_view(now: JobNow) -> JobView:
    """Return what is said about a job, with the time that it will still take."""
    return job_view(now.job, now.seconds_left)


def _view(studio: Studio, job_id: int) -> JobView:
    return job_now_view(studio.job_now(studio.library.catalog.job(job_id)))
