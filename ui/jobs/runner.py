"""Starts workers, a few at a time, and notices those that ended without a word."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import BoundedSemaphore, Lock, Thread
from typing import Any

from library import Library
from library.catalog.jobs import Job, JobState

SILENT_FOR = timedelta(seconds=20)
"""A job of another process that was not heard of for so long is dead; a living one reports every 2 s."""

_INTERRUPTED = "It was interrupted before it was finished. Start it again: what is finished is kept."
_WAKE_EVERY = 0.2
_ENDS_WITHIN = 10.0


class JobRunner:
    """Runs jobs in processes of their own; `close` ends those that still run.

    Args:
        library: Whose jobs.
        at_once: How many may run side by side; `None` for one a pair of processors.
    """

    def __init__(self, library: Library, at_once: int | None = None) -> None:
        self._library = library
        self._free = BoundedSemaphore(at_once or max(1, (os.cpu_count() or 1) // 2))
        self._mine: dict[int, Thread] = {}
        self._processes: dict[int, subprocess.Popen[bytes]] = {}
        self._lock = Lock()
        self._closing = False

    def start_job(self, kind: str, request: dict[str, Any]) -> int:
        """Write a job down, see to it that it runs, and return its number."""
        job_id = self._library.catalog.ask_for_job(kind, request)
        self._begin(job_id)
        return job_id

    def resume_job(self, job_id: int) -> None:
        """See to it that a paused job goes on, also one of an earlier studio; any other stays as it is."""
        if self._library.catalog.job(job_id).state is not JobState.PAUSED:
            return
        if before := self._mine.get(job_id):
            before.join(_ENDS_WITHIN)  # its worker has stopped, and is about to be gone
        if job_id not in self._mine and self._library.catalog.resume_job(job_id):
            self._begin(job_id)

    def jobs(self, limit: int = 50, before: int | None = None) -> tuple[Job, ...]:
        """Return the last jobs (before a number), the newest first, after `mark_dead`."""
        self.mark_dead()
        return self._library.catalog.jobs(limit, before)

    def unfinished(self) -> tuple[Job, ...]:
        """Return all jobs that have not ended, the newest first, after `mark_dead`."""
        self.mark_dead()
        return self._library.catalog.unfinished_jobs()

    def mark_dead(self) -> None:
        """Mark jobs as failed that nobody works on any more, or as stopped if that was asked of them."""
        deadline = datetime.now(UTC) - SILENT_FOR
        for job in self._library.catalog.unfinished_jobs():
            if (
                job.state is not JobState.PAUSED
                and job.id not in self._mine
                and _utc(job.changed_at) < deadline
            ):
                self._end(job, _INTERRUPTED)

    def close(self) -> None:
        """End every worker and wait for it."""
        with self._lock:
            self._closing = True
            for process in self._processes.values():
                process.terminate()
        for thread in list(self._mine.values()):
            thread.join()

    def _begin(self, job_id: int) -> None:
        thread = Thread(target=self._see_through, args=(job_id,), name=f"job-{job_id}", daemon=True)
        self._mine[job_id] = thread
        thread.start()

    def _see_through(self, job_id: int) -> None:
        while not self._free.acquire(timeout=_WAKE_EVERY):
            if self._unwanted(job_id):
                break
        else:
            try:
                self._work(job_id)
            finally:
                self._free.release()
        self._settle(job_id)
        del self._mine[job_id]

    def _unwanted(self, job_id: int) -> bool:
        return self._closing or self._library.catalog.job(job_id).state is not JobState.WAITING

    def _work(self, job_id: int) -> None:
        log = self._log_file(job_id)
        with log.open("wb") as output:
            with self._lock:
                if self._unwanted(job_id):
                    return
                process = subprocess.Popen(
                    [
                        sys.executable,
                        "-m",
                        "ui.jobs.worker",
                        "--library",
                        str(self._library.folder),
                        str(job_id),
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,  # Ctrl+C in the terminal is for the server, which then ends its workers
                )
                self._processes[job_id] = process
            process.wait()
        with self._lock:
            del self._processes[job_id]

    def _settle(self, job_id: int) -> None:
        """Write down how a job ended that could not do so itself."""
        job = self._library.catalog.job(job_id)
        if job.state.final:
            self._log_file(job_id).unlink(missing_ok=True)
        else:
            stopped = f"It stopped unexpectedly. {self._log_file(job_id)} says more."
            self._end(job, _INTERRUPTED if self._closing else stopped)

    def _end(self, job: Job, reason: str) -> None:
        """Write down that an unfinished job has no worker any more: as it was asked to, or for a reason."""
        if job.state.stopped:
            self._library.catalog.stop_job(job.id)
        else:
            self._library.catalog.end_job(job.id, JobState.FAILED, reason)

    def _log_file(self, job_id: int) -> Path:
        folder = self._library.folder / "jobs"
        folder.mkdir(exist_ok=True)
        return folder / f"{job_id}.log"


def _utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
