"""Long work in the catalog: what was asked for, how far it is, how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from library.catalog.part import CatalogPart, now
from library.errors import NotInLibrary
from library.schema import JobRow


class JobState(StrEnum):
    """Where a job stands. The last three are final.

    A job that is paused has no worker: what it finished is kept, and it waits, however long, until it is resumed.
    """

    WAITING = "waiting"
    RUNNING = "running"
    PAUSING = "pausing"
    PAUSED = "paused"
    CANCELLING = "cancelling"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Whether nothing more will happen."""
        return self in FINAL

    @property
    def stopped(self) -> bool:
        """Whether somebody said that the work is to stop, for now or for good."""
        return self in (JobState.PAUSING, JobState.PAUSED, JobState.CANCELLING, JobState.CANCELLED)


FINAL = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
"""The states in which nothing more will happen to a job."""


@dataclass(frozen=True)
class Job:
    """Work that takes long.

    Attributes:
        id: Its number.
        kind: What is done, for instance `add` or `publish`.
        request: What it is done to.
        state: Where it stands.
        stage, done, total: The last report of its `Progress`; kept while it is paused.
        message: What went wrong, or `""`.
        result: What came out, once it is done.
        asked_at, changed_at: When it was asked for and last heard of (UTC).
    """

    id: int
    kind: str
    request: dict[str, Any]
    state: JobState
    stage: str
    done: int
    total: int
    message: str
    result: dict[str, Any]
    asked_at: datetime
    changed_at: datetime


class JobCatalog(CatalogPart):
    """Reads and writes jobs."""

    def ask_for_job(self, kind: str, request: dict[str, Any]) -> int:
        """Write down a job that waits to be done; return its number."""
        with self._database.writing() as session:
            row = JobRow(kind=kind, request=request, result={}, asked_at=now(), changed_at=now())
            session.add(row)
            session.flush()
            return row.id

    def job(self, job_id: int) -> Job:
        """Return one job.

        Raises:
            NotInLibrary: There is no such job.
        """
        with self._database.reading() as session:
            row = session.get(JobRow, job_id)
            if row is None:
                raise NotInLibrary(f"There is no job {job_id} in this library.")
            return _record(row)

    def jobs(self, limit: int = 50, before: int | None = None) -> tuple[Job, ...]:
        """Return the last jobs, the newest first; with `before`, the last of those with smaller numbers."""
        chosen = select(JobRow).order_by(JobRow.id.desc()).limit(limit)
        if before is not None:
            chosen = chosen.where(JobRow.id < before)
        with self._database.reading() as session:
            return tuple(_record(row) for row in session.scalars(chosen))

    def unfinished_jobs(self) -> tuple[Job, ...]:
        """Return all jobs that have not ended, the newest first."""
        chosen = select(JobRow).where(JobRow.state.not_in(FINAL)).order_by(JobRow.id.desc())
        with self._database.reading() as session:
            return tuple(_record(row) for row in session.scalars(chosen))

    def report_job(self, job_id: int, stage: str, done: int, total: int) -> JobState:
        """Note how far a job is; return its state, by which it learns that somebody cancelled it."""
        with self._database.writing() as session:
            row = session.get_one(JobRow, job_id)
            row.stage, row.done, row.total, row.changed_at = stage, done, total, now()
            if row.state == JobState.WAITING:
                row.state = JobState.RUNNING
            return JobState(row.state)

    def end_job(
        self, job_id: int, state: JobState, message: str = "", result: dict[str, Any] | None = None
    ) -> None:
        """Note how a job ended."""
        with self._database.writing() as session:
            row = session.get_one(JobRow, job_id)
            row.state, row.message, row.result, row.changed_at = state, message, result or {}, now()

    def cancel_job(self, job_id: int) -> None:
        """Ask a job to stop for good; one that is paused has stopped already, and one that has ended stays as it is."""
        self._move(job_id, {JobState.PAUSED: JobState.CANCELLED}, JobState.CANCELLING)

    def pause_job(self, job_id: int) -> None:
        """Ask a job to stop for now; one that waits is paused at once, and one that has ended stays as it is."""
        self._move(job_id, {JobState.WAITING: JobState.PAUSED, JobState.RUNNING: JobState.PAUSING})

    def resume_job(self, job_id: int) -> bool:
        """Let a paused job wait for its turn again; return whether it was paused."""
        return self._move(job_id, {JobState.PAUSED: JobState.WAITING})

    def stop_job(self, job_id: int) -> JobState:
        """Note that a job has stopped as it was asked to, for now or for good; return its state."""
        self._move(
            job_id, {JobState.PAUSING: JobState.PAUSED, JobState.PAUSED: JobState.PAUSED}, JobState.CANCELLED
        )
        return self.job(job_id).state

    def _move(
        self, job_id: int, moves: Mapping[JobState, JobState], otherwise: JobState | None = None
    ) -> bool:
        """Move a job that has not ended to its next state, if there is one for its state; say whether it moved."""
        with self._database.writing() as session:
            row = session.get(JobRow, job_id)
            if row is None or JobState(row.state).final:
                return False
            state = moves.get(JobState(row.state), otherwise)
            if state is None:
                return False
            row.state, row.changed_at = state, now()
            return True


def _record(row: JobRow) -> Job:
    return Job(
        row.id,
        row.kind,
        row.request,
        JobState(row.state),
        row.stage,
        row.done,
        row.total,
        row.message,
        row.result,
        row.asked_at,
        row.changed_at,
    )
