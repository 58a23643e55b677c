"""Long work: how far it is, stopping it, trying again."""

from fastapi import APIRouter

from ui.server.api.shapes import JobView, job_view
from ui.server.numbers import RowNumber
from ui.server.state import AStudio

router = APIRouter(prefix="/jobs", tags=["jobs"])


@router.get("")
def list_jobs(studio: AStudio, limit: int = 20) -> list[JobView]:
    """Return the last jobs, the newest first."""
    return [job_view(job) for job in studio.jobs.jobs(max(1, min(limit, 200)))]


@router.get("/{job_id}")
def one_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Return one job."""
    studio.jobs.mark_dead()
    return job_view(studio.library.catalog.job(job_id))


@router.post("/{job_id}/cancel")
def cancel_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Ask a job to stop; one that has ended stays as it is."""
    studio.library.catalog.cancel_job(job_id)
    return job_view(studio.library.catalog.job(job_id))


@router.post("/{job_id}/retry", status_code=202)
def retry_job(job_id: RowNumber, studio: AStudio) -> JobView:
    """Start again what a job was asked to do."""
    job = studio.library.catalog.job(job_id)
    return job_view(studio.library.catalog.job(studio.jobs.start_job(job.kind, job.request)))
