"""Runs functions that read a film's bytes in a worker process, and turns what goes wrong there into one error."""

import atexit
import os
import queue
import signal
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, TypeVar

from indexing.errors import FilmUnreadable
from indexing.guard.limits import Limits
from indexing.guard.messages import Failure, OutOfMemory, Report, Request, Result
from indexing.guard.process import WorkerProcess
from library.progress import Progress

T = TypeVar("T")

_LOOKS_EVERY = 0.25
_PATIENCE_WITH_CANCELLED = 5.0
_REMEDY = "Copy it again, or convert it, for instance with `ffmpeg -i FILM -c:v libx264 FILM.mp4`."


class Guard:
    """Guards whoever works on one film. Enter it, then `run` functions; they share one worker process.

    A worker that did what it was asked to serves the next film too, so that films added in a row pay one start; one
    with which anything went wrong is never used again.

    Args:
        path: The film, for messages.
        limits: What it may take.
    """

    def __init__(self, path: Path, limits: Limits | None = None) -> None:
        self._path = path
        self._limits = limits or Limits()
        self._worker: WorkerProcess | None = None
        self._idle = True

    def __enter__(self) -> "Guard":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._worker is not None:
            if self._idle:
                _keep(self._worker)
            else:
                self._worker.end()
            self._worker = None

    def run(self, function: Callable[..., T], *arguments: object, progress: Progress) -> T:
        """Call a function in the worker, with a `progress` that reports to the given one, and return what it returns.

        Args:
            function: A function of a module, which takes a keyword `progress`.
            arguments: What can be pickled.
            progress: Called in this thread, also now and then without news, so that it can stop what is stuck.

        Raises:
            FilmUnreadable: The worker crashed, gave no sign of life, or needed too much memory.
            Cancelled: `progress` asked to stop.
            Exception: Whatever the function itself raised.
        """
        worker = self._worker = self._worker or _started(self._limits)
        self._idle = False
        worker.send(Request(function, arguments))
        value = self._attend(worker, progress)
        self._idle = True
        return value  # type: ignore[no-any-return]  # what `function` returned

    def _attend(self, worker: WorkerProcess, progress: Progress) -> Any:
        """Listen to a worker until it is done."""
        latest, heard_at = None, time.monotonic()
        while True:
            try:
                message = worker.heard(_LOOKS_EVERY)
            except queue.Empty:
                if time.monotonic() - heard_at > self._limits.silent_seconds:
                    self._end()
                    raise self._silent() from None
                if latest is not None:
                    self._tell(worker, latest, progress)
                continue
            except EOFError:
                raise self._gone(worker) from None
            heard_at = time.monotonic()
            if isinstance(message, Report):
                latest = message
                self._tell(worker, message, progress)
                worker.send(True)
            else:
                return self._answer(message)

    def _tell(self, worker: WorkerProcess, report: Report, progress: Progress) -> None:
        """Pass a report on; where it is answered by an exception, let the worker tidy up before that is raised."""
        try:
            progress(report.stage, report.done, report.total)
        except BaseException:
            worker.send(False)
            self._idle = _stopped(worker)
            raise

    def _answer(self, message: Result | Failure | OutOfMemory) -> Any:
        if isinstance(message, Result):
            return message.value
        if isinstance(message, OutOfMemory):
            self._end()
            raise self._too_large()
        if isinstance(message.error, FilmUnreadable):
            raise message.error
        message.error.add_note(message.where)
        raise message.error

    def _end(self) -> tuple[int, str]:
        worker, self._worker = self._worker, None
        return (0, "") if worker is None else worker.end()

    def _silent(self) -> FilmUnreadable:
        seconds = f"{self._limits.silent_seconds:g} s"
        return FilmUnreadable(f"{self._path}: reading it got stuck for {seconds}.", _REMEDY)

    def _too_large(self) -> FilmUnreadable:
        size = f"{self._limits.memory_bytes / (1 << 30):.3g} GB"
        remedy = "Make it smaller, for instance with `ffmpeg -i FILM -vf scale=-2:1080 FILM.mp4`."
        return FilmUnreadable(f"{self._path}: reading it needs more than {size} of memory.", remedy)

    def _gone(self, worker: WorkerProcess) -> FilmUnreadable:
        code = worker.gone()
        _, said = self._end()
        if "MemoryError" in said or "bad_alloc" in said:
            return self._too_large()
        cause = signal.Signals(-code).name if code < 0 else f"exit code {code}"
        error = FilmUnreadable(f"{self._path}: reading it crashed the decoder ({cause}).", _REMEDY)
        if said:
            error.add_note(said)
        return error


_idle: list[WorkerProcess] = []
_lock = Lock()


def _started(limits: Limits) -> WorkerProcess:
    """Return a worker that waits for work, or a new one."""
    with _lock:
        for worker in _idle:
            if worker.limits == limits and worker.owner == os.getpid():  # not one of a process that forked
                _idle.remove(worker)
                return worker
    return WorkerProcess(limits)


def _keep(worker: WorkerProcess) -> None:
    """Keep a worker for the next film; one is enough."""
    with _lock:
        mine = [one for one in _idle if one.owner == os.getpid()]
        if not mine:
            _idle[:] = [worker]
            return
    worker.end()


@atexit.register
def end_idle() -> None:
    """End the workers that wait for the next film; new ones are started when they are needed."""
    while _idle:
        worker = _idle.pop()
        if worker.owner == os.getpid():
            worker.end()


def _stopped(worker: WorkerProcess) -> bool:
    """Wait a little until a worker that was told to stop has done so; say whether it has."""
    deadline = time.monotonic() + _PATIENCE_WITH_CANCELLED
    while time.monotonic() < deadline:
        try:
            message = worker.heard(_LOOKS_EVERY)
        except queue.Empty:
            continue
        except EOFError:
            return False
        if not isinstance(message, Report):
            return True
    return False
