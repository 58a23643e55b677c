"""Runs one job in a process of its own: `python -m ui.jobs.worker --library DIR JOB_ID`."""

import argparse
import sys
from pathlib import Path

from library import Cancelled, GallaeError, Library, open_library
from library.catalog.jobs import JobState
from ui.jobs.kinds import KINDS
from ui.jobs.report import JobReport


def run_job(library: Library, job_id: int) -> JobState:
    """Do a job and write down how it ended, or that it is paused.

    An unforeseen error leaves the row to whoever watches the process.

    Raises:
        NotInLibrary: There is no such job.
    """
    job = library.catalog.job(job_id)
    if job.state.final or job.state is JobState.PAUSED:
        return job.state
    message, result = "", None
    with JobReport(library.catalog, job_id) as report:
        try:
            result = KINDS[job.kind](library, job.request, report)
            state = JobState.DONE
        except Cancelled:
            state = JobState.PAUSED  # or cancelled: its row says which
        except GallaeError as error:
            state, message = JobState.FAILED, str(error)
    if state is JobState.PAUSED:
        return library.catalog.stop_job(job_id)
    library.catalog.end_job(job_id, state, message, result)
    return state


def main(arguments: list[str]) -> int:
    """Run the job that the arguments name; return 0 unless it failed."""
    parser = argparse.ArgumentParser(prog="ui.jobs.worker", description="Run one job of a library.")
    parser.add_argument("--library", type=Path, required=True)
    parser.add_argument("job_id", type=int)
    asked = parser.parse_args(arguments)
    with open_library(asked.library) as library:
        return 1 if run_job(library, asked.job_id) is JobState.FAILED else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
