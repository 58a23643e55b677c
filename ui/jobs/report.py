"""Carries a job's progress to its row, and the row's wish to stop back to the job."""

from threading import Event, Thread
from types import TracebackType

from library import Cancelled, Catalog

WRITES_EVERY = 0.25
"""Seconds between two writes at the least: the work must not wait for the database at every frame."""

BEATS_EVERY = 2.0
"""Seconds after which a job is written even if nothing changed, so that others see that it lives."""


class JobReport:
    """A `Progress` that writes to a job's row from a thread of its own while it is entered.

    Args:
        catalog: Where the row is.
        job_id: Which row.
    """

    def __init__(self, catalog: Catalog, job_id: int) -> None:
        self._catalog = catalog
        self._job_id = job_id
        self._latest = ("", 0, 0)
        self._stopped = Event()
        self._ended = Event()
        self._thread = Thread(target=self._write, name="job-report", daemon=True)

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Take a report.

        Raises:
            Cancelled: Somebody asked the job to stop, for now or for good.
        """
        self._latest = (stage, done, total)
        if self._stopped.is_set():
            raise Cancelled

    def __enter__(self) -> "JobReport":
        self._send()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _write(self) -> None:
        written, still = self._latest, 0.0
        while not self._ended.wait(WRITES_EVERY):
            still += WRITES_EVERY
            if self._latest != written or still >= BEATS_EVERY:
                written, still = self._latest, 0.0
                self._send()
            elif self._catalog.job(self._job_id).state.stopped:
                self._stopped.set()
        if self._latest != written:
            self._send()

    def _send(self) -> None:
        if self._catalog.report_job(self._job_id, *self._latest).stopped:
            self._stopped.set()
