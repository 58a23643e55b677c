"""How long a job's stage will still take, told by how fast it has gone so far, and steadily."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil
from threading import Lock

from library.catalog.jobs import Job, JobState

WATCHED_FOR = 3.0
"""Seconds that a stage must have been seen to go on before anything is told: the first ones say little."""

_STEPS = ((30, 5), (120, 10), (900, 60), (3600, 300))
"""Up to so many seconds, times are told in steps of so many; so a time that is told does not flicker."""


@dataclass
class _Seen:
    """A stage as it was first seen, how far it was at the last look, and what was told."""

    stage: str
    begun: datetime
    first: int
    last: int
    told: int | None = None


class TimesLeft:
    """Watches jobs go on; one such for all who ask, so that all are told the same.

    A stage's pace is that of all the time for which it has been seen, and is looked at again each time it gets on: one
    slow piece of a film does not double what is told, and what is told does not grow while it is worked at. The
    moments are those of the reports themselves, however often somebody looks.
    """

    def __init__(self) -> None:
        self._seen: dict[int, _Seen] = {}
        self._lock = Lock()

    def seconds(self, job: Job) -> int | None:
        """Return in about how many seconds the stage of a job ends, in round figures; `None` while nobody can tell."""
        with self._lock:
            if job.state is not JobState.RUNNING:
                self._seen.pop(job.id, None)
                return None
            seen = self._seen.get(job.id)
            if seen is None or seen.stage != job.stage or job.done < seen.last:
                seen = self._seen[job.id] = _Seen(job.stage, job.changed_at, job.done, job.done)
            if job.done > seen.last and job.total > 0:
                seen.last = job.done
                seen.told = _told(seen, job)
            return seen.told


def _told(seen: _Seen, job: Job) -> int | None:
    """Round what is left; what was told stands while the truth lies near it."""
    watched = (job.changed_at - seen.begun).total_seconds()
    if watched < WATCHED_FOR:
        return None
    left = (job.total - job.done) * watched / (job.done - seen.first)
    step = next((step for most, step in _STEPS if left <= most), 600)
    if seen.told is not None and seen.told - step < left <= seen.told + step / 2:
        return seen.told
    return max(step, ceil(left / step) * step)
