"""A worker that crashes, hangs or eats memory ends in one error; progress, results and cancelling pass through."""

import importlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from indexing import FilmUnreadable
from indexing.guard import Guard, Limits
from indexing.guard.guard import end_idle
from library import Cancelled, no_progress

FILM = Path("/films/film.mp4")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def work() -> Iterator[ModuleType]:
    """The functions that the worker runs: a module that it finds by the search path, as it finds the packages."""
    folder = str(Path(__file__).parent)
    sys.path.insert(0, folder)
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = folder
    end_idle()  # one that waits from before would not find it
    yield importlib.import_module("work_to_guard")
    sys.path.remove(folder)
    if before is None:
        del os.environ["PYTHONPATH"]
    else:
        os.environ["PYTHONPATH"] = before


@pytest.mark.parametrize(
    ("name", "said"),
    [("crash", r"crashed the decoder \(SIGSEGV\)"), ("leave", r"crashed the decoder \(exit code 3\)")],
)
def test_a_worker_that_dies_is_one_error_about_the_film_and_the_next_call_gets_another(
    work: ModuleType, name: str, said: str
) -> None:
    with Guard(FILM) as guard:
        with pytest.raises(FilmUnreadable, match=said) as raised:
            guard.run(getattr(work, name), progress=no_progress)
        assert str(FILM) in raised.value.message and raised.value.remedy and "\n" not in str(raised.value)
        assert guard.run(work.count, 3, progress=no_progress) != os.getpid()


def test_a_worker_that_gives_no_sign_of_life_is_ended(work: ModuleType) -> None:
    begun = time.monotonic()
    with Guard(FILM, Limits(silent_seconds=3)) as guard, pytest.raises(FilmUnreadable, match="got stuck"):
        guard.run(work.hang, progress=no_progress)
    assert time.monotonic() - begun < 60


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits this kind of memory")
def test_a_worker_that_needs_too_much_memory_says_so(work: ModuleType) -> None:
    with Guard(FILM, Limits(memory_bytes=600 << 20)) as guard:
        assert guard.run(work.eat, 100, progress=no_progress) == 100 << 20
        with pytest.raises(FilmUnreadable, match=r"more than 0\.586 GB of memory"):
            guard.run(work.eat, 900, progress=no_progress)


def test_errors_come_back_as_they_were_raised(work: ModuleType) -> None:
    with Guard(FILM) as guard:
        with pytest.raises(FilmUnreadable) as refused:
            guard.run(work.refuse, FILM, progress=no_progress)
        assert str(refused.value) == f"{FILM}: no. Take another."
        with pytest.raises(OSError, match="No space left") as failed:
            guard.run(work.fail, progress=no_progress)
        assert failed.value.errno == 28 and "in fail" in "".join(failed.value.__notes__)


def test_every_report_comes_through_in_order(work: ModuleType) -> None:
    told: list[tuple[str, int, int]] = []
    with Guard(FILM) as guard:
        guard.run(work.count, 5, progress=lambda *report: told.append(report))
    assert list(dict.fromkeys(told)) == [("counting", step, 5) for step in range(5)]


def test_what_is_cancelled_tidies_up_first(work: ModuleType, tmp_path: Path) -> None:
    def stop(stage: str, done: int, total: int) -> None:
        raise Cancelled

    with Guard(FILM) as guard:
        with pytest.raises(Cancelled):
            guard.run(work.go_on, tmp_path / "noted", progress=stop)
        assert (tmp_path / "noted").read_text() == "tidied up"


def test_what_is_stuck_can_be_cancelled(work: ModuleType) -> None:
    calls = 0

    def stop_later(stage: str, done: int, total: int) -> None:
        nonlocal calls
        calls += 1
        if calls > 2:
            raise Cancelled

    with Guard(FILM) as guard, pytest.raises(Cancelled):
        guard.run(work.hang, progress=stop_later)


def test_films_in_a_row_share_a_worker_until_something_goes_wrong(work: ModuleType) -> None:
    with Guard(FILM) as first:
        worker = first.run(work.count, 1, progress=no_progress)
    with Guard(FILM) as second:
        assert second.run(work.count, 1, progress=no_progress) == worker
        with pytest.raises(FilmUnreadable):
            second.run(work.refuse, FILM, progress=no_progress)
    with Guard(FILM) as third:
        assert third.run(work.count, 1, progress=no_progress) != worker


def test_what_is_printed_there_does_not_disturb(work: ModuleType) -> None:
    with Guard(FILM) as guard:
        assert guard.run(work.print_much, progress=no_progress) == "said"


def test_the_worker_needs_no_database_so_that_it_starts_quickly() -> None:
    code = "import sys, indexing.guard.worker, indexing.watching, indexing.thumbnails, indexing.subtitles.tracks; "
    code += "assert not {'sqlalchemy', 'torch', 'faiss'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)


ORPHAN = """
import os, sys
from pathlib import Path
from indexing.guard import Guard
from library import no_progress
import work_to_guard as work
with Guard(Path("film.mp4")) as guard:
    print(guard.run(work.count, 1, progress=no_progress), flush=True)
    def die(*report): os.kill(os.getpid(), 9)
    guard.run(work.hang, progress=die)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_worker_never_outlives_the_one_it_works_for(work: ModuleType) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ORPHAN],
        capture_output=True, text=True, cwd=ROOT, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == -9
    deadline = time.monotonic() + 20
    while Path(f"/proc/{int(done.stdout)}/stat").exists():
        state = Path(f"/proc/{int(done.stdout)}/stat").read_text().rpartition(")")[2].split()[0]
        if state in "ZX":  # it has ended; who inherited it has not noticed yet
            break
        assert time.monotonic() < deadline
        time.sleep(0.1)
