"""Long work: in processes of its own, reported, stopped, and never left hanging."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from library import Cancelled, GallaeError, NotInLibrary
from library.catalog.jobs import Job, JobState
from ui.jobs import JobRunner, bundle_folder, kinds, runner
from ui.jobs.places import played_at, published_bundle
from ui.jobs.publications import Publication, last_published, tell_published
from ui.jobs.report import JobReport
from ui.jobs.worker import run_job

PATIENCE = 30.0


@pytest.fixture
def jobs(library: Any) -> Iterator[JobRunner]:
    made = JobRunner(library, at_once=1)
    yield made
    made.close()


def ended(library: Any, job_id: int) -> Job:
    deadline = time.monotonic() + PATIENCE
    while not (job := library.catalog.job(job_id)).state.final:
        assert time.monotonic() < deadline, job
        time.sleep(0.05)
    return job


def test_a_worker_never_imports_gradio() -> None:
    code = "import sys, ui.jobs.worker; assert not {'gradio', 'fastapi', 'torch'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_worker_indexes_a_film(library: Any, jobs: JobRunner, film: Any) -> None:
    job = ended(library, jobs.start_job("add", {"path": str(film.path), "title": "By a worker"}))
    assert (job.state, job.message) == (JobState.DONE, "")
    assert library.catalog.film(job.result["film_id"]).title == "By a worker"
    assert job.total == job.done > 0


def test_what_is_wrong_with_the_input_is_told_in_one_line(
    library: Any, jobs: JobRunner, tmp_path: Any
) -> None:
    job = ended(library, jobs.start_job("add", {"path": str(tmp_path / "nowhere.mp4")}))
    assert job.state is JobState.FAILED
    assert "nowhere.mp4" in job.message


def test_a_worker_that_dies_fails_its_job_at_once(library: Any, jobs: JobRunner) -> None:
    job = ended(library, jobs.start_job("unheard-of", {}))
    assert job.state is JobState.FAILED
    assert "stopped unexpectedly" in job.message
    assert "unheard-of" in (library.folder / "jobs" / f"{job.id}.log").read_text()


def test_a_job_that_waits_is_cancelled_without_ever_starting(
    library: Any, jobs: JobRunner, film: Any
) -> None:
    first = jobs.start_job("add", {"path": str(film.path)})
    second = jobs.start_job("add", {"path": "/nowhere.mp4"})
    library.catalog.cancel_job(second)
    assert ended(library, second).state is JobState.CANCELLED
    assert ended(library, first).state is JobState.DONE


def test_a_job_is_stopped_by_its_row(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    job_id = library.catalog.ask_for_job("endless", {})

    def endless(_library: Any, _request: Any, progress: Any) -> dict[str, Any]:
        for step in range(10_000):
            progress("counting", step, 0)
            if step == 3:
                library.catalog.cancel_job(job_id)
            time.sleep(0.01)
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(kinds, "KINDS", {"endless": endless})
    monkeypatch.setattr("ui.jobs.worker.KINDS", {"endless": endless})
    assert run_job(library, job_id) is JobState.CANCELLED
    assert library.catalog.job(job_id).state is JobState.CANCELLED


def counting(library: Any, monkeypatch: pytest.MonkeyPatch, at_three: Any) -> int:
    """Ask for a job that counts for long and does something at three; return its number."""
    job_id: int = library.catalog.ask_for_job("counting", {})

    def count(_library: Any, _request: Any, progress: Any) -> dict[str, Any]:
        for step in range(100):
            progress("counting", step, 100)
            if step == 3:
                at_three(job_id)
            time.sleep(0.02)
        return {"counted": 100}

    monkeypatch.setattr("ui.jobs.worker.KINDS", {"counting": count})
    return job_id


def test_a_running_job_is_paused_and_goes_on(library: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    catalog = library.catalog
    job_id = counting(library, monkeypatch, catalog.pause_job)
    assert run_job(library, job_id) is JobState.PAUSED
    paused = catalog.job(job_id)
    assert (paused.state, paused.stage, paused.result) == (JobState.PAUSED, "counting", {})
    assert run_job(library, job_id) is JobState.PAUSED, (
        "a paused job is not begun by a worker that comes late"
    )
    assert catalog.resume_job(job_id) and not catalog.resume_job(job_id)
    counting_on = counting(library, monkeypatch, lambda _: None)
    assert run_job(library, job_id) is run_job(library, counting_on) is JobState.DONE
    catalog.pause_job(job_id)
    assert catalog.job(job_id).state is JobState.DONE


def test_a_job_that_is_cancelled_while_it_pauses_does_not_come_back(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pause_and_cancel(job_id: int) -> None:
        library.catalog.pause_job(job_id)
        library.catalog.cancel_job(job_id)

    assert run_job(library, counting(library, monkeypatch, pause_and_cancel)) is JobState.CANCELLED
    waiting = library.catalog.ask_for_job("counting", {})
    library.catalog.pause_job(waiting)
    library.catalog.cancel_job(waiting)
    assert library.catalog.job(waiting).state is JobState.CANCELLED


def test_a_paused_job_holds_up_nobody_and_outlives_its_studio(
    library: Any, jobs: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, paused, third = (jobs.start_job("add", {"path": f"/nowhere-{number}.mp4"}) for number in range(3))
    for _ in range(2):
        library.catalog.pause_job(paused)
        jobs.resume_job(paused)
        assert library.catalog.job(paused).state is JobState.WAITING
    library.catalog.pause_job(paused)
    assert ended(library, first).state is ended(library, third).state is JobState.FAILED
    jobs.close()
    monkeypatch.setattr(runner, "SILENT_FOR", timedelta(0))
    later = JobRunner(library, at_once=1)
    try:
        before = library.catalog.job(first)
        later.resume_job(first)
        assert library.catalog.job(first) == before
        assert [(one.id, one.state) for one in later.unfinished()] == [(paused, JobState.PAUSED)]
        later.resume_job(paused)
        assert "nowhere-1.mp4" in ended(library, paused).message
    finally:
        later.close()


def test_progress_is_written_at_most_four_times_a_second(
    library: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = library.catalog.ask_for_job("add", {})
    written: list[tuple[str, int, int]] = []
    report_job = library.catalog.report_job

    def counted(number: int, *what: Any) -> JobState:
        written.append(what)
        return report_job(number, *what)

    monkeypatch.setattr(library.catalog, "report_job", counted)
    begun = time.monotonic()
    with JobReport(library.catalog, job_id) as report:
        for step in range(700):
            report("counting", step + 1, 700)
            time.sleep(0.001)
    assert 2 <= len(written) <= 3 + 4 * (time.monotonic() - begun)
    assert written[-1] == ("counting", 700, 700)


def test_a_cancelled_report_stops_the_work_that_reports(library: Any) -> None:
    job_id = library.catalog.ask_for_job("add", {})
    library.catalog.cancel_job(job_id)
    with JobReport(library.catalog, job_id) as report, pytest.raises(Cancelled):
        report("any", 0, 0)


def test_a_job_of_a_process_that_has_gone_is_marked_failed(
    library: Any, jobs: JobRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = library.catalog.ask_for_job("add", {})
    library.catalog.report_job(job_id, "watching", 1, 2)
    assert jobs.jobs()[0].state is JobState.RUNNING
    monkeypatch.setattr(runner, "SILENT_FOR", timedelta(0))
    assert jobs.jobs()[0].state is JobState.FAILED


def test_closing_ends_what_runs_and_says_so(library: Any, film: Any) -> None:
    jobs = JobRunner(library, at_once=1)
    numbers = [jobs.start_job("add", {"path": str(film.path)}) for _ in range(2)]
    jobs.close()
    states = {library.catalog.job(number).state for number in numbers}
    assert states <= {JobState.FAILED, JobState.DONE}
    assert library.catalog.job(numbers[1]).state is JobState.FAILED


def test_a_bundle_lies_in_a_folder_of_its_own(library: Any) -> None:
    assert bundle_folder(library, "a-story").parent == library.folder / "bundles"
    for name in ("..", "a/b", "", "a\0", "x" * 65):
        with pytest.raises(NotInLibrary):
            bundle_folder(library, name)


def test_one_place_says_whether_a_story_was_published_and_what_is_told_of_it(library: Any) -> None:
    assert (published_bundle(library, "s"), played_at(library, "s"), last_published(library, "s")) == (
        None,
        "",
        None,
    )
    folder = bundle_folder(library, "s")
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"story": {"revision": 4}}')
    (folder / "index.html").write_text("plays")
    assert (published_bundle(library, "s"), played_at(library, "s")) == (folder, "/play/s/")
    told, _ = last_published(library, "s")
    assert told == Publication(4), "what another program published is told by its manifest"
    known = Publication(5, "small", ("ko",), ({"en": "Note"},))
    tell_published(library, "s", known)
    told, at = last_published(library, "s")
    assert told == known and at.tzinfo is not None


def test_the_kinds_fail_with_words_for_people(library: Any) -> None:
    with pytest.raises(GallaeError):
        kinds.KINDS["publish"](library, {"story_id": "gone"}, lambda *_: None)
