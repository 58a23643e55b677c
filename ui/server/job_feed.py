"""Tells everybody who listens how jobs go on: one reads the jobs, however many listen."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from secrets import token_hex
from time import monotonic

from starlette.concurrency import run_in_threadpool

from library.catalog.jobs import Job

MOST_LISTENERS = 64
"""Whoever comes when so many listen is turned away, and asks now and then instead."""

LOOKS_EVERY = 0.4
BEATS_EVERY = 15.0
"""Seconds of silence after which a listener is told that the studio is still there."""

LASTS = 600.0
"""Seconds after which a listener has to come again, so that one who has signed out does not listen for ever."""


@dataclass(frozen=True)
class JobNow:
    """A job as it stands, and in about how many seconds its stage ends, if that can be told."""

    job: Job
    seconds_left: int | None


@dataclass(frozen=True)
class JobEvent:
    """That a job changed; `id` says up to where somebody knows everything."""

    id: str
    now: JobNow


class JobFeed:
    """What changed of jobs, each change with a number; of each job only the last change is kept.

    Whoever is slow, or was away, is told how each job stands now, and not everything that happened to it. Ids are
    those of this feed: to one who comes with the id of an earlier studio everything is news.

    Args:
        read: Returns the jobs as they stand.
    """

    def __init__(self, read: Callable[[], Sequence[JobNow]]) -> None:
        self._read = read
        self._name = token_hex(4)
        self._changes: dict[int, tuple[int, JobNow]] = {}
        self._count = 0
        self._looked_at = float("-inf")
        self._looking = asyncio.Lock()
        self._closed = asyncio.Event()
        self.listeners = 0

    def close(self) -> None:
        """Let everybody go; called in the loop in which they listen."""
        self._closed.set()

    async def listen(self, last_id: str = "") -> AsyncIterator[JobEvent | None]:
        """Yield `None`, then each change since the event `last_id` or from now on; later `None`s are signs of life.

        Yields nothing at all if too many listen.
        """
        if self.listeners >= MOST_LISTENERS:
            return
        self.listeners += 1
        try:
            async for event in self._changes_since(last_id):
                yield event
        finally:
            self.listeners -= 1

    async def _changes_since(self, last_id: str) -> AsyncIterator[JobEvent | None]:
        await self._look()
        known, begun = self._number_of(last_id), monotonic()
        told = begun
        yield None
        while not self._closed.is_set() and monotonic() - begun < LASTS:
            for number, now in sorted(self._changes.values(), key=lambda change: change[0]):
                if number > known:
                    known, told = number, monotonic()
                    yield JobEvent(f"{self._name}-{number}", now)
            if monotonic() - told > BEATS_EVERY:
                told = monotonic()
                yield None
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closed.wait(), LOOKS_EVERY)
            await self._look()

    def _number_of(self, last_id: str) -> int:
        if not last_id:
            return self._count
        name, _, number = last_id.partition("-")
        is_ours = name == self._name and number.isascii() and number.isdecimal()
        return min(int(number), self._count) if is_ours else 0

    async def _look(self) -> None:
        async with self._looking:
            if monotonic() - self._looked_at < LOOKS_EVERY / 2 or self._closed.is_set():
                return
            jobs = await run_in_threadpool(self._read)
            self._looked_at = monotonic()
        for now in sorted(jobs, key=lambda one: one.job.id):
            before = self._changes.get(now.job.id)
            if before is None or _differ(before[1], now):
                self._count += 1
                self._changes[now.job.id] = self._count, now
        self._forget_others({now.job.id for now in jobs})

    def _forget_others(self, known: set[int]) -> None:
        for gone in self._changes.keys() - known:
            del self._changes[gone]


def _differ(before: JobNow, after: JobNow) -> bool:
    """Say whether there is something to tell: that a job was heard of again is not."""
    heard_of = replace(before.job, changed_at=after.job.changed_at)
    return heard_of != after.job or before.seconds_left != after.seconds_left
