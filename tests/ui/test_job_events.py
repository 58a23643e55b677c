"""How jobs go on, told as server-sent events: to whoever listens, comes again, is slow, or must not know."""

import json
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from library.catalog.jobs import Job, JobState
from ui.server import job_feed
from ui.server.job_feed import JobEvent, JobFeed, JobNow
from ui.server.passwords import set_password

NOW = datetime(2026, 1, 1, tzinfo=UTC)
RIGHT = "ten letters or more"


class Jobs:
    """Jobs whose state is set by hand, and a feed of them."""

    def __init__(self) -> None:
        self.now: dict[int, JobNow] = {}
        self.feed = JobFeed(lambda: list(self.now.values()))

    def set(self, number: int, done: int) -> None:
        job = Job(number, "add", {}, JobState.RUNNING, "reading", done, 10, "", {}, NOW, NOW)
        self.now[number] = JobNow(job, None)


async def next_of(events: AsyncIterator[JobEvent | None]) -> tuple[str, int, int]:
    """Return the id of the next event, and its job's number and progress."""
    async for event in events:
        if event is not None:
            return event.id, event.now.job.id, event.now.job.done
    raise AssertionError("it ended")


def test_a_change_is_told_once_and_the_last_one_to_whoever_was_away(run_apart: Any) -> None:
    async def listen() -> None:
        jobs = Jobs()
        jobs.set(1, 0)
        async with aclosing(jobs.feed.listen()) as events:
            assert await anext(events) is None
            jobs.set(1, 1)
            first = await next_of(events)
            assert first[1:] == (1, 1)
            jobs.now[1] = replace(jobs.now[1], job=replace(jobs.now[1].job, changed_at=datetime.now(UTC)))
            jobs.set(2, 5)
            assert (await next_of(events))[1:] == (2, 5), "that a job is still there is no news"
        for done in range(2, 5):
            jobs.set(1, done)
        async with aclosing(jobs.feed.listen(first[0])) as again:
            assert [(await next_of(again))[1:] for _ in range(2)] == [(2, 5), (1, 4)]
        for stranger in ("elsewhere-7", first[0].replace("-", "-9999"), "-", "٣", "x" * 150):
            async with aclosing(jobs.feed.listen(stranger)) as others:
                assert await anext(others) is None
        assert jobs.feed.listeners == 0

    run_apart(listen())


def test_one_who_comes_from_an_earlier_studio_is_told_of_every_job(run_apart: Any) -> None:
    async def listen() -> None:
        jobs = Jobs()
        jobs.set(1, 3)
        jobs.set(2, 4)
        async with aclosing(jobs.feed.listen("0badcafe-7")) as events:
            assert [(await next_of(events))[1:] for _ in range(2)] == [(1, 3), (2, 4)]

    run_apart(listen())


def test_many_listen_and_one_reads(monkeypatch: pytest.MonkeyPatch, run_apart: Any) -> None:
    monkeypatch.setattr(job_feed, "MOST_LISTENERS", 5)
    reads: list[int] = []

    async def listen() -> None:
        jobs = Jobs()
        feed = JobFeed(lambda: reads.append(1) or list(jobs.now.values()))  # type: ignore[func-returns-value]
        heard = [feed.listen() for _ in range(5)]
        assert [await anext(one) for one in heard] == [None] * 5
        assert feed.listeners == 5
        async with aclosing(feed.listen()) as too_many:
            assert [event async for event in too_many] == []
        jobs.set(1, 1)
        assert {(await next_of(one))[1:] for one in heard} == {(1, 1)}
        feed.close()
        assert [[event async for event in one] for one in heard] == [[]] * 5
        assert feed.listeners == 0

    run_apart(listen())
    assert len(reads) < 10


@pytest.fixture
def served(stocked_library: Path, tmp_path: Path) -> Iterator[Any]:
    """A studio with a password in a process of its own, and its address."""
    from library import open_library

    folder = shutil.copytree(stocked_library, tmp_path / "library")
    with open_library(folder) as library:
        set_password(library, RIGHT)
    code = f"from pathlib import Path; from ui.server import serve; serve(Path({str(folder)!r}), port=0)"
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    yield process, process.stdout.readline().split()[1]
    process.terminate()
    process.communicate(timeout=20)


def events_of(lines: Iterator[str]) -> Iterator[tuple[str, Any]]:
    """Yield each event of a stream: its id and its data."""
    number = ""
    for line in lines:
        if line.startswith("id: "):
            number = line[4:]
        elif line.startswith("data: "):
            yield number, json.loads(line[6:])


def test_a_job_is_followed_to_its_end_and_a_listener_does_not_keep_the_studio_from_ending(
    served: Any,
) -> None:
    process, address = served
    events = "/api/v1/jobs/events"
    with httpx.Client(base_url=address, timeout=30) as client:
        assert client.get(events).status_code == 401
        client.post("/signin", data={"password": RIGHT})
        with client.stream("GET", events) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            assert "default-src 'self'" in answer.headers["content-security-policy"]
            (job,) = client.post("/api/v1/films", files={"files": ("false.mp4", b"no film")}).json()
            told = []
            for number, state in events_of(answer.iter_lines()):
                told.append((number, state["id"], state["state"]))
                if state["final"]:
                    break
        assert {one[1] for one in told} == {job["id"]}
        states = [one[2] for one in told]
        assert (states[0], states[-1]) == ("waiting", "failed")
        with client.stream("GET", events, headers={"Last-Event-ID": told[0][0]}) as answer:
            lines = answer.iter_lines()
            assert next(events_of(lines))[1]["state"] == "failed", "only how it stands now"
            process.terminate()
            assert all(line in ("", ": here") for line in lines)
    _, complaints = process.communicate(timeout=20)
    assert complaints == "", "nobody had to be cut off"
