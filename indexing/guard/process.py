"""The worker's process as the guard sees it: started clean, spoken to over pipes, ended for certain."""

import contextlib
import os
import pickle
import queue
import subprocess
import sys
import tempfile
from pathlib import Path
from threading import Thread
from typing import Any

from indexing.guard.limits import Limits

_PACKAGES = Path(__file__).parents[2]
_TAIL = 2000


class WorkerProcess:
    """A started worker.

    Args:
        limits: What it may take.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.owner = os.getpid()
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "indexing.guard.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env={**os.environ, "PYTHONPATH": _search_path()},
        )
        self._heard: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._listener = Thread(target=self._listen, name="guard", daemon=True)
        self._listener.start()
        self.send(limits)

    def send(self, message: Any) -> None:
        """Send a message; a worker that is gone is noticed when it does not answer."""
        assert self._process.stdin is not None  # asked for above
        with contextlib.suppress(BrokenPipeError):
            pickle.dump(message, self._process.stdin, protocol=pickle.HIGHEST_PROTOCOL)
            self._process.stdin.flush()

    def heard(self, seconds: float) -> Any:
        """Return the next message, waiting so long at most.

        Raises:
            queue.Empty: It said nothing.
            EOFError: It has gone.
        """
        message = self._heard.get(timeout=seconds)
        if message is None:
            raise EOFError
        return message

    def end(self) -> tuple[int, str]:
        """End it, whatever it does; return its exit code and the end of what it said."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.kill()
        code = self._process.wait()
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._listener.join()
        self._process.stdout.close()
        with self._said:
            self._said.seek(max(0, self._said.seek(0, os.SEEK_END) - _TAIL))
            return code, self._said.read().decode("utf-8", "replace").strip()

    def gone(self) -> int:
        """Return the exit code of a worker that has closed its pipe."""
        return self._process.wait()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        # A worker that dies half-way through a message leaves any of these.
        with contextlib.suppress(EOFError, OSError, pickle.UnpicklingError):
            while True:
                self._heard.put(pickle.load(self._process.stdout))
        self._heard.put(None)


def _search_path() -> str:
    """Return the search path by which the worker finds the same packages, and nothing in the working folder."""
    others = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join([str(_PACKAGES), *filter(None, others)])
